"""Start everything that the demonstration needs, and fill it."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dev.demo import filling, public_api, surrounding
from dev.demo.app_api import Operator
from dev.demo.assortment import Assortment
from dev.demo.firms import Plan
from dev.demo.invoicing import post_invoices
from dev.demo.narrator import Narrator
from dev.demo.stage import Stage
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import LocalStack
from shared.adapters.signals import listen_as
from shared.settings import TelemetrySettings

_LOG = "app.log"
_SIGNALS = "signals.jsonl"
_TELEMETRY = ("TELEMETRY_MEMORY", "TELEMETRY_FILE", "TELEMETRY_INTERVAL_SECONDS")


@dataclass(frozen=True)
class Options:
    customers: int = 2000
    accounts: int = 300
    seed: int = 1
    port: int = 0
    """The local host's; a port of 0 is any free one."""
    services: FleetOptions = field(default_factory=lambda: FleetOptions(is_set_up=False))


@dataclass(frozen=True)
class Scene:
    stack: LocalStack
    stage: Stage
    log: Path

    @property
    def signals(self) -> Path:
        """Where the app's spans and metrics are."""
        return self.log.with_name(_SIGNALS)


@contextmanager
def opened(options: Options, directory: Path, narrator: Narrator) -> Iterator[Scene]:
    """Serve and fill everything until the context ends.

    :param directory: where the certificate files and the app's log are written.
    :raises OSError: a port is taken.
    :raises AzuriteError: the storage emulator does not start.
    """
    started = time.monotonic()
    narrator.chapter("Everything starts on this machine, and nothing leaves it")
    _keep_to_this_machine()
    log = _log_to(directory / _LOG)
    _listen(directory / _SIGNALS)
    with ExitStack() as running:
        running.callback(_listen_no_more)
        fleet = running.enter_context(Fleet(directory, options.services))
        stack = running.enter_context(LocalStack(fleet, port=options.port, authentication=True))
        running.enter_context(stack.host)
        _introduce(narrator, stack, time.monotonic() - started)
        plan = Plan.make(options.customers, options.accounts, options.seed)
        assortment = Assortment.make(plan, options.seed)
        _fill(narrator, fleet, plan)
        _surround(narrator, fleet, plan, assortment)
        stage = Stage(
            fleet,
            plan,
            running.enter_context(closing(public_api.business_central(fleet, fleet.company_id))),
            running.enter_context(closing(public_api.dataverse(fleet))),
            running.enter_context(closing(Operator(stack.host, stack.administrator))),
            narrator,
            assortment,
        )
        yield Scene(stack, stage, log)


def _keep_to_this_machine() -> None:
    """Let no proxy of this machine's take requests to itself."""
    for name in ("NO_PROXY", "no_proxy"):
        known = [os.environ[name]] if os.environ.get(name) else []
        os.environ[name] = ",".join([*known, "localhost", "127.0.0.1"])


def _log_to(file: Path) -> Path:
    """Write what the app logs to *file*, where it does not tear the narration apart."""
    logging.basicConfig(
        filename=file, format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.INFO
    )
    logging.getLogger("azure").setLevel(logging.WARNING)  # else a line for each storage request
    return file


def _listen(file: Path) -> None:
    """Let the app tell of its work: on the console's page Signals, and in *file*."""
    os.environ |= dict(zip(_TELEMETRY, ("true", str(file), "15"), strict=True))


def _listen_no_more() -> None:
    """Write what is not in the file yet: later, its folder may be gone."""
    for name in _TELEMETRY:
        del os.environ[name]
    listen_as(TelemetrySettings.model_validate({}))


def _introduce(narrator: Narrator, stack: LocalStack, seconds: float) -> None:
    fleet = stack.fleet
    narrator.say(f"Azurite keeps tables at {stack.azurite.table_endpoint}.")
    narrator.say(f"Azurite keeps queues at {stack.azurite.queue_endpoint}.")
    narrator.say(f"Business Central is simulated at {fleet.business_central_server.url}.")
    narrator.say(f"Dataverse is simulated at {fleet.dataverse_server.url}.")
    narrator.say(f"Entra ID is simulated at {fleet.authority}.")
    narrator.say(f"The function app answers at {stack.host.url}/api.")
    narrator.say(f"That took {seconds:.1f} seconds.")


def _fill(narrator: Narrator, fleet: Fleet, plan: Plan) -> None:
    filling.fill_business_central(fleet, plan)
    filling.fill_dataverse(fleet, plan)
    narrator.say(
        f"Business Central has {len(plan.all_customers):,} customers; {len(plan.blocked)} are "
        "blocked and take no part."
    )
    narrator.say(
        f"Dataverse has {len(plan.all_accounts)} accounts; {len(plan.prospects)} are prospects "
        "and take no part."
    )
    narrator.say(
        f"{len(plan.shared)} accounts match a customer by name, {len(plan.accounts)} are new to "
        "Business Central."
    )


def _surround(narrator: Narrator, fleet: Fleet, plan: Plan, assortment: Assortment) -> None:
    surrounding.fill_business_central(fleet, assortment)
    blocked = sum(item.is_blocked for item in assortment.items)
    narrator.say(
        f"Business Central has {len(assortment.vendors)} vendors, {len(assortment.opportunities)} "
        f"opportunities, and {len(assortment.contacts)} people who work for customers and vendors."
    )
    narrator.say(
        f"It has {len(assortment.items)} items, of which {blocked} are blocked, and "
        f"{len(surrounding.NEW_CURRENCIES)} currencies that Dataverse has never heard of."
    )
    posted = post_invoices(fleet, len(plan.all_customers))
    narrator.say(f"It has posted {posted} invoices; some are paid, and some in part.")
