from uuid import uuid4

import pytest

from tests.coupling import ask, only_counters, pairs, run_of, uncouple
from tests.surroundings import Json, Surroundings


@pytest.fixture
def three(world: Surroundings) -> list[Json]:
    """Three customers, each with an account, in step."""
    world.sync("currency", full=True)
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], city="Berlin")
    world.sync(direction="to_dataverse", full=True)
    world.tick()
    return customers


def remove(world: Surroundings, bc_id: str) -> Json:
    answer = world.call("DELETE", f"mappings/customer/couplings/{bc_id}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_one_coupling_is_removed_and_both_records_stay(
    world: Surroundings, three: list[Json]
) -> None:
    before, writes = pairs(world), world.writes()

    run = remove(world, three[0]["id"])

    assert run["type"] == "uncoupling"
    assert run["state"] == "finished"
    assert [job["type"] for job in run["jobs"]] == ["uncoupling"]
    assert only_counters(run) == {"read": 1, "uncoupled": 1}
    assert before - pairs(world) == {next(p for p in before if p[0] == three[0]["id"])}
    assert len(world.accounts.all()) == len(world.customers.all()) == 3
    assert world.writes() == writes


@pytest.mark.scenario("CRMIntegrationRecordTest.RemoveCoupling")
def test_what_is_uncoupled_already_is_not_uncoupled_again(
    world: Surroundings, three: list[Json]
) -> None:
    remove(world, three[0]["id"])

    again = remove(world, three[0]["id"])
    unheard_of = remove(world, str(uuid4()))

    assert only_counters(again) == only_counters(unheard_of) == {}
    assert again["state"] == unheard_of["state"] == "finished"
    assert len(pairs(world)) == 2


@pytest.mark.parametrize("side", ["bc", "dataverse"])
def test_chosen_couplings_are_removed_by_the_ids_of_either_side(
    world: Surroundings, three: list[Json], side: str
) -> None:
    going = [p for p in pairs(world) if p[0] != three[2]["id"]]

    run = uncouple(world, records=[p[side == "dataverse"] for p in going], side=side)

    assert only_counters(run) == {"read": 2, "uncoupled": 2}
    assert {p[0] for p in pairs(world)} == {three[2]["id"]}


def test_an_uncoupled_customer_gets_no_account_by_itself(
    world: Surroundings, three: list[Json]
) -> None:
    world.customers.change(three[0], city="Hamburg")
    world.accounts.change(world.partner(three[0]), address1_city="Paris")
    world.tick()
    assert [entry["cause"] for entry in world.pending()] == ["conflict", "conflict"]

    remove(world, three[0]["id"])
    assert not world.pending()
    world.tick()

    assert len(pairs(world)) == 2
    assert len(world.accounts.all()) == len(world.customers.all()) == 3


def test_more_couplings_than_one_request_asks_for_are_removed_in_one_job(
    world: Surroundings,
) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(210)])
    world.full_sync()

    run = uncouple(world, records=[customer["id"] for customer in customers])

    assert only_counters(run) == {"read": 210, "uncoupled": 210}
    assert not pairs(world)


def test_broken_couplings_are_removed_like_others(world: Surroundings, three: list[Json]) -> None:
    world.accounts.delete(world.partner(three[0]))
    world.customers.delete(three[1])
    world.tick()
    world.tick()
    assert world.pending()

    run = uncouple(world, records=[customer["id"] for customer in three])

    assert only_counters(run) == {"read": 3, "uncoupled": 3}
    assert not pairs(world)
    assert not world.pending()


def test_a_whole_mapping_is_uncoupled_page_by_page(world: Surroundings, three: list[Json]) -> None:
    world.start_app(SYNC_TIME_BUDGET_SECONDS="1")

    run = uncouple(world, all=True)

    assert (run["type"], run["state"]) == ("uncoupling", "finished")
    assert only_counters(run) == {"read": len(three), "uncoupled": len(three)}
    assert not pairs(world)
    assert only_counters(uncouple(world, all=True)) == {}


def test_either_records_or_all_are_uncoupled(world: Surroundings) -> None:
    for body in ({}, {"all": False}, {"all": True, "records": [str(uuid4())]}):
        answer = ask(world, "/uncouple", **body)
        assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")


def test_an_address_without_an_id_is_told(world: Surroundings) -> None:
    answer = world.call("DELETE", "mappings/customer/couplings/adatum")

    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")


def test_records_are_uncoupled_later_where_the_mapping_is_at_work(
    world: Surroundings, three: list[Json]
) -> None:

    with world.app.engine.progress.lease("customer", "another run"):
        answer = ask(world, "/uncouple", records=[three[0]["id"]])
        assert len(pairs(world)) == 3

    run = run_of(world, answer)
    assert only_counters(run) == {"read": 1, "uncoupled": 1}
    assert len(pairs(world)) == 2
