"""A company's place in Dataverse: its row, its business unit, and the team that owns its rows."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from shared.adapters import odata
from shared.adapters.dataverse.administration.roles import Roles
from shared.adapters.dataverse.administration.tables import Tables
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.domain.belonging import COMPANY_TABLE
from shared.domain.customization import OWNING_TEAM
from shared.ports.administration import Change, CompanyRow, Remark

_OWNER_TEAM = 0
_LONGEST_NAME = 100
_TEAM = {
    "select": "teamid,name,_businessunitid_value",
    "expand": "teamroles_association($select=roleid)",
}


class CompanyPlace:
    def __init__(self, api: WebApi, tables: Tables, roles: Roles) -> None:
        self._api, self._tables, self._roles = api, tables, roles

    def row(self, company: UUID) -> CompanyRow | None:
        if self._tables.find(COMPANY_TABLE) is None:
            return None  # Only looked at: the table comes first.
        found = self._api.one(
            "bcsync_companies",
            select="bcsync_companyid,bcsync_name,bcsync_environment",
            filter=f"bcsync_externalid eq {odata.literal(str(company))}",
        )
        if not found:
            return None
        name, environment = found["bcsync_name"], found["bcsync_environment"]
        return CompanyRow(UUID(found["bcsync_companyid"]), str(name), str(environment or ""))

    def name_row(self, row: CompanyRow, name: str) -> Iterator[Remark]:
        wanted = name[:_LONGEST_NAME]
        if row.name != wanted:
            yield Change(
                f"The company's row is called {row.name}; the company is {wanted} by now.",
                partial(self._api.change, f"bcsync_companies({row.id})", {"bcsync_name": wanted}),
            )

    def move_row(self, row: UUID, environment: str) -> None:
        self._api.change(f"bcsync_companies({row})", {"bcsync_environment": environment})

    def create_row(self, company: UUID, name: str, environment: str) -> None:
        body = {
            "bcsync_name": name[:_LONGEST_NAME],
            "bcsync_externalid": str(company),
            "bcsync_environment": environment,
        }
        self._api.create("bcsync_companies", body)

    def team(self, company: UUID, known: UUID | None) -> UUID | None:
        found = self._known(known)
        if found is None and (unit := self._unit(company)):
            found = self._team(unit)
        return UUID(found["teamid"]) if found else None

    def remarks(self, company: UUID, name: str, known: UUID | None, root: Row) -> Iterator[Remark]:
        """
        :param known: the team that owned the company's rows so far.
        :param root: the root business unit.
        """
        if team := self._known(known):
            yield from self._role_remarks(team)
            return
        unit = self._unit(company)
        if unit is None:
            unit_name = f"{name[:_LONGEST_NAME]} ({company})"
            body = {
                "name": unit_name,
                "parentbusinessunitid@odata.bind": f"/businessunits({root['businessunitid']})",
            }
            yield Change(
                f"The business unit {unit_name} is missing.",
                lambda: self._api.create("businessunits", body),
            )
            unit = self._unit(company)
        if unit is None:
            return  # Only looked at: the rest comes with it.
        yield from self._team_remarks(unit)

    def _team_remarks(self, unit: Row) -> Iterator[Remark]:
        name = f"BCI - {unit['name']}"
        if self._team(unit) is None:
            body = {
                "name": name,
                "teamtype": _OWNER_TEAM,
                "businessunitid@odata.bind": f"/businessunits({unit['businessunitid']})",
            }
            yield Change(
                f"The owning team {name} is missing.", lambda: self._api.create("teams", body)
            )
        if team := self._team(unit):
            yield from self._role_remarks(team)

    def _role_remarks(self, team: Row) -> Iterator[Remark]:
        role = self._roles.id_of(OWNING_TEAM, UUID(team["_businessunitid_value"]))
        if role is None:
            return
        held = {each["roleid"] for each in team.get("teamroles_association") or ()}
        if str(role) not in held:
            path = f"teams({team['teamid']})/teamroles_association"
            yield Change(
                f"The owning team {team['name']} does not have the role {OWNING_TEAM}.",
                partial(self._api.associate, path, f"roles({role})"),
            )

    def _unit(self, company: UUID) -> Row | None:
        """Find the business unit by the id in its name: the company can be renamed."""
        ending = odata.literal(f"({company})")
        return self._api.one(
            "businessunits", select="businessunitid,name", filter=f"endswith(name,{ending})"
        )

    def _known(self, team: UUID | None) -> Row | None:
        """Find a team by its id: an administrator can rename it, and its business unit."""
        return self._api.one("teams", **_TEAM, filter=f"teamid eq {team}") if team else None

    def _team(self, unit: Row) -> Row | None:
        return self._api.one(
            "teams",
            **_TEAM,
            filter=f"_businessunitid_value eq {unit['businessunitid']} and isdefault eq false"
            f" and teamtype eq {_OWNER_TEAM} and startswith(name,'BCI - ')",
        )
