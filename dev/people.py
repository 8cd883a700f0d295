"""People who call the app: known to the simulated Entra ID, with roles in the simulated Dataverse.

The roles are rows as setup leaves them behind, for those who begin after setup.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from dev.simulators.dataverse import DataverseSimulator
from dev.simulators.fleet import Fleet
from shared.domain.callers import Role

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Person:
    object_id: str
    """In Entra ID."""
    user_id: str
    """In Dataverse."""
    name: str
    token: str = field(repr=False)
    """A bearer token for the app."""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}


def ready_made(fleet: Fleet) -> Person:
    """Return the person who is there from the start."""
    known = fleet.credentials
    [row] = fleet.dataverse.rows("systemuser", f"azureactivedirectoryobjectid eq {known.user_id}")
    return Person(known.user_id, str(row["systemuserid"]), known.user_name, fleet.user_token())


def hire(fleet: Fleet, name: str, *roles: Role, app_roles: Collection[str] = ()) -> Person:
    """Let somebody join, with roles of their own in Dataverse, and in the app registration."""
    user, user_id = fleet.add_person(name, *app_roles)
    for role in roles:
        assign(fleet, user_id, role)
    return Person(user.object_id, user_id, name, fleet.user_token(user.object_id))


def assign(fleet: Fleet, user_id: str, role: Role) -> None:
    with fleet.dataverse_server.lock:
        role_id = root_role(fleet.dataverse, role)
        fleet.dataverse.associate("systemuser", user_id, "systemuserroles_association", role_id)


def take_away(fleet: Fleet, user_id: str, role: Role) -> None:
    with fleet.dataverse_server.lock:
        role_id = root_role(fleet.dataverse, role)
        fleet.dataverse.disassociate("systemuser", user_id, "systemuserroles_association", role_id)


def root_role(dataverse: DataverseSimulator, role: Role) -> str:
    """Return the id of a role in the root business unit, made if setup has not done so."""
    unit = next(
        row["businessunitid"]
        for row in dataverse.rows("businessunit")
        if row["_parentbusinessunitid_value"] is None
    )
    for row in dataverse.rows("role", f"name eq '{role.value}'"):
        if row["_businessunitid_value"] == unit:
            return str(row["roleid"])
    body = {"name": role.value, "businessunitid@odata.bind": f"businessunits({unit})"}
    return str(dataverse.add("role", body)["roleid"])
