"""What can be promised: laws that hold for all stocks, and what a calendar walked by hand says."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.availability.exactness import rounded_down
from shared.domain.availability.figures import Figures, Kind, Movement, Stock, Unknown, moved
from shared.domain.availability.promising import Outlook, Question, Scope, answer, share
from tests.availability.figures import (
    SOME_DAYS,
    TODAY,
    day,
    demand,
    factors,
    figures,
    movements,
    quantities,
    stock,
    stocks,
    supply,
)

ALL = Scope()
HORIZON = SOME_DAYS + 30
TINY = Decimal("0.00001")
law = settings(deadline=None)

worlds = st.builds(figures, st.lists(stocks, max_size=6), st.lists(movements, max_size=12))
offsets = st.integers(-3, SOME_DAYS + 3)


def ask(world: Figures, on: int, quantity: object = None, scope: Scope = ALL) -> Outlook:
    wanted = None if quantity is None else Decimal(str(quantity))
    return answer(world, scope, Question(day(on), wanted), TODAY)


# By hand, day after day


def walked(
    world: Figures, scope: Scope, taken: list[tuple[date, Fraction]]
) -> dict[date, Fraction]:
    """Walk through the calendar with a heap of goods, and write each evening down what is left."""
    heap = Fraction()
    for lot in world.on_hand:
        if scope.location in (None, lot.location) and scope.variant in (None, lot.variant):
            heap += Fraction(lot.quantity)
    evenings = {}
    for number in range(HORIZON):
        now = TODAY + timedelta(days=number)
        for each in world.movements:
            if scope.location not in (None, each.location):
                continue
            if scope.variant not in (None, each.variant):
                continue
            due = TODAY if each.day is None or each.day < TODAY else each.day
            if due == now:
                sign = 1 if each.kind is Kind.SUPPLY else -1
                heap += sign * Fraction(each.quantity)
        heap -= sum(quantity for when, quantity in taken if max(when, TODAY) == now)
        evenings[now] = heap
    return evenings


def promised_by_hand(evenings: dict[date, Fraction], on: date) -> Fraction:
    """Return the most that can be taken away on a day without a later evening below zero."""
    return max(Fraction(), min(left for when, left in evenings.items() if when >= on))


def earliest_by_hand(evenings: dict[date, Fraction], wanted: Fraction, on: date) -> date | None:
    for when in evenings:
        if when >= on and promised_by_hand(evenings, when) >= wanted:
            return when
    return None


def random_world(dice: Random) -> Figures:
    def amount(least: int = 0) -> Decimal:
        return Decimal(dice.randint(least, 4000)) / 100

    def place() -> tuple[str, str]:
        return dice.choice(["", "EAST", "WEST"]), dice.choice(["", "RED"])

    on_hand = [Stock(amount(-500), *place()) for _ in range(dice.randint(0, 5))]
    lines = [
        Movement(
            dice.choice(list(Kind)),
            amount(),
            None if dice.random() < 0.1 else day(dice.randint(-4, SOME_DAYS)),
            *place(),
        )
        for _ in range(dice.randint(0, 25))
    ]
    return figures(on_hand, lines)


@pytest.mark.parametrize("seed", range(100))
def test_in_a_random_world_the_answers_are_those_of_a_walk_through_the_calendar(seed: int) -> None:
    dice = Random(seed)
    world = random_world(dice)
    for _ in range(10):
        scope = Scope(dice.choice([None, "EAST", "WEST", ""]), dice.choice([None, "RED", ""]))
        on, wanted = day(dice.randint(-2, SOME_DAYS)), Decimal(dice.randint(1, 9000)) / 100
        evenings = walked(world, scope, [])

        told = answer(world, scope, Question(on, wanted), TODAY)

        since = max(on, TODAY)
        assert told.available == rounded_down(promised_by_hand(evenings, since))
        assert told.projected == rounded_down(evenings[since])
        assert told.earliest == earliest_by_hand(evenings, Fraction(wanted), since)
        assert told.enough == (told.earliest == since)


@pytest.mark.parametrize("seed", range(100))
def test_in_a_random_world_lines_take_what_a_walk_through_the_calendar_leaves_them(
    seed: int,
) -> None:
    dice = Random(seed)
    world = random_world(dice)
    lines = [
        Question(day(dice.randint(-2, SOME_DAYS)), Decimal(dice.randint(1, 3000)) / 100)
        for _ in range(dice.randint(1, 8))
    ]

    shared = share(world, ALL, lines, TODAY)

    taken: list[tuple[date, Fraction]] = []
    for at in sorted(range(len(lines)), key=lambda at: (max(lines[at].day, TODAY), at)):
        asked = lines[at]
        assert asked.quantity is not None
        since = max(asked.day, TODAY)
        there = promised_by_hand(walked(world, ALL, taken), since)
        assert shared[at].available == rounded_down(there)
        taken.append((since, min(there, Fraction(asked.quantity))))


# Laws


@law
@given(worlds, offsets, quantities)
def test_what_is_promised_is_never_negative_and_no_more_than_the_balance(
    world: Figures, on: int, quantity: Decimal
) -> None:
    told = ask(world, on, quantity)

    assert told.available is not None
    assert told.available >= 0
    assert told.available <= max(Decimal(0), told.projected)


@law
@given(worlds)
def test_nothing_is_lost_between_stock_demand_supply_and_the_last_balance(world: Figures) -> None:
    course = ask(world, 0).course

    gone, come = sum(each.demand for each in course), sum(each.supply for each in course)
    on_hand = sum((each.quantity for each in world.on_hand), Decimal(0))
    assert on_hand + come - gone == course[-1].balance
    assert gone == sum(m.quantity for m in world.movements if m.kind is Kind.DEMAND)
    assert come == sum(m.quantity for m in world.movements if m.kind is Kind.SUPPLY)


@law
@given(worlds, offsets)
def test_the_places_add_up_to_the_whole(world: Figures, on: int) -> None:
    told = ask(world, on)

    assert sum((place.on_hand for place in told.places), Decimal(0)) == told.on_hand
    assert sum((place.projected for place in told.places), Decimal(0)) == told.projected


@law
@given(worlds, offsets, quantities, quantities)
def test_who_asks_for_more_does_not_get_it_earlier(
    world: Figures, on: int, some: Decimal, more: Decimal
) -> None:
    less, much = ask(world, on, min(some, more)), ask(world, on, max(some, more))

    assert less.available == much.available
    assert not much.enough or less.enough
    if much.earliest is not None:
        assert less.earliest is not None
        assert less.earliest <= much.earliest
    assert less.shortage is not None
    assert much.shortage is not None
    assert less.shortage <= much.shortage


@law
@given(worlds, offsets, st.integers(0, 5))
def test_who_waits_can_be_promised_no_less(world: Figures, on: int, waiting: int) -> None:
    early, late = ask(world, on).available, ask(world, on + waiting).available

    assert early is not None
    assert late is not None
    assert early <= late


@law
@given(worlds, offsets, quantities)
def test_the_earliest_day_is_the_first_on_which_there_is_enough(
    world: Figures, on: int, quantity: Decimal
) -> None:
    told = ask(world, on, quantity)

    for number in range(max(on, 0), SOME_DAYS + 4):
        enough = ask(world, number, quantity).enough
        if enough:
            assert told.earliest == day(number)
            return
    assert told.earliest is None


@law
@given(worlds, offsets, quantities)
def test_a_promise_that_is_kept_breaks_no_other(world: Figures, on: int, quantity: Decimal) -> None:
    told = ask(world, on, quantity)
    assert told.available is not None
    given_away = Movement(Kind.DEMAND, min(quantity, told.available), told.day, "EAST", "")

    after = figures(world.on_hand, [*world.movements, given_away])

    before_balances = {each.day: each.balance for each in ask(world, 0).course}
    for each in ask(after, 0).course:
        if each.balance < 0:
            latest = max(when for when in before_balances if when <= each.day)
            assert before_balances[latest] < 0, "it was broken before"


@law
@given(worlds, st.randoms(use_true_random=False), offsets, quantities)
def test_the_order_in_which_business_central_tells_changes_nothing(
    world: Figures, dice: Random, on: int, quantity: Decimal
) -> None:
    on_hand, lines = list(world.on_hand), list(world.movements)
    dice.shuffle(on_hand)
    dice.shuffle(lines)

    assert ask(figures(on_hand, lines), on, quantity) == ask(world, on, quantity)


@law
@given(worlds, factors, offsets, quantities)
def test_units_are_converted_exactly(
    world: Figures, factor: Decimal, on: int, quantity: Decimal
) -> None:
    packed = figures(world.on_hand, world.movements, units={"BOX": factor})
    asked = Question(day(on), quantity, "box")

    told, base = answer(packed, ALL, asked, TODAY), ask(world, on)

    assert told.available is not None
    assert base.available is not None
    exact = Fraction(base.available) / Fraction(factor)
    assert Fraction(told.available) <= exact < Fraction(told.available + TINY)
    assert told.enough == (Fraction(base.available) >= Fraction(quantity) * Fraction(factor))


@law
@given(worlds, st.lists(st.tuples(offsets, quantities), min_size=1, max_size=6))
def test_lines_together_never_take_more_than_each_day_has(
    world: Figures, asked: list[tuple[int, Decimal]]
) -> None:
    shared = share(world, ALL, [Question(day(on), wanted) for on, wanted in asked], TODAY)

    for (on, wanted), told in zip(asked, shared, strict=True):
        assert told.available is not None
        assert told.shortage is not None
        assert min(wanted, told.available) + told.shortage == wanted
        alone = ask(world, on, wanted)
        assert alone.available is not None
        assert told.available <= alone.available
    last = ask(world, HORIZON).available
    given_away = sum(
        min(wanted, told.available or 0) for (_, wanted), told in zip(asked, shared, strict=True)
    )
    assert last is not None
    assert given_away <= last


@law
@given(st.fractions(-1000, 1000))
def test_a_number_is_rounded_down_to_five_decimals(exact: Fraction) -> None:
    rounded = rounded_down(exact)

    assert Fraction(rounded) <= exact < Fraction(rounded) + Fraction(TINY)


# Examples


def test_stock_that_is_promised_for_later_is_not_there_today() -> None:
    told = ask(figures([stock(10)], [demand(8, 5)]), 0, 5)

    assert (told.available, told.enough, told.shortage, told.earliest) == (
        Decimal(2),
        False,
        Decimal(3),
        None,
    )


def test_what_is_overdue_counts_as_due_today_and_is_told() -> None:
    told = ask(figures([stock(10)], [demand(4, -3), supply(2, -1), demand(1, None)]), 0, 1)

    assert (told.overdue_demand, told.overdue_supply) == (Decimal(4), Decimal(2))
    assert (told.projected, told.available) == (Decimal(7), Decimal(7))


def test_lines_of_one_product_share_the_stock_by_day_and_then_by_their_order() -> None:
    world = figures([stock(10)], [supply(5, 4)])
    lines = [
        Question(day(2), Decimal(6)),
        Question(day(1), Decimal(7)),
        Question(day(2), Decimal(1)),
    ]

    shared = share(world, ALL, lines, TODAY)

    assert [told.available for told in shared] == [3, 10, 0]
    assert [told.shortage for told in shared] == [3, 0, 1]
    assert [told.earliest for told in shared] == [day(4), day(1), day(4)]


def test_a_quantity_taken_back_comes_instead_of_going() -> None:
    assert moved(Kind.DEMAND, Decimal(-2), TODAY) == Movement(Kind.SUPPLY, Decimal(2), TODAY)
    assert moved(Kind.SUPPLY, Decimal(-2), TODAY) == Movement(Kind.DEMAND, Decimal(2), TODAY)
    assert moved(Kind.SUPPLY, Decimal(2), TODAY) == Movement(Kind.SUPPLY, Decimal(2), TODAY)


@pytest.mark.parametrize(
    ("unknown", "scope"),
    [
        (Unknown.LOCATIONS, Scope(location="EAST")),
        (Unknown.VARIANTS, Scope(variant="RED")),
        (Unknown.ORDERS, ALL),
    ],
)
def test_a_number_that_is_not_known_is_not_given(unknown: Unknown, scope: Scope) -> None:
    world = figures([Stock(Decimal(5))], unknown=frozenset({unknown}))

    told = ask(world, 0, 1, scope)

    assert told.untold == (unknown,)
    assert (told.available, told.enough, told.shortage, told.earliest) == (None,) * 4
    assert told.on_hand == 5


def test_what_keeps_nobody_from_answering_is_no_reason_not_to() -> None:
    world = figures([Stock(Decimal(5))], unknown=frozenset({Unknown.LOCATIONS, Unknown.VARIANTS}))

    assert ask(world, 0, 5).enough


def test_a_unit_that_the_item_is_not_known_in_is_not_guessed() -> None:
    told = answer(figures([stock(5)]), ALL, Question(TODAY, Decimal(1), "BOX"), TODAY)

    assert (told.untold, told.unit, told.on_hand) == ((Unknown.UNIT,), "PCS", Decimal(5))
    assert told.enough is None


@pytest.mark.parametrize(("kind", "tells"), [(Kind.DEMAND, False), (Kind.SUPPLY, True)])
def test_without_some_demand_nothing_is_promised_and_without_some_supply_less(
    kind: Kind, tells: bool
) -> None:
    told = ask(figures([stock(5)], uncounted=frozenset({kind})), 0, 5)

    assert (told.enough is not None) == tells


def test_codes_are_told_apart_as_business_central_does() -> None:
    world = figures([stock(5, "EAST"), stock(1, "WEST")], units={"BOX": Decimal(5)})

    assert answer(world, Scope("east"), Question(TODAY, Decimal(1), "box"), TODAY).enough
