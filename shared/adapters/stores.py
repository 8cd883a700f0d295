"""Opens the records of either side."""

from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.store import BusinessCentralStore
from shared.adapters.business_central.subscriptions import BusinessCentralSubscriptions
from shared.adapters.dataverse.organization import Organization
from shared.adapters.dataverse.store import DataverseStore
from shared.adapters.identity import Tokens
from shared.adapters.patience import Patience
from shared.adapters.slots import Slots
from shared.domain.sides import Side
from shared.ports import Clock, RecordStore
from shared.settings import BusinessCentralSettings, DataverseSettings


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
        self._environment = Environment(business_central, tokens, clock, patience)
        self._organization = Organization(dataverse, tokens, clock, patience)
        self._slots = slots

    def open(self, side: Side) -> RecordStore:
        if side is Side.BC:
            return BusinessCentralStore(self._environment, self._slots)
        return DataverseStore(self._organization, self._slots)

    def subscriptions(self, address: str, secret: str) -> BusinessCentralSubscriptions:
        """Return the subscriptions to changes that are notified to *address* with *secret*."""
        return BusinessCentralSubscriptions(self._environment, self._slots, address, secret)

    def close(self) -> None:
        """Close the connections."""
        self._environment.session.close()
        self._organization.session.close()
