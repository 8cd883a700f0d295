"""Security roles and their privileges.

https://learn.microsoft.com/power-apps/developer/data-platform/security-roles
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from shared.adapters import odata
from shared.adapters.dataverse.administration.tables import Tables
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.domain.customization import Depth, Right, SecurityRole
from shared.ports.administration import Change, Fault, Remark

_MASKS = {Depth.BASIC: 1, Depth.LOCAL: 2, Depth.DEEP: 4, Depth.GLOBAL: 8}
_AT_ONCE = 10
"""Names in one filter: an address has to stay short."""


class Roles:
    def __init__(self, api: WebApi, tables: Tables) -> None:
        self._api, self._tables = api, tables
        self._ids: dict[tuple[str, UUID], UUID] = {}
        """Of the roles that were found; nobody else makes or removes any during a call."""

    def id_of(self, name: str, business_unit: UUID) -> UUID | None:
        """Return the id of a business unit's copy of a role."""
        known = self._ids.get((name, business_unit))
        if known is None and (known := self._find(name, business_unit)) is not None:
            self._ids[name, business_unit] = known
        return known

    def _find(self, name: str, business_unit: UUID) -> UUID | None:
        wanted = odata.literal(name)
        found = self._api.one(
            "roles",
            select="roleid",
            filter=f"name eq {wanted} and _businessunitid_value eq {business_unit}",
        )
        return UUID(found["roleid"]) if found else None

    def remarks(self, role: SecurityRole, business_unit: UUID) -> Iterator[Remark]:
        """:param business_unit: the root."""
        id_ = self.id_of(role.name, business_unit)
        if id_ is None:
            body = {
                "name": role.name,
                "businessunitid@odata.bind": f"/businessunits({business_unit})",
            }
            yield Change(
                f"The role {role.name} is missing.",
                lambda: self._api.create("roles", body, in_solution=True),
            )
            id_ = self.id_of(role.name, business_unit)
        if id_ is None:
            return  # Only looked at: its privileges come with it.
        wanted, unknown = self._wanted(role)
        for told in unknown:
            yield Fault(
                f"The role {role.name} needs {told}, which the environment does not have.",
                "Install what brings it (Dynamics 365 Sales), or take it out of "
                "infra/dataverse/roles.yaml.",
                code="privilege_unknown",
            )
        held = self._held(id_)
        if differences := _differences(wanted, held, role.depth):
            yield Change(
                f"The role {role.name} has other privileges than it should: {differences}.",
                partial(self._replace, id_, wanted, role.depth, business_unit),
            )

    def lacking(self, held: Iterable[str], needed: Mapping[str, Sequence[Right]]) -> list[str]:
        """Return the names of those *needed* privileges, by table, that are not *held*."""
        names = {name.lower() for name in held}
        lacking = []
        for table, rights in needed.items():
            for right in rights:
                privilege = self.of_table(table).get(right)
                if privilege is not None and privilege["Name"].lower() not in names:
                    lacking.append(str(privilege["Name"]))
        return sorted(set(lacking))

    def of_table(self, table: str) -> Mapping[Right, Row]:
        """Return a table's privileges; none where there is no such table."""
        definition = self._tables.find(table) or {}
        return {
            Right(each["PrivilegeType"]): each
            for each in definition.get("Privileges", ())
            if each["PrivilegeType"] in list(Right)
        }

    def _wanted(self, role: SecurityRole) -> tuple[dict[str, str], list[str]]:
        """Return names by privilege id, and what there is no privilege for.

        Tables that are not installed, such as quotes without the Sales app, need none.
        """
        wanted: dict[str, str] = {}
        for table in role.privileges:
            known = self.of_table(table)
            for right in role.rights(table):
                if right in known:
                    wanted[str(known[right]["PrivilegeId"])] = str(known[right]["Name"])
        found = self._named(role.named)
        wanted |= {str(row["privilegeid"]): str(row["name"]) for row in found}
        unknown = sorted(set(role.named) - {str(row["name"]) for row in found})
        return wanted, unknown

    def _named(self, names: Sequence[str]) -> list[Row]:
        found: list[Row] = []
        for start in range(0, len(names), _AT_ONCE):
            chosen = names[start : start + _AT_ONCE]
            either = " or ".join(f"name eq {odata.literal(name)}" for name in chosen)
            found += self._api.rows("privileges", select="privilegeid,name", filter=either)
        return found

    def _held(self, role: UUID) -> dict[str, int]:
        """Return depth masks by privilege id."""
        rows = self._api.rows(
            "roleprivilegescollection",
            select="privilegeid,privilegedepthmask",
            filter=f"roleid eq {role}",
        )
        return {str(row["privilegeid"]): int(row["privilegedepthmask"]) for row in rows}

    def _replace(
        self, role: UUID, wanted: Mapping[str, str], depth: Depth, business_unit: UUID
    ) -> None:
        privileges: list[dict[str, Any]] = [
            {"Depth": depth.value, "PrivilegeId": id_, "BusinessUnitId": str(business_unit)}
            for id_ in wanted
        ]
        path = f"roles({role})/Microsoft.Dynamics.CRM.ReplacePrivilegesRole"
        self._api.act(path, {"Privileges": privileges})


def _differences(wanted: Mapping[str, str], held: Mapping[str, int], depth: Depth) -> str:
    """Return in words how what is held differs from what is wanted; empty where it does not."""
    missing = sorted(name for id_, name in wanted.items() if id_ not in held)
    shallow = sorted(
        name for id_, name in wanted.items() if id_ in held and held[id_] != _MASKS[depth]
    )
    surplus = len(set(held) - set(wanted))
    told = []
    if missing:
        told.append(f"{_listed(missing)} missing")
    if shallow:
        told.append(f"{_listed(shallow)} of another depth")
    if surplus:
        told.append(f"{surplus} too many")
    return ", ".join(told)


def _listed(names: Sequence[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
