from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest

from tests.coupling import (
    ask,
    couple,
    ids,
    only_counters,
    pair,
    pairs,
    preview,
    refusal,
)
from tests.surroundings import Json, Surroundings


@pytest.fixture
def euro(world: Surroundings) -> None:
    world.sync("currency", full=True)


@pytest.mark.scenario(
    "CRMCouplingTest.CoupleCustomer",
    "CRMCouplingRecord.BidirectionalDefaultSynchToCRMIfNotCoupled",
    "CRMCouplingRecord.GetCRMIDAfterSelectingCRMRecord",
    "CRMCouplingRecord.GetPerformInitialSynchronization",
    "CRMIntegrationRecordTest.CanCoupleCRMIDToRecord",
)
@pytest.mark.usefixtures("euro")
def test_a_coupled_account_takes_the_customers_values(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague", telephone1="2")
    before = world.customers.read(customer["id"])

    answer = couple(world, pair(customer, account))

    assert pairs(world) == {ids(customer, account)}
    after = world.accounts.read(account["accountid"])
    assert (after["name"], after["address1_city"], after["telephone1"]) == (
        "Adatum",
        "Berlin",
        None,
    )
    assert world.customers.read(customer["id"]) == before
    assert answer["type"] == "coupling"
    assert only_counters(answer) == {"read": 1, "coupled": 1}
    followed = world.get(f"runs/{answer['follow']['id']}")
    assert followed["type"] == "synchronization"
    assert only_counters(followed) == {"read": 1, "modified": 1}


@pytest.mark.scenario("CRMCouplingRecord.GetInitialSynchronizationDirection")
@pytest.mark.usefixtures("euro")
def test_a_customer_coupled_from_dataverse_takes_the_accounts_values(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")

    couple(world, pair(customer, account), initial="from_dataverse")

    after = world.customers.read(customer["id"])
    assert (after["displayName"], after["city"]) == ("Contoso", "Prague")
    assert world.accounts.read(account["accountid"])["name"] == "Contoso"


def test_records_coupled_without_synchronizing_keep_their_values(world: Surroundings) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")
    world.tick()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    writes = world.writes()

    answer = ask(world, "", pairs=[pair(customer, account)], initial="none")
    world.tick()

    assert answer.status_code == 201
    assert answer.json()["follow"] is None
    assert pairs(world) == {ids(customer, account)}
    assert world.writes() == writes


@pytest.mark.usefixtures("euro")
def test_many_pairs_are_coupled_in_one_job_and_synchronized_in_one_run(
    world: Surroundings,
) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(120)])
    accounts = [world.accounts.add(f"Account {n}") for n in range(120)]
    chosen = [pair(c, a) for c, a in zip(customers, accounts, strict=True)]

    answer = couple(world, *chosen)

    assert only_counters(answer) == {"read": 120, "coupled": 120}
    assert len(pairs(world)) == 120
    assert {row["name"] for row in world.accounts.all()} == {c["displayName"] for c in customers}


@pytest.mark.scenario("CRMCouplingRecord.DefaultDoNotSyncIfCoupled")
@pytest.mark.usefixtures("euro")
def test_a_pair_that_is_coupled_and_agrees_is_left_alone_unless_a_side_is_chosen(
    world: Surroundings,
) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")
    couple(world, pair(customer, account))
    world.accounts.change(account, name="Contoso")

    again = ask(world, "", pairs=[pair(customer, account)])

    assert again.status_code == 200
    assert again.json()["follow"] is None
    assert only_counters(again.json()) == {"read": 1, "unchanged": 1}
    couple(world, pair(customer, account), initial="to_dataverse")
    assert world.accounts.read(account["accountid"])["name"] == "Adatum"


# What is refused changes nothing


@pytest.mark.scenario(
    "CRMCouplingRecord.TypingWrongCRMAccountName",
    "CRMCouplingTest.CoupleResource",
)
def test_a_record_that_does_not_exist_is_named_and_nothing_is_coupled(world: Surroundings) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")
    other, nobody = world.customers.add("Litware"), {"accountid": str(uuid4())}

    answer = ask(world, "", pairs=[pair(customer, account), pair(other, nobody)])

    assert (answer.status_code, answer.json()["code"]) == (404, "record_missing")
    assert nobody["accountid"] in answer.json()["detail"]
    assert account["accountid"] not in answer.json()["detail"]
    assert not pairs(world)


