"""Laws of what can be promised, which hold for all stocks."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.domain.availability.exactness import rounded_down
from shared.domain.availability.figures import Figures, Kind, Movement
from shared.domain.availability.promising import Outlook, Question, Scope, answer, share
from tests.availability.calendar import HORIZON
from tests.availability.figures import (
    SOME_DAYS,
    TODAY,
    day,
    factors,
    figures,
    movements,
    quantities,
    stocks,
)

ALL = Scope()
TINY = Decimal("0.00001")
law = settings(deadline=None)

worlds = st.builds(figures, st.lists(stocks, max_size=6), st.lists(movements, max_size=12))
offsets = st.integers(-3, SOME_DAYS + 3)


def ask(world: Figures, on: int, quantity: Decimal | None = None) -> Outlook:
    return answer(world, ALL, Question(day(on), quantity), TODAY)


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
