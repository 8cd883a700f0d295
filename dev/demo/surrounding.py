"""Fill Business Central with what surrounds its customers."""

from typing import Any

from dev.demo.assortment import Assortment
from dev.simulators.fleet import Fleet

Json = dict[str, Any]

NEW_CURRENCIES = {"SEK": ("Swedish krona", "kr", 1140), "NOK": ("Norwegian krone", "kr", 1170)}
"""Their names, their symbols, and how much of them 100 of the local currency are."""


def fill_business_central(fleet: Fleet, assortment: Assortment) -> None:
    bc = fleet.business_central
    _add_currencies(fleet)
    people = [{"code": code, "displayName": name} for code, name in assortment.salespeople]
    bc.add_many("salespeoplePurchasers", people)
    vendors = [{"displayName": firm.name, "city": firm.city} for firm in assortment.vendors]
    bc.add_many("vendors", vendors)
    _add_contacts(fleet, assortment)
    _add_items(fleet, assortment)


def _add_currencies(fleet: Fleet) -> None:
    currencies, rates = list[Json](), list[Json]()
    for code, (name, symbol, amount) in NEW_CURRENCIES.items():
        currencies.append(
            {"code": code, "displayName": name, "symbol": symbol, "amountDecimalPlaces": "2:2"}
        )
        rates.append(
            {
                "currencyCode": code,
                "startingDate": "2026-01-01",
                "exchangeRateAmount": amount,
                "relationalExchangeRateAmount": 100,
            }
        )
    fleet.business_central.add_many("currencies", currencies)
    fleet.business_central.add_many("currencyExchangeRates", rates)


def _add_contacts(fleet: Fleet, assortment: Assortment) -> None:
    bc = fleet.business_central
    companies = {
        row["displayName"]: row["number"] for row in bc.rows("contacts") if row["type"] == "Company"
    }
    rows = [
        {
            "displayName": contact.name,
            "type": "Person",
            "companyNumber": companies[contact.firm],
            "email": contact.email,
            "phoneNumber": contact.phone,
        }
        for contact in assortment.contacts
    ]
    numbers = {row["email"]: row["number"] for row in bc.add_many("contacts", rows)}
    opportunities = [
        {"description": each.name, "contactNumber": numbers[each.contact.email]}
        for each in assortment.opportunities
    ]
    bc.add_many("opportunities", opportunities)


def _add_items(fleet: Fleet, assortment: Assortment) -> None:
    bc = fleet.business_central
    [pieces] = [row["id"] for row in bc.rows("unitsOfMeasure") if row["code"] == "PCS"]
    rows = [
        {
            "number": item.number,
            "displayName": item.name,
            "unitPrice": float(item.price),
            "baseUnitOfMeasureId": pieces,
            "blocked": item.is_blocked,
        }
        for item in assortment.items
    ]
    bc.add_many("items", rows)
