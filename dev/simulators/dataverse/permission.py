"""Whether the author of a write may do it, beyond the right to create or change the row."""

from collections.abc import Mapping

from dev.simulators.dataverse.errors import DataverseError, denied
from dev.simulators.dataverse.grants import Grants
from dev.simulators.dataverse.payloads import Author, Payload
from dev.simulators.dataverse.principals import Principals
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Row, Storage, target_column

_NOT_AN_OWNER = "0x80040231"


class Permission:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._principals = Principals(storage)
        self._grants = Grants(schema, storage)

    def to_create(self, table: Table, values: Row, payload: Payload, author: Author) -> None:
        """:param values: of the whole new row.

        :raises DataverseError: the author may not create this row, or its owner not have it.
        """
        if author.rights is None:
            return
        author.rights.check("Create", table, values)
        self._check_links(table, payload, author)
        if "ownerid" in payload.values:
            self._check_owner(table, payload.values)

    def to_change(self, table: Table, current: Row, payload: Payload, author: Author) -> None:
        """:raises DataverseError: the author may not assign or append, or the owner not have it."""
        if author.rights is None:
            return
        self._check_links(table, payload, author)
        if payload.values.get("ownerid", current.get("ownerid")) != current.get("ownerid"):
            author.rights.check("Assign", table, current)
            self._check_owner(table, payload.values)

    def to_connect(self, through: Table, pair: Mapping[str, str], author: Author) -> None:
        """:raises DataverseError: the author may not connect the two rows, or part them."""
        rights = author.rights
        if rights is None:
            return
        match through.name:
            case "systemuserroles" | "teamroles":
                rights.need("prvAssignRole")
                rights.may_give(self._grants.of(pair["roleid"]))
            case "teammembership":
                rights.depth("Read", self._schema["systemuser"])
                rights.depth("Write", self._schema["team"])
            case "roleprivileges":
                rights.depth("Write", self._schema["role"])
            case _:
                return

    def _check_links(self, table: Table, payload: Payload, author: Author) -> None:
        if author.rights is None or not payload.links:
            return
        author.rights.depth("Append", table)
        for name in payload.links:
            if name in self._schema.tables:
                author.rights.depth("AppendTo", self._schema[name])

    def _check_owner(self, table: Table, values: Row) -> None:
        """Nobody owns what they could not read."""
        kind, owner = str(values[target_column("ownerid")]), str(values["ownerid"])
        principal = self._principals.find(kind, owner)
        needed = table.privileges.get("Read")
        if needed is not None and needed not in principal.held:
            raise _no_owner(kind, owner, needed, table)


def _no_owner(kind: str, owner: str, privilege: str, table: Table) -> DataverseError:
    code = 9 if kind == "team" else 8
    who = "team" if kind == "team" else "user"
    message = (
        f"Principal {who} (Id={owner}, type={code}) is missing {privilege} privilege on"
        f" OTC={table.object_type_code} for entity '{table.name}'"
    )
    return denied(message, _NOT_AN_OWNER)
