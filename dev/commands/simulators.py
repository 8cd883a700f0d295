"""``python -m dev simulators``: serve the simulated services until interrupted."""

import argparse
import signal
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from dev.people import hire
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.faults import Fault
from dev.simulators.fleet import Fleet, FleetOptions
from dev.simulators.ready_made import Credentials
from shared.domain.callers import Role

if TYPE_CHECKING:
    Subparsers = argparse._SubParsersAction[argparse.ArgumentParser]

_SERVICES = {
    "bc": "business_central_server",
    "dataverse": "dataverse_server",
    "entra": "entra_server",
}
_DESCRIPTION = """\
Serve simulated Business Central, Dataverse and Entra ID on this machine until Ctrl-C, and print
their addresses, the certificate authority to trust and ready-made credentials. Any client can be
pointed at them; they open nothing else.

While they run, each can be inspected and changed below its own /_simulator/: clock, faults,
limits, requests. For example, set the clock of Business Central and stop it there:

  curl --cacert FILE -X PUT https://localhost:PORT/_simulator/clock \\
       -d '{"set": "2026-01-31T12:00:00Z"}'
"""
_EPILOG = """\
Faults are JSON after the service's name, for example

  --fault 'dataverse={"kind": "status", "status": 503, "retry_after": 5, "times": 3}'
  --fault 'bc={"kind": "timeout_after", "method": "POST", "path": "/customers", "skip": 2}'

kind: timeout_before, timeout_after, status, cut_body, half_body, reset, html_body,
latency. Rules may also
have method, path (regular expressions), body_contains, skip, times (null: for ever), status,
retry_after, body, content_type and seconds; dev/simulators/faults.py says what each means.
"""


