"""A lease that is lost while a page is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from shared.domain.sides import Side
from tests.doors import Doors
from tests.faults.between import Theft, settle
from tests.surroundings import Surroundings
from tests.verdicts import differences, miscounted

RECORDS = 6
NEVER = 10**9


class Batches:
    """Counts the requests that write to a service; the lease is taken when the first arrives."""

    def __init__(self, world: Surroundings, doors: Doors, side: Side, lasts: timedelta) -> None:
        """:param lasts: how long the first is under way."""
        self._clock, self._lasts = world.clock, lasts
        self._door, self._theft = world.server(side), Theft(world, doors, NEVER)
        self.sent = 0

    def watch(self, door: SimulatorServer, request: Request) -> None:
        if door is self._door and request.method != "GET" and b"GET" not in request.body:
            self.sent += 1
            if self.sent == 1:
                self._clock.advance(self._lasts)
                self._theft.steal()

    @property
    def moved_a_watermark(self) -> bool:
        return self._theft.moved_since


@contextmanager
def stolen(
    world: Surroundings, doors: Doors, side: Side, lasts: timedelta = timedelta()
) -> Iterator[Batches]:
    batches = Batches(world, doors, side, lasts)
    with doors.watched(batches.watch):
        yield batches


def edited_pairs(world: Surroundings, side: Side) -> None:
    """Couple some pairs, and edit them so that *side* is to be written."""
    world.customers.add_many([f"Customer {number}" for number in range(RECORDS)])
    world.full_sync()
    settle(world)
    edit_all(world, side, "42")


def edit_all(world: Surroundings, side: Side, value: str) -> None:
    """Edit all records of the other side, so that *side* is written."""
    if side is Side.BC:
        for account in world.accounts.all():
            world.accounts.change(account, telephone1=value)
    else:
        for customer in world.customers.all():
            world.customers.change(customer, phoneNumber=value)


def add_some(world: Surroundings, side: Side) -> None:
    for number in range(RECORDS):
        if side is Side.BC:
            world.accounts.add(f"New {number}")
        else:
            world.customers.add(f"New {number}")


def small_batches(world: Surroundings, at_once: int) -> None:
    world.start_app(
        BC_BATCH_SIZE="1",
        DATAVERSE_BATCH_SIZE="1",
        DATAVERSE_BULK_SIZE="1",
        BC_CONCURRENCY=str(at_once),
        DATAVERSE_CONCURRENCY=str(at_once),
    )


@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize("side", Side)
def test_a_run_whose_lease_is_taken_during_a_batch_sends_none_of_the_pages_further_changes(
    world: Surroundings, doors: Doors, side: Side, at_once: int
) -> None:
    small_batches(world, at_once)
    edited_pairs(world, side)

    with stolen(world, doors, side) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert 1 <= batches.sent <= at_once
    assert not batches.moved_a_watermark
    settle(world)
    assert differences(world) == []
    assert {account["telephone1"] for account in world.accounts.all()} == {"42"}
    assert not miscounted(world)


@pytest.mark.parametrize("at_once", [1, 3])
@pytest.mark.parametrize("side", Side)
def test_a_run_whose_lease_is_taken_during_a_create_creates_nothing_more_and_nothing_twice(
    world: Surroundings, doors: Doors, side: Side, at_once: int
) -> None:
    world.adjust(only_coupled=False)
    small_batches(world, at_once)
    settle(world)
    add_some(world, side)

    with stolen(world, doors, side) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert 1 <= batches.sent <= at_once
    settle(world)
    assert differences(world) == []
    names = sorted(f"New {number}" for number in range(RECORDS))
    assert sorted(row["displayName"] for row in world.customers.all()) == names
    assert sorted(row["name"] for row in world.accounts.all()) == names
    assert not miscounted(world)


@pytest.mark.parametrize("side", Side)
def test_a_run_whose_lease_is_taken_during_a_long_batch_remembers_nothing_of_the_page(
    world: Surroundings, doors: Doors, side: Side
) -> None:
    edited_pairs(world, side)
    before = world.couplings()

    with stolen(world, doors, side, lasts=timedelta(seconds=20)) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert batches.sent == 1
    assert world.couplings() == before
    settle(world)
    assert differences(world) == []
    assert {account["telephone1"] for account in world.accounts.all()} == {"42"}


@pytest.mark.parametrize("side", Side)
def test_a_run_whose_lease_is_taken_during_a_long_create_leaves_it_to_the_next_one_to_couple(
    world: Surroundings, doors: Doors, side: Side
) -> None:
    world.adjust(only_coupled=False)
    settle(world)
    add_some(world, side)

    with stolen(world, doors, side, lasts=timedelta(seconds=20)) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert batches.sent == 1
    assert not world.couplings()
    settle(world)
    assert len(world.couplings()) == RECORDS
    assert len(world.customers.all()) == len(world.accounts.all()) == RECORDS
    assert differences(world) == []


def test_a_run_whose_lease_is_taken_during_a_deletion_deletes_nothing_more(
    world: Surroundings, doors: Doors
) -> None:
    world.adjust(deleted="delete")
    small_batches(world, 1)
    world.customers.add_many([f"Customer {number}" for number in range(RECORDS)])
    world.full_sync()
    settle(world)
    for account in world.accounts.all():
        world.accounts.delete(account)

    with stolen(world, doors, Side.BC) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert batches.sent == 1
    assert len(world.customers.all()) == RECORDS - 1
    settle(world)
    assert not world.customers.all()
    assert not world.couplings()


@pytest.mark.parametrize("side", Side)
def test_a_batch_that_was_put_off_is_not_repeated_once_the_lease_is_lost(
    world: Surroundings, doors: Doors, side: Side
) -> None:
    edited_pairs(world, side)
    world.fault(side, "status", status=429, retry_after=3, path=r"\$batch")

    with stolen(world, doors, side) as batches:
        run = world.tick()

    assert run["state"] == "failed"
    assert batches.sent == 1
    settle(world)
    assert {account["telephone1"] for account in world.accounts.all()} == {"42"}


def test_further_batches_of_a_page_renew_the_lease_and_a_page_of_one_batch_renews_none(
    world: Surroundings, doors: Doors
) -> None:
    world.customers.add_many([f"Customer {number}" for number in range(RECORDS)])
    world.full_sync()
    renewed = {}
    for size in (RECORDS, 2, 1):
        world.start_app(
            AzureWebJobsStorage=doors.connection_string,
            BC_BATCH_SIZE=str(size),
            BC_CONCURRENCY="1",
        )
        settle(world)
        edit_all(world, Side.BC, f"{size}")
        doors.tables.journal.clear()
        world.tick()
        written = [each for each in doors.tables.journal.last(1000) if each.method == "PUT"]
        renewed[size] = sum("progress" in each.target for each in written)

    assert renewed[2] - renewed[RECORDS] == RECORDS / 2 - 1
    assert renewed[1] - renewed[RECORDS] == RECORDS - 1
