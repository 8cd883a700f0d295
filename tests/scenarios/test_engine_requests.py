"""Chosen records: what becomes of each, and in how few requests they are read."""

from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
TOO_LONG = "https://" + "x" * 230
"""A website that Business Central takes and Dataverse refuses."""
AT_ONCE = 50
"""How many records of Business Central one request asks for by their ids."""


def reads_of_customers(world: Surroundings) -> int:
    entries = world.server(Side.BC).journal.last()
    return sum(1 for e in entries if e.method == "GET" and "/customers?" in e.target)


@pytest.mark.scenario("CRMEntitySynchTest.SyncSingleCustomerUnmodified")
def test_an_unchanged_record_is_taken_once_its_direction_is_told(
    world: Surroundings, pair: Json
) -> None:
    refused = world.call("POST", "mappings/customer/sync", json={"records": [pair["id"]]})

    run = world.sync(direction=TO, records=[pair["id"]])

    assert (refused.status_code, refused.json()["code"]) == (400, "direction_needed")
    assert counters(run) == {"read": 1, "unchanged": 1}


@pytest.mark.scenario("CRMEntitySynchTest.SyncMultipleCustomers")
def test_each_chosen_customer_ends_as_its_own_state_demands(
    world: Surroundings, pair: Json
) -> None:
    """The record that the fourth customer waits for is its currency: it could be any lookup's."""
    world.accounts.add("Litware")
    never_agreed = world.customers.add("Litware", website=TOO_LONG)
    world.sync(direction=TO, full=True, records=[never_agreed["id"]])
    uncoupled = world.customers.add("Northwind")
    waiting = world.customers.add("Tailspin")
    world.sync(direction=TO, full=True, records=[waiting["id"]])
    world.customers.change(pair, city="Paris")
    world.customers.change(never_agreed, website="https://litware.example", city="Rome")
    world.customers.change(waiting, currencyId=world.customers.currency("USD")["id"])
    chosen = [pair, uncoupled, never_agreed, waiting]

    run = world.sync(direction=TO, records=[customer["id"] for customer in chosen])

    assert counters(run) == {"read": 4, "modified": 2, "skipped": 1, "failed": 1}
    assert world.partner(pair)["address1_city"] == "Paris"
    assert world.partner(never_agreed)["address1_city"] == "Rome"
    [error] = world.errors(run)
    assert (error["record"], error["cause"]) == (waiting["id"], "dependency")
    assert "CURRENCY" in error["message"]


@pytest.mark.scenario("CRMIntegrationMgtTest.UpdateMultipleNowMixedToCRMForMany")
def test_customers_and_currencies_sent_at_once_are_a_job_for_each_mapping(
    world: Surroundings, pairs: list[Json]
) -> None:
    for code in ("USD", "GBP"):
        world.accounts.add_currency(code, code)
    currencies = [world.customers.currency(code) for code in ("USD", "GBP")]
    world.sync("currency", full=True)
    for pair in pairs:
        world.customers.change(pair, city="Paris")
    for currency in currencies:
        world.customers.change_currency(currency, displayName=f"Renamed {currency['code']}")

    customers = world.sync(direction=TO, records=[pair["id"] for pair in pairs])
    run = world.sync("currency", direction=TO, records=[c["id"] for c in currencies])

    assert counters(customers) == {"read": 3, "modified": 3}
    assert counters(run) == {"read": 2, "modified": 2}
    assert len(customers["jobs"]) == len(run["jobs"]) == 1
    assert world.accounts.currency("USD")["currencyname"] == "Renamed USD"


@pytest.mark.scenario("CRMIntegrationMgtTest.UpdateMultipleNowNixedFromCRMForMany")
def test_accounts_and_dataverses_currencies_taken_at_once_are_a_job_for_each_mapping(
    world: Surroundings, pairs: list[Json]
) -> None:
    world.adjust("currency", direction="bidirectional")
    dollar = world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", direction=TO, full=True)
    accounts = [world.partner(pair) for pair in pairs]
    for account in accounts:
        world.accounts.change(account, address1_city="Paris")
    world.accounts.change_currency(dollar, currencyname="Dollar")

    customers = world.sync(direction=BACK, records=[a["accountid"] for a in accounts])
    run = world.sync("currency", direction=BACK, records=[dollar["transactioncurrencyid"]])

    assert counters(customers, BACK) == {"read": 3, "modified": 3}
    assert counters(run, BACK) == {"read": 1, "modified": 1}
    assert len(customers["jobs"]) == len(run["jobs"]) == 1
    assert world.customers.currency("USD")["displayName"] == "Dollar"


@pytest.mark.soak(but=[1])
@pytest.mark.scenario(
    "CRMEntitySynchTest.SplitTableFilterNothingToSplit",
    "CRMEntitySynchTest.SplitTableFilterIntoChunks",
)
@pytest.mark.parametrize(("many", "requests"), [(AT_ONCE, 1), (3 * AT_ONCE, 3)])
def test_chosen_records_are_read_in_as_few_requests_as_their_ids_fit_into(
    world: Surroundings, many: int, requests: int
) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(many)])
    world.sync("currency", full=True)
    world.clock.advance(timedelta(minutes=15))
    before = reads_of_customers(world)

    run = world.sync(direction=TO, full=True, records=[c["id"] for c in customers])

    assert counters(run) == {"read": many, "inserted": many}
    assert reads_of_customers(world) - before == requests
