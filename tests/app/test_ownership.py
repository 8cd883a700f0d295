"""Who owns a row of Dataverse: the company's team, or the person whose customer it is."""

from uuid import UUID

import pytest

from shared.domain.installation import Ownership
from tests.people import People, owner
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"
BOTH_WAYS: Json = {"bc": "salespersonCode", "direction": "bidirectional"}


@pytest.fixture
def team(world: Surroundings, people: People) -> str:
    """The company's own team; nothing else has been decided, so that it owns everything."""
    team = people.team("BC - CRONUS")
    world.install(owning_team=UUID(team))
    return team


@pytest.fixture
def by_person(world: Surroundings, people: People, team: str) -> None:
    """Ownership Person; besides LT and others of every company there is the salesperson JR."""
    world.install(ownership=Ownership.PERSON)
    people.salesperson("JR", "Jim Olive")


@pytest.fixture
def jim(people: People, by_person: None) -> Json:
    jim = people.user("Jim", "Olive")
    people.pair("JR", jim)
    return jim


@pytest.fixture
def linda(people: People, by_person: None) -> Json:
    return people.user("Linda", "Taylor")


# Team


@pytest.mark.scenario("CDSIntegrationMgtTest.SetOwningTeam")
def test_a_new_account_belongs_to_the_companys_team(
    world: Surroundings, people: People, team: str
) -> None:
    people.salesperson("JR", "Jim Olive")
    customer = world.customers.add("Adatum", salespersonCode="JR")

    world.full_sync()

    assert owner(world.partner(customer)) == ("team", team)


def test_the_team_gets_new_rows_only_and_leaves_the_others_to_their_owners(
    world: Surroundings, people: People, team: str
) -> None:
    people.salesperson("JR", "Jim Olive")
    ann = people.user("Ann", "Beebe")
    customer = world.customers.add("Adatum")
    world.full_sync()
    user = f"systemusers({ann['systemuserid']})"
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": user})
    world.customers.change(customer, salespersonCode="JR", city="Berlin")

    run = world.tick()

    assert counters(run)["modified"] == 1
    assert world.partner(customer)["address1_city"] == "Berlin"
    assert owner(world.partner(customer)) == ("systemuser", ann["systemuserid"])


def test_currencies_which_nobody_owns_are_created_without_an_owner(
    world: Surroundings, team: str
) -> None:
    world.accounts.add_currency("USD", "US dollar")

    run = world.sync(
        "currency",
        full=True,
        records=[world.customers.currency("USD")["id"]],
        direction="to_dataverse",
    )

    assert counters(run)["coupled"] == 1


# Person


@pytest.mark.scenario("CDSIntegrationMgtTest.SetOwningUserWithBusinessUnitCheck")
def test_a_new_account_belongs_to_the_user_of_the_customers_salesperson(
    world: Surroundings, jim: Json
) -> None:
    customer = world.customers.add("Adatum", salespersonCode="JR")

    world.full_sync()

    assert owner(world.partner(customer)) == ("systemuser", jim["systemuserid"])


@pytest.mark.scenario(
    "CRMIntTblMapHelperTests.CannotCallUpdateOwnerIfChangedIfSalespersonIsNotCoupled"
)
def test_a_customer_whose_salesperson_is_not_coupled_waits_and_is_released_by_the_coupling(
    world: Surroundings, people: People, by_person: None, linda: Json
) -> None:
    customer = world.customers.add("Adatum", salespersonCode="LT")

    run = world.full_sync()

    assert counters(run)["failed"] == 1
    [entry] = world.pending()
    assert entry["cause"] == "dependency"
    assert entry["message"].startswith(
        f"The salesperson LT of 'Adatum' ({customer['id']}) is not coupled with a Sales user; "
        "couple it with POST /api/salespeople/couplings."
    )
    assert not world.accounts.all()

    people.pair("LT", linda)
    world.tick()

    assert owner(world.partner(customer)) == ("systemuser", linda["systemuserid"])
    assert not world.pending()


def test_a_user_who_may_not_read_accounts_owns_none_and_keeps_nobody_else_waiting(
    world: Surroundings, people: People, jim: Json
) -> None:
    world.install(owning_team=None)  # Whose role would be its members', too.
    people.pair("LT", people.user("Linda", "Taylor", roles=[]))
    refused = world.customers.add("Contoso", salespersonCode="LT")
    fine = world.customers.add("Adatum", salespersonCode="JR")

    run = world.full_sync()

    assert counters(run) == {"read": 2, "inserted": 1, "failed": 1}
    assert owner(world.partner(fine)) == ("systemuser", jim["systemuserid"])
    [entry] = world.pending()
    assert (entry["record"], entry["cause"]) == (refused["id"], "data")
    assert "Give the row's owner a security role" in entry["message"]


