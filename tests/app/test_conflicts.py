"""Fields that both sides changed: policies, people and force decide."""

import pytest

from tests.app.pairs import edit_both, names
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


@pytest.mark.scenario(
    "MasterDataManagement/MasterDataMgtSynchTests.SynchTransferDataOverwritesLocalChangeIfUserSetsItUp"
)
@pytest.mark.parametrize(
    ("policy", "winner", "loser"),
    [
        ("bc_wins", "Adatum Ltd", "Adatum Inc"),
        ("dataverse_wins", "Adatum Inc", "Adatum Ltd"),
    ],
)
def test_the_policy_settles_a_conflict_and_keeps_the_losing_value_with_the_job(
    world: Surroundings, pair: Json, policy: str, winner: str, loser: str
) -> None:
    world.adjust(conflict=policy)
    edit_both(world, pair)

    run = world.tick()

    assert names(world, pair) == (winner, winner)
    kept = [error for error in world.errors(run) if error["cause"] == "overruled"]
    assert any(f"'{loser}' and gives way to '{winner}'" in error["message"] for error in kept)
    assert not world.pending()
    assert "failed" not in counters(run)


def test_a_conflict_fails_once_and_is_counted_as_skipped_until_it_is_settled(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)

    first, second = world.tick(), world.tick()

    assert counters(first)["failed"] == counters(first, BACK)["failed"] == 1
    assert counters(second)["skipped"] == counters(second, BACK)["skipped"] == 1
    assert not world.errors(second)
    assert {entry["cause"] for entry in world.pending()} == {"conflict"}


def test_a_person_chooses_a_side_for_each_field(world: Surroundings, pair: Json) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == "to_dataverse")

    world.resolve(entry, "bc_wins", fields={"telephone1": "dataverse"})

    assert names(world, pair) == ("Adatum Ltd", "Adatum Ltd")
    assert world.customers.read(pair["id"])["phoneNumber"] == "3"
    assert world.partner(pair)["telephone1"] == "3"
    world.tick()
    assert not world.pending()


def test_a_record_with_a_field_that_nobody_decides_about_is_not_written_at_all(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == "to_dataverse")

    world.resolve(entry, "retry", fields={"telephone1": "dataverse"})

    assert names(world, pair) == ("Adatum Ltd", "Adatum Inc")
    assert world.customers.read(pair["id"])["phoneNumber"] == "2"
    assert {each["cause"] for each in world.pending()} == {"conflict"}


def test_fields_that_are_chosen_one_call_after_another_are_not_decided_together(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == "to_dataverse")
    world.resolve(entry, "retry", fields={"telephone1": "dataverse"})

    world.resolve(entry, "retry", fields={"name": "bc"})
    apart = names(world, pair)
    world.resolve(entry, "retry", fields={"name": "bc", "telephone1": "dataverse"})

    assert apart == ("Adatum Ltd", "Adatum Inc")
    assert names(world, pair) == ("Adatum Ltd", "Adatum Ltd")
    assert world.customers.read(pair["id"])["phoneNumber"] == "3"


@pytest.mark.parametrize("action", ["restore", "delete", "uncouple"])
def test_sides_of_fields_are_not_chosen_where_the_pair_is_decided_about(
    world: Surroundings, pair: Json, action: str
) -> None:
    edit_both(world, pair)
    world.tick()
    [entry, *_] = world.pending()

    body = {"mapping": "customer", "direction": entry["direction"], "records": [entry["record"]]}
    fields = {"action": action, "fields": {"telephone1": "bc"}}
    answer = world.call("POST", "pending/resolve", json=body | fields)

    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
    assert "retry, bc_wins, dataverse_wins" in answer.json()["detail"]


def test_a_decision_about_either_entry_is_carried_out_by_the_run_that_it_starts(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == BACK)

    world.resolve(entry, "bc_wins")

    assert names(world, pair) == ("Adatum Ltd", "Adatum Ltd")
    assert not world.pending()


def test_force_overwrites_the_chosen_record_in_the_chosen_direction(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    account = world.partner(pair)

    run = world.sync(force=True, direction=BACK, records=[account["accountid"]])

    assert counters(run, BACK) == {"read": 1, "modified": 1}
    assert names(world, pair) == ("Adatum Inc", "Adatum Inc")
    world.tick()
    assert not world.pending()


def test_force_without_a_direction_is_refused(world: Surroundings) -> None:
    answer = world.call("POST", "mappings/customer/sync", json={"force": True})

    assert answer.status_code == 400
    assert answer.json()["code"] == "direction_needed"
