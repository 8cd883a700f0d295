"""Opens the records of either side."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from shared.adapters.business_central.administration import BusinessCentralFacts
from shared.adapters.business_central.columns import entity_columns
from shared.adapters.business_central.customer_figures import CustomerFiguresSource
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.linking import LinkedRecords
from shared.adapters.business_central.stock.source import StockSource
from shared.adapters.business_central.store import BusinessCentralStore
from shared.adapters.business_central.subscriptions import BusinessCentralSubscriptions
from shared.adapters.dataverse.columns import table_columns
from shared.adapters.dataverse.organization import Organization
from shared.adapters.dataverse.records import DataverseRecords
from shared.adapters.dataverse.teams import DataverseTeams
from shared.adapters.identity import Tokens
from shared.adapters.ledger import Budget
from shared.adapters.pace import Pace
from shared.adapters.patience import Patience
from shared.adapters.slots import Slots
from shared.adapters.whereabouts import ServiceWhereabouts
from shared.domain.columns import Columns
from shared.domain.sides import Side
from shared.ports import Clock, RecordStore
from shared.ports.availability import OrderBooks
from shared.settings import AvailabilitySettings, BusinessCentralSettings, DataverseSettings

_LONGEST_PAUSE = 5.0
"""Seconds. Somebody looks at a page meanwhile."""


class ServiceStores:
    """One per process: connections, tokens and metadata are shared by all jobs."""

    def __init__(
        self,
        business_central: BusinessCentralSettings,
        dataverse: DataverseSettings,
        tokens: Tokens,
        clock: Clock,
        slots: Slots,
        patience: Patience | None = None,
    ) -> None:
        bc, dv = business_central, dataverse
        bc_budget = Budget(bc.requests_per_window)
        dv_budget = Budget(dv.requests_per_window, dv.seconds_per_window)
        self._bc_pace = Pace(Side.BC, slots, clock, bc.concurrency, bc_budget)
        self._dv_pace = Pace(Side.DATAVERSE, slots, clock, dv.concurrency, dv_budget)
        self._environment = Environment(bc, tokens, clock, self._bc_pace, patience)
        self._organization = Organization(dv, tokens, clock, self._dv_pace, patience)

    def open(self, side: Side) -> RecordStore:
        if side is Side.BC:
            return self.business_central()
        return DataverseRecords(self._organization)

    def business_central(self) -> BusinessCentralStore:
        return BusinessCentralStore(self._environment)

    def columns(self, side: Side, table: str, since: datetime) -> Columns:
        if side is Side.BC:
            return entity_columns(self._environment, table, since)
        return table_columns(self._organization, table, since)

    def teams(self) -> DataverseTeams:
        return DataverseTeams(self._organization)

    def subscriptions(self, address: str, secret: str) -> BusinessCentralSubscriptions:
        """Return the subscriptions to changes that are notified to *address* with *secret*."""
        return BusinessCentralSubscriptions(self._environment, address, secret)

    def whereabouts(self) -> ServiceWhereabouts:
        """Return what tells which environments these are."""
        return ServiceWhereabouts(self._environment.settings, self._organization)

    def company_facts(self) -> BusinessCentralFacts:
        """Return what setup asks of Business Central."""
        return BusinessCentralFacts(self._environment)

    def stock(self, books: OrderBooks, settings: AvailabilitySettings) -> StockSource:
        """Return what tells figures of items to people who wait for them, and lists orders."""
        hurried = self._environment.with_patience(_hurry(settings.timeout_seconds))
        return StockSource(self._environment, hurried, books, settings.source)

    def customer_figures(self, timeout: int | None = None) -> CustomerFiguresSource:
        """Return what tells figures of customers.

        :param timeout: in seconds, of people who wait for them; None for the app's own work.
        """
        if timeout is None:
            return CustomerFiguresSource(self._environment)
        return CustomerFiguresSource(self._environment.with_patience(_hurry(timeout)))

    def linked_records(self, timeout: int) -> LinkedRecords:
        """Return what links are made of, for people who wait for them.

        :param timeout: in seconds.
        """
        return LinkedRecords(self._environment.with_patience(_hurry(timeout)))

    def sales_records(self, timeout: int) -> "HurriedRecords":
        """Return what opens Dataverse's rows for people who wait for them.

        :param timeout: in seconds.
        """
        return HurriedRecords(self._organization.with_patience(_hurry(timeout)))

    @contextmanager
    def together(self) -> Iterator[None]:
        with self._bc_pace.kept(), self._dv_pace.kept():
            yield

    def close(self) -> None:
        """Close the connections."""
        self._environment.session.close()
        self._organization.session.close()


class HurriedRecords:
    """See :class:`SalesRecords`."""

    def __init__(self, organization: Organization) -> None:
        self._organization = organization

    def open(self, caller: UUID | None = None) -> RecordStore:
        return DataverseRecords(self._organization, caller)


def _hurry(timeout: int) -> Patience:
    return Patience(
        attempts=2,
        longest_wait=min(_LONGEST_PAUSE, timeout),
        connect=_LONGEST_PAUSE,
        read=timeout,
    )
