"""How rows are addressed: ``accounts(guid)``, ``accounts(key='x')``, ``$1``, absolute or not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from http import HTTPStatus
from urllib.parse import unquote

from dev.simulators.dataverse.errors import (
    DataverseError,
    bad_payload,
    bad_query,
    no_resource,
    not_found,
    not_found_by_key,
)
from dev.simulators.dataverse.schema import AlternateKey, Column, Schema, Table
from dev.simulators.dataverse.storage import Storage, comparable, fold
from dev.simulators.dataverse.values import Stored, guid, to_stored

API = re.compile(r"^/api/data/v9\.[0-2](?:/|$)")
_SEGMENT = re.compile(r"^([^()]+?)(?:\((.*)\))?$", re.DOTALL)
_PART = re.compile(r"\s*(\w+)\s*=\s*('(?:[^']|'')*'|[^',]+)\s*(?:,|$)")
# The platform's web server refuses them in a path, encoded or not.
_BREAKING = frozenset("/<>*%&:\\?+")


@dataclass(frozen=True)
class Segment:
    name: str
    key: str | None = None
    """What stands in the brackets; empty for empty brackets, None without brackets."""


@dataclass(frozen=True)
class ById:
    id: str


@dataclass(frozen=True)
class ByKey:
    key: AlternateKey
    values: Mapping[str, Stored]


Key = ById | ByKey


def split_path(path: str) -> list[Segment]:
    """Split the decoded path behind the version into its segments."""
    segments = []
    for part in path.split("/"):
        if part:
            match = _SEGMENT.match(part)
            if match is None:
                raise no_resource(part)
            segments.append(Segment(match[1], match[2]))
    return segments


def parse_key(table: Table, text: str) -> Key:
    """Parse what stands in the brackets behind an entity set."""
    row_id = guid(text)
    if row_id is not None:
        return ById(row_id)
    parts = _named_parts(text)
    if set(parts) == {table.primary_id} and table.name not in ("systemuser", "team"):
        row_id = guid(parts[table.primary_id].strip("'"))
        if row_id is not None:
            return ById(row_id)
    return _alternate_key(table, parts)


def _named_parts(text: str) -> dict[str, str]:
    parts, position = {}, 0
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            raise bad_query(f"'{text}' is neither an id nor a key.")
        parts[match[1]] = match[2].strip()
        position = match.end()
    return parts


def _alternate_key(table: Table, parts: Mapping[str, str]) -> ByKey:
    columns = {name: table.by_wire_name.get(name) for name in parts}
    names = {column.name for column in columns.values() if column is not None}
    found = [key for key in table.keys.values() if set(key.columns) == names and key.active]
    if not found or None in columns.values():
        message = f"The columns {', '.join(parts)} are no active key of {table.name}."
        raise DataverseError(HTTPStatus.BAD_REQUEST, "0x80060890", message)
    values = {
        column.name: _literal(column, parts[wire])
        for wire, column in columns.items()
        if column is not None
    }
    return ByKey(found[0], values)


def _literal(column: Column, text: str) -> Stored:
    if text.startswith("'"):
        value = text[1:-1].replace("''", "'")
        if not _BREAKING.isdisjoint(value):
            raise bad_query("The path holds a character that is not allowed in a key.")
        return to_stored(column, value)
    if column.is_lookup or column.kind == "Uniqueidentifier":
        return guid(text)
    if column.kind == "DateTime":
        return to_stored(column, text)
    try:
        return to_stored(column, Decimal(text))
    except InvalidOperation:
        raise bad_query(f"'{text}' is no value for '{column.name}'.") from None


def same(column: Column, value: Stored) -> Stored:
    """Return a stored value in the form that ``comparable`` columns have."""
    if isinstance(value, str) and column.is_text:
        return fold(value)
    return float(value) if column.is_exact and value is not None else value


class Addresses:
    """Finds the row that an address means."""

    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage

    def table(self, entity_set: str) -> Table:
        table = self._schema.by_entity_set.get(entity_set)
        if table is None:
            raise no_resource(entity_set)
        return table

    def find(self, table: Table, key: Key) -> str | None:
        """Return the id of an existing row."""
        match key:
            case ById(row_id):
                return row_id if self._storage.exists(table, row_id) else None
            case ByKey(_, values):
                return self._find_by(table, values)

    def locate(self, table: Table, key: Key) -> str:
        """Return the id of a row; raise the service's error if there is none."""
        row_id = self.find(table, key)
        if row_id is not None:
            return row_id
        raise (
            not_found(table.name, key.id) if isinstance(key, ById) else not_found_by_key(table.name)
        )

    def resolve(self, reference: str, created: Mapping[str, str]) -> tuple[Table, str]:
        """Return table and id of the existing row that a reference in a body or link means.

        :param created: addresses of rows created earlier in the change set, by Content-ID.
        """
        if reference.startswith("$"):
            if reference[1:] not in created:
                raise bad_payload(f"No operation before this one has the Content-ID {reference}.")
            reference = created[reference[1:]]
        segments = split_path(API.sub("", unquote(_without_host(reference))))
        if len(segments) != 1 or segments[0].key is None:
            raise bad_payload(f"'{reference}' is no reference to a row.")
        table = self.table(segments[0].name)
        return table, self.locate(table, parse_key(table, segments[0].key))

    def _find_by(self, table: Table, values: Mapping[str, Stored]) -> str | None:
        columns = [table.columns[name] for name in values]
        where = " AND ".join(f"{comparable(column)} IS ?" for column in columns)
        found = self._storage.query(
            f'SELECT "{table.primary_id}" FROM "{table.name}" WHERE {where}',
            [same(column, value) for column, value in zip(columns, values.values(), strict=True)],
        )
        return str(found[0][0]) if found else None


def _without_host(reference: str) -> str:
    if reference.startswith(("https://", "http://")):
        return "/" + reference.split("/", 3)[3] if reference.count("/") > 2 else "/"
    return reference
