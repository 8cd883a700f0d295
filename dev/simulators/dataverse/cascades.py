"""What happens to other rows when a row is deleted."""

from collections.abc import Iterator
from http import HTTPStatus

from dev.simulators.dataverse.errors import DataverseError
from dev.simulators.dataverse.schema import Column, OneToMany, Schema, Table
from dev.simulators.dataverse.storage import Storage, target_column


class Cascades:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage
        self._referring: dict[str, list[tuple[Table, Column, str]]] = {}
        self._revision = -1

    def delete(
        self, table: Table, row_id: str, at: str, doomed: frozenset[str] = frozenset()
    ) -> None:
        """Delete a row: rows that refer to it follow, forbid it, or lose their reference.

        :param doomed: ids of rows that go as well, and so forbid nothing.
        :raises DataverseError: a row that refers to it forbids it.
        """
        for other, column, behaviour in self._to(table):
            rows = [each for each in self._rows(other, column, row_id) if each not in doomed]
            if rows and behaviour == "restrict":
                message = f"The {table.name} is used by rows of {other.name}."
                raise DataverseError(HTTPStatus.METHOD_NOT_ALLOWED, "0x80040227", message)
            for referring_id in rows:
                if behaviour == "cascade":
                    self.delete(other, referring_id, at, doomed | {row_id, *rows})
                else:
                    self._clear(other, column, referring_id)
        self._storage.delete(table, row_id, at)

    def _to(self, table: Table) -> list[tuple[Table, Column, str]]:
        if self._revision != self._schema.revision:
            self._referring, self._revision = {}, self._schema.revision
        if table.name not in self._referring:
            self._referring[table.name] = list(_referring(self._schema, table))
        return self._referring[table.name]

    def _rows(self, table: Table, column: Column, row_id: str) -> list[str]:
        self._storage.index_lookup(table, column)
        found = self._storage.query(
            f'SELECT "{table.primary_id}" FROM "{table.name}" WHERE "{column.name}" = ?', [row_id]
        )
        return [str(row[0]) for row in found]

    def _clear(self, table: Table, column: Column, row_id: str) -> None:
        """Empty a lookup: a new version of the row, but nobody's modification [R]."""
        values = {column.name: None, "versionnumber": self._storage.next_version()}
        if column.is_polymorphic:
            values[target_column(column.name)] = None
        self._storage.update(table, row_id, values)


def _referring(schema: Schema, table: Table) -> Iterator[tuple[Table, Column, str]]:
    behaviours = {
        (relationship.many, relationship.lookup): relationship.delete
        for relationship in table.collections.values()
        if isinstance(relationship, OneToMany)
    }
    for other, column in schema.referring(table.name):
        yield other, column, behaviours.get((other.name, column.name), "clear")
