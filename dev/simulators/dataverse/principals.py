"""Knows what users and teams may do, and forgets it when a role, a team or a user changes."""

from dev.simulators.dataverse.rights import Principal
from dev.simulators.dataverse.storage import Storage

ADMINISTRATOR_TEMPLATE = "627090ff-40a3-4053-8790-584edc5be201"
CUSTOMIZER_TEMPLATE = "119f245c-3cc8-4b62-b31c-d1a046ced15d"

_OF_USER = """
    SELECT roleid FROM systemuserroles WHERE systemuserid = :id
    UNION SELECT teamroles.roleid FROM teamroles JOIN teammembership
    ON teammembership.teamid = teamroles.teamid WHERE teammembership.systemuserid = :id
"""
_OF_TEAM = "SELECT roleid FROM teamroles WHERE teamid = :id"
_UNITS_BELOW = """
    WITH RECURSIVE below(id) AS (
        SELECT :id
        UNION SELECT businessunitid FROM businessunit JOIN below ON parentbusinessunitid = below.id
    ) SELECT id FROM below
"""


class Principals:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._known: dict[tuple[str, str], Principal] = {}
        self._revision = -1

    def find(self, kind: str, principal_id: str) -> Principal:
        """:param kind: systemuser or team."""
        if self._revision != self._storage.security_revision:
            self._known.clear()
            self._revision = self._storage.security_revision
        key = (kind, principal_id)
        if key not in self._known:
            self._known[key] = self._read(kind, principal_id)
        return self._known[key]

    def _read(self, kind: str, principal_id: str) -> Principal:
        roles = _OF_USER if kind == "systemuser" else _OF_TEAM
        query, given = self._storage.query, {"id": principal_id}
        held = query(
            "SELECT privilege.name, max(roleprivileges.privilegedepthmask) FROM roleprivileges"
            " JOIN privilege ON privilege.privilegeid = roleprivileges.privilegeid"
            f" WHERE roleprivileges.roleid IN ({roles}) GROUP BY privilege.name",
            given,
        )
        found = query(f"SELECT roletemplateid FROM role WHERE roleid IN ({roles})", given)
        templates = {template for (template,) in found}
        teams = query("SELECT teamid FROM teammembership WHERE systemuserid = :id", given)
        unit = query(f'SELECT businessunitid FROM "{kind}" WHERE "{kind}id" = :id', given)
        unit_id = str(unit[0][0]) if unit else ""
        return Principal(
            id=principal_id,
            business_unit=unit_id,
            role_count=len(found),
            held={str(name): int(depth or 0) for name, depth in held},
            teams=tuple(str(team) for (team,) in teams),
            units_below=tuple(str(each) for (each,) in query(_UNITS_BELOW, {"id": unit_id})),
            is_administrator=not templates.isdisjoint(
                (ADMINISTRATOR_TEMPLATE, CUSTOMIZER_TEMPLATE)
            ),
        )
