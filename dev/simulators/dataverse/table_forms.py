"""Reads the definition of a new table, and gives it the columns that every table has."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from dev.simulators.dataverse.column_forms import read_column
from dev.simulators.dataverse.errors import bad_argument, bad_payload, name_taken
from dev.simulators.dataverse.forms import (
    Form,
    as_form,
    check_members,
    custom_name,
    one_of,
    type_of,
)
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.schema import Column, Kind, Table

_KIND = "EntityMetadata"
FIRST_CODE = 10_000
"""Where the object type codes of custom tables start."""
OWNERSHIPS = {"UserOwned": "user", "OrganizationOwned": "organization"}


def read_table(body: object, code: int) -> Table:
    """:param code: the table's object type code.
    :raises DataverseError: it is no definition of a table with one primary column.
    """
    form = as_form(body, "The definition of a table")
    if type_of(form) != _KIND:
        raise bad_payload(f"The definition of a table is of the type {_KIND}.")
    check_members(form, _KIND)
    schema_name = custom_name(form)
    name = schema_name.lower()
    ownership = OWNERSHIPS[one_of(form.get("OwnershipType"), tuple(OWNERSHIPS), "OwnershipType")]
    label = read_label(form.get("DisplayName"), "DisplayName")
    collection_label = read_label(form.get("DisplayCollectionName"), "DisplayCollectionName")
    if not label or not collection_label:
        raise bad_argument("A table needs DisplayName and DisplayCollectionName.")
    primary, others = _columns(form)
    columns = [
        Column(f"{name}id", "Uniqueidentifier", "Insert", "systemrequired"),
        primary,
        *_standard(ownership),
    ]
    table = Table(
        name=name,
        entity_set=plural(name),
        primary_id=f"{name}id",
        primary_name=primary.name,
        ownership=ownership,
        columns={column.name: column for column in columns},
        schema_name=schema_name,
        object_type_code=code,
        change_tracking=form.get("ChangeTrackingEnabled") is True,
        bulk_messages=True,
        privilege_stem=schema_name,
        label=label,
        collection_label=collection_label,
        is_custom=True,
    )
    for column in others:
        if column.name in table.columns:
            raise name_taken(f"column of {name}", column.schema_name)
        for each in (*money_columns(column, table), column):
            table.put(each)
    return table


def plural(name: str) -> str:
    """Return the name of the entity set that the platform makes of a logical name [R]."""
    if name.endswith(("s", "x", "z", "ch", "sh")):
        return f"{name}es"
    if name.endswith("y") and name[-2] not in "aeiou":
        return f"{name[:-1]}ies"
    return f"{name}s"


def _columns(form: Form) -> tuple[Column, list[Column]]:
    """Return the primary column and the others that come with a new table."""
    listed = form.get("Attributes")
    forms = [as_form(each, "A column") for each in listed] if isinstance(listed, list) else []
    primary = [each for each in forms if each.get("IsPrimaryName")]
    if len(primary) != 1:
        raise bad_argument("A new table needs one column with IsPrimaryName.", "0x8004701E")
    column = read_column(primary[0], {})
    if column.kind != "String":
        raise bad_argument("The primary column is a StringAttributeMetadata.")
    return column, [read_column(each, {}) for each in forms if each is not primary[0]]


def _standard(ownership: str) -> Iterator[Column]:
    users, units = ("systemuser",), ("businessunit",)
    yield Column("createdon", "DateTime", "Read")
    yield Column("modifiedon", "DateTime", "Read")
    for name in ("createdby", "modifiedby", "createdonbehalfby", "modifiedonbehalfby"):
        yield Column(name, "Lookup", "Read", targets=users)
    yield Column("overriddencreatedon", "DateTime", "Insert")
    for name in ("importsequencenumber", "timezoneruleversionnumber", "utcconversiontimezonecode"):
        yield Column(name, "Integer", "Insert" if name.startswith("import") else None)
    yield Column("versionnumber", "BigInt", "Read")
    yield Column(
        "statecode", "State", required="systemrequired", options={0: "Active", 1: "Inactive"}
    )
    reasons = Column("statuscode", "Status", options={1: "Active", 2: "Inactive"})
    yield replace(reasons, state_of={1: 0, 2: 1})
    if ownership == "organization":
        yield Column("organizationid", "Lookup", "Read", targets=("organization",))
        return
    yield Column("ownerid", "Owner", required="systemrequired", targets=("systemuser", "team"))
    yield Column("owninguser", "Lookup", "Read", targets=users)
    yield Column("owningteam", "Lookup", "Read", targets=("team",))
    yield Column("owningbusinessunit", "Lookup", "Read", targets=units)


def money_columns(column: Column, table: Table) -> Iterator[Column]:
    """Give what a new amount brings along: currency, rate, its twin in the base currency."""
    if column.kind != "Money":
        return
    kinds: tuple[tuple[str, Kind, Literal["Read"] | None, tuple[str, ...]], ...] = (
        ("transactioncurrencyid", "Lookup", None, ("transactioncurrency",)),
        ("exchangerate", "Decimal", "Read", ()),
        (f"{column.name}_base", "Money", "Read", ()),
    )
    for name, kind, access, targets in kinds:
        if name not in table.columns:
            yield Column(name, kind, access, targets=targets, is_custom=name.endswith("_base"))