def test_without_a_salesperson_or_with_one_that_is_gone_the_team_owns_the_account(
    world: Surroundings, people: People, team: str, jim: Json
) -> None:
    gone = people.salesperson("OLD")
    blank = world.customers.add("Adatum")
    orphan = world.customers.add("Contoso", salespersonCode="OLD")
    people.remove_salesperson(gone)

    world.full_sync()

    assert world.customers.read(orphan["id"])["salespersonCode"] == "OLD"
    assert owner(world.partner(blank)) == ("team", team)
    assert owner(world.partner(orphan)) == ("team", team)


@pytest.mark.scenario(
    "CRMSynchHelperTest.TestUpdateOwnerIfChangedWithChange",
    "CRMEntitySynchTest.SyncModifiedCustomerWithAdditionalNonMappedFieldToCRM",
)
def test_another_salesperson_makes_another_user_the_accounts_owner(
    world: Surroundings, people: People, jim: Json, linda: Json
) -> None:
    people.pair("LT", linda)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    [before] = world.couplings()
    world.customers.change(customer, salespersonCode="LT")

    run = world.tick()

    assert counters(run) == {"read": 1, "modified": 1}
    assert owner(world.partner(customer)) == ("systemuser", linda["systemuserid"])
    [after] = world.couplings()
    assert after["synced_at"] > before["synced_at"]


@pytest.mark.scenario("CRMSynchHelperTest.TestUpdateOwnerIfChangedWithNoChange")
def test_the_same_salesperson_leaves_the_owner_alone(
    world: Surroundings, people: People, jim: Json
) -> None:
    ann = people.user("Ann", "Beebe")
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    user = f"systemusers({ann['systemuserid']})"
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": user})
    world.customers.change(customer, city="Berlin")

    world.tick()

    assert world.partner(customer)["address1_city"] == "Berlin"
    assert owner(world.partner(customer)) == ("systemuser", ann["systemuserid"])


def test_a_salesperson_who_is_taken_away_leaves_the_owner_alone(
    world: Surroundings, jim: Json
) -> None:
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    world.customers.change(customer, salespersonCode="", city="Berlin")

    first, idle = world.tick(), world.tick()

    assert counters(first)["modified"] == 1
    assert counters(idle).get("modified") is None
    assert world.partner(customer)["address1_city"] == "Berlin"
    assert owner(world.partner(customer)) == ("systemuser", jim["systemuserid"])


def test_an_account_whose_owner_fell_to_the_team_goes_to_the_salesperson_named_later(
    world: Surroundings, team: str, jim: Json
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, salespersonCode="JR")

    run = world.tick()

    assert counters(run)["modified"] == 1
    assert owner(world.partner(customer)) == ("systemuser", jim["systemuserid"])


@pytest.mark.scenario(
    "CRMIntTblMapHelperTests.CanCallUpdateOwnerIfChangedIfSalespersonIsNotCoupledIfMappingDoesNotExist"
)
def test_without_a_mapping_of_salespeople_no_owner_is_written_and_nothing_fails(
    world: Surroundings, people: People, by_person: None, team: str
) -> None:
    world.adjust()
    (world.folder / "salespeople.yaml").unlink()
    world.start_app()
    customer = world.customers.add("Adatum", salespersonCode="LT")

    run = world.full_sync()

    assert counters(run) == {"read": 1, "inserted": 1}
    kind, owning = owner(world.partner(customer))
    assert kind == "systemuser"
    assert owning != team


def test_a_change_to_persons_gives_the_accounts_to_their_salespeoples_users(
    world: Surroundings, people: People, team: str
) -> None:
    people.salesperson("JR", "Jim Olive")
    jim = people.user("Jim", "Olive")
    people.pair("JR", jim)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    assert owner(world.partner(customer)) == ("team", team)
    world.install(ownership=Ownership.PERSON)

    world.tick()

    assert owner(world.partner(customer)) == ("systemuser", jim["systemuserid"])


# From Dataverse


def test_a_new_owner_changes_no_salesperson_unless_the_mapping_says_so(
    world: Surroundings, people: People, jim: Json, linda: Json
) -> None:
    people.pair("LT", linda)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    user = f"systemusers({linda['systemuserid']})"
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": user})

    run = world.tick()

    assert counters(run, BACK).get("modified") is None
    assert world.customers.read(customer["id"])["salespersonCode"] == "JR"


def test_a_new_owner_becomes_the_salesperson_where_the_mapping_carries_both_ways(
    world: Surroundings, people: People, jim: Json, linda: Json
) -> None:
    world.adjust(owner=BOTH_WAYS)
    people.pair("LT", linda)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    user = f"systemusers({linda['systemuserid']})"
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": user})

    run = world.tick()

    assert counters(run, BACK)["modified"] == 1
    assert world.customers.read(customer["id"])["salespersonCode"] == "LT"


