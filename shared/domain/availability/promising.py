"""Answer what somebody asks about an item, from its figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from shared.domain.availability.exactness import rounded_down
from shared.domain.availability.figures import Figures, Kind, Movement, Stock, Unknown
from shared.domain.availability.projection import Projection

Taken = list[tuple[date, Fraction]]


@dataclass(frozen=True)
class Scope:
    """Which part of an item's stock is asked about; None stands for all of it together."""

    location: str | None = None
    variant: str | None = None

    def holds(self, part: Stock | Movement) -> bool:
        """Return whether *part* is inside; what the source does not tell excludes nothing."""
        return _fits(self.location, part.location) and _fits(self.variant, part.variant)


@dataclass(frozen=True)
class Question:
    day: date
    """Days that are over count as today."""
    quantity: Decimal | None = None
    """In *unit*, with up to five decimals; None where only the figures are wanted."""
    unit: str | None = None
    """None for the base unit."""


@dataclass(frozen=True)
class Place:
    """One location; with a variant where the source tells them apart."""

    location: str
    variant: str | None
    on_hand: Decimal
    projected: Decimal
    available: Decimal


@dataclass(frozen=True)
class Day:
    day: date
    demand: Decimal
    supply: Decimal
    balance: Decimal
    available: Decimal


@dataclass(frozen=True)
class Outlook:
    """The answer; quantities are in *unit*, rounded down."""

    unit: str
    day: date
    quantity: Decimal | None
    on_hand: Decimal
    projected: Decimal
    """The balance on the day."""
    overdue_demand: Decimal
    overdue_supply: Decimal
    """What should have left or come before today, and is counted as due today."""
    available: Decimal | None
    """What can be promised on the day; None where the figures do not tell."""
    earliest: date | None
    """When the whole quantity can be promised; None for never, or where that is not told."""
    untold: tuple[Unknown, ...]
    """What keeps the figures from telling; they then are of more than was asked about."""
    places: Sequence[Place]
    course: Sequence[Day]
    """Today, and each later day on which something is due."""

    @property
    def enough(self) -> bool | None:
        if self.quantity is None or self.available is None:
            return None
        return self.available >= self.quantity

    @property
    def shortage(self) -> Decimal | None:
        if self.quantity is None or self.available is None:
            return None
        return max(Decimal(0), self.quantity - self.available)


def answer(figures: Figures, scope: Scope, question: Question, today: date) -> Outlook:
    return _answer(figures, scope, question, today, [])


def share(
    figures: Figures, scope: Scope, questions: Sequence[Question], today: date
) -> list[Outlook]:
    """Answer lines that share one stock: by day, then as they stand, each takes what it can get.

    A line that gets less than it asks for takes what there is.
    """
    taken: Taken = []
    answers: dict[int, Outlook] = {}
    for at in sorted(range(len(questions)), key=lambda at: (max(questions[at].day, today), at)):
        question = questions[at]
        answers[at] = outlook = _answer(figures, scope, question, today, taken)
        factor = figures.item.factor(question.unit)
        if question.quantity and outlook.available is not None and factor is not None:
            given = max(Decimal(0), min(question.quantity, outlook.available))
            taken.append((outlook.day, Fraction(given) * Fraction(factor)))
    return [answers[at] for at in range(len(questions))]


def _answer(
    figures: Figures, scope: Scope, question: Question, today: date, taken: Taken
) -> Outlook:
    untold = tuple(_untold(figures, scope, question))
    item, factor = figures.item, figures.item.factor(question.unit)
    size = Fraction(factor or 1)
    day = max(question.day, today)
    on_hand = [each for each in figures.on_hand if scope.holds(each)]
    movements = [each for each in figures.movements if scope.holds(each)]
    projection = Projection.of(on_hand, movements, today, taken)

    def told(exact: Fraction) -> Decimal:
        return rounded_down(exact / size)

    wanted = None if question.quantity is None else Fraction(question.quantity) * size
    tells = not untold
    return Outlook(
        unit=item.base_unit if factor is None or not question.unit else question.unit,
        day=day,
        quantity=question.quantity,
        on_hand=told(sum((Fraction(each.quantity) for each in on_hand), Fraction())),
        projected=told(projection.balance(day)),
        overdue_demand=told(_overdue(movements, Kind.DEMAND, today)),
        overdue_supply=told(_overdue(movements, Kind.SUPPLY, today)),
        available=told(projection.promise(day)) if tells else None,
        earliest=projection.earliest(wanted, day) if tells and wanted is not None else None,
        untold=untold,
        places=[_place(part, on_hand, movements, day, today, size) for part in _parts(figures)]
        if scope.location is None
        else [],
        course=[
            Day(each, told(gone), told(come), told(balance), told(promise))
            for each, gone, come, balance, promise in zip(
                projection.days,
                projection.demand,
                projection.supply,
                projection.balances,
                projection.promises,
                strict=True,
            )
        ],
    )


def _untold(figures: Figures, scope: Scope, question: Question) -> Iterable[Unknown]:
    """Yield why the figures do not answer: a number that is not known is not given."""
    if scope.location is not None and Unknown.LOCATIONS in figures.unknown:
        yield Unknown.LOCATIONS
    if scope.variant is not None and Unknown.VARIANTS in figures.unknown:
        yield Unknown.VARIANTS
    if Unknown.ORDERS in figures.unknown:
        yield Unknown.ORDERS
    if Kind.DEMAND in figures.uncounted:  # Without some supply, less is promised: that is safe.
        yield Unknown.LINES_IN_OTHER_UNITS
    if figures.item.factor(question.unit) is None:
        yield Unknown.UNIT


def _overdue(movements: Iterable[Movement], kind: Kind, today: date) -> Fraction:
    late = (m for m in movements if m.kind is kind and m.day is not None and m.day < today)
    return sum((Fraction(each.quantity) for each in late), Fraction())


def _parts(figures: Figures) -> list[Scope]:
    """Return the places that the figures tell apart."""
    parts: list[Stock | Movement] = [*figures.on_hand, *figures.movements]
    found = {(each.location, each.variant) for each in parts if each.location is not None}
    return [Scope(*part) for part in sorted(found, key=lambda part: (part[0], part[1] or ""))]


def _place(
    part: Scope,
    on_hand: Iterable[Stock],
    movements: Iterable[Movement],
    day: date,
    today: date,
    size: Fraction,
) -> Place:
    here = [each for each in on_hand if part.holds(each)]
    projection = Projection.of(here, (each for each in movements if part.holds(each)), today)
    stock = sum((Fraction(each.quantity) for each in here), Fraction())
    assert part.location is not None
    return Place(
        part.location,
        part.variant,
        rounded_down(stock / size),
        rounded_down(projection.balance(day) / size),
        rounded_down(projection.promise(day) / size),
    )


def _fits(wanted: str | None, there: str | None) -> bool:
    return wanted is None or there is None or wanted.casefold() == there.casefold()
