"""Mappings and records that the rules are tried on."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from shared.domain.mapping import TableMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Side

NOW = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)
_NAMES = UUID("00000000-0000-0000-0000-000000000001")


def id_of(name: str) -> UUID:
    return uuid5(_NAMES, name)


PEOPLE = TableMapping.model_validate(
    {
        "name": "PEOPLE",
        "bc": {"entity": "people"},
        "dataverse": {"table": "person"},
        "only_coupled": False,
        "fields": [
            {"bc": "name", "dataverse": "fullname", "match": 2},
            {"bc": "number", "dataverse": "code", "match": 1, "direction": "to_dataverse"},
            {"bc": "phone", "dataverse": "telephone"},
            {"bc": "note", "dataverse": "remark", "direction": "from_dataverse"},
            {"bc": "currencyId", "dataverse": "currency", "lookup": {"mapping": "MONEY"}},
            {"constant": 3, "dataverse": "kind", "direction": "to_dataverse"},
        ],
    }
)


def people_whose_currency(**lookup: Any) -> TableMapping:
    """Return PEOPLE with other keys in the lookup of their currency."""
    fields = [field.model_dump(exclude_none=True) for field in PEOPLE.fields]
    [changed] = [field["lookup"] for field in fields if "lookup" in field]
    changed.update(lookup)
    return TableMapping.model_validate({**PEOPLE.model_dump(), "fields": fields})


def person(
    name: str | None = "Adatum",
    *,
    number: str | None = "10000",
    phone: str | None = None,
    note: str | None = None,
    currency: UUID | None = None,
) -> Record:
    values: dict[str, Value] = {
        "name": name,
        "number": number,
        "phone": phone,
        "note": note,
        "currencyId": currency,
    }
    return Record(Side.BC, id_of(f"bc {number}"), 'W/"1"', NOW, values, name or "")


def row(
    name: str | None = "Adatum",
    *,
    code: str | None = "10000",
    phone: str | None = None,
    remark: str | None = None,
    currency: UUID | None = None,
    kind: int | None = 3,
) -> Record:
    values: dict[str, Value] = {
        "fullname": name,
        "code": code,
        "telephone": phone,
        "remark": remark,
        "currency": currency,
        "kind": kind,
    }
    return Record(Side.DATAVERSE, id_of(f"dv {code}"), 'W/"1"', NOW, values, name or "")


def things(*fields: Mapping[str, object]) -> TableMapping:
    """Return a mapping of which only the fields matter."""
    return TableMapping.model_validate(
        {
            "name": "THINGS",
            "bc": {"entity": "things"},
            "dataverse": {"table": "thing"},
            "fields": fields,
        }
    )


def thing(side: Side, **values: Value) -> Record:
    return Record(side, id_of(f"thing {side}"), "1", NOW, values, "Thing")
