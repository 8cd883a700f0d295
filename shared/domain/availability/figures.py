"""What Business Central tells of an item's stock, whichever of its APIs told it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class SourceName(StrEnum):
    """The API that figures come from."""

    COMPANION = "companion"
    ANALYTICS = "analytics"
    V2 = "v2.0"


class Kind(StrEnum):
    DEMAND = "demand"
    SUPPLY = "supply"


class Unknown(StrEnum):
    """What figures leave out, since their source does not tell it, or a question asks beyond them.

    Each stands with its meaning in the table of docs/availability.md.
    """

    VARIANTS = "variants"
    LOCATIONS = "locations"
    ORDERS = "orders"
    TRANSFERS = "transfers"
    LINES_IN_OTHER_UNITS = "lines_in_other_units"
    ASSEMBLY = "assembly"
    PRODUCTION = "production"
    SERVICE = "service"
    PROJECTS = "projects"
    RETURNS = "returns"
    UNIT = "unit"


@dataclass(frozen=True)
class Item:
    id: UUID
    number: str
    name: str
    base_unit: str
    is_stocked: bool
    """Whether it has a stock at all, which services and non-inventory items have not."""
    is_blocked: bool
    units: Mapping[str, Decimal] = field(default_factory=dict)
    """How many base units there are in each further unit."""

    def factor(self, unit: str | None) -> Decimal | None:
        """Return how many base units are in one of *unit*; None where nobody has told."""
        wanted = (unit or self.base_unit).casefold()
        if wanted == self.base_unit.casefold():
            return Decimal(1)
        known = {code.casefold(): factor for code, factor in self.units.items()}
        return known.get(wanted)


@dataclass(frozen=True)
class Stock:
    """What is on hand at one place; all quantities are in the base unit."""

    quantity: Decimal
    location: str | None = None
    """None where the source does not tell; a blank code is a place of its own."""
    variant: str | None = None
    """None where the source does not tell; a blank code stands for the item without variants."""


@dataclass(frozen=True)
class Movement:
    """What is promised to leave, or to come."""

    kind: Kind
    quantity: Decimal
    """Never negative: what is taken back is a movement of the other kind."""
    day: date | None
    """None where it has none: then it is due at once, without being overdue."""
    location: str | None = None
    variant: str | None = None


@dataclass(frozen=True)
class Figures:
    item: Item
    on_hand: Sequence[Stock]
    movements: Sequence[Movement]
    source: SourceName
    as_of: datetime
    """In Business Central's own clock."""
    orders_as_of: datetime | None = None
    """When orders were read, if that was not together with the rest; in the app's clock."""
    unknown: frozenset[Unknown] = frozenset()
    uncounted: frozenset[Kind] = frozenset()
    """The kinds of movements of which some could not be counted."""


def moved(
    kind: Kind,
    quantity: Decimal,
    day: date | None,
    location: str | None = None,
    variant: str | None = None,
) -> Movement:
    """Return a movement of a quantity as an order line has it: a negative one is taken back."""
    if quantity < 0:
        kind = Kind.SUPPLY if kind is Kind.DEMAND else Kind.DEMAND
    return Movement(kind, abs(quantity), day, location, variant)
