"""Finds what an address of metadata means: by LogicalName, SchemaName or MetadataId."""

import re

from dev.simulators.dataverse.definitions import column_id
from dev.simulators.dataverse.errors import no_metadata
from dev.simulators.dataverse.relationship_definitions import relationship_id
from dev.simulators.dataverse.schema import AlternateKey, Column, OneToMany, Schema, Table
from dev.simulators.dataverse.values import guid

_NAMED = re.compile(r"\s*(?:LogicalName|SchemaName|Name)\s*=\s*'([^']*)'\s*")


def table_named(schema: Schema, key: str) -> Table:
    """:raises DataverseError: there is no such table."""
    for table in schema:
        if _is(key, table.name, table.schema_name, table.metadata_id):
            return table
    raise no_metadata(key)


def column_named(table: Table, key: str) -> Column:
    """:raises DataverseError: the table has no such column."""
    for column in table.columns.values():
        if _is(key, column.name, column.schema_name, column_id(table, column)):
            return column
    raise no_metadata(key)


def key_named(table: Table, key: str) -> AlternateKey:
    """:raises DataverseError: the table has no such alternate key."""
    for each in table.keys.values():
        if _is(key, each.name.lower(), each.name, each.id):
            return each
    raise no_metadata(key)


def relationship_named(schema: Schema, key: str) -> OneToMany:
    """:raises DataverseError: there is no such 1:N relationship."""
    for table in schema:
        for each in table.collections.values():
            is_meant = _is(key, "", each.name, relationship_id(each.name))
            if is_meant and isinstance(each, OneToMany):
                return each
    raise no_metadata(key)


def _is(key: str, logical_name: str, schema_name: str, metadata_id: str) -> bool:
    match = _NAMED.fullmatch(key)
    if match is None:
        return guid(key) == metadata_id
    return bool(match[1]) and match[1] in (logical_name, schema_name)