@pytest.mark.scenario("CRMIntegrationRecordTest.CannotInsertRecordWithZeroTableId")
def test_nothing_is_coupled_for_a_mapping_that_does_not_exist(world: Surroundings) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")

    answer = ask(world, "", "vendor", pairs=[pair(customer, account)])

    assert (answer.status_code, answer.json()["code"]) == (404, "mapping_unknown")
    assert not pairs(world)


def test_two_pairs_cannot_share_a_record(world: Surroundings) -> None:
    customer, other = world.customers.add_many(["Adatum", "Litware"])
    account = world.accounts.add("Contoso")

    assert refusal(world, pair(customer, account), pair(other, account)) == (400, "request_invalid")
    assert not pairs(world)


def test_values_do_not_travel_against_the_mappings_direction(world: Surroundings) -> None:
    world.adjust(direction="to_dataverse")
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")

    refused = refusal(world, pair(customer, account), initial="from_dataverse")

    assert refused == (400, "against_direction")
    assert not pairs(world)


def test_nothing_is_coupled_while_the_mapping_is_at_work(world: Surroundings) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")

    with world.app.engine.progress.lease("customer", "another run"):
        refused = refusal(world, pair(customer, account), initial="none")

    assert refused == (409, "mapping_busy")
    assert not pairs(world)


# A preview


@pytest.mark.scenario("CRMCouplingRecord.CoupledRecordPageShowsFieldsDefinedByMapping")
@pytest.mark.usefixtures("euro")
def test_a_preview_shows_both_values_of_each_field_and_what_would_be_written(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    account = world.accounts.add("Contoso", address1_city="Berlin")
    writes = world.writes()

    [to] = preview(world, pair(customer, account))
    [back] = preview(world, pair(customer, account), initial="from_dataverse")
    [none] = preview(world, pair(customer, account), initial="none")

    name = {
        "bc": "displayName",
        "dataverse": "name",
        "bc_value": "Adatum",
        "dataverse_value": "Contoso",
    }
    assert name | {"written": "Adatum"} in to["fields"]
    assert name | {"written": "Contoso"} in back["fields"]
    assert name in none["fields"]
    assert [f["written"] for f in back["fields"] if f["bc"] == "phoneNumber"] == [None]
    assert not any("written" in f for f in to["fields"] if f["bc"] == "city")
    assert [shown["outcome"] for shown in (to, back, none)] == ["coupled"] * 3
    assert not pairs(world)
    assert world.writes() == writes


def test_a_preview_says_of_each_pair_what_stands_in_its_way(world: Surroundings) -> None:
    customer, other = world.customers.add_many(["Adatum", "Litware"])
    account, nobody = world.accounts.add("Contoso"), {"accountid": str(uuid4())}
    couple(world, pair(customer, account), initial="none")

    taken, missing = preview(world, pair(other, account), pair(customer, nobody))

    assert (taken["outcome"], missing["outcome"]) == ("refused", "refused")
    assert customer["id"] in taken["problem"]
    assert nobody["accountid"] in missing["problem"]


# One to one, whoever asks at the same time


def at_once(world: Surroundings, *asked: Json) -> list[int]:
    """Make calls at the same moment; return their statuses."""
    world.start_app()
    together = Barrier(len(asked))

    def call(chosen: Json) -> int:
        together.wait()
        return ask(world, "", pairs=[chosen], initial="none").status_code

    with ThreadPoolExecutor(len(asked)) as callers:
        return list(callers.map(call, asked))


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_calls_for_one_account_only_one_gets_it(world: Surroundings, attempt: int) -> None:
    customers = world.customers.add_many([f"Adatum {attempt}", f"Litware {attempt}"])
    account = world.accounts.add("Contoso")

    statuses = at_once(world, *(pair(customer, account) for customer in customers))

    assert sorted(statuses) == [201, 409]
    assert len(pairs(world)) == 1


def test_two_calls_for_one_customer_leave_it_one_account(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    accounts = [world.accounts.add("Contoso"), world.accounts.add("Litware")]

    statuses = at_once(world, *(pair(customer, account) for account in accounts))

    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    assert len(pairs(world)) == 1
