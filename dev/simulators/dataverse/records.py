"""Creates, changes and deletes rows by the platform's rules."""

from collections.abc import Mapping
from uuid import uuid4

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.addresses import Addresses
from dev.simulators.dataverse.cascades import Cascades
from dev.simulators.dataverse.completion import Completion
from dev.simulators.dataverse.consequences import Consequences
from dev.simulators.dataverse.errors import (
    DataverseError,
    bad_argument,
    bad_payload,
    duplicate_id,
    duplicate_key,
    not_found,
)
from dev.simulators.dataverse.grants import Grants
from dev.simulators.dataverse.insistence import ObjectIds, no_object_id
from dev.simulators.dataverse.invoices import Invoices
from dev.simulators.dataverse.payloads import Author, Payload, Payloads
from dev.simulators.dataverse.permission import Permission
from dev.simulators.dataverse.rights import GLOBAL
from dev.simulators.dataverse.rules import Rules
from dev.simulators.dataverse.schema import ManyToMany, OneToMany, Schema, Table
from dev.simulators.dataverse.storage import Row, Storage, UniqueViolationError
from dev.simulators.dataverse.values import Stored, wire_time


class Records:
    """The only way to write rows.

    A method that raises may have written something: call inside a storage transaction.
    """

    def __init__(
        self,
        schema: Schema,
        storage: Storage,
        clock: SimulatorClock,
        rules: Rules,
        object_ids: ObjectIds = no_object_id,
    ) -> None:
        """:param object_ids: what the platform learns from Entra ID of applications."""
        self.rules = rules
        self._schema = schema
        self._storage = storage
        self._clock = clock
        self._addresses = Addresses(schema, storage)
        self._payloads = Payloads(self._addresses, rules)
        self._completion = Completion(schema, storage, clock, rules, object_ids)
        self._permission = Permission(schema, storage)
        self._consequences = Consequences(schema, storage)
        self.grants = Grants(schema, storage)
        self._cascades = Cascades(schema, storage)
        self._invoices = Invoices(schema, storage, rules)

    def create(
        self,
        table: Table,
        body: object,
        author: Author,
        given: Mapping[str, Stored] | None = None,
    ) -> str:
        """Create a row and the rows in its body; return its id.

        :param given: stored values that hold where the body has none, such as the columns of the
            alternate key in the address.
        """
        if author.rights is not None:
            author.rights.depth("Create", table)
        payload = self._payloads.read(table, body, author, creating=True)
        for column, parent_table, parent in payload.parents:
            parent_id = self.create(self._schema[parent_table], parent, author)
            payload.point(column, parent_table, parent_id)
        values = dict(given or {}) | payload.values
        row_id = str(values.get(table.primary_id) or uuid4())
        values[table.primary_id] = row_id
        self._completion.new(table, values, author)
        self._permission.to_create(table, values, payload, author)
        try:
            self._storage.insert(table, values)
        except UniqueViolationError as violation:
            raise _duplicate(table, violation) from violation
        self._storage.watcher("Create", table, row_id)
        self._invoices.written(table, values)
        self._consequences.created(table, row_id, values)
        for relationship, child in payload.children:
            if "@odata.id" in child:
                other = self._addresses.resolve(str(child["@odata.id"]), author.created)
                self.associate(table, row_id, relationship.name, other, author)
            else:
                self.create_related(table, row_id, relationship.name, child, author)
        if table.name == "uomschedule" and values.get("baseuomname"):
            self._create_base_unit(row_id, str(values["baseuomname"]), author)
        return row_id

    def update(self, table: Table, row_id: str, body: object, author: Author) -> None:
        current = self._storage.row(table, row_id)
        if current is None:
            raise not_found(table.name, row_id)
        if author.rights is not None:
            author.rights.check("Write", table, current)
        payload = self._payloads.read(table, body, author, creating=False)
        values = payload.values
        if values.pop(table.primary_id, row_id) != row_id:
            raise bad_payload("The body names another primary id than the address.")
        if payload.children:
            raise bad_payload("Related rows cannot be written along with an update.")
        self._permission.to_change(table, current, payload, author)
        self._change(table, row_id, current, values, author)

    def delete(self, table: Table, row_id: str, author: Author | None = None) -> None:
        """:param author: None for the platform."""
        current = self._storage.row(table, row_id)
        if current is None:
            raise not_found(table.name, row_id)
        if author is not None and author.rights is not None:
            author.rights.check("Delete", table, current)
        at = wire_time(self._clock.now())
        self._consequences.deleting(table, row_id, at)
        self._cascades.delete(table, row_id, at)

    def point(
        self, table: Table, row_id: str, lookup: str, to: tuple[str, str] | None, author: Author
    ) -> None:
        """Set a lookup to a row (table, id), or clear it."""
        current = self._storage.row(table, row_id)
        if current is None:
            raise not_found(table.name, row_id)
        column = table.columns[lookup]
        if not column.may_update() and not author.is_platform:
            raise bad_argument(f"'{lookup}' of {table.name} cannot be changed.", "0x80040209")
        payload = Payload()
        payload.point(column, *(to or (None, None)))
        if author.rights is not None:
            author.rights.check("Write", table, current)
        self._permission.to_change(table, current, payload, author)
        self._change(table, row_id, current, payload.values, author)

    def associate(
        self, table: Table, row_id: str, name: str, other: tuple[Table, str], author: Author
    ) -> None:
        """Put an existing row into a collection of another."""
        relationship = table.collections[name]
        other_table, other_id = other
        belongs = (
            relationship.many
            if isinstance(relationship, OneToMany)
            else relationship.other(table.name)
        )
        if other_table.name != belongs:
            raise bad_payload(f"'{name}' cannot hold a row of {other_table.name}.")
        if isinstance(relationship, OneToMany):
            self.point(other_table, other_id, relationship.lookup, (table.name, row_id), author)
            return
        through = self._schema[relationship.through]
        pair = {table.primary_id: row_id, other_table.primary_id: other_id}
        self._permission.to_connect(through, pair, author)
        if through.name == "roleprivileges":
            self.grants.grant(pair["roleid"], [(pair["privilegeid"], GLOBAL)])
        elif not self._pairs(through, pair):
            self._consequences.check_membership(through, dict(pair))
            self.create(through, pair, Author(author.user_id, is_platform=True))

    def create_related(
        self, table: Table, row_id: str, name: str, body: object, author: Author
    ) -> tuple[Table, str]:
        """Create a row in a collection of another; return its table and id."""
        relationship = table.collections[name]
        if isinstance(relationship, OneToMany):
            many = self._schema[relationship.many]
            given = Payload()
            given.point(many.columns[relationship.lookup], table.name, row_id)
            return many, self.create(many, body, author, given.values)
        other = self._schema[relationship.other(table.name)]
        other_id = self.create(other, body, author)
        self.associate(table, row_id, name, (other, other_id), author)
        return other, other_id

    def disassociate(
        self, table: Table, row_id: str, name: str, other_id: str, author: Author
    ) -> None:
        """Take a row out of a collection; nothing happens if it is not in it."""
        relationship = table.collections[name]
        if isinstance(relationship, ManyToMany):
            other = self._schema[relationship.other(table.name)]
            through = self._schema[relationship.through]
            pair = {table.primary_id: row_id, other.primary_id: other_id}
            self._permission.to_connect(through, pair, author)
            if through.name == "roleprivileges":
                self.grants.revoke(
                    pair["roleid"], [pair["privilegeid"]], wire_time(self._clock.now())
                )
                return
            for connection in self._pairs(through, pair):
                if through.name == "teammembership":
                    self._consequences.check_membership(through, dict(pair))
                self.delete(through, connection)
            return
        many = self._schema[relationship.many]
        current = self._storage.row(many, other_id)
        if current is not None and current[relationship.lookup] == row_id:
            self.point(many, other_id, relationship.lookup, None, author)

    def announce(self, table: Table, author: Author) -> None:
        """Say that a table takes every message, as clients look it up."""
        for (message,) in self._storage.query("SELECT sdkmessageid FROM sdkmessage"):
            given = {"primaryobjecttypecode": table.name, "sdkmessageid": message}
            self.create(self._schema["sdkmessagefilter"], {}, author, given)

    def silence(self, table: Table) -> None:
        """Say no longer that a table takes messages."""
        filters = self._schema["sdkmessagefilter"]
        sql = "SELECT sdkmessagefilterid FROM sdkmessagefilter WHERE primaryobjecttypecode = ?"
        for (row_id,) in self._storage.query(sql, [table.name]):
            self.delete(filters, str(row_id))

    def _change(self, table: Table, row_id: str, current: Row, values: Row, author: Author) -> None:
        is_unchanged = all(current[name] == value for name, value in values.items())
        if is_unchanged and not self.rules.touch_unchanged:
            return
        self._completion.changed(table, values, current, author)
        try:
            self._storage.update(table, row_id, values)
        except UniqueViolationError as violation:
            raise _duplicate(table, violation) from violation
        self._storage.watcher("Update", table, row_id)
        self._invoices.written(table, current)
        self._consequences.changed(table, row_id, current, values, wire_time(self._clock.now()))

    def _create_base_unit(self, schedule_id: str, name: str, author: Author) -> None:
        """A unit group comes with its base unit."""
        body = {"name": name, "quantity": 1, "isschedulebaseuom": True}
        platform = Author(author.user_id, is_platform=True)
        self.create(self._schema["uom"], body, platform, {"uomscheduleid": schedule_id})

    def _pairs(self, through: Table, pair: Mapping[str, str]) -> list[str]:
        where = " AND ".join(f'"{name}" = ?' for name in pair)
        sql = f'SELECT "{through.primary_id}" FROM "{through.name}" WHERE {where}'
        return [str(found[0]) for found in self._storage.query(sql, list(pair.values()))]


def _duplicate(table: Table, violation: UniqueViolationError) -> DataverseError:
    return duplicate_key(table.name, violation.key) if violation.key else duplicate_id(table.name)
