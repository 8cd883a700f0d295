"""How far a posted invoice is paid, and what its lines come to without tax."""

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from enum import StrEnum

from shared.domain.records import Value

_CANCELED = "Canceled"
_CENT = Decimal("0.01")
_PLACES = Decimal("0.0001")
"""Of Dataverse's amounts."""


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


@dataclass(frozen=True)
class Price:
    """What a line is sold for, without tax."""

    unit: Decimal
    discount: Decimal


def without_tax(
    quantity: Value, unit_price: Value, discount: Value, net: Value, gross: Value
) -> Price:
    """Return price and discount of a line, of which both include tax where prices do.

    Whether they do is told by what the line comes to. A price without the tax in it has no last
    digit often: it is rounded away from zero, and what that is too much is part of the discount, so
    that the line comes to the same on both sides.

    :param net: what the line comes to, without tax.
    :param gross: the same with tax.
    """
    count, price, off, whole, taxed = (
        _amount(value) for value in (quantity, unit_price, discount, net, gross)
    )
    told = count * price - off
    if not count or not taxed or abs(told - whole) <= abs(told - taxed):
        return Price(price, off)
    unit = (price * whole / taxed).quantize(_PLACES, ROUND_UP)
    left = unit * count - whole
    return Price(unit, Decimal(0) if -_CENT < left < 0 else left)


def _amount(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
