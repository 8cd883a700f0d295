"""How far a posted invoice is paid, and what its lines come to without tax."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
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

    Whether they do is told by what the line comes to. A price with more digits than Dataverse keeps
    is rounded in the seller's favour, and what that is too much is part of the discount, so that
    the line comes to the same on both sides. No discount is below 0: that of goods which are taken
    back is part of their price.

    :param net: what the line comes to, without tax.
    :param gross: the same with tax.
    """
    count, price, off, whole, taxed = (
        _amount(value) for value in (quantity, unit_price, discount, net, gross)
    )
    told = count * price - off
    has_tax = bool(taxed) and abs(told - whole) > abs(told - taxed)
    if not count or (not has_tax and off >= 0 and price == price.quantize(_PLACES)):
        return Price(price, off)
    full = price * whole / taxed if has_tax else price
    up = ROUND_CEILING if count > 0 else ROUND_FLOOR
    unit, left = _rounded(full, count, whole, up)
    if left <= -_CENT:
        unit, left = _rounded(whole / count, count, whole, up)
    return Price(unit, max(left, Decimal(0)))


def _rounded(
    price: Decimal, count: Decimal, whole: Decimal, rounding: str
) -> tuple[Decimal, Decimal]:
    """Return a price as Dataverse keeps it, and by how much the line comes to more than *whole*."""
    unit = price.quantize(_PLACES, rounding)
    return unit, unit * count - whole


def _amount(value: Value) -> Decimal:
    return Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
