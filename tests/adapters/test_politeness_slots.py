"""Slots: what instances of the app share of a service's concurrent requests, and of its budget."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event, Thread
from uuid import uuid4

import pytest

from dev.stack import LocalStack
from shared.adapters.ledger import Budget, Ledger
from shared.adapters.pace import Pace
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.slots import TableSlots
from shared.adapters.tables.storage import Row, Storage
from shared.domain.sides import Side
from shared.errors import ConfigurationError, TransientError

SIZE = 4
DURATION = timedelta(seconds=120)
NOTHING = Ledger()


class Clock:
    """Moves on while somebody sleeps, and lets others do something meanwhile."""

    def __init__(self) -> None:
        self._now = datetime(2026, 3, 2, 8, tzinfo=UTC)
        self.meanwhile: Callable[[], object] = lambda: None

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)
        self.meanwhile()


@pytest.fixture
def storage(stack: LocalStack) -> Storage:
    return connect_by_string(stack.azurite.connection_string, f"t{uuid4().hex[:16]}")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def instance(storage: Storage, clock: Clock) -> Callable[[], TableSlots]:
    """Make another instance of the app."""
    sizes = dict.fromkeys(Side, SIZE)
    return lambda: TableSlots(storage, "tenant", "principal", sizes, clock, DURATION)


Instance = Callable[[], TableSlots]


def test_whoever_comes_first_takes_all_that_it_wants(instance: Instance) -> None:
    assert instance().acquire(Side.BC, SIZE).slots == SIZE


def test_instances_never_hold_more_than_all_slots_together(instance: Instance) -> None:
    shares = [instance().acquire(Side.BC, 1).slots for _ in range(SIZE)]

    assert shares == [1] * SIZE
    with pytest.raises(TransientError) as caught:
        instance().acquire(Side.BC, 1)
    assert caught.value.code == "slots_taken"


def test_the_two_services_have_slots_of_their_own(instance: Instance) -> None:
    instance().acquire(Side.BC, SIZE)

    assert instance().acquire(Side.DATAVERSE, SIZE).slots == SIZE


def test_a_holder_hands_over_to_those_who_wait_and_keeps_one(
    instance: Instance, clock: Clock
) -> None:
    first, second = instance(), instance()
    held = [first.acquire(Side.BC, SIZE).slots]
    clock.meanwhile = lambda: held.append(first.renew(Side.BC, SIZE, NOTHING).slots)

    taken = second.acquire(Side.BC, SIZE).slots

    assert taken == 1
    assert held == [SIZE, SIZE - 1]


def test_the_only_slot_goes_to_the_one_who_waits_before_it_comes_back_to_its_holder(
    storage: Storage,
) -> None:
    clocks = Clock(), Clock()
    sizes = dict.fromkeys(Side, 1)
    first, second = (
        TableSlots(storage, "tenant", "principal", sizes, clock, DURATION) for clock in clocks
    )
    order: list[str] = []
    second_waits, first_asks_again = Event(), Event()

    def waiting() -> None:
        second_waits.set()
        assert first_asks_again.wait(30)

    def second_works() -> None:
        second.acquire(Side.BC, 1)
        order.append("second")

    working = Thread(target=second_works)

    def second_finishes() -> None:
        first_asks_again.set()
        working.join(30)
        second.release(Side.BC, NOTHING)

    clocks[1].meanwhile, clocks[0].meanwhile = waiting, second_finishes
    first.acquire(Side.BC, 1)
    working.start()
    assert second_waits.wait(30)
    first.release(Side.BC, NOTHING)
    first.acquire(Side.BC, 1)
    order.append("first")

    assert order == ["second", "first"]


def test_every_one_of_many_instances_gets_a_slot(instance: Instance, clock: Clock) -> None:
    instances = [instance() for _ in range(SIZE)]
    held = {0: instances[0].acquire(Side.BC, SIZE).slots}

    def renew_all() -> None:
        for number in held:
            held[number] = instances[number].renew(Side.BC, SIZE, NOTHING).slots

    clock.meanwhile = renew_all
    for number in range(1, SIZE):
        held[number] = instances[number].acquire(Side.BC, SIZE).slots

    assert held == dict.fromkeys(range(SIZE), 1)


def test_a_holder_takes_more_when_others_have_left(instance: Instance) -> None:
    first, second = instance(), instance()
    first.acquire(Side.BC, 3)
    share = second.acquire(Side.BC, SIZE)
    first.release(Side.BC, NOTHING)

    assert share.slots == 1
    assert second.renew(Side.BC, SIZE, NOTHING).slots == SIZE


def test_slots_of_a_dead_instance_come_free_when_they_expire(
    instance: Instance, clock: Clock
) -> None:
    instance().acquire(Side.BC, SIZE)

    clock.sleep(DURATION.total_seconds())

    assert instance().acquire(Side.BC, SIZE).slots == SIZE


def test_slots_in_use_are_renewed_and_do_not_expire(instance: Instance, clock: Clock) -> None:
    first = instance()
    first.acquire(Side.BC, SIZE)
    for _ in range(10):
        clock.sleep(DURATION.total_seconds() / 4)
        first.renew(Side.BC, SIZE, NOTHING)

    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)


def test_slots_that_expired_and_were_taken_are_left_alone(instance: Instance, clock: Clock) -> None:
    first, second = instance(), instance()
    first.acquire(Side.BC, SIZE)
    clock.sleep(DURATION.total_seconds())
    second.acquire(Side.BC, 3)

    first.release(Side.BC, NOTHING)

    assert instance().acquire(Side.BC, SIZE).slots == 1


def test_whoever_waited_in_vain_leaves_nothing_behind(instance: Instance) -> None:
    first = instance()
    first.acquire(Side.BC, SIZE)
    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)

    first.release(Side.BC, NOTHING)

    assert first.acquire(Side.BC, SIZE).slots == SIZE


def test_whoever_dies_while_waiting_is_waited_for_no_longer_than_they_would_have_waited(
    instance: Instance, clock: Clock
) -> None:
    def die() -> None:
        raise KeyboardInterrupt

    first = instance()
    first.acquire(Side.BC, SIZE)
    clock.meanwhile = die
    with pytest.raises(KeyboardInterrupt):
        instance().acquire(Side.BC, SIZE)
    clock.meanwhile = lambda: None
    clock.sleep(60)

    assert first.renew(Side.BC, SIZE, NOTHING).slots == SIZE


def test_what_was_spent_goes_with_the_slot(instance: Instance, clock: Clock) -> None:
    spent = Ledger()
    spent.spend(clock.now().timestamp(), requests=40, seconds=8)
    first = instance()
    first.acquire(Side.BC, SIZE)
    first.release(Side.BC, spent)

    found = instance().acquire(Side.BC, 2).spent

    now = clock.now().timestamp()
    assert found.wait(now, Budget(21)) == 0
    assert found.wait(now, Budget(20)) > 0


def test_slots_of_last_time_are_taken_again_with_what_was_spent_with_them(
    instance: Instance, clock: Clock
) -> None:
    spent = Ledger()
    spent.spend(clock.now().timestamp(), requests=40)
    first = instance()
    first.acquire(Side.BC, SIZE)
    first.release(Side.BC, spent)
    clock.sleep(10)

    share = first.acquire(Side.BC, SIZE)

    assert share.slots == SIZE
    assert share.spent.wait(clock.now().timestamp(), Budget(41)) == 0
    assert share.spent.wait(clock.now().timestamp(), Budget(40)) > 0
    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)


def test_slots_of_last_time_that_others_hold_by_now_are_left_to_them(
    instance: Instance, clock: Clock
) -> None:
    first, second = instance(), instance()
    first.acquire(Side.BC, SIZE)
    first.release(Side.BC, NOTHING)
    second.acquire(Side.BC, 1)
    clock.sleep(10)

    assert first.acquire(Side.BC, SIZE).slots == SIZE - 1


# One process


def pace(slots: TableSlots, clock: Clock, requests: int = 100) -> Pace:
    return Pace(Side.BC, slots, clock, SIZE, Budget(requests))


def requests_until_refused(ours: Pace) -> int:
    sent = 0
    while True:
        try:
            with ours.turn():
                sent += 1
        except TransientError:
            return sent


def test_jobs_of_one_process_share_its_slots_and_none_waits(
    instance: Instance, clock: Clock
) -> None:
    ours = pace(instance(), clock)
    for _ in range(SIZE + 2):
        ours.join()

    with ours.turn():
        pass
    for _ in range(SIZE + 1):
        ours.leave()
    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)
    ours.leave()
    assert instance().acquire(Side.BC, SIZE).slots == SIZE


def test_the_budget_of_all_instances_together_is_never_exceeded(
    instance: Instance, clock: Clock
) -> None:
    sent = []
    for _ in range(3):
        ours = pace(instance(), clock, requests=100)
        ours.join()
        sent.append(requests_until_refused(ours))
        ours.leave()

    assert sent == [100, 0, 0]


def test_half_of_the_slots_bring_half_of_the_budget(instance: Instance, clock: Clock) -> None:
    instance().acquire(Side.BC, SIZE // 2)
    ours = pace(instance(), clock, requests=100)
    ours.join()

    assert requests_until_refused(ours) == 50


def test_a_clock_that_is_set_back_does_not_keep_slots_from_being_renewed(
    instance: Instance, clock: Clock
) -> None:
    ours = pace(instance(), clock, requests=1000)
    ours.join()
    clock.sleep(-3600)
    for _ in range(20):
        clock.sleep(15)
        with ours.turn():
            pass

    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)


def test_a_row_of_slots_that_cannot_be_read_is_named(instance: Instance, storage: Storage) -> None:
    instance().acquire(Side.BC, 1)
    table = storage.table("slots")
    table.put({"PartitionKey": "tenant.principal", "RowKey": "bc", "Left": "{"})

    with pytest.raises(ConfigurationError) as caught:
        instance().acquire(Side.BC, 1)

    assert caught.value.code == "row_unreadable"


def test_a_long_job_renews_its_slots_in_passing(instance: Instance, clock: Clock) -> None:
    ours = pace(instance(), clock, requests=1000)
    ours.join()
    for _ in range(20):
        clock.sleep(15)
        with ours.turn():
            pass

    with pytest.raises(TransientError):
        instance().acquire(Side.BC, 1)


# Pauses that a service asks for


def wait_of(ours: Pace) -> float | None:
    """Return for how long a process is going to send nothing; None where it may begin."""
    try:
        ours.gate.pass_through(longest_wait=0)
    except TransientError as error:
        return error.retry_after
    return None


def test_whoever_takes_slots_learns_of_a_long_pause_and_allows_for_another_clock(
    instance: Instance, clock: Clock
) -> None:
    first, second = pace(instance(), clock), pace(instance(), clock)
    first.join()
    first.put_off(120)
    first.leave()

    second.join()

    assert wait_of(first) == 120
    assert wait_of(second) == 121


def test_whoever_holds_slots_learns_of_a_long_pause_when_they_are_renewed(
    instance: Instance, clock: Clock
) -> None:
    slots = instance()
    slots.acquire(Side.BC, 1)
    second = pace(instance(), clock)
    second.join()
    slots.close(Side.BC, clock.now() + timedelta(seconds=120))
    clock.sleep(15)

    with second.turn():
        pass

    assert wait_of(second) == 105


def test_a_pause_that_is_over_keeps_nobody_waiting(instance: Instance, clock: Clock) -> None:
    first, second = pace(instance(), clock), pace(instance(), clock)
    first.join()
    first.put_off(120)
    first.leave()
    clock.sleep(121)

    second.join()

    assert wait_of(second) is None


def test_a_long_pause_is_told_once_for_all_who_hear_of_it_and_a_short_one_never(
    instance: Instance, clock: Clock, storage: Storage
) -> None:
    first = pace(instance(), clock)
    first.join()
    rows = [_row_of_slots(storage)]
    for seconds in (3, 4, 120, 120, 121):
        first.put_off(seconds)
        rows.append(_row_of_slots(storage))

    assert [row == before for before, row in pairwise(rows)] == [True, True, False, True, True]


def test_a_pause_told_by_a_clock_that_is_hours_ahead_is_not_believed(
    storage: Storage, clock: Clock
) -> None:
    wrong = Clock()
    wrong.sleep(timedelta(hours=3).total_seconds())
    sizes = dict.fromkeys(Side, SIZE)
    astray, ours = (
        pace(TableSlots(storage, "tenant", "principal", sizes, each, DURATION), each)
        for each in (wrong, clock)
    )
    astray.join()
    astray.put_off(120)
    astray.leave()

    ours.join()

    assert wait_of(ours) is None


def test_a_pause_of_a_day_holds_for_others_as_long_as_they_believe_in_one(
    instance: Instance, clock: Clock
) -> None:
    first, second = pace(instance(), clock), pace(instance(), clock)
    first.join()
    first.put_off(timedelta(days=1).total_seconds())
    first.leave()

    second.join()

    assert wait_of(second) == timedelta(hours=1).total_seconds()


def _row_of_slots(storage: Storage) -> Row | None:
    return storage.table("slots").get("tenant.principal", str(Side.BC))
