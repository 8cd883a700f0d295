"""What every organisation has from the start."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dev.simulators.dataverse.definitions import privilege_id
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.principals import ADMINISTRATOR_TEMPLATE, CUSTOMIZER_TEMPLATE
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.rights import BASIC, GLOBAL, LOCAL
from dev.simulators.dataverse.schema import RIGHTS, Schema
from dev.simulators.dataverse.storage import Storage

ORGANIZATION = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e01"
BUSINESS_UNIT = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e02"
SYSTEM_USER = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e03"
BASE_CURRENCY = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e04"
ADMINISTRATOR_ROLE = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e05"
CUSTOMIZER_ROLE = "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e07"
SALES_ROLES = {
    "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e08": ("Salesperson", BASIC, LOCAL),
    "0b8d1f0e-5f6a-4a52-9d3c-6f1f0c1d2e09": ("Sales Manager", GLOBAL, GLOBAL),
}
"""Name, and the depths of writing and reading."""
_SALES = ("Account", "Contact", "Lead", "Opportunity", "Quote", "Order", "Invoice", "Note")
_LOOKED_UP = ("Product", "TransactionCurrency", "Territory", "User", "Team", "BusinessUnit")
_READ = ("Organization", "Role", "Entity", "Attribute", "Relationship", "OptionSet")
STANDARD_ROLES = {
    ADMINISTRATOR_ROLE: ("System Administrator", ADMINISTRATOR_TEMPLATE),
    CUSTOMIZER_ROLE: ("System Customizer", CUSTOMIZER_TEMPLATE),
}
_UNIT = {"businessunitid@odata.bind": f"businessunits({BUSINESS_UNIT})"}
MESSAGES = ("Create", "Update", "Delete", "CreateMultiple", "UpdateMultiple", "UpsertMultiple")

_ENGLISH = 1033
_ORGANIZATION: Mapping[str, Any] = {
    "organizationid": ORGANIZATION,
    "name": "Contoso",
    "languagecode": _ENGLISH,
}


@dataclass(frozen=True)
class Currency:
    code: str = "EUR"
    name: str = "Euro"
    symbol: str = "€"


def plant(schema: Schema, storage: Storage, records: Records, currency: Currency) -> None:
    """Create organisation, root business unit, its team, SYSTEM user and base currency."""
    author = Author(SYSTEM_USER, is_platform=True)
    rows: list[tuple[str, Mapping[str, Any]]] = [
        ("organization", _ORGANIZATION),
        ("businessunit", {"businessunitid": BUSINESS_UNIT, "name": "Contoso"}),
        ("systemuser", _system_user()),
        ("transactioncurrency", _currency(currency)),
    ]
    with storage.transaction():
        records.grants.define_all()
        for table, body in rows:
            records.create(schema[table], body, author)
        for role_id, (name, template) in STANDARD_ROLES.items():
            given = {"roleid": role_id, "roletemplateid": template}
            records.create(schema["role"], {**_UNIT, "name": name}, author, given)
            records.grants.equip(role_id, template)
        for role_id, (name, own, read) in SALES_ROLES.items():
            given = {"roleid": role_id}
            records.create(schema["role"], {**_UNIT, "name": name}, author, given)
            records.grants.grant(role_id, _sales_privileges(own, read))
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


def _sales_privileges(own: int, read: int) -> Iterator[tuple[str, int]]:
    """Give what sales people may do [R].

    :param own: the depth at which they work with records.
    :param read: the depth at which they see them.
    """
    for stem in _SALES:
        for right in RIGHTS:
            yield privilege_id(f"prv{right}{stem}"), read if right == "Read" else own
    for stem in _LOOKED_UP:
        yield privilege_id(f"prvRead{stem}"), GLOBAL
        yield privilege_id(f"prvAppendTo{stem}"), GLOBAL
    for stem in _READ:
        yield privilege_id(f"prvRead{stem}"), GLOBAL


def _plant_messages(schema: Schema, records: Records, author: Author) -> None:
    """Which table takes which message, as clients look it up."""
    for message in MESSAGES:
        records.create(schema["sdkmessage"], {"name": message}, author)
    for table in schema:
        if table.bulk_messages:
            records.announce(table, author)
