"""Salespeople and the users of Sales who are the same persons: shown, proposed, coupled."""

from uuid import UUID, uuid4

import pytest

from shared.domain.installation import Ownership
from tests.people import People
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


@pytest.fixture
def jim(people: People) -> Json:
    """A user with the e-mail address of the salesperson JO, spelt in another way."""
    return people.user("Jim", "Olive", internalemailaddress=" JO@Contoso.com")


@pytest.fixture
def by_person(world: Surroundings) -> None:
    world.install(ownership=Ownership.PERSON)


def named(listed: list[Json], name: str) -> Json:
    return next(each for each in listed if name in (each.get("code"), each.get("name")))


# Looking


@pytest.mark.scenario(
    "CRMCouplingTest.CRMSystemUserPageCoupletoSalesperson",
    "CRMCouplingTest.CRMSystemUserPageShowsCoupledSalesperson",
    "CDSConnectionSetupTest.CoupleUsersActionOpensCRMSystemUsersList",
)
def test_a_user_is_listed_with_the_salesperson_once_they_are_coupled(
    people: People, jim: Json
) -> None:
    before = named(people.listed()["users"], "Jim Olive")

    ended = people.pair("JO", jim)

    assert before["salesperson"] is None
    assert ended["outcome"] == "coupled"
    listed = people.listed()
    assert named(listed["users"], "Jim Olive")["salesperson"]["name"] == "JO"
    assert named(listed["salespeople"], "JO")["user"]["id"] == jim["systemuserid"]
    assert listed["proposals"] == []


def test_users_are_listed_with_licence_and_state_and_applications_are_not(
    people: People,
) -> None:
    people.user("Ann", "Beebe", islicensed=False)
    people.user("Bob", "Cole", isdisabled=True)
    people.user("", "Robot", application_id=str(uuid4()))
    people.user("", "Service", isintegrationuser=True)

    users = people.listed()["users"]

    states = {each["name"]: (each["enabled"], each["licensed"]) for each in users}
    assert states["Ann Beebe"] == (True, False)
    assert states["Bob Cole"] == (False, True)
    assert not {"Robot", "Service"} & states.keys()


def test_a_pair_with_one_email_address_is_proposed_whatever_its_spelling(
    people: People, jim: Json
) -> None:
    [proposal] = people.listed()["proposals"]

    assert proposal["salesperson"]["name"] == "JO"
    assert proposal["user"]["id"] == jim["systemuserid"]


def test_an_address_that_belongs_to_several_proposes_nobody_and_says_why(
    people: People, jim: Json
) -> None:
    people.user("James", "Olive", internalemailaddress="jo@contoso.com")
    people.user("Linda", "Taylor", internalemailaddress="lt@contoso.com")
    people.salesperson("LT2", "Linda Taylor", email="LT@contoso.com")
    people.user("Otis", "Falls", internalemailaddress="of@contoso.com", isdisabled=True)
    people.salesperson("XX", "Nobody")
    people.salesperson("YY", "Stranger", email="yy@contoso.com")

    listed = people.listed()

    assert listed["proposals"] == []
    reasons = {each["salesperson"]["name"]: each["reason"] for each in listed["unclear"]}
    assert reasons == {
        "JO": "2 users have the salesperson's e-mail address.",
        "LT": "Another free salesperson has the same e-mail address.",
        "LT2": "Another free salesperson has the same e-mail address.",
        "OF": "The user with the salesperson's e-mail address is disabled.",
        "XX": "The salesperson has no e-mail address.",
        "YY": "No free user has the salesperson's e-mail address.",
    }
    [both] = [each for each in listed["unclear"] if each["salesperson"]["name"] == "JO"]
    assert {each["name"] for each in both["candidates"]} == {"Jim Olive", "James Olive"}


# Coupling


def test_all_proposals_are_coupled_at_once_and_a_repeated_call_finds_none(
    people: People, jim: Json
) -> None:
    otis = people.user("Otis", "Falls", internalemailaddress="of@contoso.com")

    first, second = people.couple(proposals=True), people.couple(proposals=True)

    assert [each["outcome"] for each in first["pairs"]] == ["coupled", "coupled"]
    assert second["pairs"] == []
    assert people.couplings() == {"JO": jim["systemuserid"], "OF": otis["systemuserid"]}


