"""Alternate keys: made at once, usable when their index is built."""

from dataclasses import replace
from datetime import datetime, timedelta

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.errors import bad_argument, bad_payload
from dev.simulators.dataverse.forms import as_form, check_members, custom_name
from dev.simulators.dataverse.labels import read_label
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import AlternateKey, Column, Schema, Table
from dev.simulators.dataverse.storage import Storage

MOST_KEYS, MOST_COLUMNS, MOST_BYTES = 10, 16, 900
_KINDS = ("Decimal", "Integer", "String", "DateTime", "Lookup", "Picklist")
_NAME_EXISTS, _COLUMNS_TAKEN = "0x80060893", "0x80060894"


class Keys:
    def __init__(
        self, schema: Schema, storage: Storage, clock: SimulatorClock, rules: Rules
    ) -> None:
        self._schema = schema
        self._storage = storage
        self._clock = clock
        self._rules = rules
        self._waiting: dict[tuple[str, str], datetime] = {}
        """When the index of a key is built, by table and name."""

    def create(self, table: Table, body: object) -> AlternateKey:
        """:raises DataverseError: the definition is none, or the table cannot have the key."""
        form = as_form(body, "The definition of a key")
        check_members(form, "EntityKeyMetadata")
        name = custom_name(form)
        listed = form.get("KeyAttributes")
        if not isinstance(listed, list) or not listed:
            raise bad_payload("KeyAttributes must name at least one column.")
        columns = tuple(str(each) for each in listed)
        self._check(table, name, columns)
        label = read_label(form.get("DisplayName"), "DisplayName")
        key = table.keys[name] = AlternateKey(name, columns, "Pending", label)
        self._wait(table, key)
        return key

    def reactivate(self, table: Table, name: str) -> None:
        """Try again to build an index that failed."""
        key = self.find(table, name)
        if key.status != "Failed":
            raise bad_argument(f"The key '{key.name}' has not failed.")
        table.keys[key.name] = replace(key, status="Pending")
        self._wait(table, key)

    def delete(self, table: Table, key: AlternateKey) -> None:
        self._storage.drop_key(key)
        del table.keys[key.name]
        self._waiting.pop((table.name, key.name), None)

    def find(self, table: Table, name: str) -> AlternateKey:
        for key in table.keys.values():
            if name.lower() == key.name.lower():
                return key
        raise bad_argument(f"{table.name} has no key '{name}'.", "0x80060890")

    def settle(self) -> None:
        """Build the indexes whose time has come."""
        if not self._waiting:
            return
        now = self._clock.now()
        for (table_name, name), due in list(self._waiting.items()):
            if due > now:
                continue
            del self._waiting[table_name, name]
            table = self._schema.tables.get(table_name)
            if table is None or name not in table.keys:
                continue
            is_built = self._storage.build_key(table, table.keys[name])
            key = table.keys[name]
            table.keys[name] = replace(key, status="Active" if is_built else "Failed")

    def _wait(self, table: Table, key: AlternateKey) -> None:
        due = self._clock.now() + timedelta(seconds=self._rules.key_index_seconds)
        self._waiting[table.name, key.name] = due

    def _check(self, table: Table, name: str, columns: tuple[str, ...]) -> None:
        for other in self._schema:
            if any(name.lower() == each.lower() for each in other.keys):
                raise bad_argument(f"There is a key '{name}' already.", _NAME_EXISTS)
        if any(set(columns) == set(key.columns) for key in table.keys.values()):
            raise bad_argument("Another key has the same columns.", _COLUMNS_TAKEN)
        if len(table.keys) >= MOST_KEYS:
            raise bad_argument(f"A table has at most {MOST_KEYS} keys.")
        if len(columns) > MOST_COLUMNS:
            raise bad_argument(f"A key has at most {MOST_COLUMNS} columns.")
        unknown = [each for each in columns if each not in table.columns]
        if unknown:
            raise bad_argument(f"{table.name} has no column '{unknown[0]}'.")
        for each in columns:
            if table.columns[each].kind not in _KINDS:
                raise bad_argument(f"A column like '{each}' cannot be part of a key.")
        if sum(_bytes(table.columns[each]) for each in columns) > MOST_BYTES:
            raise bad_argument(f"The columns of a key hold at most {MOST_BYTES} bytes.")


def _bytes(column: Column) -> int:
    """Return the most that a column's value takes in an index of SQL Server."""
    if column.is_text:
        return 2 * (column.max_length or 4000)
    return 16 if column.is_lookup or column.is_exact else 8
