"""The rows in Dataverse that show what customers owe and have ordered.

A row points to its account, and not the other way round: writing one leaves the account as it is.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from uuid import UUID

from shared.domain.records import Record, Value
from shared.domain.statistics import CustomerFigures
from shared.domain.tables import Table
from shared.usecases.statistics.customers import ACCOUNT

KEY = "bcsync_customerid"
_ACCOUNT = "bcsync_accountid"
_AS_OF = "bcsync_asof"
_CENT = Decimal("0.01")
_EXACT = Context(prec=60)
_COLUMNS = (
    "bcsync_name",
    KEY,
    _ACCOUNT,
    "bcsync_customernumber",
    "bcsync_currencycode",
    "bcsync_balance",
    "bcsync_overdueamount",
    "bcsync_totalsales",
    "bcsync_creditlimit",
    "bcsync_outstandingorders",
    "bcsync_shippednotinvoiced",
    "bcsync_outstandinginvoices",
    _AS_OF,
)
ROWS = Table("bcsync_accountstatistics", _COLUMNS, lookups={_ACCOUNT: ACCOUNT}, title="bcsync_name")


def values_of(figures: CustomerFigures, account: UUID) -> Mapping[str, Value]:
    """Return the columns; an amount that is not known is left empty, and never zero."""
    return {
        "bcsync_name": figures.name or figures.number,
        KEY: str(figures.id),
        _ACCOUNT: account,
        "bcsync_customernumber": figures.number,
        "bcsync_currencycode": figures.currency or None,
        "bcsync_balance": _cents(figures.balance),
        "bcsync_overdueamount": _cents(figures.overdue),
        "bcsync_totalsales": _cents(figures.total_sales),
        "bcsync_creditlimit": _cents(figures.credit_limit),
        "bcsync_outstandingorders": _cents(figures.outstanding_orders),
        "bcsync_shippednotinvoiced": _cents(figures.shipped_not_invoiced),
        "bcsync_outstandinginvoices": _cents(figures.outstanding_invoices),
        _AS_OF: _second(figures.as_of),
    }


def differ(row: Record, values: Mapping[str, Value]) -> bool:
    """Return whether a row tells something else than *values*, apart from the time."""
    return any(row.values[name] != value for name, value in values.items() if name != _AS_OF)


def _cents(amount: Decimal | None) -> Decimal | None:
    """Return an amount as the column holds it."""
    return None if amount is None else amount.quantize(_CENT, ROUND_HALF_UP, _EXACT)


def _second(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
