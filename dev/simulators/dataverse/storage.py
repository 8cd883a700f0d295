"""The rows, in SQLite: one table per Dataverse table, one column per column.

A polymorphic lookup has a second column for the target's table. Text is compared and sorted by
its folded form, as the service does; indexes on folded columns are built when a query first asks
for one, so that writing stays cheap.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeAlias
from weakref import finalize

from dev.simulators.dataverse.errors import bad_query
from dev.simulators.dataverse.schema import AlternateKey, Column, Schema, Table
from dev.simulators.dataverse.values import Stored

Row = dict[str, Stored]
Watcher: TypeAlias = Callable[[str, Table, str], None]
"""Takes the message (Create, Update, Delete), the table and the row's id."""

_SECURING = frozenset((
    "businessunit", "privilege", "role", "roleprivileges", "systemuser", "systemuserroles",
    "teammembership", "teamroles",
))  # fmt: skip
"""The tables whose rows say what users may do."""

_AFFINITY = {
    "BigInt": "INTEGER",
    "Boolean": "INTEGER",
    "Double": "REAL",
    "Integer": "INTEGER",
    "Picklist": "INTEGER",
    "State": "INTEGER",
    "Status": "INTEGER",
}


class UniqueViolationError(Exception):
    """A row has the primary key (key is empty) or the alternate key of another row."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def fold(text: str | None) -> str | None:
    """Return the form in which texts are compared: without case and trailing blanks.

    Accents count. The real service's collation depends on the organisation's language [R].
    """
    return None if text is None else text.casefold().rstrip(" ")


def target_column(name: str) -> str:
    """Return where the target's table of a polymorphic lookup is kept."""
    return f"{name}:table"


def comparable(column: Column, alias: str = "") -> str:
    """Return the SQL under which values of a column are compared and sorted."""
    name = f'{alias}."{column.name}"' if alias else f'"{column.name}"'
    if column.is_text:
        return f"fold({name})"
    return f"CAST({name} AS REAL)" if column.is_exact else name


