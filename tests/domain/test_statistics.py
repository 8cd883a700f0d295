"""What of orders is open, and what of a customer's figures is known."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.statistics import LOCAL, CustomerFigures, Open, OrderLine, Unknown, open_of

AMOUNTS = st.decimals(-(10**9), 10**9, places=2)
QUANTITIES = st.decimals(Decimal("0.00001"), 10**6, places=5)


def line(quantity: str, shipped: str, invoiced: str, amount: str) -> OrderLine:
    return OrderLine(Decimal(quantity), Decimal(shipped), Decimal(invoiced), Decimal(amount))


def figures(**open_: Open) -> CustomerFigures:
    zero = Decimal(0)
    by_currency = {LOCAL if code == "local" else code: each for code, each in open_.items()}
    now = datetime(2026, 3, 2, tzinfo=UTC)
    return CustomerFigures(
        UUID(int=1), "C1", "Adatum", None, "EUR", zero, zero, zero, zero, now, by_currency
    )


@pytest.mark.parametrize(
    ("told", "orders", "shipped"),
    [
        (line("4", "0", "0", "476"), "476", "0"),
        (line("4", "3", "1", "476"), "119", "238"),
        (line("4", "4", "4", "476"), "0", "0"),
        (line("3", "1", "0", "100"), "66.67", "33.33"),
        (line("8", "1", "0", "0.04"), "0.04", "0.01"),
        (line("8", "1", "0", "-0.04"), "-0.04", "-0.01"),
        (line("0", "0", "0", "0"), "0", "0"),
        (line("2", "3", "2", "200"), "-100", "100"),
    ],
)
def test_a_part_of_a_line_is_open_to_the_cent(told: OrderLine, orders: str, shipped: str) -> None:
    assert open_of([told]) == Open(Decimal(orders), Decimal(shipped))


@given(QUANTITIES, QUANTITIES, QUANTITIES, AMOUNTS)
def test_what_is_open_is_at_most_a_cent_away_from_the_exact_share(
    quantity: Decimal, first: Decimal, second: Decimal, amount: Decimal
) -> None:
    shipped, invoiced = max(first, second), min(first, second)

    told = open_of([OrderLine(quantity, shipped, invoiced, amount)])

    assert abs(told.orders * quantity - amount * (quantity - shipped)) <= quantity / 200
    assert abs(told.shipped * quantity - amount * (shipped - invoiced)) <= quantity / 200


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, AMOUNTS)))
def test_orders_add_up_whatever_their_order(amounts: list[tuple[Decimal, ...]]) -> None:
    lines = [OrderLine(Decimal(1), Decimal(0), Decimal(0), amount) for amount, _, _ in amounts]

    assert open_of(lines) == open_of(reversed(lines))
    assert open_of(lines).orders == sum((amount for amount, _, _ in amounts), Decimal(0))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_amounts_of_two_currencies_are_never_added(
    ours: Decimal, ordered: Decimal, shipped: Decimal
) -> None:
    told = figures(local=Open(ours, ours, ours), USD=Open(ordered, shipped))

    assert told.outstanding_orders == (None if ordered else ours)
    assert told.shipped_not_invoiced == (None if shipped else ours)
    assert told.outstanding_invoices == ours
    foreign = bool(ordered or shipped)
    assert (Unknown.OTHER_CURRENCIES in told.unknown) is foreign
    assert set(told.elsewhere) == ({"USD"} if foreign else set())
