"""Business units and their teams."""

import pytest

from tests.simulators.dataverse_driver import URL
from tests.simulators.dataverse_people import Staff

NAMESPACE = "Microsoft.Dynamics.CRM"


@pytest.fixture
def dataverse() -> Staff:
    return Staff()


def members(dataverse: Staff, team: str) -> set[str]:
    found = dataverse.get(f"teams({team})/teammembership_association?$select=systemuserid")["value"]
    return {row["systemuserid"] for row in found}


def default_team(dataverse: Staff, unit: str) -> str:
    query = f"teams?$filter=isdefault eq true and _businessunitid_value eq {unit}"
    [team] = dataverse.get(query)["value"]
    return str(team["teamid"])


@pytest.mark.wire("B.8")
def test_every_user_of_a_unit_is_in_its_default_team(dataverse: Staff) -> None:
    team = default_team(dataverse, dataverse.unit)

    assert {dataverse.person, dataverse.app_user} <= members(dataverse, team)


@pytest.mark.wire("B.8")
def test_a_new_unit_has_a_default_team_of_its_name(dataverse: Staff) -> None:
    north = dataverse.create_unit("North")

    team = default_team(dataverse, north)

    assert dataverse.get(f"teams({team})?$select=name")["name"] == "North"
    assert members(dataverse, team) == set()


def test_a_user_who_moves_leaves_roles_and_teams_behind(dataverse: Staff) -> None:
    north = dataverse.create_unit("North")
    dataverse.allow("Global", "prvReadAccount")
    bind = {"businessunitid@odata.bind": f"/businessunits({north})"}

    dataverse.call("PATCH", f"systemusers({dataverse.person})", bind)

    address = f"systemusers({dataverse.person})/systemuserroles_association"
    assert dataverse.get(address)["value"] == []
    assert members(dataverse, default_team(dataverse, north)) == {dataverse.person}
    assert dataverse.person not in members(dataverse, default_team(dataverse, dataverse.unit))


@pytest.mark.wire("B.8")
def test_a_new_team_belongs_to_its_creators_unit_and_to_them(dataverse: Staff) -> None:
    team = dataverse.get(f"teams({dataverse.create('teams', {'name': 'Sync'})})")

    assert team["teamtype"] == 0
    assert team["isdefault"] is False
    assert team["_businessunitid_value"] == dataverse.unit
    assert team["_administratorid_value"] == dataverse.app_user


@pytest.mark.wire("B.8")
def test_users_join_and_leave_a_team(dataverse: Staff) -> None:
    team = dataverse.create("teams", {"name": "Sync"})
    body = {"Members": [{"systemuserid": dataverse.person}]}

    added = dataverse.call("POST", f"teams({team})/{NAMESPACE}.AddMembersTeam", body)
    inside = members(dataverse, team)
    removed = dataverse.call("POST", f"teams({team})/{NAMESPACE}.RemoveMembersTeam", body)
    outside = members(dataverse, team)
    reference = {"@odata.id": f"{URL}/api/data/v9.2/systemusers({dataverse.person})"}
    dataverse.call("POST", f"teams({team})/teammembership_association/$ref", reference)

    assert (added.status, removed.status) == (204, 204)
    assert (inside, outside) == ({dataverse.person}, set())
    assert members(dataverse, team) == {dataverse.person}


@pytest.mark.wire("B.8")
def test_the_members_of_a_default_team_are_fixed(dataverse: Staff) -> None:
    team = default_team(dataverse, dataverse.unit)
    before = members(dataverse, team)
    body = {"Members": [{"systemuserid": dataverse.person}]}

    response = dataverse.call("POST", f"teams({team})/{NAMESPACE}.RemoveMembersTeam", body)

    assert response.status == 400
    assert members(dataverse, team) == before
    assert dataverse.call("DELETE", f"teams({team})").status == 400


@pytest.mark.wire("B.8")
def test_an_access_team_has_no_roles(dataverse: Staff) -> None:
    team = dataverse.create("teams", {"name": "Sync", "teamtype": 1})
    role = dataverse.simulator.add_role("Reader", {"prvReadAccount": "Global"})
    address = f"teams({team})/teamroles_association"

    response = dataverse.call("POST", f"{address}/$ref", {"@odata.id": f"/roles({role})"})

    assert response.status == 400
    assert dataverse.get(address)["value"] == []


def test_an_unknown_member_is_not_found(dataverse: Staff) -> None:
    team = dataverse.create("teams", {"name": "Sync"})
    body = {"Members": [{"systemuserid": "99999999-0000-4000-8000-000000000009"}]}

    response = dataverse.call("POST", f"teams({team})/{NAMESPACE}.AddMembersTeam", body)

    assert response.status == 404


def test_a_deleted_team_leaves_neither_members_nor_roles(dataverse: Staff) -> None:
    team = dataverse.create("teams", {"name": "Sync"})
    dataverse.simulator.give_role("team", team, "Salesperson")
    body = {"Members": [{"systemuserid": dataverse.person}]}
    dataverse.call("POST", f"teams({team})/{NAMESPACE}.AddMembersTeam", body)

    assert dataverse.call("DELETE", f"teams({team})").status == 204
    for through in ("teammemberships", "teamrolescollection"):
        assert dataverse.get(f"{through}?$filter=teamid eq {team}")["value"] == []
