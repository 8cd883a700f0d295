"""What every organisation has from the start."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.schema import Schema
from dev.simulators.dataverse.storage import Storage

ORGANIZATION = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e01"
BUSINESS_UNIT = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e02"
SYSTEM_USER = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e03"
BASE_CURRENCY = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e04"
ADMINISTRATOR_ROLE = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e05"
TEAM = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e06"
MESSAGES = ("Create", "Update", "Delete", "CreateMultiple", "UpdateMultiple", "UpsertMultiple")


@dataclass(frozen=True)
class Currency:
    code: str = "EUR"
    name: str = "Euro"
    symbol: str = "€"


def plant(schema: Schema, storage: Storage, records: Records, currency: Currency) -> None:
    """Create organisation, root business unit, its team, SYSTEM user and base currency."""
    author = Author(SYSTEM_USER, is_platform=True)
    rows: list[tuple[str, Mapping[str, Any]]] = [
        ("organization", {"organizationid": ORGANIZATION, "name": "Contoso"}),
        ("businessunit", {"businessunitid": BUSINESS_UNIT, "name": "Contoso"}),
        ("systemuser", _system_user()),
        ("transactioncurrency", _currency(currency)),
        ("team", _team()),
        ("role", _role()),
    ]
    with storage.transaction():
        for table, body in rows:
            records.create(schema[table], body, author)
        base = {"basecurrencyid@odata.bind": f"transactioncurrencies({BASE_CURRENCY})"}
        records.update(schema["organization"], ORGANIZATION, base, author)
        _plant_messages(schema, records, author)


def _system_user() -> Mapping[str, Any]:
    return {
        "systemuserid": SYSTEM_USER,
        "firstname": "SYSTEM",
        "domainname": "SYSTEM",
        "accessmode": 3,
        "businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})",
    }


def _currency(currency: Currency) -> Mapping[str, Any]:
    return {
        "transactioncurrencyid": BASE_CURRENCY,
        "isocurrencycode": currency.code,
        "currencyname": currency.name,
        "currencysymbol": currency.symbol,
        "currencyprecision": 2,
        "exchangerate": 1,
    }


def _team() -> Mapping[str, Any]:
    return {
        "teamid": TEAM,
        "name": "Contoso",
        "isdefault": True,
        "teamtype": 0,
        "businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})",
        "administratorid@odata.bind": f"systemusers({SYSTEM_USER})",
    }


def _role() -> Mapping[str, Any]:
    return {
        "roleid": ADMINISTRATOR_ROLE,
        "name": "System Administrator",
        "businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})",
    }


def _plant_messages(schema: Schema, records: Records, author: Author) -> None:
    """Which table takes which message, as clients look it up."""
    for message in MESSAGES:
        message_id = records.create(schema["sdkmessage"], {"name": message}, author)
        bind = {"sdkmessageid@odata.bind": f"sdkmessages({message_id})"}
        for table in schema:
            if table.bulk_messages:
                body = {"primaryobjecttypecode": table.name, **bind}
                records.create(schema["sdkmessagefilter"], body, author)
