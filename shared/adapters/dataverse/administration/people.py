"""Users, and the roles that they hold themselves and through their teams."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.ports.administration import DataverseUser

_COLUMNS = "systemuserid,fullname,internalemailaddress,isdisabled,islicensed,_businessunitid_value"
_ROLES = "systemuserroles_association($select=roleid,_roletemplateid_value,_parentrootroleid_value)"
_TEAM_ROLES = "teamroles_association($select=roleid,_roletemplateid_value,_parentrootroleid_value)"
_READ_WRITE = 0
_FIRST_NAME, _LAST_NAME = "Business Central", "Integration"


class People:
    def __init__(self, api: WebApi) -> None:
        self._api = api

    def caller(self) -> DataverseUser:
        me = self._api.get("WhoAmI")["UserId"]
        row = self._api.get(f"systemusers({me})", select=_COLUMNS, expand=_ROLES)
        return _user(row, self._roles(row))

    def people(self) -> Sequence[DataverseUser]:
        """Return the human users: those with access mode Read-Write and an e-mail address."""
        rows = self._api.rows(
            "systemusers",
            select=_COLUMNS,
            filter=f"accessmode eq {_READ_WRITE} and applicationid eq null"
            " and internalemailaddress ne null",
            orderby="fullname",
        )
        return [_user(row, frozenset()) for row in rows]

    def of_application(self, client_id: str) -> Sequence[DataverseUser]:
        rows = self._api.rows(
            "systemusers",
            select=_COLUMNS,
            expand=_ROLES,
            filter=f"applicationid eq {client_id}",
        )
        return [_user(row, self._roles(row)) for row in rows]

    def create_for_application(self, client_id: str, business_unit: UUID) -> None:
        body = {
            "applicationid": client_id,
            "firstname": _FIRST_NAME,
            "lastname": _LAST_NAME,
            "businessunitid@odata.bind": f"/businessunits({business_unit})",
        }
        self._api.create("systemusers", body)

    def enable(self, user: UUID) -> None:
        self._api.change(f"systemusers({user})", {"isdisabled": False})

    def business_unit(self, user: UUID) -> UUID:
        row = self._api.get(f"systemusers({user})", select="_businessunitid_value")
        return UUID(row["_businessunitid_value"])

    def assign(self, user: UUID, role: UUID) -> None:
        self._api.associate(f"systemusers({user})/systemuserroles_association", f"roles({role})")

    def privileges(self, user: UUID) -> list[str]:
        path = f"systemusers({user})/Microsoft.Dynamics.CRM.RetrieveUserPrivileges"
        return [str(each["PrivilegeName"]) for each in self._api.get(path)["RolePrivileges"]]

    def _roles(self, row: Row) -> frozenset[UUID]:
        path = f"systemusers({row['systemuserid']})/teammembership_association"
        teams = self._api.rows(path, select="teamid", expand=_TEAM_ROLES)
        own = _identities(row.get("systemuserroles_association") or ())
        through_teams = (_identities(team.get("teamroles_association") or ()) for team in teams)
        return own.union(*through_teams)


def _identities(roles: Iterable[Row]) -> frozenset[UUID]:
    """Return what roles are known by, whichever business unit's copy they are."""
    keys = ("_roletemplateid_value", "_parentrootroleid_value", "roleid")
    found = (role.get(key) for role in roles for key in keys)
    return frozenset(UUID(str(id_)) for id_ in found if id_)


def _user(row: Row, roles: frozenset[UUID]) -> DataverseUser:
    return DataverseUser(
        UUID(row["systemuserid"]),
        str(row.get("fullname") or ""),
        str(row.get("internalemailaddress") or ""),
        enabled=not row.get("isdisabled"),
        licensed=bool(row.get("islicensed")),
        business_unit=UUID(row["_businessunitid_value"]),
        roles=roles,
    )
