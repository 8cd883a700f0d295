"""What a test of the whole app works with: records on both sides, and the app from outside."""

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import RLock
from typing import Any
from uuid import uuid4

import requests
import yaml
from azure.storage.queue import QueueClient

from dev.simulators.faults import Fault, Kind
from dev.simulators.fleet import Fleet
from dev.simulators.server import SimulatorServer
from dev.stack import LocalStack
from shared import bootstrap
from shared.domain.identifiers import slug
from shared.domain.installation import Installation
from shared.domain.sides import Side
from shared.settings import DEFAULT_MAPPING_FOLDER, DEFAULT_QUEUE_NAME, Settings
from tests.customers import Accounts, Customers
from tests.swift_clock import SwiftClock

Json = dict[str, Any]
FEW_MAPPINGS = ("currency", "customer", "salespeople")
"""Enough for what holds whatever the mapping."""
_LOOKUP = re.compile(r"lookup: { mapping: ([A-Z ]+[A-Z])")


class Surroundings:
    """The app is started once somebody turns to it: what is prepared before that costs nothing."""

    def __init__(
        self, stack: LocalStack, folder: Path, put_setting: Callable[[str, str], None]
    ) -> None:
        self._stack, self.fleet, self.put_setting = stack, stack.fleet, put_setting
        self._starting = RLock()
        self.customers = Customers(stack, f"Company {uuid4()}")
        self.accounts = Accounts(stack)
        self.accounts.clear()
        self.clock: SwiftClock = SwiftClock(stack.fleet)
        self.folder = folder
        for name in FEW_MAPPINGS:
            (folder / f"{name}.yaml").write_text(_without_strangers(name), "utf-8")
        self.set_up = True
        """Whether an app that starts finds setup done."""
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.headers.update(stack.administrator.headers)
        self.prepare(
            SYNC_MAPPING_FOLDER=str(folder),
            BC_COMPANY_ID=str(self.customers.company.id),
            SYNC_TABLE_PREFIX=f"t{uuid4().hex[:16]}",
        )

    def move(self) -> None:
        """Begin anew: another company, no accounts, an app without any memory of either."""
        self.customers = Customers(self._stack, f"Company {uuid4()}")
        self.accounts.clear()
        self.prepare(BC_COMPANY_ID=str(self.customers.company.id))

    # The app

    def prepare(self, **app_settings: str) -> None:
        """Have the app start anew, with changed settings, before anybody turns to it again."""
        for name, value in app_settings.items():
            self.put_setting(name, value)
        bootstrap.use(None)
        self._is_running = False

    def start_app(self, **app_settings: str) -> None:
        """Start the app anew, with changed settings: it forgets everything but its storage."""
        self.prepare(**app_settings)
        self._run()

    def stop_app(self, **app_settings: str) -> None:
        """Leave it to the first caller to start the app, as in the cloud, with changed settings."""
        self.prepare(**app_settings)
        self._is_running = True

    def _run(self) -> None:
        with self._starting:
            if self._is_running:
                return
            app = bootstrap.build(Settings.load(), self.clock)
            bootstrap.use(app)
            self._is_running = True
            if self.set_up and app.engine.installations.current().revision is None:
                app.engine.installations.save(Installation(enabled=True))
            self.be_known()

    @property
    def app(self) -> bootstrap.App:
        self._run()
        return bootstrap.app()

    @property
    def stack(self) -> LocalStack:
        """What the app runs on, and itself."""
        self._run()
        return self._stack

    def be_known(self) -> None:
        """Call once, so that the app knows the administrator's role before anything is counted,
        or goes wrong.
        """
        self.call("GET", "mappings")

    def install(self, **changes: Any) -> None:
        """Let setup have made something in Dataverse, or have chosen an ownership model."""
        installations = self.app.engine.installations
        installations.save(replace(installations.current(), **changes))

    def adjust(self, mapping: str = "customer", **keys: Any) -> None:
        """Change keys of a mapping; the timers stay those of the files."""
        file = self.folder / f"{mapping}.yaml"
        content = yaml.safe_load(file.read_text("utf-8")) | keys
        file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        self.prepare()

    def add_own(self, *mappings: Json) -> None:
        """Add mappings of a customer's own; they get no timers."""
        own = self.folder / "own"
        own.mkdir(exist_ok=True)
        for mapping in mappings:
            content = yaml.safe_dump(mapping, allow_unicode=True)
            (own / f"{slug(mapping['name'])}.yaml").write_text(content, "utf-8")
        self.prepare(SYNC_OWN_MAPPING_FOLDER=str(own))

    def bring(self, *mappings: str) -> None:
        """Add these mappings as they are shipped."""
        for name in mappings:
            shutil.copy(DEFAULT_MAPPING_FOLDER / f"{name}.yaml", self.folder)
        self.prepare()

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call the app as an administrator, unless *options* have other headers."""
        return self._http.request(
            method, f"{self.stack.host.url}/api/{path}", timeout=60, **options
        )

    def get(self, path: str, **query: object) -> Json:
        answer = self.call("GET", path, params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def start(self, mapping: str, **body: object) -> str:
        """Run a mapping on request as far as it goes at once; return where the run is."""
        run = self._request(mapping, body)
        self.stack.host.drain_queues()
        return run

    def sync(self, mapping: str = "customer", **body: object) -> Json:
        """Run a mapping on request to its end, and return the run."""
        run = self._request(mapping, body)
        self.stack.host.drain_queues(include_delayed=True)
        return self.get(run)

    def _request(self, mapping: str, body: Json) -> str:
        answer = self.call("POST", f"mappings/{mapping}/sync", json=body)
        assert answer.status_code == 202, answer.text
        return answer.headers["Location"].removeprefix("/api/")

    def full_sync(self) -> Json:
        """Couple or create all customers and accounts; currencies are synchronized apart."""
        return self.sync(full=True)

    def tick(self, mapping: str = "customer") -> Json:
        """Fire a mapping's timer, and return the run it made."""
        self.stack.host.fire_timer(f"sync_{mapping.replace('-', '_')}")
        self.stack.host.drain_queues()
        [run] = self.get("runs", mapping=mapping, top=1)["value"]
        return dict(run)

    def errors(self, run: Json) -> list[Json]:
        listed = []
        for job in run["jobs"]:
            listed += self.get(f"jobs/{job['id']}/errors", top=1000)["value"]
        return listed

    def resolve(self, entry: Json, action: str, **further: object) -> Json:
        """Decide about a pending record, and return the run that carries it out, ended."""
        body = {
            "mapping": entry["mapping"],
            "direction": entry["direction"],
            "records": [entry["record"]],
            "action": action,
            **further,
        }
        answer = self.call("POST", "pending/resolve", json=body)
        assert answer.status_code == 202, answer.text
        self.stack.host.drain_queues(include_delayed=True)
        return self.get(answer.headers["Location"].removeprefix("/api/"))

    def pending(self) -> list[Json]:
        """Return the customers and accounts that are not in order."""
        return list(self.get("pending", mapping="customer", top=1000)["value"])

    def watermarks(self) -> Json:
        marks = self.get("mappings/customer")["watermarks"]
        return {side: mark["newest"] for side, mark in marks.items()}

    def couplings(self) -> list[Json]:
        return list(self.get("mappings/customer/couplings", top=1000)["value"])

    def partner(self, customer: Mapping[str, Any]) -> Json:
        """Return the account that a customer is coupled with."""
        [coupling] = self.get("mappings/customer/couplings", bc_id=customer["id"])["value"]
        return self.accounts.read(coupling["dataverse_id"])

    # The services

    def server(self, side: Side) -> SimulatorServer:
        return _server(self.stack.fleet, side)

    def fault(self, side: Side, kind: Kind, **details: Any) -> None:
        self.server(side).faults.add(Fault(kind=kind, **details))

    def writes(self) -> int:
        """Return how many writing requests the two services have seen."""
        return sum(
            1
            for side in Side
            for entry in self.server(side).journal.last(10_000)
            if entry.method != "GET"
        )

    def queued(self) -> int:
        """Return how many messages are in the app's queue, delayed ones included."""
        connection_string = self._stack.azurite.connection_string
        with QueueClient.from_connection_string(connection_string, DEFAULT_QUEUE_NAME) as queue:
            return int(queue.get_queue_properties().approximate_message_count or 0)

    def clear_queue(self) -> None:
        connection_string = self._stack.azurite.connection_string
        with QueueClient.from_connection_string(connection_string, DEFAULT_QUEUE_NAME) as queue:
            queue.clear_messages()

    def close(self) -> None:
        self._http.close()
        self.clear_queue()
        for side in Side:
            server = _server(self.fleet, side)
            server.faults.clear()
            server.journal.clear()
            server.service.limits.forget()
            server.service.limits.enabled = False
            server.service.clock.skew(timedelta())
        self.fleet.entra_server.faults.clear()
        self.accounts.clear()
        leave_companies(self.fleet)
        bootstrap.use(None)


def _server(fleet: Fleet, side: Side) -> SimulatorServer:
    return fleet.business_central_server if side is Side.BC else fleet.dataverse_server


def leave_companies(fleet: Fleet) -> None:
    """Delete what companies a test has opened: each one makes opening the next slower."""
    for company in fleet.business_central.companies[1:]:
        fleet.business_central.remove_company(company)


def _without_strangers(mapping: str) -> str:
    """Return a shipped file without the fields that point into others than the few mappings."""
    lines = (DEFAULT_MAPPING_FOLDER / f"{mapping}.yaml").read_text("utf-8").splitlines()
    found = [(line, _LOOKUP.search(line)) for line in lines]
    kept = [line for line, to in found if to is None or to[1].lower() in FEW_MAPPINGS]
    return "\n".join([*kept, ""])


def counters(run: Json, direction: str = "to_dataverse") -> Json:
    """Return a job's counters, without those that are zero."""
    [job] = [job for job in run["jobs"] if job["direction"] == direction]
    return {name: count for name, count in job["counters"].items() if count}
