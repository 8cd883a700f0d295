"""Fill both services, as if people had worked in them for a year."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dev.demo.firms import Firm, Plan
from dev.simulators.business_central.paths import Company
from dev.simulators.fleet import Fleet

Json = dict[str, Any]

_CHUNK = 250
"""So many customers were last modified at the same time."""
_CUSTOMER, _PROSPECT = 3, 8
"""What the choices of an account's customertypecode mean."""
_SALES_PEOPLE = (("Linda", "Taylor"), ("Jim", "Olive"), ("Otis", "Falls"), ("Zoë", "Müller"))
_RATES = {"CHF": 0.94, "DKK": 7.46, "GBP": 0.86, "JPY": 163, "USD": 1.08}
"""What one unit of the base currency is in each: Dataverse demands a rate of every currency."""


def fill_business_central(fleet: Fleet, plan: Plan, company: Company | None = None) -> None:
    bc = fleet.business_central
    ids = {row["code"]: row["id"] for row in bc.rows("currencies", company=company)}
    terms = [row["id"] for row in bc.rows("paymentTerms", company=company)]
    rows = [
        _customer(firm, ids) | _agreed(firm, terms)
        for firm in (*plan.customers, *(c for c, _ in plan.shared))
    ]
    rows += [_customer(firm, ids) | {"blocked": "All"} for firm in plan.blocked]
    for start in range(0, len(rows), _CHUNK):
        modified_at = bc.clock.now() - timedelta(days=365 - start // _CHUNK % 360)
        chunk = rows[start : start + _CHUNK]
        bc.add_many("customers", chunk, modified_at=modified_at, company=company)


def fill_dataverse(fleet: Fleet, plan: Plan) -> None:
    """Enter sales people, all currencies that Business Central has, and the accounts."""
    for first, last in _SALES_PEOPLE:
        fleet.dataverse.add_user(first, last)
    ids = _currencies(fleet)
    customers = (*plan.accounts, *(account for _, account in plan.shared))
    rows = [_account(firm, ids, _CUSTOMER) for firm in customers]
    rows += [_account(firm, ids, _PROSPECT) for firm in plan.prospects]
    fleet.dataverse.add_many("account", rows)


def _currencies(fleet: Fleet) -> Mapping[str, str]:
    """Add what is missing; return all ids by ISO code."""
    dataverse = fleet.dataverse
    known = {row["isocurrencycode"] for row in dataverse.rows("transactioncurrency")}
    missing = [
        {
            "isocurrencycode": row["code"],
            "currencyname": row["displayName"],
            "currencysymbol": row["symbol"],
            "currencyprecision": 0 if row["code"] == "JPY" else 2,
            "exchangerate": _RATES.get(row["code"], 1),
        }
        for row in fleet.business_central.rows("currencies")
        if row["code"] not in known
    ]
    dataverse.add_many("transactioncurrency", missing)
    rows = dataverse.rows("transactioncurrency")
    return {row["isocurrencycode"]: row["transactioncurrencyid"] for row in rows}


def _customer(firm: Firm, currencies: Mapping[str, str]) -> Json:
    row: Json = {
        "displayName": firm.name,
        "type": "Company",
        "addressLine1": firm.street,
        "addressLine2": firm.addition,
        "postalCode": firm.postal_code,
        "city": firm.city,
        "state": firm.state,
        "country": firm.country,
        "phoneNumber": firm.phone,
        "email": firm.email,
        "website": firm.website,
        "creditLimit": firm.credit_limit,
    }
    return row | ({"currencyId": currencies[firm.currency]} if firm.currency else {})


def _agreed(firm: Firm, terms: Sequence[str]) -> Json:
    """Return the payment terms of two firms in three."""
    number = len(firm.name) + len(firm.city)
    return {"paymentTermsId": terms[number % len(terms)]} if number % 3 else {}


def _account(firm: Firm, currencies: Mapping[str, str], kind: int) -> Json:
    row: Json = {
        "name": firm.name,
        "address1_line1": firm.street,
        "address1_line2": firm.addition,
        "address1_postalcode": firm.postal_code,
        "address1_city": firm.city,
        "address1_stateorprovince": firm.state,
        "address1_country": firm.country,
        "telephone1": firm.phone,
        "emailaddress1": firm.email,
        "websiteurl": firm.website,
        "customertypecode": kind,
    }
    known = {column: value for column, value in row.items() if value != ""}
    if not firm.currency:
        return known
    bind = f"/transactioncurrencies({currencies[firm.currency]})"
    return known | {"transactioncurrencyid@odata.bind": bind}
