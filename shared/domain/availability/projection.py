"""How a stock develops from today on, and what of it can still be promised."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import Self

from shared.domain.availability.figures import Kind, Movement, Stock


@dataclass(frozen=True)
class Projection:
    """Balances by day; they hold until the next day listed, the last one for good."""

    days: Sequence[date]
    """Today, and each later day on which something is due."""
    demand: Sequence[Fraction]
    """Due on each day; what is overdue or has no day is due today."""
    supply: Sequence[Fraction]
    balances: Sequence[Fraction]
    promises: Sequence[Fraction]
    """What can leave on each day: the smallest balance from then on, and nothing below zero."""

    @classmethod
    def of(
        cls,
        on_hand: Iterable[Stock],
        movements: Iterable[Movement],
        today: date,
        taken: Iterable[tuple[date, Fraction]] = (),
    ) -> Self:
        """:param taken: further demand by day, which has been promised just now."""
        sums: dict[date, dict[Kind, Fraction]] = {today: _nothing()}
        for each in movements:
            day = max(each.day or today, today)
            sums.setdefault(day, _nothing())[each.kind] += Fraction(each.quantity)
        for day, quantity in taken:
            sums.setdefault(max(day, today), _nothing())[Kind.DEMAND] += quantity
        days = sorted(sums)
        demand = [sums[day][Kind.DEMAND] for day in days]
        supply = [sums[day][Kind.SUPPLY] for day in days]
        start = sum((Fraction(each.quantity) for each in on_hand), Fraction())
        changes = [come - gone for come, gone in zip(supply, demand, strict=True)]
        balances = list(accumulate(changes, initial=start))[1:]
        floors = [*accumulate(reversed(balances), min)][::-1]
        promises = [max(Fraction(), floor) for floor in floors]
        return cls(days, demand, supply, balances, promises)

    def balance(self, day: date) -> Fraction:
        """Return on hand plus what has come by *day* less what has gone by then."""
        return self.balances[self._at(day)]

    def promise(self, day: date) -> Fraction:
        """Return how much can leave on *day* so that every other promise is still kept."""
        return self.promises[self._at(day)]

    def earliest(self, quantity: Fraction, day: date) -> date | None:
        """Return the first day from *day* on at which *quantity* can be promised."""
        at = self._at(day)
        if self.promises[at] >= quantity:
            return max(day, self.days[0])
        later = zip(self.days[at + 1 :], self.promises[at + 1 :], strict=True)
        return next((each for each, promise in later if promise >= quantity), None)

    def _at(self, day: date) -> int:
        """Return where the last day up to *day* stands; what is over counts as today."""
        return max(0, bisect_right(self.days, day) - 1)


def _nothing() -> dict[Kind, Fraction]:
    return dict.fromkeys(Kind, Fraction())
