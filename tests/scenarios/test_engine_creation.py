"""Records that have no partner yet: which runs give them one, and that they get one only once."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


@pytest.fixture
def creating(world: Surroundings) -> Surroundings:
    """The app, with a mapping that gives uncoupled records a partner."""
    world.adjust(only_coupled=False)
    world.sync("currency", full=True)
    return world


@pytest.mark.scenario("CRMSynchJobScenarios.SynchOnlyCoupledRecordsMapping")
def test_where_only_coupled_records_travel_no_uncoupled_account_becomes_a_customer(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.add("Litware")
    world.accounts.change(world.partner(pair), address1_city="Paris")

    run = world.tick()

    assert counters(run, BACK) == {"read": 2, "modified": 1, "skipped": 1}
    assert world.customers.read(pair["id"])["city"] == "Paris"
    assert len(world.customers.all()) == 3


@pytest.mark.scenario("IntegrationTableSynchTest.SynchNewIntegrationTableRecord")
def test_a_new_account_makes_a_coupled_customer_where_that_is_allowed(
    creating: Surroundings,
) -> None:
    account = creating.accounts.add("Adatum", address1_city="Paris")

    creating.sync(direction=BACK)

    [customer] = creating.customers.all()
    assert (customer["displayName"], customer["city"]) == ("Adatum", "Paris")
    assert creating.partner(customer)["accountid"] == account["accountid"]


@pytest.mark.scenario(
    "IntegrationTableSynchTest.SynchronizeNewRecordFromCRMShouldOnlyInsertOnceAndUpdateOnNextSynch"
)
def test_a_new_account_is_inserted_once_and_unchanged_from_then_on(creating: Surroundings) -> None:
    """Its fields travel both ways: what only goes to Dataverse would follow in the second run."""
    creating.adjust(fields=[{"bc": "displayName", "dataverse": "name", "match": 1}])
    creating.accounts.add("Adatum")

    first, second, third = creating.tick(), creating.tick(), creating.tick()

    assert counters(first, BACK) == {"read": 1, "inserted": 1}
    for run in (second, third):
        assert counters(run).keys() <= {"read", "unchanged"}
        assert counters(run, BACK).keys() <= {"read", "unchanged"}
    assert len(creating.customers.all()) == len(creating.accounts.all()) == 1


@pytest.mark.scenario("CRMSynchJobScenarios.BidirectionalSynchCanUpdateDataInBothSystems")
def test_two_new_records_on_each_side_are_four_on_both_after_one_run(
    creating: Surroundings,
) -> None:
    creating.customers.add_many(["Adatum", "Contoso"])
    creating.accounts.add("Fabrikam")
    creating.accounts.add("Litware")

    run = creating.tick()

    assert (counters(run)["inserted"], counters(run, BACK)["inserted"]) == (2, 2)
    names = ["Adatum", "Contoso", "Fabrikam", "Litware"]
    assert sorted(row["displayName"] for row in creating.customers.all()) == names
    assert sorted(row["name"] for row in creating.accounts.all()) == names
    assert len(creating.couplings()) == 4


@pytest.mark.scenario("CRMSynchJobScenarios.SynchFilteredViewToCRM")
def test_a_filter_keeps_customers_away_until_it_is_cleared(creating: Surroundings) -> None:
    creating.adjust(bc={"entity": "customers", "filter": "city eq 'Berlin'"})
    creating.customers.add_many(["Adatum", "Contoso"], city="Berlin")
    outside = creating.customers.add("Fabrikam", city="Paris")
    run = creating.tick()
    assert counters(run)["inserted"] == 2
    creating.accounts.add("Fabrikam")

    creating.adjust(bc={"entity": "customers"})
    creating.clock.advance(timedelta(minutes=15))
    creating.tick()
    creating.customers.change(outside, phoneNumber="2")
    creating.tick()

    assert sorted(row["name"] for row in creating.accounts.all()) == [
        "Adatum",
        "Contoso",
        "Fabrikam",
    ]
    partner = creating.partner(outside)
    assert (partner["address1_city"], partner["telephone1"]) == ("Paris", "2")


@pytest.mark.scenario("CRMSynchJobScenarios.TestSynchFromCRMIncludesChangesByIntegrationUser")
def test_new_accounts_that_the_apps_own_user_added_become_customers_too(
    creating: Surroundings,
) -> None:
    written = creating.customers.add("Adatum")
    creating.tick()
    own_user = creating.partner(written)["_modifiedby_value"]
    creating.clock.advance(timedelta(minutes=15))
    for name in ("Contoso", "Fabrikam", "Litware"):
        added = creating.accounts.add_as(own_user, name)
        assert added["_modifiedby_value"] == own_user

    run = creating.tick()

    assert counters(run, BACK)["inserted"] == 3
    assert len(creating.customers.all()) == 4
