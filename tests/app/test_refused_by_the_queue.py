"""What somebody has asked for, and was told that it was not taken, is never carried out later."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from dev.simulators.faults import Fault
from tests.doors import Doors
from tests.surroundings import Json, Surroundings

LONG_AFTER = timedelta(days=1, minutes=1)
REFUSED = Fault(
    kind="status",
    status=403,
    times=None,
    method="POST|PUT",
    body="<Error><Code>AuthorizationPermissionMismatch</Code><Message>No.</Message></Error>",
    content_type="application/xml",
)


@pytest.fixture
def closed(world: Surroundings, doors: Doors, pair: Json) -> Iterator[Doors]:
    """The queue takes no message; a customer and an account are in conflict."""
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    world.customers.change(pair, city="Paris")
    world.accounts.change(world.partner(pair), address1_city="Rome")
    doors.queue.faults.add(REFUSED)
    yield doors
    doors.queue.faults.clear()


def refused(world: Surroundings, path: str, **body: object) -> None:
    answer = world.call("POST", path, json=body)
    assert answer.status_code >= 500, answer.text
    assert answer.json()["code"] != "unexpected"


def a_day_later(world: Surroundings, closed: Doors) -> None:
    closed.queue.faults.clear()
    world.clock.advance(LONG_AFTER)
    world.stack.host.fire_timer("tidy_up")
    world.stack.host.drain_queues(include_delayed=True)


def test_a_forced_run_that_was_refused_overwrites_nothing_a_day_later(
    world: Surroundings, closed: Doors, pair: Json
) -> None:
    refused(
        world, "mappings/customer/sync", force=True, direction="to_dataverse", records=[pair["id"]]
    )

    a_day_later(world, closed)

    assert world.partner(pair)["address1_city"] == "Rome"
    [run] = world.get("runs", mapping="customer", top=1)["value"]
    assert (run["state"], run["force"]) == ("failed", True)
    assert "did not take it" in run["message"]


@pytest.mark.parametrize("chosen", [True, False], ids=["one pair", "all pairs"])
def test_pairs_whose_uncoupling_was_refused_are_coupled_a_day_later(
    world: Surroundings, closed: Doors, pair: Json, chosen: bool
) -> None:
    body = {"side": "bc", "records": [pair["id"]]} if chosen else {"all": True}
    refused(world, "mappings/customer/couplings/uncouple", **body)

    a_day_later(world, closed)

    assert len(world.couplings()) == 1


def test_no_mapping_is_synchronized_in_full_a_day_after_that_was_refused(
    world: Surroundings, closed: Doors
) -> None:
    customer = world.customers.add("Contoso")
    refused(world, "sync/full")

    a_day_later(world, closed)

    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]
    closed.queue.faults.clear()
    assert world.call("POST", "sync/full").status_code == 202
    world.stack.host.drain_queues(include_delayed=True)
    assert world.partner(customer)["name"] == "Contoso"


def test_a_run_whose_approval_was_refused_waits_for_it_still(
    world: Surroundings, doors: Doors, pair: Json
) -> None:
    storage = doors.connection_string
    world.start_app(AzureWebJobsStorage=storage, SYNC_FUSE_CHANGES="1", SYNC_FUSE_SHARE="0")
    world.customers.add_many(["Contoso", "Fabrikam"])
    stopped = world.full_sync()
    assert stopped["state"] == "stopped"
    doors.queue.faults.add(REFUSED)
    refused(world, f"runs/{stopped['id']}/approve")

    a_day_later(world, doors)

    assert world.get(f"runs/{stopped['id']}")["state"] == "stopped"
    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]
