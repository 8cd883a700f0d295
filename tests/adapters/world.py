"""What a test of the adapters works with: one new company, one organisation without accounts."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Literal
from uuid import UUID

from dev.simulators.faults import Fault, Kind
from dev.simulators.fleet import Fleet
from dev.simulators.server import SimulatorServer
from shared.adapters.business_central.store import BusinessCentralStore
from shared.adapters.dataverse.records import DataverseRecords
from shared.adapters.identity import Identity, Tokens
from shared.adapters.patience import Patience
from shared.adapters.slots import LocalSlots
from shared.adapters.stores import ServiceStores
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.settings import BusinessCentralSettings, DataverseSettings, IdentitySettings
from tests.surroundings import leave_companies

CUSTOMERS = Table(
    "customers",
    ("displayName", "number", "city", "phoneNumber", "creditLimit", "currencyId", "blocked"),
    "blocked eq ' '",
    {"currencyId": "currencies"},
    "displayName",
)
ACCOUNTS = Table(
    "account",
    (
        "name",
        "accountnumber",
        "address1_city",
        "telephone1",
        "creditlimit",
        "transactioncurrencyid",
    ),
    "statecode eq 0",
    {"transactioncurrencyid": "transactioncurrency"},
    "name",
)


class SwiftClock:
    """Sleeps by moving the time on, the services' too; nobody waits."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        self._lock = Lock()
        self._ahead = timedelta()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._ahead += timedelta(seconds=seconds)
            for service in (self._fleet.business_central, self._fleet.dataverse):
                service.clock.advance(timedelta(seconds=seconds))


class World:
    def __init__(self, fleet: Fleet, company: str) -> None:
        self.fleet = fleet
        self.company = fleet.business_central.add_company(company)
        self.clock = SwiftClock(fleet)
        self.slots = LocalSlots()
        self.identity = Identity(self.identity_settings())
        self._opened: list[ServiceStores] = []
        self._allowances = [server.service.limits.allowance for server in fleet.servers]

    def identity_settings(self, **changes: Any) -> IdentitySettings:
        known = self.fleet.credentials
        usual = {
            "tenant_id": known.tenant_id,
            "client_id": known.client_id,
            "client_secret": known.client_secret,
            "authority": self.fleet.authority,
        }
        return IdentitySettings(**(usual | changes))

    def bc_settings(self, **changes: Any) -> BusinessCentralSettings:
        usual = {
            "tenant_id": self.fleet.credentials.tenant_id,
            "environment": self.fleet.environment,
            "company_id": self.company.id,
            "base_url": self.fleet.business_central_server.url,
        }
        return BusinessCentralSettings(**(usual | changes))

    def dataverse_settings(self, **changes: Any) -> DataverseSettings:
        return DataverseSettings(**({"url": self.fleet.dataverse_server.url} | changes))

    def stores(
        self,
        bc: BusinessCentralSettings | None = None,
        dataverse: DataverseSettings | None = None,
        tokens: Tokens | None = None,
        patience: Patience | None = None,
    ) -> ServiceStores:
        stores = ServiceStores(
            bc or self.bc_settings(),
            dataverse or self.dataverse_settings(),
            tokens or self.identity,
            self.clock,
            self.slots,
            patience,
        )
        self._opened.append(stores)
        return stores

    def bc(
        self, *, patience: Patience | None = None, tokens: Tokens | None = None, **changes: Any
    ) -> BusinessCentralStore:
        stores = self.stores(self.bc_settings(**changes), tokens=tokens, patience=patience)
        store = stores.open(Side.BC)
        assert isinstance(store, BusinessCentralStore)
        return store

    def dataverse(
        self, *, patience: Patience | None = None, tokens: Tokens | None = None, **changes: Any
    ) -> DataverseRecords:
        settings = self.dataverse_settings(**changes)
        stores = self.stores(dataverse=settings, tokens=tokens, patience=patience)
        store = stores.open(Side.DATAVERSE)
        assert isinstance(store, DataverseRecords)
        return store

    def server(self, side: Side) -> SimulatorServer:
        fleet = self.fleet
        return fleet.business_central_server if side is Side.BC else fleet.dataverse_server

    def fault(self, side: Side, kind: Kind, **details: Any) -> None:
        self.server(side).faults.add(Fault(kind=kind, **details))

    def sent(self, side: Side, method: Literal["GET", "POST"], path: str) -> int:
        """Return how many of the latest requests had *path* in their address."""
        latest = self.server(side).journal.last(1000)
        return sum(1 for entry in latest if entry.method == method and path in entry.target)

    # Records, past the adapters

    def add_customers(self, *names: str, **values: Any) -> list[dict[str, Any]]:
        many = [{"displayName": name, **values} for name in names]
        return self.fleet.business_central.add_many("customers", many, company=self.company)

    def customer(self, id_: UUID | str) -> Mapping[str, Any]:
        found = self.fleet.business_central.read("customers", id_, company=self.company)
        assert found is not None
        return found

    def customers(self) -> list[dict[str, Any]]:
        return self.fleet.business_central.rows("customers", company=self.company)

    def add_account(self, name: str, **values: Any) -> dict[str, Any]:
        with self.server(Side.DATAVERSE).lock:
            return self.fleet.dataverse.add("account", {"name": name, **values})

    def add_accounts(self, *names: str, **values: Any) -> list[UUID]:
        many = [{"name": name, **values} for name in names]
        with self.server(Side.DATAVERSE).lock:
            return [UUID(id_) for id_ in self.fleet.dataverse.add_many("account", many)]

    def accounts(self) -> list[dict[str, Any]]:
        with self.server(Side.DATAVERSE).lock:
            return self.fleet.dataverse.rows("account")

    def change_account(self, id_: UUID, **values: Any) -> None:
        with self.server(Side.DATAVERSE).lock:
            self.fleet.dataverse.change("account", str(id_), values)

    def delete_account(self, id_: UUID) -> None:
        with self.server(Side.DATAVERSE).lock:
            self.fleet.dataverse.delete("account", str(id_))

    def currency(self) -> UUID:
        """Return the organisation's base currency."""
        with self.server(Side.DATAVERSE).lock:
            rows = self.fleet.dataverse.rows("transactioncurrency")
        return UUID(rows[0]["transactioncurrencyid"])

    def close(self) -> None:
        for stores in self._opened:
            stores.close()
        for server, allowance in zip(self.fleet.servers, self._allowances, strict=True):
            server.faults.clear()
            server.journal.clear()
            server.service.limits.forget()
            server.latency = 0.0
            server.service.limits.enabled = False
            server.service.limits.allowance = allowance
            server.service.clock.skew(timedelta())
        leave_companies(self.fleet)
        for account in self.accounts():
            self.delete_account(account["accountid"])
