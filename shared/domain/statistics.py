"""What a customer owes and has ordered, as Business Central tells it.

Amounts are in the company's local currency, unless they are open documents' in another one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import reduce
from uuid import UUID

SOURCE = "v2.0"
"""The API that the figures come from."""
LOCAL = ""
"""The code that stands for the local currency among open documents."""
_CENT = Decimal("0.01")
_EXACT = Context(prec=60)


class Unknown(StrEnum):
    """What the figures leave out; each stands with its meaning in docs/statistics.md."""

    PREPAYMENTS = "prepayments"
    RETURNS = "returns"
    SERVICE = "service"
    OTHER_CURRENCIES = "other_currencies"


_NEVER_TOLD = frozenset({Unknown.PREPAYMENTS, Unknown.RETURNS, Unknown.SERVICE})
"""What the API v2.0 has no amounts of."""


@dataclass(frozen=True)
class OrderLine:
    quantity: Decimal
    shipped: Decimal
    invoiced: Decimal
    amount: Decimal
    """Of the whole line: with tax, after every discount."""


@dataclass(frozen=True)
class Open:
    """What is not invoiced yet, with tax."""

    orders: Decimal = Decimal(0)
    """Ordered and not shipped."""
    shipped: Decimal = Decimal(0)
    """Shipped and not invoiced."""
    invoices: Decimal = Decimal(0)
    """On invoices that are not posted."""

    def __add__(self, other: "Open") -> "Open":
        return Open(
            self.orders + other.orders,
            self.shipped + other.shipped,
            self.invoices + other.invoices,
        )


@dataclass(frozen=True)
class CustomerFigures:
    id: UUID
    number: str
    name: str
    blocked: str | None
    """What is blocked, in Business Central's word; None where nothing is."""
    currency: str
    """The local currency's code."""
    credit_limit: Decimal
    """None is set where it is zero."""
    balance: Decimal
    overdue: Decimal
    total_sales: Decimal
    """Without tax, of all times."""
    as_of: datetime
    """In Business Central's own clock."""
    open: Mapping[str, Open] = field(default_factory=dict)
    """By currency."""

    @property
    def elsewhere(self) -> Mapping[str, Open]:
        """What is open in other currencies than the local one."""
        return {code: each for code, each in self.open.items() if code and each != Open()}

    @property
    def outstanding_orders(self) -> Decimal | None:
        """None where some of it is in another currency, whose rate nobody tells."""
        return self._local(lambda each: each.orders)

    @property
    def shipped_not_invoiced(self) -> Decimal | None:
        return self._local(lambda each: each.shipped)

    @property
    def outstanding_invoices(self) -> Decimal | None:
        return self._local(lambda each: each.invoices)

    @property
    def unknown(self) -> frozenset[Unknown]:
        further = {Unknown.OTHER_CURRENCIES} if self.elsewhere else set()
        return _NEVER_TOLD | further

    def _local(self, amount: Callable[[Open], Decimal]) -> Decimal | None:
        if any(amount(each) for each in self.elsewhere.values()):
            return None
        return amount(self.open.get(LOCAL, Open()))


def open_of(lines: Iterable[OrderLine]) -> Open:
    """Return what of an order is open: a part of each line's amount, to the cent, as Business
    Central works it out.
    """
    return reduce(Open.__add__, map(_open_of_line, lines), Open())


def _open_of_line(line: OrderLine) -> Open:
    if not line.quantity:
        return Open()
    return Open(
        _part(line, line.quantity - line.shipped), _part(line, line.shipped - line.invoiced)
    )


def _part(line: OrderLine, quantity: Decimal) -> Decimal:
    if quantity == line.quantity:
        return line.amount
    part = _EXACT.divide(_EXACT.multiply(line.amount, quantity), line.quantity)
    return part.quantize(_CENT, ROUND_HALF_UP, _EXACT)
