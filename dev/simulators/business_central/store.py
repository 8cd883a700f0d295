"""The tables behind the entity sets: one SQLite table per company and set, made when first used."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias
from weakref import finalize

from dev.simulators.business_central.errors import BusinessCentralError
from dev.simulators.business_central.model import EntitySet, Field, Kind, Model, View
from dev.simulators.business_central.names import first_name, last_name
from dev.simulators.business_central.values import BLANK, Stored

Row: TypeAlias = dict[str, Stored]
"""Stored values by field name, and two columns of the table's own: _row and _version."""


class Table:
    """The SQL of one entity set in one company."""

    def __init__(self, company: int, entity_set: EntitySet, collation: str, linked: set[str]):
        self.company = company
        self.entity_set = entity_set
        self.columns = [field.name for field in entity_set.columns]
        self.name = quote(f"{company}.{entity_set.table}")
        self.blank: Row = {field.name: BLANK[field.kind] for field in entity_set.columns}
        self._collation = collation
        self._linked = linked
        marks = ",".join("?" * (len(self.columns) + 1))
        names = ",".join(map(quote, ["_version", *self.columns]))
        self.all = ["_row", "_version", *self.columns]
        self.select = f"SELECT {','.join(map(quote, self.all))} FROM {self.name}"
        self.insert = f"INSERT INTO {self.name} ({names}) VALUES ({marks})"

    def definition(self) -> Iterator[str]:
        """Yield the statements that create the table and its indexes, unless they are there."""
        if self.entity_set.rules.view is not None:
            yield self._view(self.entity_set.rules.view)
            return
        columns = ", ".join(self._column(field) for field in self.entity_set.columns)
        yield (
            f"CREATE TABLE IF NOT EXISTS {self.name} "
            f"(_row INTEGER PRIMARY KEY, _version INTEGER NOT NULL, {columns})"
        )
        if self.entity_set.key:
            yield self._index(self.entity_set.key, unique=True)
        for names in self.entity_set.rules.unique:
            yield self._index(names, unique=True)
        if {"lastModifiedDateTime", "id"} <= set(self.columns):
            yield self._index(("lastModifiedDateTime", "id"))
        indexed = self._linked | set(self.entity_set.rules.indexed)
        for name in sorted(indexed & set(self.columns) - {"id"}):
            yield self._index((name,))

    def _view(self, view: View) -> str:
        shown = (
            f"{view.fields.get(name, literal(self.blank[name]))} AS {quote(name)}"
            for name in self.columns
        )
        sources = (f"{quote(f'{self.company}.{each}')} AS {each}" for each in (view.of, *view.join))
        return (
            f"CREATE VIEW IF NOT EXISTS {self.name} AS SELECT {view.of}._row AS _row, "
            f"{view.of}._version AS _version, {', '.join(shown)} "
            f"FROM {', '.join(sources)} WHERE {view.where}"
        )

    def _column(self, field: Field) -> str:
        name = field.name
        match field.kind:
            case Kind.INTEGER | Kind.LONG | Kind.BOOLEAN | Kind.ENUM:
                return f"{quote(name)} INTEGER NOT NULL"
            case Kind.TEXT | Kind.CODE:
                return f"{quote(name)} TEXT NOT NULL COLLATE {self._collation}"
            case _:
                return f"{quote(name)} TEXT NOT NULL"

    def _index(self, names: Sequence[str], *, unique: bool = False) -> str:
        index = quote(f"{self.name.strip(chr(34))} {' '.join(names)}")
        kind = "UNIQUE INDEX" if unique else "INDEX"
        return f"CREATE {kind} IF NOT EXISTS {index} ON {self.name} ({','.join(map(quote, names))})"


@dataclass
class Transaction:
    reverted: bool = False
    """Set it to take everything back at the end without an error."""


