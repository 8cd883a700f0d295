"""What the platform does by itself when rows of the organisation's own come, change or go.

Each business unit has a default team with all its users, and a copy of every role above it.
"""

from collections.abc import Iterable
from uuid import uuid4

from dev.simulators.dataverse.errors import bad_argument, duplicate_name
from dev.simulators.dataverse.grants import Grants
from dev.simulators.dataverse.insistence import ACCESS_TEAM
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Row, Storage
from dev.simulators.dataverse.values import Stored

_BETWEEN = {
    "role": ("systemuserroles", "teamroles", "roleprivileges"),
    "team": ("teamroles", "teammembership"),
    "systemuser": ("systemuserroles", "teammembership"),
}
"""The tables that connect a row with others, and are emptied of it when it goes."""


_NAMED = ("businessunit", "role", "team")
"""Tables in which each name stands once: for roles, once in each business unit [R]."""


class Consequences:
    def __init__(self, schema: Schema, storage: Storage) -> None:
        self._schema = schema
        self._storage = storage
        self._grants = Grants(schema, storage)

    def created(self, table: Table, row_id: str, values: Row) -> None:
        """:raises DataverseError: there is another of this name."""
        if table.name in _NAMED:
            self._check_name(table, values)
        match table.name:
            case "businessunit":
                self._add_default_team(row_id, values)
                parent = values.get("parentbusinessunitid")
                if parent is not None:
                    self._copy_roles(self._roles_of(parent), row_id)
            case "role":
                for unit in self._units_below(values["businessunitid"]):
                    self._copy_roles([row_id], unit)
            case "systemuser":
                self._join_default_team(row_id, values["businessunitid"])
            case _:
                return

    def changed(self, table: Table, row_id: str, before: Row, values: Row, at: str) -> None:
        if table.name == "role" and "name" in values:
            for copy in self._grants.copies(row_id):
                self._storage.update(table, copy, {"name": values["name"]})
        if table.name != "systemuser" or "businessunitid" not in values:
            return
        if values["businessunitid"] != before["businessunitid"]:
            # A user who moves leaves roles and teams behind, which belong to the old unit [R].
            self._empty(_BETWEEN["systemuser"], "systemuser", row_id, at)
            self._join_default_team(row_id, values["businessunitid"])

    def deleting(self, table: Table, row_id: str, at: str) -> None:
        """:raises DataverseError: the platform keeps this row."""
        if table.name not in _BETWEEN:
            return
        row = self._storage.row(table, row_id) or {}
        if table.name == "team" and row["isdefault"]:
            raise bad_argument("The default team of a business unit cannot be deleted.")
        if table.name == "role":
            if row["roletemplateid"] is not None:
                raise bad_argument("A role that comes with the system cannot be deleted.")
            self._check_root(row)
            copies = [each for each in self._grants.copies(row_id) if each != row_id]
            for copy in copies:
                self._empty(_BETWEEN["role"], "role", copy, at)
                self._storage.delete(table, copy, at)
        self._empty(_BETWEEN[table.name], table.name, row_id, at)

    def check_membership(self, through: Table, pair: Row) -> None:
        """:raises DataverseError: the two rows of a pair may not be connected."""
        match through.name:
            case "systemuserroles" | "teamroles":
                kind = "systemuser" if through.name == "systemuserroles" else "team"
                holder = self._storage.row(self._schema[kind], str(pair[f"{kind}id"])) or {}
                role = self._storage.row(self._schema["role"], str(pair["roleid"])) or {}
                if kind == "team" and holder["teamtype"] == ACCESS_TEAM:
                    raise bad_argument("An access team has no roles.")
                if holder["businessunitid"] != role["businessunitid"]:
                    raise bad_argument(
                        f"The role belongs to another business unit than the {kind}.",
                        "0x80041d0e",
                    )
            case "teammembership":
                team = self._storage.row(self._schema["team"], str(pair["teamid"])) or {}
                if team["isdefault"]:
                    raise bad_argument("The members of a default team are those of its unit.")
            case _:
                return

    def _check_name(self, table: Table, values: Row) -> None:
        where, given = "fold(name) = fold(?)", [values["name"]]
        if table.name == "role":
            where, given = f"{where} AND businessunitid = ?", [*given, values["businessunitid"]]
        found = self._storage.query(f'SELECT count(*) FROM "{table.name}" WHERE {where}', given)
        if found != [(1,)]:
            raise duplicate_name(table.name, str(values["name"]))

    def _check_root(self, role: Row) -> None:
        if role["parentrootroleid"] != role["roleid"]:
            raise bad_argument("An inherited role is changed where it comes from.")

    def _roles_of(self, unit: Stored) -> list[str]:
        return self._column("SELECT roleid FROM role WHERE businessunitid = ?", unit)

    def _units_below(self, unit: Stored) -> list[str]:
        """Return the units below another, upper ones first."""
        below: list[str] = []
        for child in self._column(
            "SELECT businessunitid FROM businessunit WHERE parentbusinessunitid = ?", unit
        ):
            below += [child, *self._units_below(child)]
        return below

    def _copy_roles(self, roles: Iterable[str], unit: str) -> None:
        table = self._schema["role"]
        for role_id in roles:
            role = self._storage.row(table, role_id) or {}
            copy = str(uuid4())
            ids = {"roleid": copy, "businessunitid": unit, "parentroleid": role_id}
            version = {"versionnumber": self._storage.next_version()}
            self._storage.insert(table, {**role, **ids, **version})
            self._grants.copy(str(role["parentrootroleid"]), copy)

    def _add_default_team(self, unit: str, values: Row) -> None:
        team: Row = {
            "teamid": str(uuid4()),
            "name": values["name"],
            "isdefault": 1,
            "teamtype": 0,
            "businessunitid": unit,
            "administratorid": values.get("createdby"),
            "versionnumber": self._storage.next_version(),
        }
        for name in ("createdon", "modifiedon", "createdby", "modifiedby", "organizationid"):
            team[name] = values.get(name)
        self._storage.insert(self._schema["team"], team)

    def _join_default_team(self, user_id: str, unit: Stored) -> None:
        for team in self._column(
            "SELECT teamid FROM team WHERE isdefault = 1 AND businessunitid = ?", unit
        ):
            ids = {"teammembershipid": str(uuid4()), "teamid": team, "systemuserid": user_id}
            version = {"versionnumber": self._storage.next_version()}
            self._storage.insert(self._schema["teammembership"], {**ids, **version})

    def _empty(self, names: Iterable[str], kind: str, row_id: str, at: str) -> None:
        for name in names:
            through = self._schema[name]
            sql = f'SELECT "{through.primary_id}" FROM "{name}" WHERE "{kind}id" = ?'
            for found in self._column(sql, row_id):
                self._storage.delete(through, found, at)

    def _column(self, sql: str, value: Stored) -> list[str]:
        return [str(row[0]) for row in self._storage.query(sql, [value])]
