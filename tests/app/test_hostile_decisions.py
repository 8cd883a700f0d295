"""What was decided once is done once, and what was noted can be taken back."""

from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, and in step; the app has begun to track deletions."""
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customer


def conflict(world: Surroundings, pair: Json) -> Json:
    """Let both sides change the city, and return what is listed of it to Dataverse."""
    world.customers.change(pair, city="Paris")
    world.accounts.change(world.partner(pair), address1_city="Rome")
    world.tick()
    [entry] = [each for each in world.pending() if each["direction"] == "to_dataverse"]
    return entry


@pytest.mark.parametrize("action", ["delete", "restore"])
def test_a_decision_about_a_broken_pair_is_forgotten_where_the_pair_was_intact(
    world: Surroundings, pair: Json, action: str
) -> None:
    world.resolve(conflict(world, pair), action)

    assert not any(entry["decided"] for entry in world.pending())
    assert counters(world.tick())["skipped"] == 1

    world.accounts.delete(world.partner(pair))
    world.tick()

    assert world.customers.read(pair["id"])["city"] == "Paris"
    assert not world.accounts.all()
    assert [entry["cause"] for entry in world.pending()] == ["deleted"]


def test_a_side_that_was_chosen_for_refused_values_does_not_win_a_later_conflict(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.accounts.change(account, address1_country="x" * 20)
    world.tick()
    world.tick()
    [entry] = world.pending()

    world.resolve(entry, "dataverse_wins")
    world.tick()

    [entry] = world.pending()
    assert (entry["cause"], entry["decided"], entry["skipped"]) == ("data", False, True)


def test_all_records_are_read_for_a_changed_mapping_though_the_first_attempt_failed(
    world: Surroundings,
) -> None:
    world.adjust(bc={"entity": "customers", "filter": "city eq 'Berlin'"}, only_coupled=False)
    world.sync("currency", full=True)
    world.customers.add("Adatum", city="Paris")
    world.customers.add("Contoso", city="Berlin")
    world.tick()
    world.clock.advance(timedelta(hours=1))
    world.customers.add("Fabrikam", city="Berlin")
    world.tick()
    world.clock.advance(timedelta(hours=1))
    world.tick()
    world.adjust(bc={"entity": "customers"})
    world.fault(Side.BC, "status", path="customers.*orderby", status=503, times=20)
    failed = world.tick()
    world.server(Side.BC).faults.clear()

    run = world.tick()

    assert failed["state"] == "failed"
    assert counters(run)["inserted"] == 1
    assert {row["name"] for row in world.accounts.all()} == {"Adatum", "Contoso", "Fabrikam"}
