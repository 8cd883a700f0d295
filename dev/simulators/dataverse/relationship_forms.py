"""Reads the definition of a new relationship."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dev.simulators.dataverse.column_forms import read_lookup
from dev.simulators.dataverse.errors import bad_argument, bad_payload, no_metadata, not_built
from dev.simulators.dataverse.forms import as_form, check_members, custom_name, one_of, type_of
from dev.simulators.dataverse.schema import Column, OneToMany, Schema

_KIND = "OneToManyRelationshipMetadata"
_CASCADES = ("NoCascade", "Cascade", "Active", "UserOwned", "RemoveLink", "Restrict")
_ON_DELETE: Mapping[str, Literal["clear", "cascade", "restrict"]] = {
    "RemoveLink": "clear",
    "Cascade": "cascade",
    "Restrict": "restrict",
}


@dataclass(frozen=True)
class NewRelationship:
    relationship: OneToMany
    lookup: Column


def read_relationship(body: object, schema: Schema) -> NewRelationship:
    """:raises DataverseError: it is no definition of a 1:N relationship with its lookup."""
    form = as_form(body, "The definition of a relationship")
    kind = type_of(form)
    if kind == "ManyToManyRelationshipMetadata":
        raise not_built("creating N:N relationships")
    if kind != _KIND:
        raise bad_payload(f"'{kind}' is no type of relationship.")
    check_members(form, kind)
    one, many = (_table(form.get(end), schema) for end in ("ReferencedEntity", "ReferencingEntity"))
    primary = schema[one].primary_id
    if form.get("ReferencedAttribute", primary) != primary:
        raise bad_argument(f"ReferencedAttribute must be '{primary}'.")
    cascades = as_form(form.get("CascadeConfiguration") or {}, "CascadeConfiguration")
    for name, value in cascades.items():
        if "@" not in name:
            one_of(value, _CASCADES, name)
    on_delete = one_of(cascades.get("Delete", "RemoveLink"), tuple(_ON_DELETE), "Delete")
    lookup = read_lookup(form.get("Lookup"), one)
    name = custom_name(form)
    relationship = OneToMany(name, one, many, lookup.name, _ON_DELETE[on_delete], is_custom=True)
    return NewRelationship(relationship, lookup)


def _table(name: object, schema: Schema) -> str:
    if name not in schema.tables:
        raise no_metadata(f"the table '{name}'")
    return str(name)
