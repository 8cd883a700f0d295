"""Fills $expand: the related rows of a whole page with one query per navigation property."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dev.simulators.dataverse.errors import bad_query, no_property
from dev.simulators.dataverse.filters import Sql, both
from dev.simulators.dataverse.options import (
    LARGEST_PAGE,
    Expansion,
    Options,
    Preferences,
    parse_options,
)
from dev.simulators.dataverse.reads import Reader
from dev.simulators.dataverse.rights import Rights
from dev.simulators.dataverse.schema import Column, ManyToMany, OneToMany, Schema, Table
from dev.simulators.dataverse.shapes import Shape
from dev.simulators.dataverse.storage import target_column
from dev.simulators.dataverse.values import Stored

_IDS_PER_QUERY = 10_000
_TAKEN = {"$select", "$filter", "$orderby", "$top", "$expand"}

Json = dict[str, Any]
Rows = Sequence[tuple[Stored, ...]]


class Rendering:
    """Turns selected rows into JSON objects with their annotations and expansions."""

    def __init__(
        self,
        schema: Schema,
        reader: Reader,
        preferences: Preferences,
        rights: Rights | None = None,
    ) -> None:
        """:param rights: what the reader of the rows may see; None for all."""
        self._rights = rights
        self._schema = schema
        self._reader = reader
        self._preferences = preferences
        self._names: dict[tuple[str, str], str | None] = {}

    def shape(self, table: Table, options: Options, *hidden: Column) -> Shape:
        """:param hidden: further columns to select and not to show.

        :raises DataverseError: an expansion names no navigation property.
        """
        lookups = list(hidden)
        for expansion in options.expansions:
            if expansion.navigation in table.navigations:
                lookups.append(table.navigations[expansion.navigation][0])
            elif expansion.navigation not in table.collections:
                raise no_property(expansion.navigation, table.name)
        return Shape(table, options.select, self._preferences, lookups)

    def render(self, shape: Shape, options: Options, rows: Rows) -> list[Json]:
        shown = [shape.show(row, self._name_of) for row in rows]
        for expansion in options.expansions:
            if not _TAKEN.issuperset(expansion.options):
                raise bad_query("An expansion takes only select, filter, orderby, top and expand.")
            if expansion.navigation in shape.table.navigations:
                self._expand_single(shape, expansion, rows, shown)
            else:
                self._expand_many(shape, expansion, rows, shown)
        return shown

    def _expand_single(
        self, shape: Shape, expansion: Expansion, rows: Rows, shown: Sequence[Json]
    ) -> None:
        column, targets = shape.table.navigations[expansion.navigation]
        wanted: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            row_id = shape.value(row, column.name)
            target = shape.target(row, column) if row_id is not None else ""
            if target in targets and target in self._schema.tables:
                wanted[target].append(str(row_id))
        found: dict[str, Json] = {}
        for target, ids in wanted.items():
            found |= self._by_id(self._schema[target], expansion.options, ids)
        for row, content in zip(rows, shown, strict=True):
            row_id = shape.value(row, column.name)
            is_meant = row_id is not None and shape.target(row, column) in targets
            content[expansion.navigation] = found.get(str(row_id)) if is_meant else None

    def _by_id(self, table: Table, query: Mapping[str, str], ids: Sequence[str]) -> dict[str, Json]:
        options = parse_options(table, query)
        rows: list[tuple[Stored, ...]] = []
        shape = self.shape(table, options)
        for chunk in _chunks(list(dict.fromkeys(ids))):
            where = Sql(f't."{table.primary_id}" IN ({", ".join("?" * len(chunk))})', tuple(chunk))
            seen = both(where, self._scope(table))
            rows += self._reader.page(table, shape, options, _IDS_PER_QUERY, seen).rows
        shown = self.render(shape, options, rows)
        return {str(content[table.primary_id]): content for content in shown}

    def _expand_many(
        self, shape: Shape, expansion: Expansion, rows: Rows, shown: Sequence[Json]
    ) -> None:
        relationship = shape.table.collections[expansion.navigation]
        owners = [str(shape.value(row, shape.table.primary_id)) for row in rows]
        if isinstance(relationship, ManyToMany):
            groups = self._through(shape.table, relationship, expansion.options, owners)
        else:
            groups = self._of(relationship, expansion.options, owners)
        top = int(expansion.options.get("$top", LARGEST_PAGE))
        for owner, content in zip(owners, shown, strict=True):
            content[expansion.navigation] = groups.get(owner, [])[:top]

    def _of(
        self, relationship: OneToMany, query: Mapping[str, str], owners: Sequence[str]
    ) -> dict[str, list[Json]]:
        many = self._schema[relationship.many]
        lookup = many.columns[relationship.lookup]
        options = parse_options(many, query)
        shape = self.shape(many, options, lookup)
        groups: dict[str, list[Json]] = defaultdict(list)
        for chunk in _chunks(owners):
            where = _refers_to(lookup, relationship.one, chunk)
            seen = both(where, self._scope(many))
            rows = self._reader.page(many, shape, options, 1_000_000, seen).rows
            for row, content in zip(rows, self.render(shape, options, rows), strict=True):
                groups[str(shape.value(row, lookup.name))].append(content)
        return groups

    def _through(
        self,
        table: Table,
        relationship: ManyToMany,
        query: Mapping[str, str],
        owners: Sequence[str],
    ) -> dict[str, list[Json]]:
        other = self._schema[relationship.other(table.name)]
        pairs = self._reader.pairs(relationship.through, table, other, owners)
        found = self._by_id(other, query, [other_id for _, other_id in pairs])
        groups: dict[str, list[Json]] = defaultdict(list)
        for owner, other_id in pairs:
            if other_id in found:
                groups[owner].append(found[other_id])
        return groups

    def _scope(self, table: Table) -> Sql | None:
        return None if self._rights is None else self._rights.scope(table)

    def _name_of(self, table: str, row_id: str) -> str | None:
        key = (table, row_id)
        if key not in self._names:
            self._names[key] = self._reader.primary_name(table, row_id)
        return self._names[key]


def _refers_to(lookup: Column, target: str, ids: Sequence[str]) -> Sql:
    text = f't."{lookup.name}" IN ({", ".join("?" * len(ids))})'
    if lookup.is_polymorphic:
        text += f" AND t.\"{target_column(lookup.name)}\" = '{target}'"
    return Sql(text, tuple(ids))


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _IDS_PER_QUERY):
        yield ids[start : start + _IDS_PER_QUERY]
