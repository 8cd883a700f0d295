"""How far a posted invoice is paid."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.invoices import PaymentStatus, payment_status
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
