"""From Business Central's exchange rates, which lead to its local currency, to Dataverse's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.exchange_rates import ExchangeRate, NoRate, converted, in_force, per_base

LOCAL = "EUR"
amounts = st.decimals(Decimal("0.1"), Decimal(1_000), places=4)


def rate(
    currency: str,
    amount: str | Decimal,
    relational_amount: str | Decimal,
    relational: str | None = None,
    starting: str = "2026-01-01",
) -> ExchangeRate:
    return ExchangeRate(currency, starting, Decimal(amount), relational, Decimal(relational_amount))


def by_currency(*rates: ExchangeRate) -> dict[str, ExchangeRate]:
    return {each.currency: each for each in rates}


@pytest.mark.scenario(
    "CRMSynchHelperTest.TestGetCRMLCYToFCYExchangeRate",
    "CRMSynchHelperTest.TestGetLCYtoLCYExchangeRate",
)
def test_the_base_currency_is_worth_one_of_itself_without_any_rate() -> None:
    assert per_base("USD", "USD", LOCAL, {}) == 1


def test_a_rate_to_the_local_currency_is_turned_round_where_that_is_the_base() -> None:
    rates = by_currency(rate("USD", "100", "80"))

    assert per_base("USD", LOCAL, LOCAL, rates) == Decimal("1.25")


def test_the_local_currency_has_a_rate_where_another_is_the_base() -> None:
    rates = by_currency(rate("USD", "100", "80"))

    assert per_base(LOCAL, "USD", LOCAL, rates) == Decimal("0.8")


def test_two_rates_to_the_local_currency_make_one_between_both() -> None:
    rates = by_currency(rate("USD", "100", "80"), rate("GBP", "1", "1.2"))

    assert per_base("GBP", "USD", LOCAL, rates) == Decimal("0.6666666667")


@pytest.mark.scenario(
    "CRMSynchHelperTest.TestGetFCYtoFCYExchangeRate",
    "CRMSynchHelperTest.TestGetFCYtoLCYExchangeRate",
)
def test_of_twelve_and_three_to_the_local_currency_one_is_worth_four_of_the_other() -> None:
    rates = by_currency(rate("AAA", "12", "1"), rate("BBB", "3", "1"))

    assert per_base("AAA", LOCAL, LOCAL, rates) == 12
    assert per_base("AAA", "BBB", LOCAL, rates) == 4


def test_a_rate_may_lead_through_other_currencies() -> None:
    rates = by_currency(
        rate("GGP", "1", "1", "GBP"), rate("GBP", "1", "1.25", "USD"), rate("USD", "100", "80")
    )

    assert per_base("GGP", LOCAL, LOCAL, rates) == 1


def test_ten_places_are_kept_and_the_last_is_rounded_half_up() -> None:
    rates = by_currency(rate("JPY", "3", "1"), rate("XXX", "0.00000000025", "1"))

    assert per_base("JPY", LOCAL, LOCAL, rates) == 3
    assert per_base("XXX", LOCAL, LOCAL, rates) == Decimal("0.0000000003")


def why(found: Decimal | NoRate) -> str:
    assert isinstance(found, NoRate)
    return found.why


def test_where_a_step_has_no_rate_its_currency_is_named() -> None:
    rates = by_currency(rate("GGP", "1", "1", "GBP"))

    assert why(per_base("GGP", LOCAL, LOCAL, rates)) == (
        "Business Central has no exchange rate of GBP that has begun"
    )
    assert "rate of USD" in why(per_base("USD", LOCAL, LOCAL, rates))
    assert "rate of USD" in why(per_base(LOCAL, "USD", LOCAL, rates))


def test_currencies_that_lead_to_each_other_have_no_rate_and_the_circle_is_told() -> None:
    rates = by_currency(rate("AAA", "1", "2", "BBB"), rate("BBB", "1", "2", "AAA"))

    assert why(per_base("AAA", LOCAL, LOCAL, rates)) == (
        "its exchange rates lead round in a circle (AAA -> BBB -> AAA), not to EUR"
    )


def test_an_amount_of_zero_is_no_rate_and_said_so() -> None:
    rates = by_currency(rate("AAA", "0", "2"), rate("BBB", "1", "0"))

    assert why(per_base("AAA", LOCAL, LOCAL, rates)) == (
        "the exchange rate of AAA from 2026-01-01 has an amount of zero"
    )
    assert "rate of BBB" in why(per_base("BBB", LOCAL, LOCAL, rates))


def test_without_a_local_currency_only_the_base_itself_has_a_rate() -> None:
    rates = by_currency(rate("USD", "100", "80"))

    assert per_base("USD", "USD", None, rates) == 1
    assert "no local currency code" in why(per_base("USD", "EUR", None, rates))
    assert "no local currency code" in why(converted(Decimal(1), "USD", None, rates, 2))


@pytest.mark.parametrize(
    ("amount", "places", "dollars"),
    [("120", 2, "150.00"), ("0.004", 2, "0.01"), ("0.003", 2, "0.00"), ("99.99", 0, "125")],
)
def test_an_amount_is_converted_exactly_and_rounded_once_half_up(
    amount: str, places: int, dollars: str
) -> None:
    rates = by_currency(rate("USD", "100", "80"))

    found = converted(Decimal(amount), "USD", LOCAL, rates, places)

    assert str(found) == dollars


def test_an_amount_in_the_local_currency_is_only_rounded() -> None:
    assert converted(Decimal("1.125"), LOCAL, LOCAL, {}, 2) == Decimal("1.13")


def test_an_amount_of_more_digits_than_can_be_held_is_told() -> None:
    rates = by_currency(rate("USD", "1e30", "1"))

    assert "more digits in USD" in why(converted(Decimal(1), "USD", LOCAL, rates, 2))


def test_the_newest_rate_that_has_begun_is_in_force_in_whatever_order_they_come() -> None:
    old, new, next_ = (
        rate("USD", "100", amount, starting=starting)
        for amount, starting in (("90", "2025-01-01"), ("80", "2026-05-01"), ("70", "2026-05-02"))
    )

    assert in_force([next_, new, old], "2026-05-01") == {"USD": new}
    assert in_force([old, next_, new], "2026-05-02") == {"USD": next_}
    assert in_force([new], "2026-04-30") == {}


@given(amounts, amounts, amounts, amounts)
def test_the_way_there_and_back_comes_to_one(
    first: Decimal, second: Decimal, third: Decimal, fourth: Decimal
) -> None:
    rates = by_currency(rate("AAA", first, second), rate("BBB", third, fourth))

    there, back = per_base("AAA", "BBB", LOCAL, rates), per_base("BBB", "AAA", LOCAL, rates)

    assert isinstance(there, Decimal)
    assert isinstance(back, Decimal)
    tolerance = Decimal("1e-9") * max(Decimal(1), there, back)
    assert abs(there * back - 1) <= tolerance


@pytest.mark.parametrize("amount", ["1e-400", "1e400", "0", "1e-25"])
def test_a_rate_that_no_system_could_hold_is_none(amount: str) -> None:
    rate = ExchangeRate("USD", "2026-01-01", Decimal(1), None, Decimal(amount))

    assert isinstance(per_base("USD", "EUR", "EUR", {"USD": rate}), NoRate)