@pytest.mark.scenario(
    "CRMIntTblMapHelperTests.CannotCallUpdateSalespersonCodeIfChangedIfOwnerIsOfTypeTeam"
)
def test_an_account_that_a_team_owns_yields_no_salesperson_and_fails(
    world: Surroundings, people: People, jim: Json
) -> None:
    world.adjust(owner=BOTH_WAYS)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    other = people.team("Another team")
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": f"teams({other})"})

    run = world.tick()

    assert counters(run, BACK)["failed"] == 1
    assert "yields no salesperson" in world.errors(run)[0]["message"]
    assert world.customers.read(customer["id"])["salespersonCode"] == "JR"


def test_an_account_of_the_companys_own_team_keeps_its_customers_salesperson(
    world: Surroundings, people: People, team: str, jim: Json
) -> None:
    world.adjust(owner=BOTH_WAYS)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    account = world.partner(customer)
    world.accounts.change(account, **{"ownerid@odata.bind": f"teams({team})", "telephone1": "1"})

    run = world.tick()

    assert counters(run, BACK)["modified"] == 1
    changed = world.customers.read(customer["id"])
    assert (changed["salespersonCode"], changed["phoneNumber"]) == ("JR", "1")
    assert not world.pending()


@pytest.mark.scenario(
    "CDSIntegrationMgtTest.CheckOwningTeam",
    "CDSIntegrationMgtTest.CheckOwningUserWithBusinessUnitCheck",
)
@pytest.mark.parametrize("assigned_to", ["the companys team", "a coupled user"])
def test_an_account_of_another_team_is_released_once_it_is_assigned_to_an_owner_of_ours(
    world: Surroundings, people: People, team: str, jim: Json, linda: Json, assigned_to: str
) -> None:
    people.pair("LT", linda)
    world.adjust(owner=BOTH_WAYS)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    other = people.team("Another team")
    account = world.partner(customer)
    world.accounts.change(account, **{"ownerid@odata.bind": f"teams({other})"})
    world.tick()
    assert [entry["cause"] for entry in world.pending()] == ["dependency"]
    owners = {
        "the companys team": (f"teams({team})", "JR"),
        "a coupled user": (f"systemusers({linda['systemuserid']})", "LT"),
    }
    address, salesperson = owners[assigned_to]
    world.accounts.change(account, **{"ownerid@odata.bind": address})

    world.tick()

    assert not world.pending()
    assert world.customers.read(customer["id"])["salespersonCode"] == salesperson


@pytest.mark.scenario(
    "CRMIntTblMapHelperTests.CanCallUpdateSalespersonCodeIfChangedIfOwnerIsOfTypeTeamAndMappingDoesNotExist"
)
def test_without_a_mapping_of_salespeople_a_teams_account_keeps_its_customers_salesperson(
    world: Surroundings, people: People, by_person: None
) -> None:
    world.adjust(owner=BOTH_WAYS)
    (world.folder / "salespeople.yaml").unlink()
    world.start_app()
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    other = people.team("Another team")
    account = world.partner(customer)
    world.accounts.change(account, **{"ownerid@odata.bind": f"teams({other})", "telephone1": "1"})

    run = world.tick()

    assert counters(run, BACK)["modified"] == 1
    changed = world.customers.read(customer["id"])
    assert (changed["salespersonCode"], changed["phoneNumber"]) == ("JR", "1")


# What else the original is tested for


@pytest.mark.scenario("CDSIntegrationMgtTest.CheckDefaultOwningTeamCache")
def test_after_the_team_was_replaced_new_accounts_belong_to_the_new_one(
    world: Surroundings, people: People, team: str
) -> None:
    before = world.customers.add("Adatum")
    world.full_sync()
    replaced = people.team("BC - CRONUS anew")
    world.install(owning_team=UUID(replaced))
    after = world.customers.add("Contoso")

    world.full_sync()

    assert owner(world.partner(before)) == ("team", team)
    assert owner(world.partner(after)) == ("team", replaced)


@pytest.mark.scenario("CRMIntTblMapHelperTests.UpdateCRMAccountAfterTransferRecordFields")
def test_an_account_that_its_new_salespersons_user_owns_already_is_not_modified(
    world: Surroundings, people: People, jim: Json, linda: Json
) -> None:
    people.pair("LT", linda)
    customer = world.customers.add("Adatum", salespersonCode="JR")
    world.full_sync()
    user = f"systemusers({linda['systemuserid']})"
    world.accounts.change(world.partner(customer), **{"ownerid@odata.bind": user})
    world.customers.change(customer, salespersonCode="LT")

    run = world.tick()

    assert counters(run) == {"read": 1, "unchanged": 1}
    assert owner(world.partner(customer)) == ("systemuser", linda["systemuserid"])
