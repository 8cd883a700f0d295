"""Reads the schema from the data files."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from dev.simulators.dataverse.schema import (
    LOOKUPS,
    Column,
    Kind,
    ManyToMany,
    OneToMany,
    Schema,
    Table,
)

DATA = Path(__file__).parents[2] / "data" / "dataverse"


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel)


class _Attribute(_Fact):
    type: Kind
    access: Literal["Insert", "Modify", "Read"] | None = None
    required: Literal["systemrequired", "required", "recommended"] | None = None
    targets: tuple[str, ...] = ()
    max_length: int | None = None
    minimum_value: Decimal | None = None
    maximum_value: Decimal | None = None
    options: dict[int, str] = {}
    status_state: dict[int, int] = {}
    non_standard: bool = False


class _TableFacts(_Fact):
    entity_set: str
    primary_id: str
    primary_name: str | None
    ownership: str
    attributes: dict[str, _Attribute]


def load_schema(*, non_standard: bool = False) -> Schema:
    """Return the schema of a new organisation.

    :param non_standard: also the columns that Microsoft's own integration solution brings.
    """
    tables = {name: _table(name, content, non_standard) for name, content in _facts().items()}
    _relate(tables, _read("relationships.json"))
    return Schema(tables)


@cache
def _additions() -> Mapping[str, Any]:
    return _read("additions.json")


@cache
def _facts() -> Mapping[str, _TableFacts]:
    """Return what the files say of each table, read once in a process."""
    contents = _read("tables.json") | _additions()["tables"]
    extra = _additions()["columns"]
    for name, columns in extra.items():
        contents[name]["attributes"] |= columns
    return {name: _TableFacts.model_validate(content) for name, content in contents.items()}


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((DATA / name).read_text(encoding="utf-8"))
    content.pop("_comment")
    return content


def _table(name: str, facts: _TableFacts, non_standard: bool) -> Table:
    additions = _additions()
    schema_name = additions["schemaNames"].get(name, name.capitalize())
    return Table(
        name=name,
        entity_set=facts.entity_set,
        primary_id=facts.primary_id,
        primary_name=facts.primary_name,
        ownership=facts.ownership,
        columns=dict(_columns(name, non_standard)),
        schema_name=schema_name,
        object_type_code=additions["objectTypeCodes"].get(name, 0),
        change_tracking=name in additions["changeTracking"],
        bulk_messages=name in additions["bulkMessages"],
        required=additions["requiredOnCreate"].get(name, {}),
        unique=tuple(additions["unique"].get(name, ())),
        privilege_stem=additions["privilegeStems"].get(name, schema_name),
    )


@cache
def _columns(table: str, non_standard: bool) -> Mapping[str, Column]:
    attributes = _facts()[table].attributes
    dates = _additions()["dateOnly"].get(table, ())
    codes = _additions()["rangeCodes"].get(table, {})
    return {
        name: _column(name, attribute, date_only=name in dates, range_code=codes.get(name, ""))
        for name, attribute in attributes.items()
        if (non_standard or not attribute.non_standard) and not _is_shadow(name, attributes)
    }


def _is_shadow(name: str, attributes: Mapping[str, _Attribute]) -> bool:
    """Whether a column only repeats a lookup's name or target table.

    Such columns exist in the platform's tables but are no properties in the Web API, which gives
    them as annotations of the lookup.
    """
    stems = [name.removesuffix(end) for end in ("name", "type", "typecode") if name.endswith(end)]
    kinds = {attributes[stem].type for stem in stems if stem in attributes}
    return not kinds.isdisjoint(LOOKUPS)


def _column(name: str, attribute: _Attribute, *, date_only: bool, range_code: str) -> Column:
    return Column(
        name=name,
        kind=attribute.type,
        access=attribute.access,
        required=attribute.required,
        targets=attribute.targets,
        max_length=attribute.max_length,
        minimum=attribute.minimum_value,
        maximum=attribute.maximum_value,
        range_code=range_code,
        options=attribute.options,
        takes_any=not attribute.options,
        state_of=attribute.status_state,
        date_only=date_only,
    )


def _relate(tables: Mapping[str, Table], relationships: Mapping[str, Any]) -> None:
    for name, ends in relationships["oneToMany"].items():
        one_to_many = OneToMany(name, **ends)
        if one_to_many.lookup not in tables[one_to_many.many].columns:
            raise ValueError(f"relationships.json: {name}: no such lookup")
        tables[one_to_many.one].collections[name] = one_to_many
    for name, ends in relationships["manyToMany"].items():
        many_to_many = ManyToMany(name, **ends)
        for end in (many_to_many.left, many_to_many.right):
            tables[end].collections[name] = many_to_many


def named_privileges() -> tuple[str, ...]:
    """Return the privileges that belong to no table's rows."""
    return tuple(_additions()["namedPrivileges"])


@cache
def members_of(kind: str) -> frozenset[str]:
    """Return what definitions of a metadata type may say."""
    members = _read("members.json")
    common = members["attribute"] if kind.endswith("AttributeMetadata") else []
    return frozenset((*members[kind], *common))


def load_error_names() -> Mapping[str, str]:
    """Return the vendor's names of error codes, by code in lower case."""
    return {code.lower(): name for code, name in _entries("errors.json", "errors_recalled.json")}


def _entries(*files: str) -> Iterable[tuple[str, str]]:
    for file in files:
        yield from _read(file).items()
