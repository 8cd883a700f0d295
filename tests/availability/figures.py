"""Figures of items, made by hand or at random."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from hypothesis import strategies as st

from shared.domain.availability.figures import (
    Figures,
    Item,
    Kind,
    Movement,
    SourceName,
    Stock,
    Unknown,
)

TODAY = date(2026, 3, 2)
SOME_DAYS = 12
_ID = UUID("6d0bcf8e-31a0-4b40-a2ba-6e0ef39ff0a6")

quantities = st.decimals(0, 50, places=2)
days = st.none() | st.integers(-5, SOME_DAYS).map(lambda n: TODAY + timedelta(days=n))
places = st.sampled_from(["", "EAST", "WEST"])
variants = st.sampled_from(["", "RED"])
stocks = st.builds(Stock, st.decimals(-20, 80, places=2), places, variants)
movements = st.builds(Movement, st.sampled_from(Kind), quantities, days, places, variants)
factors = st.sampled_from([Decimal(n) for n in ("1", "12", "0.1", "3", "0.00007", "144.5")])


def day(number: int) -> date:
    """Return today, or the day so many days later."""
    return TODAY + timedelta(days=number)


def figures(
    on_hand: Sequence[Stock],
    movements: Sequence[Movement] = (),
    *,
    units: Mapping[str, Decimal] | None = None,
    unknown: frozenset[Unknown] = frozenset(),
    uncounted: frozenset[Kind] = frozenset(),
) -> Figures:
    item = Item(_ID, "1000", "Chair", "PCS", True, False, units or {})
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    return Figures(
        item, on_hand, movements, SourceName.COMPANION, at, unknown=unknown, uncounted=uncounted
    )


def stock(quantity: object, location: str = "", variant: str = "") -> Stock:
    return Stock(Decimal(str(quantity)), location, variant)


def demand(quantity: object, on: int | None, location: str = "", variant: str = "") -> Movement:
    return _due(Kind.DEMAND, quantity, on, location, variant)


def supply(quantity: object, on: int | None, location: str = "", variant: str = "") -> Movement:
    return _due(Kind.SUPPLY, quantity, on, location, variant)


def _due(kind: Kind, quantity: object, on: int | None, location: str, variant: str) -> Movement:
    when = None if on is None else day(on)
    return Movement(kind, Decimal(str(quantity)), when, location, variant)
