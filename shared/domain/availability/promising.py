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


def reach(figures: Figures, location: str) -> bool:
    """Return whether figures tell of anything at a location, or cannot tell locations apart."""
    if Unknown.LOCATIONS in figures.unknown:
        return True
    parts: list[Stock | Movement] = [*figures.on_hand, *figures.movements]
    return any(_fits(location, part.location) for part in parts)


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


class _View:
    """What of the figures is inside a scope, told in a unit."""

    def __init__(
        self, figures: Figures, scope: Scope, today: date, size: Fraction, taken: Taken
    ) -> None:
        """:param size: of the unit, in base units."""
        self._on_hand = [each for each in figures.on_hand if scope.holds(each)]
        self._movements = [each for each in figures.movements if scope.holds(each)]
        self._today, self._size = today, size
        self._projection = Projection.of(self._on_hand, self._movements, today, taken)

    @property
    def on_hand(self) -> Decimal:
        return self._told(sum((Fraction(each.quantity) for each in self._on_hand), Fraction()))

    def overdue(self, kind: Kind) -> Decimal:
        late = (
            Fraction(each.quantity)
            for each in self._movements
            if each.kind is kind and each.day is not None and each.day < self._today
        )
        return self._told(sum(late, Fraction()))

    def projected(self, day: date) -> Decimal:
        return self._told(self._projection.balance(day))

    def available(self, day: date) -> Decimal:
        return self._told(self._projection.promise(day))

    def earliest(self, quantity: Decimal, day: date) -> date | None:
        return self._projection.earliest(Fraction(quantity) * self._size, day)

    def place(self, part: Scope, day: date) -> Place:
        assert part.location is not None
        numbers = self.on_hand, self.projected(day), self.available(day)
        return Place(part.location, part.variant, *numbers)

    def course(self) -> list[Day]:
        course = self._projection
        columns = course.demand, course.supply, course.balances, course.promises
        return [
            Day(day, *map(self._told, numbers))
            for day, *numbers in zip(course.days, *columns, strict=True)
        ]

    def _told(self, exact: Fraction) -> Decimal:
        return rounded_down(exact / self._size)


def _answer(
    figures: Figures, scope: Scope, question: Question, today: date, taken: Taken
) -> Outlook:
    untold = tuple(_untold(figures, scope, question))
    factor = figures.item.factor(question.unit)
    size, day = Fraction(factor or 1), max(question.day, today)
    view = _View(figures, scope, today, size, taken)
    quantity = None if untold else question.quantity
    return Outlook(
        unit=question.unit if question.unit and factor else figures.item.base_unit,
        day=day,
        quantity=question.quantity,
        on_hand=view.on_hand,
        projected=view.projected(day),
        overdue_demand=view.overdue(Kind.DEMAND),
        overdue_supply=view.overdue(Kind.SUPPLY),
        available=None if untold else view.available(day),
        earliest=None if quantity is None else view.earliest(quantity, day),
        untold=untold,
        places=[
            _View(figures, part, today, size, []).place(part, day)
            for part in (_parts(figures, scope) if scope.location is None else ())
        ],
        course=view.course(),
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


def _parts(figures: Figures, scope: Scope) -> list[Scope]:
    """Return the places inside a scope that the figures tell apart."""
    parts: list[Stock | Movement] = [*figures.on_hand, *figures.movements]
    found = {
        (each.location, each.variant)
        for each in parts
        if each.location is not None and scope.holds(each)
    }
    return [Scope(*part) for part in sorted(found, key=lambda part: (part[0], part[1] or ""))]


def _fits(wanted: str | None, there: str | None) -> bool:
    return wanted is None or there is None or wanted.casefold() == there.casefold()
