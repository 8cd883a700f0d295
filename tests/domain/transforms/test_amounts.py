from decimal import Decimal

import pytest
from hypothesis import given

from shared.domain.records import Value
from shared.domain.transforms import Turned
from tests.domain.transforms.examples import amounts, reason, transform, value

LARGE = Decimal("12345678901234567890.12345")


@pytest.mark.parametrize(
    ("written", "amount", "rounded"),
    [
        ("{ decimal: 2 }", "2.345", "2.35"),
        ("{ decimal: 2 }", "-2.345", "-2.35"),
        ("{ decimal: { places: 2, rounding: half_even } }", "2.345", "2.34"),
        ("{ decimal: { places: 2, rounding: down } }", "-2.349", "-2.34"),
        ("{ decimal: 4 }", str(LARGE), "12345678901234567890.1235"),
        ("{ decimal: 2 }", "7", "7"),
        ("integer", "2.5", "3"),
        ("integer", "-2.5", "-3"),
        ("{ integer: { rounding: down } }", "2.9", "2"),
    ],
)
def test_an_amount_is_rounded_exactly(written: str, amount: str, rounded: str) -> None:
    turns = transform(written)

    assert value(turns.forward(Decimal(amount))) == Decimal(rounded)
    assert value(turns.backward(Decimal(amount))) == Decimal(rounded)
    assert turns.equal(Decimal(amount), Decimal(rounded))


def test_a_whole_number_is_none_with_a_point() -> None:
    assert isinstance(value(transform("integer").forward(Decimal("2.00"))), int)


def test_text_that_spells_a_number_becomes_one() -> None:
    places = transform("[{ regex: { find: '^\\d*:', replace: '' } }, { default: '2' }, integer]")

    assert value(places.forward("2:5")) == 5
    assert value(places.forward("2:")) == 2
    assert value(transform("{ decimal: 2 }").forward(" -1.005 ")) == Decimal("-1.01")
    assert transform("integer").equal("7", 7)
    assert reason(transform("{ multiply: 2 }").forward("12")) == "'12' is no number"


def test_an_amount_below_zero_becomes_zero_and_is_told() -> None:
    floor = transform("not_negative")

    assert floor.forward(Decimal("-0.01")) == Turned(0, ("-0.01 is below 0, and became 0",))
    assert floor.forward(Decimal("0.01")) == Turned(Decimal("0.01"))


def test_a_share_is_a_percentage_and_back() -> None:
    percent = transform("{ multiply: 100 }")

    assert value(percent.forward(Decimal("0.125"))) == Decimal("12.5")
    assert value(percent.backward(LARGE)) == LARGE / 100
    assert value(transform("{ divide: 0.5 }").forward(3)) == 6


def test_what_cannot_be_divided_to_the_last_digit_is_told() -> None:
    assert reason(transform("{ divide: 3 }").forward(10)) == "10 divided by 3 has no last digit"
    assert value(transform("{ divide: 3 }").forward(9)) == 3
    assert reason(transform("{ multiply: 1.19 }").backward(1)) == (
        "1 divided by 1.19 has no last digit"
    )


@given(amounts)
def test_an_amount_comes_back_to_the_last_digit(amount: Decimal | int) -> None:
    for turns in (transform("{ multiply: 1.19 }"), transform("{ divide: 1000 }")):
        assert value(turns.backward(value(turns.forward(amount)))) == amount


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("12 EUR", "'12 EUR' is no number"),
        ("1,5", "'1,5' is no number"),
        (True, "true is no number"),
        (Decimal("NaN"), "NaN is no number"),
        (Decimal("Infinity"), "Infinity is no number"),
        (Decimal("1E+500"), "1E+500 has too many digits"),
        (10**500, "a number of very many digits is too large"),
    ],
)
def test_what_is_no_amount_is_told(given: Value, told: str) -> None:
    for written in (
        "{ decimal: 2 }",
        "integer",
        "not_negative",
        "{ multiply: 2 }",
        "{ divide: 2 }",
    ):
        assert reason(transform(written).forward(given)) == told
