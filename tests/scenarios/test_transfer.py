"""What a run carries from one record to the other, and what it leaves alone."""

from typing import Any

import pytest

from tests.scenarios.contacts import Contacts
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
NAME: Json = {"bc": "displayName", "dataverse": "name", "match": 2}
CITY: Json = {"bc": "city", "dataverse": "address1_city"}


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, and in step."""
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1", state="Bavaria")
    world.full_sync()
    return customer


def preview(world: Surroundings, direction: str, **body: Any) -> list[Json]:
    """Return what a run would do, with the values before and after."""
    asked = {"direction": direction, "dry_run": True, **body}
    answer = world.call("POST", "mappings/customer/sync", json=asked)
    return list(answer.json()["value"])


# A record and its first partner


@pytest.mark.scenario("IntegrationRecordSynchTest.VerifyTransferFieldsNewRecord")
def test_a_new_account_gets_every_mapped_value_of_its_customer(world: Surroundings) -> None:
    values = {
        "addressLine1": "Ring 5",
        "addressLine2": "Yard",
        "postalCode": "10115",
        "city": "Berlin",
        "state": "Berlin",
        "country": "DE",
        "phoneNumber": "+49 30 1",
        "email": "info@adatum.example",
        "website": "https://adatum.example",
        "creditLimit": 500,
    }
    customer = world.customers.add("Adatum", **values)

    run = world.full_sync()

    assert counters(run) == {"read": 1, "inserted": 1}
    account = world.partner(customer)
    fields = world.get("mappings/customer")["configuration"]["fields"]
    columns = {field["bc"]: field["dataverse"] for field in fields if field.get("bc") in values}
    assert {bc: account[column] for bc, column in columns.items()} == values


@pytest.mark.scenario("IntegrationRecordSynchTest.VerifyTransferFieldsExistingRecord")
def test_a_run_sends_only_what_changed_and_nothing_if_nothing_did(
    world: Surroundings, pair: Json
) -> None:
    """Ours: a forced run writes what differs, not what is equal anyway."""
    writes = world.writes()
    again = world.sync(full=True)
    assert counters(again).keys() == counters(again, BACK).keys() == {"read", "unchanged"}
    assert world.writes() == writes

    world.customers.change(pair, city="Hamburg")
    [decision] = preview(world, TO)
    run = world.tick()
    assert decision["after"] == {"address1_city": "Hamburg"}
    assert counters(run)["modified"] == 1

    world.accounts.change(world.partner(pair), address1_city="Paris", telephone1="2")
    forced = world.sync(force=True, direction=TO, records=[pair["id"]])
    assert counters(forced) == {"read": 1, "modified": 1}
    account = world.partner(pair)
    assert (account["address1_city"], account["telephone1"]) == ("Hamburg", "1")


@pytest.mark.scenario("IntegrationRecordSynchTest.CanTransferCalculatedFields")
def test_a_calculated_value_is_carried_to_a_plain_column(world: Surroundings) -> None:
    balance = {"bc": "balanceDue", "dataverse": "creditlimit", "direction": TO}
    world.adjust(fields=[NAME, balance])
    customer = world.customers.add("Adatum")
    world.stack.fleet.business_central.set_calculated(
        "customers", customer["id"], {"balanceDue": 120}, company=world.customers.company
    )

    world.sync(full=True)

    assert world.partner(customer)["creditlimit"] == 120


# States, provinces and counties


@pytest.mark.scenario("CRMIntegrationMapping.SyncCustomerCountyFromCRM")
def test_an_accounts_province_becomes_its_customers(world: Surroundings, pair: Json) -> None:
    world.accounts.change(world.partner(pair), address1_stateorprovince="Saxony")

    world.tick()

    assert world.customers.read(pair["id"])["state"] == "Saxony"


@pytest.mark.scenario("CRMIntegrationMapping.SyncCustomerCountyFromNAV")
def test_a_customers_state_becomes_its_accounts(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, state="Saxony")

    world.tick()

    assert world.partner(pair)["address1_stateorprovince"] == "Saxony"


@pytest.mark.scenario("CRMIntegrationMapping.SyncContactCountyFromCRM")
def test_a_contacts_province_becomes_its_counterparts(world: Surroundings) -> None:
    contacts = Contacts(world)
    contacts.add("Ada", state="Bavaria")
    world.sync("contact", full=True)
    [partner] = contacts.in_dataverse()
    contacts.change_in_dataverse(partner, address1_stateorprovince="Saxony")

    world.sync("contact")

    assert [person["state"] for person in contacts.in_bc()] == ["Saxony"]


# Fields that are switched off


@pytest.mark.scenario("CRMIntegrationMapping.SyncTableWithAllEnabledFields")
def test_a_coupled_currency_gets_code_symbol_and_name(world: Surroundings) -> None:
    world.accounts.add_currency("USD", "Greenback")
    dollar = world.customers.currency("USD")

    world.sync("currency", full=True)

    row = world.accounts.currency("USD")
    told = (row["isocurrencycode"], row["currencysymbol"], row["currencyname"])
    assert told == (dollar["code"], dollar["symbol"], dollar["displayName"])


@pytest.mark.scenario("CRMIntegrationMapping.SyncTableWithPartiallyDisabledFields")
def test_a_field_that_is_switched_off_stays_blank_in_a_new_record(world: Surroundings) -> None:
    """Told of customers: Dataverse takes no currency without a name."""
    world.adjust(fields=[NAME, CITY | {"enabled": False}])
    customer = world.customers.add("Adatum", city="Berlin")

    run = world.sync(direction=TO, full=True)

    assert counters(run) == {"read": 1, "inserted": 1}
    account = world.partner(customer)
    assert (account["name"], account["address1_city"]) == ("Adatum", None)


@pytest.mark.scenario("CRMIntegrationMapping.SyncTableWithAllDisabledFields")
def test_a_mapping_without_any_enabled_field_creates_nothing_and_says_why(
    world: Surroundings,
) -> None:
    """Ours: it is a mistake in the file, told before any run."""
    world.customers.add("Adatum")
    world.adjust(fields=[NAME | {"enabled": False}, CITY | {"enabled": False}])

    answer = world.call("POST", "mappings/customer/sync", json={"full": True})

    assert answer.status_code == 404
    assert (
        "at least one that is enabled and travels to_dataverse is needed" in answer.json()["detail"]
    )
    assert not world.accounts.all()


# What counts as a change


@pytest.mark.scenario(
    "IntegrationRecordSynchTest.VerifyModifiedFlagsAfterFieldsTransferWithUnchangedUnmappedField"
)
def test_a_column_that_is_not_mapped_is_no_change(world: Surroundings, pair: Json) -> None:
    world.accounts.change(world.partner(pair), description="A good customer")
    writes = world.writes()

    run = world.tick()

    assert counters(run, BACK).keys() == {"read", "unchanged"}
    assert world.writes() == writes


@pytest.mark.scenario(
    "IntegrationRecordSynchTest.VerifyModifiedFlagsAfterFieldsTransferWithUnchangedUnidirectionalField"
)
def test_a_one_way_field_that_did_not_change_is_not_written_with_others(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), creditlimit=70)
    world.customers.change(pair, city="Hamburg")

    [decision] = preview(world, TO)
    world.tick()

    assert decision["after"] == {"address1_city": "Hamburg"}
    assert world.partner(pair)["creditlimit"] == 70


@pytest.mark.scenario(
    "IntegrationRecordSynchTest.VerifyModifiedFlagsAfterFieldsTransferWithChangedBidirectionalField"
)
def test_a_both_ways_field_that_changed_can_conflict(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, city="Hamburg")
    world.accounts.change(world.partner(pair), address1_city="Paris")

    run = world.tick()

    assert counters(run)["failed"] == 1
    assert [error["cause"] for error in world.errors(run)] == ["conflict", "conflict"]


@pytest.mark.scenario(
    "IntegrationRecordSynchTest.VerifyModifiedFlagsAfterFieldsTransferWithUnchangedBidirectionalField"
)
def test_a_both_ways_field_that_was_only_touched_cannot_conflict(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, city="Hamburg")
    world.customers.change(pair, city="Berlin")
    world.accounts.change(world.partner(pair), address1_city="Paris")

    run = world.tick()

    assert counters(run) == {"read": 1, "unchanged": 1}
    assert counters(run, BACK) == {"read": 1, "modified": 1}
    assert world.customers.read(pair["id"])["city"] == "Paris"
