"""Which items are asked about, and the open order lines of a snapshot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from shared.domain.availability.figures import Kind, Unknown


@dataclass(frozen=True)
class ItemKey:
    """An item of Business Central, by its id or else by its number."""

    id: UUID | None = None
    number: str = ""
    hint: str = field(default="", compare=False)
    """The number that an item given by its id was last known by."""


@dataclass(frozen=True)
class OrderLine:
    kind: Kind
    quantity: Decimal
    """Outstanding, in *unit*."""
    unit: str
    day: date | None


@dataclass(frozen=True)
class OrderBook:
    """What was outstanding when orders were last read through."""

    as_of: datetime
    """In the app's clock, before the first of them was read."""
    lines: Mapping[str, Sequence[OrderLine]]
    """By the number of the item."""
    unknown: frozenset[Unknown] = frozenset()
