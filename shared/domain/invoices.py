"""How far a posted invoice is paid."""

from decimal import Decimal
from enum import StrEnum

from shared.domain.records import Value

_CANCELED = "Canceled"


class PaymentStatus(StrEnum):
    OPEN = "Open"
    PARTIAL = "Partial"
    PAID = "Paid"
    CANCELED = "Canceled"


def payment_status(status: Value, remaining: Value, total: Value) -> PaymentStatus:
    """Return what status and amounts say together.

    Business Central calls an invoice open until nothing remains to be paid. What is credited counts
    as paid; an amount that has grown, by interest for example, is open.

    :param status: of the invoice, as Business Central's API names it.
    :param total: with tax.
    """
    if status == _CANCELED:
        return PaymentStatus.CANCELED
    left, whole = (_amount(value) for value in (remaining, total))
    if not left:
        return PaymentStatus.PAID
    return PaymentStatus.PARTIAL if abs(left) < abs(whole) else PaymentStatus.OPEN


def _amount(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
