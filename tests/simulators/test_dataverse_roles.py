"""Roles: their privileges, their copies in business units, and who may give them."""

import json
from typing import Any

import pytest

from tests.simulators.dataverse_driver import URL, code
from tests.simulators.dataverse_people import Staff

NAMESPACE = "Microsoft.Dynamics.CRM"


@pytest.fixture
def dataverse() -> Staff:
    return Staff()


def create_role(dataverse: Staff, name: str = "Sync", unit: str = "") -> str:
    bind = {"businessunitid@odata.bind": f"/businessunits({unit or dataverse.unit})"}
    return dataverse.create("roles", {"name": name, **bind})


def give(dataverse: Staff, role: str, *privileges: tuple[str, Any], replacing: bool = False) -> Any:
    action = "ReplacePrivilegesRole" if replacing else "AddPrivilegesRole"
    listed = [
        {
            "Depth": depth,
            "PrivilegeId": dataverse.privilege(name),
            "BusinessUnitId": dataverse.unit,
        }
        for name, depth in privileges
    ]
    return dataverse.call("POST", f"roles({role})/{NAMESPACE}.{action}", {"Privileges": listed})


def held(dataverse: Staff, role: str) -> dict[str, str]:
    found = dataverse.get(f"RetrieveRolePrivilegesRole(RoleId={role})")["RolePrivileges"]
    return {each["PrivilegeName"]: each["Depth"] for each in found}


@pytest.mark.wire("B.8")
def test_privileges_are_added_to_a_role_at_their_depths(dataverse: Staff) -> None:
    role = create_role(dataverse)

    response = give(dataverse, role, ("prvReadAccount", "Basic"), ("prvWriteAccount", 3))
    give(dataverse, role, ("prvReadAccount", "Global"))

    assert response.status == 204
    assert held(dataverse, role) == {"prvReadAccount": "Global", "prvWriteAccount": "Global"}


@pytest.mark.wire("B.8")
def test_privileges_are_replaced_and_removed(dataverse: Staff) -> None:
    role = create_role(dataverse)
    give(dataverse, role, ("prvReadAccount", "Basic"), ("prvWriteAccount", "Basic"))

    give(dataverse, role, ("prvReadAccount", "Deep"), ("prvReadContact", "Deep"), replacing=True)
    replaced = held(dataverse, role)
    body = {"PrivilegeId": dataverse.privilege("prvReadContact")}
    response = dataverse.call("POST", f"roles({role})/{NAMESPACE}.RemovePrivilegeRole", body)

    assert replaced == {"prvReadAccount": "Deep", "prvReadContact": "Deep"}
    assert response.status == 204
    assert held(dataverse, role) == {"prvReadAccount": "Deep"}


@pytest.mark.wire("B.8")
def test_a_roles_privileges_are_expanded_and_their_depths_are_masks(dataverse: Staff) -> None:
    role = create_role(dataverse)
    give(dataverse, role, ("prvReadAccount", "Local"))

    expanded = dataverse.get(
        f"roles({role})?$select=name&$expand=roleprivileges_association($select=name)"
    )
    rows = dataverse.get(f"roleprivilegescollection?$filter=roleid eq {role}")["value"]

    assert [each["name"] for each in expanded["roleprivileges_association"]] == ["prvReadAccount"]
    assert [row["privilegedepthmask"] for row in rows] == [2]


@pytest.mark.wire("B.8")
def test_a_privilege_associated_without_a_depth_reaches_everything(dataverse: Staff) -> None:
    role = create_role(dataverse)
    privilege = dataverse.privilege("prvActOnBehalfOfAnotherUser")
    address = f"roles({role})/roleprivileges_association"

    body = {"@odata.id": f"{URL}/api/data/v9.2/privileges({privilege})"}
    added = dataverse.call("POST", f"{address}/$ref", body)
    inside = held(dataverse, role)
    removed = dataverse.call("DELETE", f"{address}({privilege})/$ref")

    assert (added.status, removed.status) == (204, 204)
    assert inside == {"prvActOnBehalfOfAnotherUser": "Global"}
    assert held(dataverse, role) == {}


