"""What rows say about items, whichever entity set they come from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from shared.adapters.business_central.asking import Query
from shared.domain.availability.figures import Item, Movement, Stock


@dataclass(frozen=True)
class Unit:
    code: str
    factor: Decimal


@dataclass(frozen=True)
class Inventory:
    """What an item's record says: all locations and variants together."""

    quantity: Decimal


@dataclass(frozen=True)
class Sums:
    """What has moved up to a day at one place."""

    variant: str
    location: str
    day: date | None
    inventory: Decimal
    demand: Decimal
    supply: Decimal


@dataclass(frozen=True)
class Told:
    """One thing that a row says about an item."""

    number: str
    what: Item | Unit | Inventory | Sums | Stock | Movement


Wish: TypeAlias = Query[Told]