def add_parser(subparsers: "Subparsers") -> None:
    parser = subparsers.add_parser(
        "simulators",
        help="serve simulated Business Central, Dataverse and Entra ID",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_addresses(parser)
    _add_behaviour(parser)
    parser.set_defaults(run=run)


def _add_addresses(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("addresses and files")
    for option, port in (("business-central", 7001), ("dataverse", 7002), ("entra", 7003)):
        group.add_argument(
            f"--{option}-port",
            type=int,
            default=port,
            metavar="PORT",
            help=f"{port} unless given; 0 for any free one",
        )
    group.add_argument(
        "--directory",
        type=Path,
        help="where the certificate files are written; a temporary one unless given",
    )
    group.add_argument(
        "--http",
        action="store_true",
        help="serve Business Central and Dataverse without TLS, for benchmarks",
    )


def _add_behaviour(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("data and behaviour")
    group.add_argument("--customers", type=int, default=0, metavar="N", help="add N customers")
    group.add_argument("--accounts", type=int, default=0, metavar="N", help="add N accounts")
    group.add_argument(
        "--person",
        metavar="NAME",
        help="who signs in wherever somebody is asked to, for example ada@contoso.example; "
        "nobody unless given, see /_simulator/sign-ins",
    )
    group.add_argument(
        "--not-set-up",
        action="store_true",
        help="Dataverse has never heard of the app; its administrator, who may set the app up, is "
        "printed, and signs in wherever somebody is asked to unless --person is given",
    )
    group.add_argument(
        "--companion",
        action="store_true",
        help="Business Central has the companion extension installed",
    )
    group.add_argument("--limits", action="store_true", help="enforce the service limits")
    group.add_argument(
        "--latency", type=float, default=0.0, metavar="MS", help="milliseconds each request takes"
    )
    group.add_argument(
        "--fault",
        type=_fault,
        action="append",
        default=[],
        metavar="SERVICE=JSON",
        help="spoil requests to bc, dataverse or entra (see below); may be given several times",
    )


def run(arguments: argparse.Namespace) -> int:
    with ExitStack() as until_stopped:
        directory = arguments.directory or Path(
            until_stopped.enter_context(tempfile.TemporaryDirectory(prefix="simulators-"))
        )
        try:
            fleet = Fleet(directory, _options(arguments))
        except OSError as error:
            print(f"The simulators cannot start: {error}. Choose other ports.", file=sys.stderr)
            return 1
        _fill(fleet, arguments.customers, arguments.accounts)
        for service, fault in arguments.fault:
            getattr(fleet, _SERVICES[service]).faults.add(fault)
        until_stopped.enter_context(fleet)
        print(describe(fleet), flush=True)
        _wait_for_signal()
    return 0


def describe(fleet: Fleet) -> str:
    """Return what a client needs to reach the running *fleet*, with an example that works.

    An administrator of the app joins for it, to call an app that works with the simulators; where
    Dataverse does not know the app, its own administrator is named, who may set the app up.
    """
    known = fleet.credentials
    lines = {
        "Business Central": fleet.business_central_api,
        "  environment": fleet.environment,
        "  company": f"{fleet.company_id} ({fleet.business_central.companies[0].name})",
        "Dataverse": fleet.dataverse_api,
        "Entra ID (authority)": fleet.authority,
        "Trust (PEM)": str(fleet.certificate_authority),
        "Tenant id": known.tenant_id,
        "Client id": known.client_id,
        "Client secret": known.client_secret,
        "Client certificate": str(known.certificate_file),
        "Managed identity": f"IDENTITY_ENDPOINT={fleet.identity_endpoint}",
        "": f"IDENTITY_HEADER={known.identity_header}",
        **_people(fleet),
    }
    table = "\n".join(f"{name:22}{value}" for name, value in lines.items())
    return f"{table}\n\nTry:\n\n{_example(fleet)}\n\nCtrl-C ends the simulators."


def _people(fleet: Fleet) -> dict[str, str]:
    known = fleet.credentials
    if not fleet.is_set_up:
        name = f"{known.user_name} ({known.user_principal_name}), who signs in wherever asked"
        return {"System administrator": name, "Her token": fleet.user_token()}
    return {
        "A user's token": fleet.user_token(),
        "An administrator's": hire(fleet, "Anna Administrator", Role.ADMINISTRATOR).token,
    }


def _example(fleet: Fleet) -> str:
    known = fleet.credentials
    curl = f"curl -s --cacert {fleet.certificate_authority}"
    return f"""\
TOKEN=$({curl} \\
  {fleet.authority}/{known.tenant_id}/oauth2/v2.0/token \\
  -d grant_type=client_credentials -d client_id={known.client_id} \\
  -d client_secret={known.client_secret} \\
  -d scope=https://api.businesscentral.dynamics.com/.default \\
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')
{curl} -H "Authorization: Bearer $TOKEN" \\
  '{fleet.business_central_api}/companies({fleet.company_id})/customers?$top=3'"""


def _options(arguments: argparse.Namespace) -> FleetOptions:
    return FleetOptions(
        business_central_port=arguments.business_central_port,
        dataverse_port=arguments.dataverse_port,
        entra_port=arguments.entra_port,
        limits=arguments.limits,
        latency=arguments.latency / 1000,
        https=not arguments.http,
        is_set_up=not arguments.not_set_up,
        person=arguments.person
        or (Credentials.user_principal_name if arguments.not_set_up else None),
        courier=True,
        business_central=BusinessCentralSettings(companion=arguments.companion),
    )


def _fill(fleet: Fleet, customers: int, accounts: int) -> None:
    fleet.business_central.add_many(
        "customers",
        [
            {"displayName": f"Customer {n}", "email": f"customer{n}@example.com"}
            for n in range(1, customers + 1)
        ],
    )
    fleet.dataverse.add_many("account", [{"name": f"Account {n}"} for n in range(1, accounts + 1)])


def _fault(text: str) -> tuple[str, Fault]:
    service, _, rule = text.partition("=")
    if service not in _SERVICES:
        raise argparse.ArgumentTypeError(f"begin with one of {', '.join(_SERVICES)} and '='")
    try:
        return service, Fault.model_validate_json(rule)
    except ValidationError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _wait_for_signal() -> None:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    stop.wait()
