"""How far a posted invoice is paid, and what its lines come to without tax."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.invoices import PaymentStatus, Price, payment_status, without_tax
from shared.domain.records import Value

amounts = st.decimals(Decimal(-10_000), Decimal(10_000), places=2)
statuses = st.sampled_from(["Open", "Paid", "Corrective", None])


@pytest.mark.parametrize(
    ("status", "remaining", "total", "told"),
    [
        ("Open", Decimal(100), Decimal(100), PaymentStatus.OPEN),
        ("Open", Decimal("99.99"), Decimal(100), PaymentStatus.PARTIAL),
        ("Paid", Decimal(0), Decimal(100), PaymentStatus.PAID),
        ("Open", Decimal(0), Decimal(0), PaymentStatus.PAID),
        ("Corrective", Decimal(-40), Decimal(-100), PaymentStatus.PARTIAL),
        ("Open", Decimal(110), Decimal(100), PaymentStatus.OPEN),
        ("Canceled", Decimal(0), Decimal(100), PaymentStatus.CANCELED),
        ("Canceled", Decimal(100), Decimal(100), PaymentStatus.CANCELED),
        ("Open", None, None, PaymentStatus.PAID),
    ],
)
def test_status_and_what_remains_tell_how_far_an_invoice_is_paid(
    status: Value, remaining: Value, total: Value, told: PaymentStatus
) -> None:
    assert payment_status(status, remaining, total) is told


@given(statuses, amounts, amounts)
def test_an_invoice_that_is_not_canceled_is_paid_exactly_if_nothing_remains(
    status: Value, remaining: Decimal, total: Decimal
) -> None:
    told = payment_status(status, remaining, total)

    assert (told is PaymentStatus.PAID) == (remaining == 0)
    assert (told is PaymentStatus.PARTIAL) == (0 < abs(remaining) < abs(total))


prices = st.decimals(Decimal("0.01"), Decimal(10_000), places=2)
fine_prices = st.decimals(Decimal(-10_000), Decimal(10_000), places=5)
counts = st.decimals(Decimal("0.5"), Decimal(100), places=1)
signed_counts = st.decimals(Decimal(-10_000), Decimal(10_000), places=5).filter(bool)
rates = st.integers(1, 30)
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ((2, 50, 10, 90, "107.10"), (50, 10)),
        ((2, "59.50", "11.90", 90, "107.10"), (50, 10)),
        ((1, 10, 0, "8.40", 10), ("8.4000", 0)),
        ((3, 10, 0, "25.21", 30), ("8.4034", "0.0002")),
        ((0, 0, 0, 0, 0), (0, 0)),
        ((2, 50, 0, 100, 100), (50, 0)),
        ((1000, "0.12345", 0, "123.45", "146.91"), ("0.1235", "0.05")),
        ((-3, 10, -3, -27, "-32.13"), (9, 0)),
        ((-3, 10, 0, "-25.21", -30), ("8.4033", "0.0001")),
        ((-1000, 10, -1000, "-7563.03", -9000), ("7.5630", "0.03")),
        ((3, -10, 0, "-25.21", -30), ("-8.4033", "0.0001")),
        ((-3, 10, -30, 0, 0), (0, 0)),
        ((0, 10, 0, 0, 0), (10, 0)),
    ],
)
def test_what_a_line_comes_to_tells_whether_its_price_includes_tax(
    line: tuple[object, ...], told: tuple[object, ...]
) -> None:
    values = (Decimal(str(value)) for value in line)

    assert without_tax(*values) == Price(*(Decimal(str(value)) for value in told))


@given(counts, prices, rates)
def test_a_line_whose_price_includes_tax_comes_to_the_same_on_both_sides(
    count: Decimal, price: Decimal, rate: int
) -> None:
    gross = (count * price).quantize(CENT)
    net = (gross * 100 / (100 + rate)).quantize(CENT)

    told = without_tax(count, price, Decimal(0), net, gross)

    assert abs(told.unit * count - told.discount - net) < CENT
    assert told.discount >= 0


@given(counts, prices, rates)
def test_a_line_whose_price_is_without_tax_is_left_as_it_is(
    count: Decimal, price: Decimal, rate: int
) -> None:
    net = (count * price).quantize(CENT)
    gross = (net * (100 + rate) / 100).quantize(CENT)

    assert without_tax(count, price, Decimal(0), net, gross) == Price(price, Decimal(0))


@given(signed_counts, fine_prices, st.integers(0, 100), rates, st.booleans())
def test_every_line_comes_to_the_same_on_both_sides_within_what_dataverse_keeps(
    count: Decimal, price: Decimal, percent: int, rate: int, with_tax: bool
) -> None:
    """Goods that are taken back, credited prices, and prices of five decimal places, too."""
    whole = (count * price).quantize(CENT)
    off = (whole * percent / 100).quantize(CENT)
    line = whole - off
    net = (line * 100 / (100 + rate)).quantize(CENT) if with_tax else line
    gross = line if with_tax else (line * (100 + rate) / 100).quantize(CENT)

    told = without_tax(count, price, off, net, gross)

    assert abs(told.unit * count - told.discount - net) <= CENT
    assert told.discount >= 0
    assert told.unit == told.unit.quantize(Decimal("0.0001"))
