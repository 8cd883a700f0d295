"""Which privileges there are, and which of them a role has, in each of its copies."""

from collections.abc import Iterable
from uuid import uuid4

from dev.simulators.dataverse.definitions import privilege_id
from dev.simulators.dataverse.facts import named_privileges
from dev.simulators.dataverse.principals import ADMINISTRATOR_TEMPLATE, CUSTOMIZER_TEMPLATE
from dev.simulators.dataverse.rights import BASIC, GLOBAL
from dev.simulators.dataverse.schema import Right, Schema, Table
from dev.simulators.dataverse.storage import Row, Storage

_BITS: dict[Right, int] = {
    "Read": 1, "Write": 2, "Append": 4, "AppendTo": 16, "Create": 32, "Delete": 65536,
    "Share": 262144, "Assign": 524288,
}  # fmt: skip
_CUSTOMIZERS = ("WebResource", "Solution", "Publisher", "SdkMessage")
"""What a System Customizer works with, beside definitions; other rows only if they own them."""


class Grants:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage

    def define_all(self) -> None:
        """Create the privileges of a new organisation, whose roles do not exist yet."""
        granted = self._schema["roleprivileges"]
        self._storage.index(granted, granted.columns["roleid"])
        for name in named_privileges():
            self._define(name, 0, is_owned=False)
        for table in self._schema:
            self._define_of(table)

    def define(self, table: Table) -> None:
        """Create the privileges of a new table; administrators and customizers get them."""
        self._define_of(table)
        for role_id, template in self._standard_roles():
            is_administrator = template == ADMINISTRATOR_TEMPLATE
            for right, name in table.privileges.items():
                is_wide = is_administrator or "ownerid" not in table.columns or right == "Read"
                self._put(role_id, privilege_id(name), GLOBAL if is_wide else BASIC)

    def withdraw(self, table: Table, at: str) -> None:
        """Remove the privileges of a deleted table."""
        for name in table.privileges.values():
            for row in self._query(_WITH, [privilege_id(name)]):
                self._storage.delete(self._schema["roleprivileges"], row, at)
            self._storage.delete(self._schema["privilege"], privilege_id(name), at)

    def equip(self, role_id: str, template: str) -> None:
        """Give a standard role what it has from the start."""
        for (name,) in self._storage.query("SELECT name FROM privilege"):
            text = str(name)
            if template == ADMINISTRATOR_TEMPLATE or text in named_privileges():
                depth = GLOBAL
            else:
                depth = GLOBAL if text.endswith(_CUSTOMIZERS) or "Read" in text else BASIC
            if template == CUSTOMIZER_TEMPLATE and text in _NOT_FOR_CUSTOMIZERS:
                continue
            self._insert(role_id, privilege_id(text), depth)

    def copies(self, role_id: str) -> list[str]:
        """Return a role and its copies in the business units below."""
        return self._query("SELECT roleid FROM role WHERE parentrootroleid = ?", [role_id])

    def grant(self, role_id: str, granted: Iterable[tuple[str, int]]) -> None:
        """Give a role privileges (id, depth), or other depths of those it has."""
        for each, depth in granted:
            for copy in self.copies(role_id):
                self._put(copy, each, depth)

    def revoke(self, role_id: str, revoked: Iterable[str], at: str) -> None:
        for each in revoked:
            for copy in self.copies(role_id):
                for row in self._query(_OF_ROLE, [copy, each]):
                    self._storage.delete(self._schema["roleprivileges"], row, at)

    def copy(self, role_id: str, to: str) -> None:
        for each, depth in self.of(role_id).items():
            self._insert(to, each, depth)

    def of(self, role_id: str) -> dict[str, int]:
        """Return the depths of a role's privileges by their ids."""
        found = self._storage.query(
            "SELECT privilegeid, privilegedepthmask FROM roleprivileges WHERE roleid = ?", [role_id]
        )
        return {str(each): int(depth or 0) for each, depth in found}

    def _put(self, role_id: str, privilege: str, depth: int) -> None:
        found = self._query(_OF_ROLE, [role_id, privilege])
        if not found:
            self._insert(role_id, privilege, depth)
            return
        version = self._storage.next_version()
        changes: Row = {"privilegedepthmask": depth, "versionnumber": version}
        self._storage.update(self._schema["roleprivileges"], found[0], changes)

    def _insert(self, role_id: str, privilege: str, depth: int) -> None:
        values: Row = {
            "roleprivilegeid": str(uuid4()),
            "roleid": role_id,
            "privilegeid": privilege,
            "privilegedepthmask": depth,
            "versionnumber": self._storage.next_version(),
        }
        self._storage.insert(self._schema["roleprivileges"], values)

    def _define_of(self, table: Table) -> None:
        for right, name in table.privileges.items():
            is_owned = "ownerid" in table.columns or table.ownership == "business"
            self._define(name, _BITS[right], is_owned=is_owned)

    def _define(self, name: str, bits: int, *, is_owned: bool) -> None:
        table, row_id = self._schema["privilege"], privilege_id(name)
        if self._storage.exists(table, row_id):
            return
        values: Row = {
            "privilegeid": row_id,
            "name": name,
            "accessright": bits,
            "canbebasic": int(is_owned),
            "canbelocal": int(is_owned),
            "canbedeep": int(is_owned),
            "canbeglobal": 1,
            "versionnumber": self._storage.next_version(),
        }
        self._storage.insert(table, values)

    def _standard_roles(self) -> list[tuple[str, str]]:
        sql = "SELECT roleid, roletemplateid FROM role WHERE roletemplateid IN (?, ?)"
        found = self._storage.query(sql, [ADMINISTRATOR_TEMPLATE, CUSTOMIZER_TEMPLATE])
        return [(str(role), str(template)) for role, template in found]

    def _query(self, sql: str, values: list[str]) -> list[str]:
        return [str(row[0]) for row in self._storage.query(sql, values)]


_WITH = "SELECT roleprivilegeid FROM roleprivileges WHERE privilegeid = ?"
_OF_ROLE = "SELECT roleprivilegeid FROM roleprivileges WHERE roleid = ? AND privilegeid = ?"
_NOT_FOR_CUSTOMIZERS = ("prvActOnBehalfOfAnotherUser", "prvBypassCustomPlugins", "prvDisableUser")
