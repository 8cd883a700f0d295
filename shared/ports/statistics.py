"""Where customers' figures come from, and how far their movements were followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.domain.statistics import CustomerFigures


@dataclass(frozen=True)
class Position:
    """Up to where a customer's movements were read."""

    changed: datetime
    """When documents and customers changed, in Business Central's clock."""
    entry: int | None
    """The newest entry of what customers owe; None where the environment does not tell entries."""


@dataclass(frozen=True)
class Movements:
    customers: frozenset[UUID]
    position: Position


class CustomerSource(Protocol):
    """Any call can raise ConfigurationError or TransientError."""

    def read(self, ids: Sequence[UUID]) -> Mapping[UUID, CustomerFigures | None]:
        """Return the figures of customers; None for those that Business Central has not."""
        ...

    def numbered(self, numbers: Sequence[str]) -> Mapping[str, UUID | None]:
        """Return the ids of the customers with these numbers, however they are spelt."""
        ...

    def newest(self) -> Position:
        """Return where movements stand now."""
        ...

    def moved(self, since: Position) -> Movements:
        """Return the customers that something has happened to, some of them perhaps before."""
        ...


@dataclass(frozen=True)
class Noted:
    """How far the rows in Dataverse follow the figures."""

    position: Position | None = None
    """None where movements were never followed."""
    walked_at: datetime | None = None
    """When the last pass over all coupled customers began, in the app's clock."""
    walking: str | None = None
    """Where the present pass stands: a mapping's slug; None where there is no pass now."""
    continuation: str | None = None
    """The place among that mapping's couplings."""


class NotedStatistics(Protocol):
    def load(self) -> Noted: ...

    def save(self, noted: Noted) -> None: ...