@pytest.mark.parametrize(
    ("name", "depth", "status"),
    [("prvReadAccount", "Everywhere", 400), ("prvReadProduct", "Basic", 400)],
)
def test_a_depth_that_a_privilege_cannot_have_is_refused(
    dataverse: Staff, name: str, depth: str, status: int
) -> None:
    role = create_role(dataverse)

    assert give(dataverse, role, (name, depth)).status == status
    assert held(dataverse, role) == {}


@pytest.mark.wire("B.8")
def test_the_standard_roles_are_known_by_their_templates(dataverse: Staff) -> None:
    query = "roles?$select=name&$filter=_roletemplateid_value eq "

    administrator = dataverse.get(f"{query}627090ff-40a3-4053-8790-584edc5be201")["value"]
    customizer = dataverse.get(f"{query}119f245c-3cc8-4b62-b31c-d1a046ced15d")["value"]

    assert [row["name"] for row in administrator] == ["System Administrator"]
    assert [row["name"] for row in customizer] == ["System Customizer"]
    assert dataverse.call("DELETE", f"roles({administrator[0]['roleid']})").status == 400


@pytest.mark.parametrize("table", ["roles", "teams", "businessunits"])
def test_a_name_is_taken_once(dataverse: Staff, table: str) -> None:
    unit = f"/businessunits({dataverse.unit})"
    lookup = "parentbusinessunitid" if table == "businessunits" else "businessunitid"
    body = {"name": "North", f"{lookup}@odata.bind": unit}
    dataverse.create(table, body)

    again = dataverse.call("POST", table, body)

    assert (again.status, code(again)) == (412, "0x80040237")
    assert len(dataverse.get(f"{table}?$filter=name eq 'North'")["value"]) == 1


@pytest.mark.wire("B.8")
def test_a_role_has_a_copy_in_each_business_unit_below(dataverse: Staff) -> None:
    north = dataverse.create_unit("North")

    role = create_role(dataverse)
    give(dataverse, role, ("prvReadAccount", "Global"))
    harbour = dataverse.create_unit("Harbour", north)

    query = f"roles?$filter=_parentrootroleid_value eq {role}"
    copies = {row["_businessunitid_value"]: row for row in dataverse.get(query)["value"]}
    assert set(copies) == {dataverse.unit, north, harbour}
    assert copies[harbour]["_parentroleid_value"] == copies[north]["roleid"]
    for copy in copies.values():
        assert held(dataverse, copy["roleid"]) == {"prvReadAccount": "Global"}


@pytest.mark.wire("B.8")
def test_copies_follow_their_root_and_are_not_changed_themselves(dataverse: Staff) -> None:
    north = dataverse.create_unit("North")
    role = create_role(dataverse)
    query = f"roles?$filter=_businessunitid_value eq {north} and _parentrootroleid_value eq {role}"
    copy = dataverse.get(query)["value"][0]["roleid"]

    refused = give(dataverse, copy, ("prvReadAccount", "Global"))
    dataverse.call("PATCH", f"roles({role})", {"name": "Renamed"})
    renamed = dataverse.get(query)["value"][0]["name"]
    kept = dataverse.call("DELETE", f"roles({copy})")
    dataverse.call("DELETE", f"roles({role})")

    assert (refused.status, renamed, kept.status) == (400, "Renamed", 400)
    assert dataverse.get(query)["value"] == []


@pytest.mark.wire("B.8")
def test_a_role_is_given_to_a_user_and_taken_away_again(dataverse: Staff) -> None:
    role = create_role(dataverse)
    address = f"systemusers({dataverse.person})/systemuserroles_association"

    body = {"@odata.id": f"{URL}/api/data/v9.2/roles({role})"}
    given = dataverse.call("POST", f"{address}/$ref", body)
    twice = dataverse.call("POST", f"{address}/$ref", body)
    listed = [row["roleid"] for row in dataverse.get(address)["value"]]
    expanded = dataverse.get(
        f"systemusers({dataverse.person})?$expand=systemuserroles_association($select=name)"
    )
    taken = dataverse.call("DELETE", f"{address}({role})/$ref")

    assert (given.status, twice.status, taken.status) == (204, 204, 204)
    assert listed == [role]
    assert [row["name"] for row in expanded["systemuserroles_association"]] == ["Sync"]
    assert dataverse.get(address)["value"] == []


