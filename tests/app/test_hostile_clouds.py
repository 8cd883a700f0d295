"""What stands in front of a service, or in its place, is not taken for what the service says."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.sides import Side
from tests.surroundings import Surroundings, counters

MANY = 30
"""More than one run may delete or uncouple without being approved."""
HUNDREDS = 250
NOT_FOUND = '{"error": {"code": "%s", "message": "Nothing is here."}}'


def in_step(world: Surroundings, number: int, **keys: Any) -> None:
    """Couple customers with accounts, and let the app begin to track deletions."""
    world.customers.add_many([f"Customer {n}" for n in range(number)])
    world.full_sync()
    world.adjust(**keys)
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    assert len(world.couplings()) == number


@pytest.mark.soak(but=[0, 3, 8, 11, 12, 15])
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize(
    "answer",
    [
        {"kind": "html_body", "status": 404},
        {"kind": "html_body", "status": 200},
        {"kind": "status", "status": 404},
        {"kind": "status", "status": 410},
        {"kind": "status", "status": 404, "body": "null"},
        {"kind": "status", "status": 404, "body": NOT_FOUND % "0x80060888"},
        {"kind": "status", "status": 404, "body": NOT_FOUND % "Internal_CompanyNotFound"},
        {"kind": "status", "status": 200, "body": "{}"},
    ],
    ids=lambda answer: "-".join(str(part) for part in answer.values())[:30],
)
def test_a_gateway_that_answers_everything_alike_deletes_nothing(
    world: Surroundings, side: Side, answer: dict[str, Any]
) -> None:
    in_step(world, 1, deleted="delete")
    [customer] = world.customers.all()
    world.customers.change(customer, city="Paris")
    world.clock.advance(timedelta(hours=26))
    world.fault(side, times=None, **answer)

    failed = world.tick()

    assert failed["state"] == "failed"
    assert failed["message"].endswith(".")
    world.server(side).faults.clear()
    assert counters(world.tick())["modified"] == 1
    assert world.partner(customer)["address1_city"] == "Paris"
    assert not world.pending()


@pytest.mark.parametrize("side", list(Side))
def test_lists_that_are_suddenly_empty_delete_nothing(world: Surroundings, side: Side) -> None:
    in_step(world, 2, deleted="delete")
    world.clock.advance(timedelta(hours=26))
    path = r"/(customers|accounts)(\?|$)"
    world.fault(side, "status", method="GET", path=path, status=200, body='{"value": []}', times=9)

    world.tick()
    world.server(side).faults.clear()
    world.tick()

    assert (len(world.customers.all()), len(world.accounts.all())) == (2, 2)
    assert len(world.couplings()) == 2


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"deleted": "delete"}, "delete 30 records"),
        ({"deleted": "uncouple"}, "uncouple 30 records"),
    ],
    ids=["delete", "uncouple"],
)
def test_a_dataverse_that_was_swapped_for_an_empty_one_stops_the_run(
    world: Surroundings, keys: dict[str, Any], told: str
) -> None:
    in_step(world, MANY, **keys)
    world.accounts.clear()

    run = world.tick()

    assert run["state"] == "stopped"
    assert told in run["message"]
    assert len(world.customers.all()) == len(world.couplings()) == MANY

    world.call("POST", f"runs/{run['id']}/approve")
    world.stack.host.drain_queues()
    assert not world.couplings()


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("deleted", ["delete", "uncouple"])
def test_a_source_of_a_one_way_mapping_that_was_emptied_stops_the_run(
    world: Surroundings, deleted: str
) -> None:
    in_step(world, MANY, deleted=deleted, direction="to_dataverse")
    for customer in world.customers.all():
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=26))

    run = world.tick()

    assert run["state"] == "stopped"
    assert len(world.accounts.all()) == len(world.couplings()) == MANY


def test_kept_records_survive_a_swapped_environment_and_go_on_when_retried(
    world: Surroundings,
) -> None:
    in_step(world, MANY)
    world.accounts.clear()

    run = world.tick()

    assert counters(run) == {"read": MANY, "failed": MANY}
    assert len(world.customers.all()) == len(world.couplings()) == len(world.pending()) == MANY


def test_what_a_person_uncouples_needs_no_second_approval(world: Surroundings) -> None:
    in_step(world, MANY)
    world.accounts.clear()
    world.tick()
    entries = world.pending()

    run = world.resolve(entries[0], "uncouple", records=[entry["record"] for entry in entries])

    assert counters(run)["uncoupled"] == MANY
    assert not world.couplings()


def test_hundreds_of_deletions_are_carried_over_once_somebody_approves(
    world: Surroundings,
) -> None:
    in_step(world, HUNDREDS, deleted="delete")
    world.accounts.clear()

    stopped = world.tick()

    assert stopped["state"] == "stopped"
    assert len(world.customers.all()) == HUNDREDS
    world.call("POST", f"runs/{stopped['id']}/approve")
    world.stack.host.drain_queues()
    run = world.get(f"runs/{stopped['id']}")
    assert counters(run) == {"read": HUNDREDS, "deleted": HUNDREDS}
    assert not world.customers.all()
    assert not world.couplings()
    assert not world.pending()
