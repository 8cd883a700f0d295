"""Users of applications, and acting on behalf of another user."""

import pytest

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse import DataverseSimulator
from dev.simulators.dataverse.staff import Person, empty_organization
from tests.simulators.dataverse_driver import NOBODY, PERSON, URL, Driver, Tokens, code
from tests.simulators.dataverse_people import Staff

BOT = "cccccccc-0000-4000-8000-000000000003"
ACT = "prvActOnBehalfOfAnotherUser"


@pytest.fixture
def dataverse() -> Staff:
    return Staff()


def application(dataverse: Staff, client_id: str) -> dict[str, str]:
    bind = {"businessunitid@odata.bind": f"/businessunits({dataverse.unit})"}
    return {"applicationid": client_id, **bind}


@pytest.mark.wire("B.8")
def test_an_application_has_one_user(dataverse: Staff) -> None:
    user = dataverse.create("systemusers", application(dataverse, BOT))

    again = dataverse.call("POST", "systemusers", application(dataverse, BOT))

    assert dataverse.get(f"systemusers({user})")["fullname"] == f"# {BOT}"
    assert (again.status, code(again)) == (412, "0x80040237")
    assert len(dataverse.get(f"systemusers?$filter=applicationid eq {BOT}")["value"]) == 1


@pytest.mark.wire("B.8")
def test_an_applications_object_id_comes_from_the_directory() -> None:
    known = {BOT: PERSON}
    simulator = DataverseSimulator(Tokens(), SimulatorClock(), URL, object_ids=known.get)

    user = simulator.add_user("", "Bot", application_id=BOT)

    assert user["azureactivedirectoryobjectid"] == PERSON
    assert user["accessmode"] == 4


@pytest.mark.wire("B.8")
def test_a_new_application_user_may_nothing_until_it_has_a_role(dataverse: Staff) -> None:
    [app] = dataverse.get(f"systemusers?$filter=systemuserid eq {dataverse.app_user}")["value"]
    person = dataverse.ask("GET", "accounts")

    assert app["accessmode"] == 4
    assert person.status == 403
    assert dataverse.ask("GET", "WhoAmI").status == 200


@pytest.mark.wire("B.8")
def test_a_user_is_disabled_and_enabled_by_a_switch(dataverse: Staff) -> None:
    address = f"systemusers({dataverse.person})"

    dataverse.call("PATCH", address, {"isdisabled": True})
    refused = dataverse.ask("GET", "WhoAmI")
    dataverse.call("PATCH", address, {"isdisabled": False})

    assert (refused.status, code(refused)) == (403, "0x80040225")
    assert dataverse.ask("GET", "WhoAmI").status == 200


@pytest.mark.wire("B.1")
@pytest.mark.parametrize("header", ["CallerObjectId", "MSCRMCallerID"])
def test_acting_for_another_user_leaves_both_names_in_the_row(
    dataverse: Staff, header: str
) -> None:
    dataverse.allow("Global", "prvCreateAccount", "prvReadAccount")
    who = {"CallerObjectId": PERSON, "MSCRMCallerID": dataverse.person}[header]

    response = dataverse.call("POST", "accounts", {"name": "A"}, {header: who})

    [row] = dataverse.get("accounts")["value"]
    assert response.status == 204
    assert row["_createdby_value"] == row["_ownerid_value"] == dataverse.person
    assert row["_createdonbehalfby_value"] == dataverse.app_user


@pytest.mark.wire("B.1")
def test_acting_for_another_user_needs_a_privilege(dataverse: Staff) -> None:
    dataverse.allow("Global", "prvReadAccount")
    for_app = {"MSCRMCallerID": dataverse.app_user}

    refused = dataverse.ask("GET", "accounts", headers=for_app)
    dataverse.allow("Global", ACT)

    assert (refused.status, code(refused)) == (403, "0x80040220")
    assert dataverse.ask("GET", "accounts", headers=for_app).status == 200


@pytest.mark.wire("B.1")
def test_who_acts_for_another_may_do_only_what_both_may(dataverse: Staff) -> None:
    dataverse.allow("Global", "prvReadAccount")

    read = dataverse.call("GET", "accounts", headers={"CallerObjectId": PERSON})
    write = dataverse.call("POST", "accounts", {"name": "A"}, {"CallerObjectId": PERSON})
    dataverse.allow("Global", ACT)
    for_app = {"MSCRMCallerID": dataverse.app_user}
    more = dataverse.ask("POST", "accounts", {"name": "A"}, headers=for_app)

    assert (read.status, write.status, more.status) == (200, 403, 403)


@pytest.mark.wire("B.1")
def test_nobody_acts_for_a_stranger_or_a_disabled_user(dataverse: Staff) -> None:
    stranger = dataverse.call("GET", "accounts", headers={"CallerObjectId": NOBODY})
    dataverse.simulator.change("systemuser", dataverse.person, {"isdisabled": True})
    disabled = dataverse.call("GET", "accounts", headers={"CallerObjectId": PERSON})

    assert (stranger.status, disabled.status) == (403, 403)


@pytest.mark.wire("B.8")
def test_an_organisation_without_the_integration_has_people_and_no_solution() -> None:
    dataverse = Driver()
    ada = Person("Ada", "Adams", PERSON, "ada@contoso.example")

    empty_organization(dataverse.simulator, ada)

    as_ada = {"Authorization": "Bearer person"}
    users = {row["fullname"]: row for row in dataverse.get("systemusers", **as_ada)["value"]}
    address = f"systemusers({users['Ada Adams']['systemuserid']})/systemuserroles_association"
    roles = {row["name"] for row in dataverse.get(address, **as_ada)["value"]}
    assert roles == {"System Administrator", "System Customizer"}
    assert users["Linda Taylor"]["internalemailaddress"] == "linda@contoso.example"
    assert users["Linda Taylor"]["islicensed"] is True
    assert users["Otis Falls"]["isdisabled"] is True
    assert dataverse.get("solutions", **as_ada)["value"] == []
