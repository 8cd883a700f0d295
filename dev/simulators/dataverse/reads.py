"""Reads pages of rows: conditions, order, where the page before ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dev.simulators.dataverse.cookies import Cookie
from dev.simulators.dataverse.errors import bad_query
from dev.simulators.dataverse.filters import Sql, filter_sql
from dev.simulators.dataverse.options import LARGEST_PAGE, Options, Preferences
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.shapes import Shape
from dev.simulators.dataverse.storage import Storage, comparable
from dev.simulators.dataverse.values import Stored

LARGEST_COUNT = 5000


@dataclass(frozen=True)
class Page:
    rows: list[tuple[Stored, ...]]
    """In the shape that was asked for."""
    next: Cookie | None
    """Where the next page starts; None on the last."""


@dataclass(frozen=True)
class _Order:
    name: str
    sql: str
    descending: bool


class Reader:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage

    def page(
        self, table: Table, shape: Shape, options: Options, size: int, where: Sql | None = None
    ) -> Page:
        """Read the page of at most *size* rows that the options' cookie leads to.

        :param where: a condition beside the options' filter.
        """
        order = self._order(table, options)
        conditions = [part for part in (self._filter(table, options), where) if part]
        if options.cookie is not None:
            conditions.append(_after(order, options.cookie))
        columns = [*shape.sql, *(each.sql for each in order)]
        found = self._storage.query(
            f'SELECT {", ".join(columns)} FROM "{table.name}" t'
            + _where(conditions)
            + " ORDER BY "
            + ", ".join(each.sql + (" DESC" if each.descending else "") for each in order)
            + f" LIMIT {size + 1}",
            _values(conditions),
        )
        width = len(shape.sql)
        rows = found[:size]
        if len(found) <= size:
            return Page(rows, None)
        last = tuple(zip((each.name for each in order), rows[-1][width:], strict=True))
        page = options.cookie.page if options.cookie else 1
        return Page(rows, Cookie(page + 1, last))

    def count(self, table: Table, options: Options, where: Sql | None = None) -> int:
        """Count the rows that the filter lets through, up to the most that is ever told."""
        conditions = [part for part in (self._filter(table, options), where) if part]
        sql = f'SELECT 1 FROM "{table.name}" t{_where(conditions)} LIMIT {LARGEST_COUNT + 1}'
        found = self._storage.query(f"SELECT count(*) FROM ({sql})", _values(conditions))
        return int(found[0][0] or 0)

    def one(self, table: Table, shape: Shape, row_id: str) -> tuple[Stored, ...] | None:
        sql = (
            f'SELECT {", ".join(shape.sql)} FROM "{table.name}" t WHERE t."{table.primary_id}" = ?'
        )
        found = self._storage.query(sql, [row_id])
        return found[0] if found else None

    def pairs(
        self, through: str, left: Table, right: Table, left_ids: Sequence[str]
    ) -> list[tuple[str, str]]:
        """Return the ids that a table between two others connects with *left_ids*."""
        marks = ", ".join("?" * len(left_ids))
        sql = (
            f'SELECT "{left.primary_id}", "{right.primary_id}" FROM "{through}"'
            f' WHERE "{left.primary_id}" IN ({marks})'
        )
        return [(str(one), str(other)) for one, other in self._storage.query(sql, left_ids)]

    def primary_name(self, table_name: str, row_id: str) -> str | None:
        table = self._schema.tables.get(table_name)
        if table is None or table.primary_name is None:
            return None
        found = self._storage.query(
            f'SELECT "{table.primary_name}" FROM "{table.name}" WHERE "{table.primary_id}" = ?',
            [row_id],
        )
        return None if not found or found[0][0] is None else str(found[0][0])

    def _order(self, table: Table, options: Options) -> list[_Order]:
        wanted = dict(options.order)
        primary = table.columns[table.primary_id]
        wanted.setdefault(primary, False)
        for column in wanted:
            self._storage.index(table, column)
        return [_Order(c.name, comparable(c, "t"), down) for c, down in wanted.items()]

    def _filter(self, table: Table, options: Options) -> Sql | None:
        if not options.filter:
            return None
        sql = filter_sql(self._schema, table, options.filter, options.aliases)
        for column in sql.columns:
            self._storage.index(table, column)
        return sql


def page_size(options: Options, preferences: Preferences) -> int:
    """Return how many rows a page may hold: $top counts only without a preference."""
    if preferences.page_size is not None:
        return min(preferences.page_size, LARGEST_PAGE)
    return min(options.top or LARGEST_PAGE, LARGEST_PAGE)


def _where(conditions: Sequence[Sql]) -> str:
    return " WHERE " + " AND ".join(f"({each.text})" for each in conditions) if conditions else ""


def _values(conditions: Iterable[Sql]) -> list[Stored]:
    return [value for condition in conditions for value in condition.values]


def _after(order: Sequence[_Order], cookie: Cookie) -> Sql:
    """Return the condition for rows behind the cookie's, in an order that may hold nulls.

    Nulls come first. Rows equal in the first columns are compared by the next. Where everything
    ascends, the condition is stated so that an index on the first column is used in full.
    """
    if [name for name, _ in cookie.last] != [each.name for each in order]:
        raise bad_query("The paging cookie belongs to another order.")
    last = [value for _, value in cookie.last]
    if None not in last and not any(each.descending for each in order):
        marks = ", ".join("?" * len(last))
        return Sql(f"({', '.join(each.sql for each in order)}) > ({marks})", tuple(last))
    alternatives, values = [], []
    for position, each in enumerate(order):
        beyond, bound = _beyond(each, last[position])
        equal = [f"{before.sql} IS ?" for before in order[:position]]
        alternatives.append(" AND ".join([*equal, beyond]))
        values += [*last[:position], *bound]
    text = " OR ".join(f"({alternative})" for alternative in alternatives)
    return Sql(text, tuple(values))


def _beyond(each: _Order, value: Stored) -> tuple[str, list[Stored]]:
    if value is None:
        return ("0", []) if each.descending else (f"{each.sql} IS NOT NULL", [])
    if each.descending:
        return f"({each.sql} < ? OR {each.sql} IS NULL)", [value]
    return f"{each.sql} > ?", [value]