def test_a_pair_that_is_coupled_is_left_as_it_is(people: People, jim: Json) -> None:
    people.pair("JO", jim)

    assert people.pair("JO", jim)["outcome"] == "nothing_to_do"
    assert people.couplings() == {"JO": jim["systemuserid"]}


@pytest.mark.scenario("CRMCouplingTest.CRMSystemUserPageCoupleSalespersonToOtherCRMUser")
def test_a_salesperson_who_is_coupled_with_another_user_frees_the_first(
    people: People, jim: Json
) -> None:
    james = people.user("James", "Olive")
    people.pair("JO", jim)

    ended = people.pair("JO", james)

    assert ended["outcome"] == "coupled"
    assert people.couplings() == {"JO": james["systemuserid"]}
    assert named(people.listed()["users"], "Jim Olive")["salesperson"] is None


@pytest.mark.scenario("CRMCouplingTest.CRMSystemUserClearSalespersonCodeWhenSelectedForOther")
def test_a_user_who_is_given_to_another_salesperson_leaves_the_first(
    people: People, jim: Json
) -> None:
    people.pair("JO", jim)

    people.pair("LT", jim)

    assert people.couplings() == {"LT": jim["systemuserid"]}


def test_two_salespeople_exchange_their_users_in_one_call(people: People, jim: Json) -> None:
    linda = people.user("Linda", "Taylor")
    people.pair("JO", jim)
    people.pair("LT", linda)

    people.couple(
        {"salesperson": "JO", "user": linda["systemuserid"]},
        {"salesperson": "LT", "user": jim["systemuserid"]},
    )

    assert people.couplings() == {"JO": linda["systemuserid"], "LT": jim["systemuserid"]}


@pytest.mark.scenario(
    "CRMCouplingTest.CRMSystemUserPageRemoveCoupling",
    "CDSUncoupling.SalespersonsPurchaserCardUncouple",
)
@pytest.mark.parametrize("who", ["salesperson", "user"])
def test_one_who_is_named_alone_is_uncoupled(people: People, jim: Json, who: str) -> None:
    people.pair("JO", jim)
    alone = {"salesperson": "JO", "user": jim["systemuserid"]}[who]

    first = people.couple({who: alone})
    second = people.couple({who: alone})

    assert [each["outcome"] for each in first["pairs"]] == ["uncoupled"]
    assert [each["outcome"] for each in second["pairs"]] == ["nothing_to_do"]
    assert people.couplings() == {}


@pytest.mark.scenario(
    "CDSUncoupling.SalespersonsPurchasersUncoupleMultiple",
    "CDSUncoupling.SalespersonsPurchasersUncoupleSingle",
)
def test_of_three_coupled_salespeople_two_are_uncoupled_at_once_and_the_third_stays(
    people: People, jim: Json
) -> None:
    linda, otis = people.user("Linda", "Taylor"), people.user("Otis", "Falls")
    for code, user in (("JO", jim), ("LT", linda), ("OF", otis)):
        people.pair(code, user)

    people.couple({"salesperson": "JO"}, {"salesperson": "OF"})

    assert people.couplings() == {"LT": linda["systemuserid"]}


@pytest.mark.parametrize(
    ("state", "reason"),
    [({"isdisabled": True}, "is disabled"), ({"islicensed": False}, "has no licence")],
)
def test_a_user_who_cannot_own_rows_is_refused_and_the_whole_call_with_them(
    world: Surroundings, people: People, jim: Json, state: Json, reason: str
) -> None:
    ann = people.user("Ann", "Beebe", **state)
    pairs = [
        {"salesperson": "JO", "user": jim["systemuserid"]},
        {"salesperson": "LT", "user": ann["systemuserid"]},
    ]

    answer = world.call("POST", "salespeople/couplings", json={"pairs": pairs})

    assert answer.status_code == 400
    assert answer.json()["code"] == "people_refused"
    assert f"the user Ann Beebe {reason}" in answer.json()["detail"]
    assert people.couplings() == {}


