"""A calendar walked through by hand: an independent calculation of what can be promised."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction

from shared.domain.availability.figures import Figures, Kind, Movement, Stock
from shared.domain.availability.promising import Scope
from tests.availability.figures import SOME_DAYS

HORIZON = SOME_DAYS + 30
Taken = Iterable[tuple[date, Fraction]]


def walked(
    on_hand: Iterable[Stock],
    movements: Iterable[Movement],
    scope: Scope,
    today: date,
    taken: Taken = (),
) -> dict[date, Fraction]:
    """Walk through the calendar with a heap of goods, and write each evening down what is left."""
    heap = Fraction()
    for lot in on_hand:
        if scope.location in (None, lot.location) and scope.variant in (None, lot.variant):
            heap += Fraction(lot.quantity)
    lines, gone = list(movements), list(taken)
    evenings = {}
    for number in range(HORIZON):
        now = today + timedelta(days=number)
        for each in lines:
            if scope.location not in (None, each.location):
                continue
            if scope.variant not in (None, each.variant):
                continue
            due = today if each.day is None or each.day < today else each.day
            if due == now:
                sign = 1 if each.kind is Kind.SUPPLY else -1
                heap += sign * Fraction(each.quantity)
        heap -= sum(quantity for when, quantity in gone if max(when, today) == now)
        evenings[now] = heap
    return evenings


def promised(evenings: Mapping[date, Fraction], on: date) -> Fraction:
    """Return the most that can be taken away on a day without a later evening below zero."""
    return max(Fraction(), min(left for when, left in evenings.items() if when >= on))


def earliest(evenings: Mapping[date, Fraction], wanted: Fraction, on: date) -> date | None:
    for when in evenings:
        if when >= on and promised(evenings, when) >= wanted:
            return when
    return None


def walked_through(
    world: Figures, scope: Scope, today: date, taken: Taken = ()
) -> dict[date, Fraction]:
    return walked(world.on_hand, world.movements, scope, today, taken)
