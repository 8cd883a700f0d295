"""The simulators in a process of their own: they do not share an interpreter with the app."""

import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from dev.people import hire, ready_made
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.fleet import Fleet, FleetOptions
from shared.domain.callers import Role

LONG_AGO = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Addresses:
    business_central: str
    business_central_api: str
    dataverse: str
    dataverse_api: str
    authority: str
    certificate_authority: str
    tenant_id: str
    client_id: str
    client_secret: str
    environment: str
    company_id: str
    administrator_token: str


@dataclass(frozen=True)
class Conduct:
    """How the app behaved towards one service."""

    refused: int
    """Requests beyond a limit."""
    impolite: int
    """Requests before a Retry-After had ended."""
    most_at_once: int


class RemoteSimulators:
    """Context manager around the process; every call is carried out there."""

    def __init__(self, latency: float = 0.0, *, is_set_up: bool = False) -> None:
        """
        :param latency: seconds that each request takes beyond its work.
        :param is_set_up: whether Dataverse knows the client before anybody has set it up.
        """
        self._latency, self._is_set_up = latency, is_set_up

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        arguments = (theirs, self._latency, self._is_set_up)
        self._process = context.Process(target=_serve, args=arguments, daemon=True)
        self._process.start()
        self.addresses: Addresses = self._connection.recv()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.send(None)
        self._process.join(timeout=20)

    def add_customers(self, count: int) -> None:
        self._call(_add_customers, count)

    def change_customers(self, count: int, city: str) -> None:
        """Change *count* customers, spread over all of them."""
        self._call(_change_customers, count, city)

    def change_accounts(self, count: int, city: str) -> None:
        """Change *count* accounts, spread over all of them."""
        self._call(_change_accounts, count, city)

    def limit(self, account_seconds: float, customer_seconds: float) -> None:
        """Switch the documented limits on, and let each record that is written take its time."""
        self._call(_limit, account_seconds, customer_seconds)

    def conduct(self) -> list[Conduct]:
        """Return how the app has behaved towards each service since the limits were set."""
        return list(self._call(_conduct))

    def cities(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return how many customers and how many accounts are in which city."""
        found: tuple[dict[str, int], dict[str, int]] = self._call(_cities)
        return found

    def writes(self) -> int:
        """Return how many of the latest requests to both services wrote something."""
        return int(self._call(_writes))

    def add_items(self, count: int) -> list[str]:
        """Add items with stock and open orders, and return their numbers."""
        return list(self._call(_add_items, count))

    def hire_salesperson(self) -> str:
        """Let somebody join who may ask for availability, and return their token."""
        return str(self._call(_hire_salesperson))

    def slow_down(self, seconds: float) -> None:
        """Let each request to Business Central take so much longer from now on."""
        self._call(_slow_down, seconds)

    def requests_to_business_central(self) -> int:
        return int(self._call(_requests_to_business_central))

    def forget_requests(self) -> None:
        self._call(_forget_requests)

    def requests(self) -> int:
        """Return how many requests both services have seen."""
        return int(self._call(_requests))

    def accounts(self) -> int:
        return int(self._call(_accounts))

    def _call(self, work: Callable[..., Any], *arguments: Any) -> Any:
        self._connection.send((work, arguments))
        answer = self._connection.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer


def _serve(connection: Connection, latency: float, is_set_up: bool) -> None:
    options = FleetOptions(
        https=False,
        latency=latency,
        token_lifetime=timedelta(days=1),
        is_set_up=is_set_up,
        # Contacts that nobody synchronizes would only load the simulator.
        business_central=BusinessCentralSettings(company_contacts=False),
    )
    with tempfile.TemporaryDirectory() as folder, Fleet(Path(folder), options) as fleet:
        connection.send(_addresses(fleet))
        while (message := connection.recv()) is not None:
            work, arguments = message
            try:
                connection.send(work(fleet, *arguments))
            except Exception as error:  # Carried to the caller, who raises it.
                connection.send(error)


def _addresses(fleet: Fleet) -> Addresses:
    known = fleet.credentials
    return Addresses(
        fleet.business_central_server.url,
        fleet.business_central_api,
        fleet.dataverse_server.url,
        fleet.dataverse_api,
        fleet.authority,
        str(fleet.certificate_authority),
        known.tenant_id,
        known.client_id,
        known.client_secret,
        fleet.environment,
        fleet.company_id,
        ready_made(fleet).token,
    )


def _add_customers(fleet: Fleet, count: int) -> None:
    """Add customers that have not been touched for long, in portions."""
    bc = fleet.business_central
    start = len(bc.rows("customers"))
    for first in range(start, start + count, 1000):
        numbers = range(first, min(first + 1000, start + count))
        bc.add_many(
            "customers",
            [_customer(number) for number in numbers],
            modified_at=LONG_AGO + timedelta(seconds=first // 1000),
        )


def _customer(number: int) -> dict[str, Any]:
    return {
        "displayName": f"Customer {number} of the benchmark",
        "addressLine1": f"Long Street {number}",
        "addressLine2": f"Building {number % 50}",
        "city": "Copenhagen",
        "postalCode": f"{number % 10000:04}",
        "country": "DK",
        "phoneNumber": f"+45 {number:08}",
        "email": f"customer{number}@example.com",
        "website": f"https://customer{number}.example.com",
        "creditLimit": 1000 + number,
    }


def _add_items(fleet: Fleet, count: int) -> list[str]:
    bc = fleet.business_central
    kind = {"type": "Inventory", "baseUnitOfMeasureCode": "PCS", "inventory": 100}
    items = bc.add_many(
        "items", [{"displayName": f"Item {number}", **kind} for number in range(count)]
    )
    [customer] = bc.add_many("customers", [{"displayName": "Customer of the items"}])
    soon = (fleet.business_central.clock.now() + timedelta(days=3)).date().isoformat()
    lines = [{"itemId": item["id"], "quantity": 30, "shipmentDate": soon} for item in items]
    bc.add_many("salesOrders", [{"customerId": customer["id"], "salesOrderLines": lines}])
    return [str(item["number"]) for item in items]


def _hire_salesperson(fleet: Fleet) -> str:
    return hire(fleet, "Sally Salesperson", Role.PRODUCT_AVAILABILITY).token


def _slow_down(fleet: Fleet, seconds: float) -> None:
    fleet.business_central_server.latency = seconds


def _requests_to_business_central(fleet: Fleet) -> int:
    return fleet.business_central_server.journal.total


def _change_customers(fleet: Fleet, count: int, city: str) -> None:
    rows = fleet.business_central.rows("customers")
    for row in rows[:: max(1, len(rows) // count)][:count]:
        fleet.business_central.change("customers", row["id"], {"city": city})


def _change_accounts(fleet: Fleet, count: int, city: str) -> None:
    with fleet.dataverse_server.lock:
        rows = fleet.dataverse.rows("account")
        for row in rows[:: max(1, len(rows) // count)][:count]:
            fleet.dataverse.change("account", row["accountid"], {"address1_city": city})


def _limit(fleet: Fleet, account_seconds: float, customer_seconds: float) -> None:
    fleet.dataverse_server.seconds_per_write = account_seconds
    fleet.business_central_server.seconds_per_write = customer_seconds
    for service in (fleet.business_central, fleet.dataverse):
        service.limits.forget()
        service.limits.enabled = True


def _conduct(fleet: Fleet) -> list[Conduct]:
    services = (fleet.business_central, fleet.dataverse)
    return [
        Conduct(
            service.limits.refusals,
            service.limits.impolite,
            max(each.most_concurrent for each in service.limits.behaviours().values()),
        )
        for service in services
    ]


def _cities(fleet: Fleet) -> tuple[dict[str, int], dict[str, int]]:
    customers = Counter(row["city"] for row in fleet.business_central.rows("customers"))
    accounts = Counter(row["address1_city"] for row in fleet.dataverse.rows("account"))
    return dict(customers), dict(accounts)


def _writes(fleet: Fleet) -> int:
    servers = (fleet.business_central_server, fleet.dataverse_server)
    return sum(1 for server in servers for entry in server.journal.last() if entry.method != "GET")


def _forget_requests(fleet: Fleet) -> None:
    for server in (fleet.business_central_server, fleet.dataverse_server):
        server.journal.clear()


def _requests(fleet: Fleet) -> int:
    return fleet.business_central_server.journal.total + fleet.dataverse_server.journal.total


def _accounts(fleet: Fleet) -> int:
    return len(fleet.dataverse.rows("account"))