def test_strangers_and_repetitions_are_refused_all_in_one_sentence(
    world: Surroundings, people: People, jim: Json
) -> None:
    stranger = str(uuid4())
    pairs = [
        {"salesperson": "JO", "user": jim["systemuserid"]},
        {"salesperson": "LT", "user": jim["systemuserid"]},
        {"salesperson": "ZZ", "user": stranger},
        {"salesperson": "OF", "user": stranger},
    ]

    answer = world.call("POST", "salespeople/couplings", json={"pairs": pairs})

    told = answer.json()["detail"]
    assert "there is no salesperson ZZ" in told
    assert f"there is no user {stranger}" in told
    assert "Jim Olive is named twice" in told


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"proposals": False},
        {"proposals": True, "pairs": [{"salesperson": "JO"}]},
        {"pairs": [{}]},
        {"pairs": [{"salesperson": "JO", "create": True}]},
        {"pairs": [{"salesperson": "JO", "user": str(uuid4()), "create": True}]},
        {"pairs": [{"salesperson": "JO", "owner": "x"}]},
    ],
)
def test_what_is_not_asked_for_clearly_is_refused(world: Surroundings, body: Json) -> None:
    answer = world.call("POST", "salespeople/couplings", json=body)

    assert answer.status_code == 400
    assert answer.json()["code"] == "request_invalid"


def test_no_salesperson_is_coupled_where_the_mapping_is_missing(world: Surroundings) -> None:
    world.adjust()
    (world.folder / "salespeople.yaml").unlink()
    world.start_app()

    answer = world.call("POST", "salespeople/couplings", json={"proposals": True})

    assert answer.status_code == 404
    assert answer.json()["code"] == "mapping_unknown"


# New salespeople


@pytest.mark.scenario("CRMIntTblMapHelperTests.UpdateSalespersonOnBeforeInsertRecord")
def test_salespeople_made_from_users_get_the_next_codes_and_the_users_names(
    people: People, jim: Json
) -> None:
    people.salesperson("SP NO. 00007", "Somebody")
    ann = people.user("Ann", "Beebe", mobilephone="1234")

    made = people.couple(
        {"user": jim["systemuserid"], "create": True},
        {"user": ann["systemuserid"], "create": True},
    )

    assert [each["outcome"] for each in made["pairs"]] == ["created", "created"]
    assert people.couplings() == {
        "SP NO. 00008": jim["systemuserid"],
        "SP NO. 00009": ann["systemuserid"],
    }
    created = next(each for each in people.salespeople() if each["code"] == "SP NO. 00009")
    assert (created["displayName"], created["phoneNo"]) == ("Ann Beebe", "1234")


def test_a_user_who_has_a_salesperson_gets_no_second_one(people: People, jim: Json) -> None:
    wanted = {"user": jim["systemuserid"], "create": True}
    people.couple(wanted)
    before = people.couplings()

    again = people.couple(wanted)

    assert [each["outcome"] for each in again["pairs"]] == ["nothing_to_do"]
    assert people.couplings() == before


def test_a_salesperson_whom_a_broken_call_left_behind_is_taken_instead_of_a_second_one(
    people: People, jim: Json
) -> None:
    values = {"email": jim["internalemailaddress"].strip()}
    left = people.salesperson("SP NO. 00001", "Jim Olive", **values)
    people.change_user(jim, internalemailaddress=values["email"])

    people.couple({"user": jim["systemuserid"], "create": True})

    assert people.couplings() == {left["code"]: jim["systemuserid"]}
    assert len([each for each in people.salespeople() if each["displayName"] == "Jim Olive"]) == 2


# The owning team


@pytest.mark.wire("B.3")
def test_coupled_users_join_the_owning_team_once(
    world: Surroundings, people: People, jim: Json
) -> None:
    team = people.team("BC - CRONUS")
    world.install(owning_team=UUID(team))
    ann = people.user("Ann", "Beebe")

    people.pair("JO", jim)
    people.pair("JO", jim)
    people.couple({"user": ann["systemuserid"], "create": True})

    assert people.members(team) == {jim["systemuserid"], ann["systemuserid"]}


