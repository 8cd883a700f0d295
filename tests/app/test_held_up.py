"""What a skipped pair keeps from travelling the other way is listed, and goes over once healed."""

from datetime import timedelta

import pytest

from tests.app.pairs import in_step
from tests.coupling import couple
from tests.coupling import pair as coupled
from tests.surroundings import Json, Surroundings, counters

THERE, BACK = "to_dataverse", "from_dataverse"
TOO_LONG = "x" * 20
ONE_WAY_BACK = [
    {"bc": "displayName", "dataverse": "name", "match": 2},
    {"bc": "city", "dataverse": "address1_city"},
    {"bc": "country", "dataverse": "address1_country", "direction": BACK},
    {"constant": 3, "dataverse": "customertypecode", "direction": THERE},
]


def next_run(world: Surroundings) -> Json:
    """Fire the timer long after the last time."""
    world.clock.advance(timedelta(minutes=20))
    return world.tick()


def go_on(world: Surroundings) -> None:
    for _ in range(3):
        next_run(world)


@pytest.fixture
def held_up(world: Surroundings, pair: Json) -> Json:
    """A customer who has moved to Hamburg while its account's country is refused; the runs have
    read both, and their watermarks are past them."""
    return hold_up(world, pair)


def hold_up(world: Surroundings, pair: Json) -> Json:
    world.accounts.change(world.partner(pair), address1_country=TOO_LONG)
    world.tick()
    world.tick()
    world.clock.advance(timedelta(minutes=1))
    world.customers.change(pair, city="Hamburg")
    assert counters(world.tick(), THERE) == {"read": 1, "skipped": 1}
    go_on(world)
    assert [coupling["skipped"] for coupling in world.couplings()] == [True]
    return pair


def listed(world: Surroundings, direction: str) -> list[Json]:
    return [entry for entry in world.pending() if entry["direction"] == direction]


def test_a_change_to_the_partner_of_a_refused_record_is_listed_and_says_what_it_waits_for(
    world: Surroundings, held_up: Json
) -> None:
    [entry] = listed(world, THERE)

    assert (entry["record"], entry["cause"], entry["skipped"]) == (held_up["id"], "owed", True)
    assert entry["title"] == "Adatum"
    assert "while its pair is skipped" in entry["message"]
    assert not counters(next_run(world), THERE)


def test_a_skipped_pair_that_both_directions_list_counts_once_as_what_a_person_is_needed_for(
    world: Surroundings, held_up: Json
) -> None:
    [line] = [each for each in world.get("status")["value"] if each["mapping"] == "customer"]

    assert (line["pending"], line["skipped"]) == ({"data": 1}, 1)
    assert world.get("mappings/customer")["pending"] == {"data": 1}
    told = {entry["cause"]: entry["told_by_partner"] for entry in world.pending()}
    assert told == {"data": False, "owed": True}
    story = world.get(f"mappings/customer/explain/bc/{held_up['id']}")
    assert {e["cause"]: e["told_by_partner"] for e in story["pending"]} == told


def test_a_record_that_has_nothing_to_carry_is_not_listed_with_its_skipped_partner(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country=TOO_LONG)
    world.tick()
    world.tick()
    world.customers.change(pair, city="Berlin")
    go_on(world)

    assert listed(world, THERE) == []


@pytest.mark.parametrize("both", [False, True], ids=["back to what was agreed", "the same on both"])
def test_a_retry_after_a_correction_that_writes_nothing_carries_the_other_sides_change(
    world: Surroundings, held_up: Json, both: bool
) -> None:
    account = world.partner(held_up)
    world.accounts.change(account, address1_country="FR" if both else None)
    if both:
        world.customers.change(held_up, country="FR")
    go_on(world)

    world.resolve(listed(world, BACK)[0], "retry")
    go_on(world)

    assert world.partner(held_up)["address1_city"] == "Hamburg"
    assert world.pending() == []
    [coupling] = world.couplings()
    assert not coupling["skipped"]
    assert [coupling["results"][leg]["succeeded"] for leg in (THERE, BACK)] == [True, True]


def test_a_retry_of_what_is_held_up_tries_what_holds_it_up_too(
    world: Surroundings, held_up: Json
) -> None:
    world.accounts.change(world.partner(held_up), address1_country="FR")

    world.resolve(listed(world, THERE)[0], "retry")
    go_on(world)

    assert world.partner(held_up)["address1_city"] == "Hamburg"
    assert world.customers.read(held_up["id"])["country"] == "FR"
    assert world.pending() == []


def test_a_forced_record_without_a_difference_leaves_the_other_way_its_values(
    world: Surroundings,
) -> None:
    world.adjust(fields=ONE_WAY_BACK)
    pair = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    account = world.partner(pair)
    world.accounts.change(account, address1_country=TOO_LONG)
    next_run(world)
    next_run(world)
    world.accounts.change(account, address1_country="FR")
    go_on(world)

    forced = world.sync(direction=THERE, force=True, records=[pair["id"]])
    go_on(world)

    assert counters(forced, THERE)["unchanged"] == 1
    assert world.customers.read(pair["id"])["country"] == "FR"
    assert world.pending() == []


def test_a_forced_record_that_overwrites_all_takes_its_partner_off_the_list_at_once(
    world: Surroundings, held_up: Json
) -> None:
    world.sync(direction=THERE, force=True, records=[held_up["id"]])

    assert world.pending() == []
    assert world.partner(held_up)["address1_city"] == "Hamburg"


def test_a_forced_record_whose_partner_takes_no_changes_now_stays_held_up(
    world: Surroundings,
) -> None:
    state = {"bc": "state", "dataverse": "address1_stateorprovince", "direction": BACK}
    table = {"table": "account", "filter": "customertypecode eq 3", "company": "own_or_empty"}
    locked_where = {"address1_stateorprovince": "L"}
    world.adjust(dataverse={**table, "locked_where": locked_where}, fields=[*ONE_WAY_BACK, state])
    pair = hold_up(world, in_step(world))
    world.accounts.change(world.partner(pair), address1_stateorprovince="L")
    go_on(world)

    world.sync(direction=THERE, force=True, records=[pair["id"]])
    [held] = listed(world, THERE)
    account = world.partner(pair)
    world.accounts.change(account, address1_stateorprovince="M", address1_country="FR")
    world.resolve(listed(world, BACK)[0], "retry")
    go_on(world)

    assert held["skipped"]
    assert world.partner(pair)["address1_city"] == "Hamburg"
    assert world.pending() == []


def test_a_pair_that_is_coupled_anew_carries_what_was_held_up(
    world: Surroundings, held_up: Json
) -> None:
    account = world.partner(held_up)
    world.accounts.change(account, address1_country=None)
    go_on(world)

    couple(world, coupled(held_up, account))
    go_on(world)

    assert world.partner(held_up)["address1_city"] == "Hamburg"
    assert world.pending() == []


def test_what_a_removed_direction_held_up_travels_in_the_one_that_is_left(
    world: Surroundings, held_up: Json
) -> None:
    world.adjust(direction=THERE)

    go_on(world)

    assert world.partner(held_up)["address1_city"] == "Hamburg"
    assert world.pending() == []