class Storage:
    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.version = 1_000_000
        self.security_revision = 0
        """Rises whenever what somebody may do may have changed."""
        self.watcher: Watcher = _unwatched
        """Is told of each row that was created, changed by somebody, or deleted."""
        self._db = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False, cached_statements=1000
        )
        # Whoever stops using the rows has nothing to close; Python complains where nobody does.
        finalize(self, self._db.close)
        self._db.create_function("fold", 1, fold, deterministic=True)
        self._names: dict[str, list[str]] = {}
        self._indexes: set[str] = set()
        self._inserts: dict[tuple[str, ...], str] = {}
        for table in schema:
            self.create(table)
        self._db.execute(
            "CREATE TABLE deleted (name TEXT, id TEXT, version INTEGER, at TEXT,"
            " PRIMARY KEY (name, version)) WITHOUT ROWID"
        )

    def next_version(self) -> int:
        """Return a new row version, greater than every one before it in the organisation."""
        self.version += 1
        return self.version

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything that is written inside, or nothing."""
        self._db.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            self.security_revision += 1
            raise
        self._db.execute("COMMIT")

    def query(
        self, sql: str, values: Sequence[Stored] | Mapping[str, Stored] = ()
    ) -> list[tuple[Stored, ...]]:
        """:raises DataverseError: a number is beyond what any column holds."""
        try:
            return self._db.execute(sql, values).fetchall()
        except OverflowError:
            raise bad_query("A number is too large.") from None

    def row(self, table: Table, row_id: str) -> Row | None:
        names = self._names[table.name]
        found = self._db.execute(
            f'SELECT * FROM "{table.name}" WHERE "{table.primary_id}" = ?', (row_id,)
        ).fetchone()
        return None if found is None else dict(zip(names, found, strict=True))

    def exists(self, table: Table, row_id: str) -> bool:
        sql = f'SELECT 1 FROM "{table.name}" WHERE "{table.primary_id}" = ?'
        return self._db.execute(sql, (row_id,)).fetchone() is not None

    def insert(self, table: Table, values: Mapping[str, Stored]) -> None:
        """:raises UniqueViolationError: the row exists, or another has the same key."""
        shape = (table.name, *values)
        sql = self._inserts.get(shape)
        if sql is None:
            names = ", ".join(f'"{name}"' for name in values)
            marks = ", ".join("?" * len(values))
            sql = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
            self._inserts[shape] = sql
        self._write(table, sql, tuple(values.values()))

    def update(self, table: Table, row_id: str, values: Mapping[str, Stored]) -> None:
        """:raises UniqueViolationError: another row has the same key."""
        names = ", ".join(f'"{name}" = ?' for name in values)
        sql = f'UPDATE "{table.name}" SET {names} WHERE "{table.primary_id}" = ?'
        self._write(table, sql, (*values.values(), row_id))

    def write_all(self, table: Table, column: str, value: Stored) -> None:
        """Give every row a value, as what copies a database does: nobody is told."""
        self._db.execute(f'UPDATE "{table.name}" SET "{column}" = ?', (value,))

    def delete(self, table: Table, row_id: str, at: str) -> None:
        """Remove a row and leave its tombstone; *at* is the time of the deletion."""
        self.watcher("Delete", table, row_id)
        sql = f'DELETE FROM "{table.name}" WHERE "{table.primary_id}" = ?'
        self._write(table, sql, (row_id,))
        self._db.execute(
            "INSERT INTO deleted VALUES (?, ?, ?, ?)",
            (table.name, row_id, self.next_version(), at),
        )

    def index(self, table: Table, column: Column) -> None:
        """Make sure that filtering and sorting by a column is fast."""
        name = f"by:{table.name}:{column.name}"
        if name in self._indexes or column.name == table.primary_id:
            return
        self._indexes.add(name)
        expression = comparable(column)
        self._db.execute(
            f'CREATE INDEX "{name}" ON "{table.name}" ({expression}, "{table.primary_id}")'
        )

    def index_lookup(self, table: Table, column: Column) -> None:
        """Make sure that finding the rows that refer to a row is fast."""
        name = f"to:{table.name}:{column.name}"
        if name not in self._indexes:
            self._indexes.add(name)
            self._db.execute(
                f'CREATE INDEX "{name}" ON "{table.name}" ("{column.name}")'
                f' WHERE "{column.name}" IS NOT NULL'
            )

    def build_key(self, table: Table, key: AlternateKey) -> bool:
        """Build the unique index of an alternate key; False if rows violate it."""
        columns = ", ".join(comparable(table.columns[name]) for name in key.columns)
        sql = f'CREATE UNIQUE INDEX "key:{key.name}" ON "{table.name}" ({columns})'
        try:
            self._db.execute(sql)
        except sqlite3.IntegrityError:
            return False
        return True

    def drop_key(self, key: AlternateKey) -> None:
        self._db.execute(f'DROP INDEX IF EXISTS "key:{key.name}"')

    def _write(self, table: Table, sql: str, values: Sequence[Stored]) -> None:
        if table.name in _SECURING:
            self.security_revision += 1
        try:
            self._db.execute(sql, values)
        except sqlite3.IntegrityError as violation:
            _, _, key = str(violation).partition("index 'key:")
            raise UniqueViolationError(key.rstrip("'")) from violation

    def create(self, table: Table) -> None:
        definitions = [each for column in table.columns.values() for each in _stored(table, column)]
        self._db.execute(f'CREATE TABLE "{table.name}" ({", ".join(definitions)})')
        self._describe(table)
        for name in ("modifiedon", "versionnumber"):
            if name in table.columns:
                self.index(table, table.columns[name])
        for name in table.unique:
            column = comparable(table.columns[name])
            self._db.execute(
                f'CREATE UNIQUE INDEX "unique:{table.name}:{name}" ON "{table.name}" ({column})'
            )

    def drop(self, table: Table) -> None:
        """Remove a table, its rows and their tombstones."""
        self._db.execute(f'DROP TABLE "{table.name}"')
        self._db.execute("DELETE FROM deleted WHERE name = ?", (table.name,))
        own = (f"by:{table.name}:", f"to:{table.name}:")
        self._indexes = {name for name in self._indexes if not name.startswith(own)}

    def add_column(self, table: Table, column: Column) -> None:
        for definition in _stored(table, column):
            self._db.execute(f'ALTER TABLE "{table.name}" ADD COLUMN {definition}')
        self._describe(table)

    def drop_column(self, table: Table, column: Column) -> None:
        for kind in ("by", "to"):
            name = f"{kind}:{table.name}:{column.name}"
            self._db.execute(f'DROP INDEX IF EXISTS "{name}"')
            self._indexes.discard(name)
        names = [column.name]
        names += [target_column(column.name)] if column.is_polymorphic else []
        for name in names:
            self._db.execute(f'ALTER TABLE "{table.name}" DROP COLUMN "{name}"')
        self._describe(table)

    def _describe(self, table: Table) -> None:
        described = self._db.execute(f'SELECT * FROM "{table.name}" LIMIT 0').description
        self._names[table.name] = [str(column[0]) for column in described]


def _unwatched(_message: str, _table: Table, _row_id: str) -> None:
    """Nobody asks."""


def _stored(table: Table, column: Column) -> list[str]:
    """Return the definitions of what holds a column's value."""
    target = [f'"{target_column(column.name)}" TEXT'] if column.is_polymorphic else []
    return [_definition(table, column), *target]


def _definition(table: Table, column: Column) -> str:
    kind = _AFFINITY.get(column.kind, "TEXT")
    if column.name == table.primary_id:
        return f'"{column.name}" {kind} PRIMARY KEY'
    # The platform fills switches with No, and choices that have only the placeholder with it [R].
    if column.kind == "Boolean":
        return f'"{column.name}" {kind} DEFAULT 0'
    if column.kind == "Picklist" and list(column.options.values()) == ["Default Value"]:
        return f'"{column.name}" {kind} DEFAULT {next(iter(column.options))}'
    return f'"{column.name}" {kind}'
