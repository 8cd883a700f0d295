"""Reads the body of a create or update into column values, lookups and related rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dev.simulators.dataverse.addresses import Addresses
from dev.simulators.dataverse.errors import bad_argument, bad_payload
from dev.simulators.dataverse.rights import Rights
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import Column, ManyToMany, OneToMany, Table
from dev.simulators.dataverse.storage import target_column
from dev.simulators.dataverse.values import Stored, to_stored

BIND = "@odata.bind"
_STATE = ("statecode", "statuscode")


@dataclass(frozen=True)
class Author:
    """Who writes, and what was created earlier in the same change set."""

    user_id: str
    is_platform: bool = False
    """The platform itself also fills columns that are read-only for everyone else."""
    created: Mapping[str, str] = field(default_factory=dict)
    """Addresses by Content-ID."""
    rights: Rights | None = None
    """None for the platform, and for whoever writes through the simulator's own door."""
    on_behalf_by: str | None = None
    """The user who acts in the name of this one."""


@dataclass
class Payload:
    values: dict[str, Stored] = field(default_factory=dict)
    """By stored column; lookups as ids, with their target's table where polymorphic."""
    parents: list[tuple[Column, str, Mapping[str, Any]]] = field(default_factory=list)
    """Rows to create first: lookup, table, body."""
    links: list[str] = field(default_factory=list)
    """The tables of the rows that lookups are pointed to, but for owners."""
    children: list[tuple[OneToMany | ManyToMany, Mapping[str, Any]]] = field(default_factory=list)
    """Rows to create afterwards: relationship, body."""

    def point(self, column: Column, table: str | None, row_id: str | None) -> None:
        """Set a lookup, or clear it."""
        self.values[column.name] = row_id
        if row_id is not None and column.kind != "Owner":
            self.links.append(table or column.targets[0])
        if column.is_polymorphic:
            self.values[target_column(column.name)] = table


class Payloads:
    def __init__(self, addresses: Addresses, rules: Rules) -> None:
        self._addresses = addresses
        self._rules = rules

    def read(self, table: Table, body: object, author: Author, *, creating: bool) -> Payload:
        """Check a body against the table.

        :raises DataverseError: a name is unknown, a value does not fit, a referenced row is not
            there, or a column may not be written.
        """
        if not isinstance(body, dict):
            raise bad_payload("The body is no JSON object.")
        reading = _Reading(self._addresses, self._rules, table, author, creating)
        for name, value in body.items():
            reading.take(name, value)
        return reading.payload


class _Reading:
    """One body while it is read, member by member."""

    def __init__(
        self, addresses: Addresses, rules: Rules, table: Table, author: Author, creating: bool
    ) -> None:
        self.payload = Payload()
        self._addresses = addresses
        self._rules = rules
        self._table = table
        self._author = author
        self._creating = creating

    def take(self, name: str, value: object) -> None:
        column = self._table.columns.get(name)
        if column is not None and not column.is_lookup:
            if self._may_write(column):
                self.payload.values[name] = to_stored(column, value)
        elif name.endswith(BIND):
            self._bind(name.removesuffix(BIND), value)
        elif "@" not in name:  # other annotations, such as @odata.type, mean nothing to a write
            self._relate(name, value)

    def _may_write(self, column: Column) -> bool:
        """Return False for a column whose value is to be ignored."""
        allowed = column.may_create() if self._creating else column.may_update()
        is_refused = self._rules.refuse_unwritable
        if self._creating and self._table.name == "product" and column.name in _STATE:
            allowed, is_refused = False, self._rules.product_state_on_create == "refuse"
        is_id = column.name == self._table.primary_id
        if allowed or is_id or self._author.is_platform:
            return True
        if not is_refused:
            return False
        when = "created" if self._creating else "updated"
        message = f"'{column.name}' of {self._table.name} cannot be set when a row is {when}."
        raise bad_argument(message, "0x80040209")

    def _bind(self, navigation: str, value: object) -> None:
        """Point a lookup to the row that *value* refers to, or fill a collection."""
        collection = self._table.collections.get(navigation)
        if collection is not None and isinstance(value, list):
            links = ({"@odata.id": reference} for reference in value)
            self.payload.children += [(collection, link) for link in links]
            return
        column, targets = self._navigation(navigation)
        if not self._may_write(column):
            return
        if value is None:
            self.payload.point(column, None, None)
            return
        if not isinstance(value, str):
            raise bad_payload(f"'{navigation}{BIND}' is no reference.")
        target, row_id = self._addresses.resolve(value, self._author.created)
        if target.name not in targets:
            raise bad_payload(f"'{navigation}' cannot refer to a row of {target.name}.")
        self.payload.point(column, target.name, row_id)

    def _relate(self, name: str, value: object) -> None:
        """Take a cleared lookup, or rows to be created along with this one."""
        if name in self._table.by_wire_name:
            raise bad_payload(f"'{name}' cannot be written: bind its navigation property.")
        collection = self._table.collections.get(name)
        if collection is not None and self._creating and isinstance(value, list):
            self.payload.children += [(collection, child) for child in value]
            return
        column, targets = self._navigation(name)
        if not self._may_write(column):
            return
        if value is None:
            self.payload.point(column, None, None)
        elif isinstance(value, dict) and self._creating and len(targets) == 1:
            self.payload.parents.append((column, targets[0], value))
        else:
            raise bad_payload(f"'{name}' is a lookup: bind it with '{name}{BIND}'.")

    def _navigation(self, name: str) -> tuple[Column, tuple[str, ...]]:
        if name not in self._table.navigations:
            raise bad_payload(
                f"'{name}' is no property of type 'Microsoft.Dynamics.CRM.{self._table.name}',"
                " as which the body was read."
            )
        return self._table.navigations[name]