class Store:
    """All tables of one simulator. Not safe for several threads at once: the service locks."""

    def __init__(self, model: Model, *, case_sensitive: bool, duplicate_status: int):
        self._model = model
        self._collation = "BINARY" if case_sensitive else "NOCASE"
        self._duplicate_status = duplicate_status
        self._tables: dict[tuple[int, str], Table] = {}
        self._made: set[str] = set()
        self._depth = 0
        self._db = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        # Whoever stops using the rows has nothing to close; Python complains where nobody does.
        finalize(self, self._db.close)
        for pragma in ("journal_mode=MEMORY", "temp_store=MEMORY"):
            self._db.execute(f"PRAGMA {pragma}")
        for function in (first_name, last_name):
            self._db.create_function(function.__name__, 1, function, deterministic=True)
        self._db.execute("CREATE TABLE IF NOT EXISTS _series (name TEXT PRIMARY KEY, last TEXT)")
        self._version = 0
        self.computed: dict[str, Callable[[int], None]] = {}
        """By set: what fills it anew for a company whenever it is read."""

    @contextmanager
    def transaction(self) -> Iterator["Transaction"]:
        """Keep everything that happens inside, or nothing if an error leaves it; may be nested."""
        depth, self._depth = self._depth, self._depth + 1
        transaction = Transaction()
        self._db.execute(f"SAVEPOINT s{depth}")
        try:
            yield transaction
        except BaseException:
            transaction.reverted = True
            raise
        finally:
            if transaction.reverted:
                self._db.execute(f"ROLLBACK TO s{depth}")
                self._made.clear()
            self._db.execute(f"RELEASE s{depth}")
            self._depth = depth

    def table(self, company: int, entity_set: EntitySet) -> Table:
        key = company, entity_set.table
        table = self._tables.get(key)
        if table is None:
            linked = self._linked.get(entity_set.table, set())
            table = self._tables[key] = Table(company, entity_set, self._collation, linked)
        if table.name not in self._made:
            view = entity_set.rules.view
            for name in () if view is None else (view.of, *view.join):
                self.table(company, self._model.sets[name])
            for statement in table.definition():
                self._db.execute(statement)
            self._made.add(table.name)
        return table

    def forget(self, company: int) -> None:
        """Drop a company's tables: SQLite looks through all there are for each that it makes."""
        for table in [each for (number, _), each in self._tables.items() if number == company]:
            kind = "TABLE" if table.entity_set.rules.view is None else "VIEW"
            self._db.execute(f"DROP {kind} IF EXISTS {table.name}")
            self._made.discard(table.name)
            del self._tables[company, table.entity_set.table]

    def refresh(self, company: int, entity_set: EntitySet) -> None:
        """Bring a set whose records are computed up to date."""
        compute = self.computed.get(entity_set.table)
        if compute is not None:
            compute(company)

    def empty(self, company: int, entity_set: EntitySet) -> None:
        self._db.execute(f"DELETE FROM {self.table(company, entity_set).name}")

    @cached_property
    def _linked(self) -> dict[str, set[str]]:
        """The fields by which other sets reach each set."""
        linked: dict[str, set[str]] = {}
        for entity_set in self._model.sets.values():
            for navigation in entity_set.navigation.values():
                linked.setdefault(navigation.to, set()).update(there for there, _ in navigation.on)
        return linked

    def insert(self, company: int, entity_set: EntitySet, values: Row) -> Row:
        """Add a record; fields that *values* leaves out are blank."""
        table = self.table(company, entity_set)
        row = table.blank | values
        row["_version"] = self._next_version()
        with self._duplicates(entity_set):
            cursor = self._db.execute(
                table.insert, [row["_version"], *(row[name] for name in table.columns)]
            )
        row["_row"] = cursor.lastrowid or 0
        return row

    def update(self, company: int, entity_set: EntitySet, row: Row, changes: Row) -> Row:
        """Write *changes* into *row* and give it a new version."""
        changed = changes | {"_version": self._next_version()}
        self.overwrite(company, entity_set, row, changed)
        return row | changed

    def overwrite(self, company: int, entity_set: EntitySet, row: Row, changes: Row) -> None:
        """Write *changes* without a new version, as FlowFields change."""
        table = self.table(company, entity_set)
        assignments = ",".join(f"{quote(name)}=?" for name in changes)
        with self._duplicates(entity_set):
            self._db.execute(
                f"UPDATE {table.name} SET {assignments} WHERE _row=?",
                [*changes.values(), row["_row"]],
            )

    def delete(self, company: int, entity_set: EntitySet, row: Row) -> None:
        table = self.table(company, entity_set)
        self._db.execute(f"DELETE FROM {table.name} WHERE _row=?", [row["_row"]])

    def find(self, company: int, entity_set: EntitySet, equals: Mapping[str, Stored]) -> Row | None:
        """Return the first record whose fields have these values."""
        return next(iter(self.where(company, entity_set, equals, limit=1)), None)

    def has(self, company: int, entity_set: EntitySet, name: str, value: Stored) -> bool:
        """Return whether there is a record with this value in a field."""
        sql = f"SELECT 1 FROM {self.table(company, entity_set).name} WHERE {quote(name)}=?"
        return self._db.execute(sql, [value]).fetchone() is not None

    def where(
        self,
        company: int,
        entity_set: EntitySet,
        equals: Mapping[str, Stored],
        order: str = "_row",
        limit: int = -1,
    ) -> list[Row]:
        table = self.table(company, entity_set)
        condition = " AND ".join(f"{quote(name)}=?" for name in equals) or "1"
        sql = f"{table.select} WHERE {condition} ORDER BY {quote(order)} LIMIT ?"
        rows = self._db.execute(sql, [*equals.values(), limit])
        return [dict(zip(table.all, row, strict=True)) for row in rows]

    def select(self, sql: str, parameters: Iterable[Any]) -> list[tuple[Any, ...]]:
        return self._db.execute(sql, tuple(parameters)).fetchall()

    def last_number(self, series: str) -> str | None:
        row = self._db.execute("SELECT last FROM _series WHERE name=?", [series]).fetchone()
        return None if row is None else str(row[0])

    def keep_number(self, series: str, last: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO _series VALUES (?, ?)", [series, last])

    def _next_version(self) -> int:
        self._version += 1
        return self._version

    @contextmanager
    def _duplicates(self, entity_set: EntitySet) -> Iterator[None]:
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise BusinessCentralError(
                self._duplicate_status,
                "Internal_EntityWithSameKeyExists",
                f"There is already a {entity_set.entity} with the same key.",
            ) from error


def quote(name: str) -> str:
    return f'"{name}"'


def literal(value: Stored) -> str:
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
