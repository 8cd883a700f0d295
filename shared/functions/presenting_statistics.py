"""Figures of customers in JSON: see docs/statistics.md."""

from decimal import Decimal
from typing import Any

from shared.domain.statistics import SOURCE, CustomerFigures, Open
from shared.usecases.statistics.answering import AccountFigures

Json = dict[str, Any]


def account(told: AccountFigures) -> Json:
    figures = told.figures
    return {
        "account": str(told.account),
        "customer": {
            "id": str(figures.id),
            "number": figures.number,
            "name": figures.name,
            "blocked": figures.blocked,
        },
        **_amounts(figures),
        "source": SOURCE,
        "as_of": figures.as_of,
        "unknown": sorted(each.value for each in figures.unknown),
        "age_seconds": round(told.age),
        "stale": told.stale,
    }


def _amounts(figures: CustomerFigures) -> Json:
    return {
        "currency": figures.currency,
        "balance": figures.balance,
        "overdue": figures.overdue,
        "credit_limit": figures.credit_limit or None,
        "total_sales": figures.total_sales,
        **_open(
            figures.outstanding_orders, figures.shipped_not_invoiced, figures.outstanding_invoices
        ),
        "in_other_currencies": [
            {"currency": code, **_open_of(each)} for code, each in sorted(figures.elsewhere.items())
        ],
    }


def _open_of(each: Open) -> Json:
    return _open(each.orders, each.shipped, each.invoices)


def _open(orders: Decimal | None, shipped: Decimal | None, invoices: Decimal | None) -> Json:
    return {
        "outstanding_orders": orders,
        "shipped_not_invoiced": shipped,
        "outstanding_invoices": invoices,
    }
