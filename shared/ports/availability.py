"""Where figures of stock come from, and what is kept for the slowest of the ways."""

from collections.abc import Mapping, Sequence
from typing import Protocol
from uuid import UUID

from shared.domain.availability.figures import Figures
from shared.domain.availability.orders import ItemKey, OrderBook
from shared.ports.services import RecordStore


class AvailabilitySource(Protocol):
    """Business Central, in the way that its environment offers.

    Any call can raise ConfigurationError or TransientError.
    """

    def read(self, keys: Sequence[ItemKey]) -> Mapping[ItemKey, Figures | None]:
        """Return the figures of items; None for those that Business Central has not."""
        ...

    def locations(self, codes: Sequence[str]) -> Mapping[str, bool]:
        """Return whether Business Central has locations with these codes, in capitals."""
        ...

    def reads_orders(self) -> bool:
        """Return whether figures need a snapshot of the orders."""
        ...

    def orders(self) -> OrderBook:
        """Read all open orders through."""
        ...


class SalesRecords(Protocol):
    """Dataverse's rows, for somebody who waits for them."""

    def open(self, caller: UUID | None = None) -> RecordStore:
        """
        :param caller: by their id in Entra ID, in whose name rows are read by id and found: they
            see no more than they may. None for the app's own.
        """
        ...


class OrderBooks(Protocol):
    """The newest snapshot of open orders."""

    def save(self, book: OrderBook) -> None:
        """Replace the snapshot: whoever reads sees the old one or the new one."""
        ...

    def of(self, numbers: Sequence[str]) -> OrderBook | None:
        """Return the lines of items, by their numbers; None where nothing was ever saved."""
        ...
