"""Actions and functions of one role, user or team."""

from collections.abc import Iterable, Mapping
from typing import Any

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.calls import Call, content, no_content
from dev.simulators.dataverse.definitions import privilege_id
from dev.simulators.dataverse.errors import bad_argument, bad_payload, not_built, not_found
from dev.simulators.dataverse.forms import as_form
from dev.simulators.dataverse.principals import ADMINISTRATOR_TEMPLATE, Principals
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.rights import DEPTH_NAMES, DEPTHS
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.values import guid, wire_time
from dev.simulators.http import Response

NAMESPACE = "Microsoft.Dynamics.CRM."


class RoleActions:
    def __init__(
        self, schema: Schema, storage: Storage, records: Records, clock: SimulatorClock
    ) -> None:
        self._schema = schema
        self._storage = storage
        self._records = records
        self._grants = records.grants
        self._principals = Principals(storage)
        self._clock = clock

    def answer(self, call: Call, table: Table, row_id: str, name: str) -> Response:
        """Answer an action or function bound to a row."""
        message = name.removeprefix(NAMESPACE)
        match table.name, call.request.method, message:
            case "role", "POST", "AddPrivilegesRole" | "ReplacePrivilegesRole":
                self._give(call, row_id, replacing=message == "ReplacePrivilegesRole")
                return no_content()
            case "role", "POST", "RemovePrivilegeRole":
                self._check_role(call, row_id)
                body = as_form(call.body(), "The body")
                self._grants.revoke(row_id, [self._privilege(body.get("PrivilegeId"))], self._now())
                return no_content()
            case "role", "GET", "RetrieveRolePrivilegesRole":
                return self.privileges_of_role(call, row_id)
            case ("systemuser" | "team") as kind, "GET", (
                "RetrieveUserPrivileges" | "RetrieveTeamPrivileges"
            ):
                return self._held(call, kind, row_id, message)
            case "team", "POST", "AddMembersTeam" | "RemoveMembersTeam":
                self._change_members(call, row_id, adding=message == "AddMembersTeam")
                return no_content()
            case _:
                raise not_built(f"{message} of {table.name}")

    def privileges_of_role(self, call: Call, role_id: str) -> Response:
        role = self._schema["role"]
        call.rights.depth("Read", role)
        row = self._storage.row(role, role_id)
        if row is None:
            raise not_found("role", role_id)
        held = self._grants.of(role_id).items()
        listed = self._listed(held, str(row["businessunitid"]))
        context = call.context(f"{NAMESPACE}RetrieveRolePrivilegesRoleResponse")
        return content(200, {"@odata.context": context, "RolePrivileges": listed})

    def _held(self, call: Call, kind: str, row_id: str, message: str) -> Response:
        call.rights.depth("Read", self._schema[kind])
        principal = self._principals.find(kind, row_id)
        held = ((privilege_id(name), depth) for name, depth in principal.held.items())
        listed = self._listed(held, principal.business_unit)
        context = call.context(f"{NAMESPACE}{message}Response")
        return content(200, {"@odata.context": context, "RolePrivileges": listed})

    def _listed(self, held: Iterable[tuple[str, int]], unit: str) -> list[Mapping[str, Any]]:
        found = self._storage.query("SELECT privilegeid, name FROM privilege")
        names = {str(row_id): str(name) for row_id, name in found}
        return [
            {
                "Depth": DEPTH_NAMES[depth],
                "PrivilegeId": privilege,
                "BusinessUnitId": unit,
                "PrivilegeName": names[privilege],
                "RecordFilterId": "00000000-0000-0000-0000-000000000000",
                "RecordFilterUniqueName": "",
            }
            for privilege, depth in held
        ]

    def _give(self, call: Call, role_id: str, *, replacing: bool) -> None:
        self._check_role(call, role_id)
        listed = as_form(call.body(), "The body").get("Privileges")
        if not isinstance(listed, list):
            raise bad_payload("Privileges must be a list.")
        given = dict(self._read(as_form(each, "A privilege")) for each in listed)
        call.rights.may_give(given)
        if replacing:
            gone = self._grants.of(role_id).keys() - given.keys()
            self._grants.revoke(role_id, gone, self._now())
        self._grants.grant(role_id, given.items())

    def _read(self, form: Mapping[str, Any]) -> tuple[str, int]:
        depth = form.get("Depth")
        # In JSON, an enumeration may also come as its number.
        name = {str(number): each for number, each in enumerate(DEPTHS)}.get(str(depth), depth)
        if name not in DEPTHS:
            raise bad_payload(f"'{depth}' is no depth: {', '.join(DEPTHS)}.")
        privilege = self._privilege(form.get("PrivilegeId"))
        can_be = f"canbe{name.lower()}"
        sql = f"SELECT name, {can_be} FROM privilege WHERE privilegeid = ?"
        [(known, allowed)] = self._storage.query(sql, [privilege])
        if not allowed:
            raise bad_argument(f"The privilege {known} cannot have the depth {name}.")
        return privilege, DEPTHS[name]

    def _privilege(self, value: object) -> str:
        found = guid(str(value))
        if found is None or not self._storage.exists(self._schema["privilege"], found):
            raise not_found("privilege", str(value))
        return found

    def _check_role(self, call: Call, role_id: str) -> None:
        """:raises DataverseError: the caller may not change the role, or nobody may here."""
        row = self._storage.row(self._schema["role"], role_id) or {}
        call.rights.check("Write", self._schema["role"], row)
        if row["parentrootroleid"] != role_id:
            raise bad_argument("An inherited role is changed where it comes from.")
        if row["roletemplateid"] == ADMINISTRATOR_TEMPLATE:
            raise bad_argument("A System Administrator has every privilege, always.")

    def _change_members(self, call: Call, team_id: str, *, adding: bool) -> None:
        members = as_form(call.body(), "The body").get("Members")
        if not isinstance(members, list):
            raise bad_payload("Members must be a list.")
        team, users = self._schema["team"], self._schema["systemuser"]
        for member in members:
            user_id = guid(str(as_form(member, "A member").get("systemuserid")))
            if user_id is None or not self._storage.exists(users, user_id):
                raise not_found("systemuser", str(user_id))
            name = "teammembership_association"
            if adding:
                self._records.associate(team, team_id, name, (users, user_id), call.author)
            else:
                self._records.disassociate(team, team_id, name, user_id, call.author)

    def _now(self) -> str:
        return wire_time(self._clock.now())