@pytest.mark.wire("B.8")
def test_a_role_of_another_business_unit_is_refused(dataverse: Staff) -> None:
    north = dataverse.create_unit("North")
    role = create_role(dataverse, unit=north)
    address = f"systemusers({dataverse.person})/systemuserroles_association/$ref"

    response = dataverse.call("POST", address, {"@odata.id": f"/roles({role})"})

    assert response.status == 400
    assert dataverse.get("systemuserrolescollection?$filter=roleid eq " + role)["value"] == []


@pytest.mark.wire("B.8")
def test_the_privileges_of_a_user_are_those_of_all_their_roles_and_teams(dataverse: Staff) -> None:
    dataverse.allow("Basic", "prvReadAccount", "prvWriteAccount")
    dataverse.allow("Global", "prvReadAccount")
    bind = {"businessunitid@odata.bind": f"/businessunits({dataverse.unit})"}
    team = dataverse.create("teams", {"name": "Sales", **bind})
    role = create_role(dataverse)
    give(dataverse, role, ("prvReadContact", "Basic"))
    dataverse.call(
        "POST", f"teams({team})/teamroles_association/$ref", {"@odata.id": f"/roles({role})"}
    )
    members = {"Members": [{"systemuserid": dataverse.person}]}
    dataverse.call("POST", f"teams({team})/{NAMESPACE}.AddMembersTeam", members)

    address = f"systemusers({dataverse.person})/{NAMESPACE}.RetrieveUserPrivileges"
    found = dataverse.get(address)["RolePrivileges"]

    assert {each["PrivilegeName"]: each["Depth"] for each in found} == {
        "prvReadAccount": "Global",
        "prvWriteAccount": "Basic",
        "prvReadContact": "Basic",
    }
    assert {each["BusinessUnitId"] for each in found} == {dataverse.unit}


@pytest.mark.wire("B.8")
def test_only_who_may_assign_roles_gives_them(dataverse: Staff) -> None:
    role = create_role(dataverse)
    give(dataverse, role, ("prvReadContact", "Global"))
    address = f"systemusers({dataverse.person})/systemuserroles_association/$ref"
    body = {"@odata.id": f"/roles({role})"}

    without = dataverse.ask("POST", address, body)
    dataverse.allow("Global", "prvAssignRole")
    lacking = dataverse.ask("POST", address, body)
    dataverse.allow("Global", "prvReadContact")
    allowed = dataverse.ask("POST", address, body)

    assert (without.status, code(without)) == (403, "0x80040220")
    assert "prvAssignRole" in json.loads(without.body)["error"]["message"]
    assert (lacking.status, allowed.status) == (403, 204)


@pytest.mark.wire("B.8")
def test_nobody_gives_a_role_more_than_they_have(dataverse: Staff) -> None:
    role = create_role(dataverse)
    dataverse.allow("Global", "prvWriteRole", "prvReadRole")
    dataverse.allow("Basic", "prvReadContact")
    privilege = {"Depth": "Global", "PrivilegeId": dataverse.privilege("prvReadContact")}

    address = f"roles({role})/{NAMESPACE}.AddPrivilegesRole"
    response = dataverse.ask("POST", address, {"Privileges": [privilege]})

    assert response.status == 403
    assert held(dataverse, role) == {}


def test_an_unknown_privilege_is_not_found(dataverse: Staff) -> None:
    role = create_role(dataverse)
    privilege = {"Depth": "Global", "PrivilegeId": "99999999-0000-4000-8000-000000000009"}

    address = f"roles({role})/{NAMESPACE}.AddPrivilegesRole"

    assert dataverse.call("POST", address, {"Privileges": [privilege]}).status == 404


@pytest.mark.wire("B.8")
@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("systemuser", "prvReadUser"),
        ("salesorder", "prvReadOrder"),
        ("salesorderdetail", "prvReadOrder"),
        ("pricelevel", "prvReadProduct"),
        ("annotation", "prvReadNote"),
        ("transactioncurrency", "prvReadTransactionCurrency"),
    ],
)
def test_a_table_tells_the_names_of_its_privileges(dataverse: Staff, table: str, name: str) -> None:
    address = f"EntityDefinitions(LogicalName='{table}')?$select=LogicalName,Privileges"

    found = {each["Name"]: each["PrivilegeId"] for each in dataverse.get(address)["Privileges"]}

    assert found[name] == dataverse.privilege(name)