# Synchronizing


def test_a_coupled_salesperson_takes_the_users_name_and_addresses(
    world: Surroundings, people: People, by_person: None, jim: Json
) -> None:
    people.change_user(jim, mobilephone="1234", firstname="James")

    coupled = people.couple({"salesperson": "JO", "user": jim["systemuserid"]})

    run = world.get(coupled["run"].removeprefix("/api/"))
    assert counters(run, BACK) == {"read": 1, "modified": 1}
    [jo] = [each for each in people.salespeople() if each["code"] == "JO"]
    assert (jo["displayName"], jo["phoneNo"]) == ("James Olive", "1234")


@pytest.mark.scenario("CRMEntitySynchTest.SyncSingleSalespersonNAVModified")
def test_a_salesperson_changed_in_business_central_is_overwritten_by_the_users_data(
    world: Surroundings, people: People, by_person: None, jim: Json
) -> None:
    people.pair("JO", jim)
    [jo] = [each for each in people.salespeople() if each["code"] == "JO"]
    people.change_salesperson(jo, displayName="Somebody else")

    run = world.sync("salespeople", direction=BACK, records=[jim["systemuserid"]], force=True)

    assert counters(run, BACK) == {"read": 1, "modified": 1}
    [jo] = [each for each in people.salespeople() if each["code"] == "JO"]
    assert jo["displayName"] == "Jim Olive"


@pytest.mark.scenario("CRMEntitySynchTest.SyncSalespersonsSequently")
def test_two_salespeople_are_synchronized_one_after_the_other_without_disturbing_each_other(
    world: Surroundings, people: People, by_person: None, jim: Json
) -> None:
    linda = people.user("Linda", "Taylor")
    people.pair("JO", jim)
    people.pair("LT", linda)
    people.change_user(jim, mobilephone="1")
    people.change_user(linda, mobilephone="2")
    configuration = world.get("mappings/salespeople")["configuration"]

    runs = [
        world.sync("salespeople", direction=BACK, records=[user["systemuserid"]])
        for user in (jim, linda)
    ]

    assert [counters(run, BACK)["modified"] for run in runs] == [1, 1]
    phones = {each["code"]: each["phoneNo"] for each in people.salespeople()}
    assert (phones["JO"], phones["LT"]) == ("1", "2")
    assert world.get("mappings/salespeople")["configuration"] == configuration


def test_a_full_run_makes_no_salesperson_of_a_user(
    world: Surroundings, people: People, by_person: None, jim: Json
) -> None:
    before = people.salespeople()

    run = world.sync("salespeople", full=True)

    counted = counters(run, BACK)
    assert counted == {"read": counted["read"], "skipped": counted["read"]}
    assert people.salespeople() == before


def test_the_coupling_of_a_salesperson_who_is_deleted_is_removed(
    world: Surroundings, people: People, by_person: None, jim: Json
) -> None:
    people.pair("JO", jim)
    [jo] = [each for each in people.salespeople() if each["code"] == "JO"]
    people.remove_salesperson(jo)
    people.change_user(jim, mobilephone="1")

    world.tick("salespeople")

    assert people.couplings() == {}
    assert named(people.listed()["users"], "Jim Olive")["salesperson"] is None
    assert world.get("mappings/salespeople/couplings")["value"] == []


def test_with_ownership_team_salespeople_do_not_take_part(
    world: Surroundings, people: People, jim: Json
) -> None:
    coupled = people.couple({"salesperson": "JO", "user": jim["systemuserid"]})
    world.stack.host.fire_timer("sync_salespeople")

    run = world.sync("salespeople")

    assert coupled["run"] is None
    assert run["message"] == (
        "SALESPEOPLE takes part only with ownership Person; nothing was done."
    )
    assert world.get("jobs", mapping="salespeople")["value"] == []
    reasons = world.get(f"mappings/salespeople/explain/dataverse/{jim['systemuserid']}")["reasons"]
    assert reasons[0]["code"] == "not_taking_part"
    assert [each["mapping"] for each in world.get("sync/full")["review"]] == [
        "currency",
        "customer",
    ]
