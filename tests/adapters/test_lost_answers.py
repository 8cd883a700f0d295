"""Storage carries a write out and its answer is lost: the SDK sends it again, and is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from shared.adapters.clock import SystemClock
from shared.adapters.ledger import Budget, Ledger
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.progress import TableProgress
from shared.adapters.tables.slots import TableSlots
from shared.adapters.tables.storage import Storage
from shared.domain.sides import Side
from shared.domain.watermarks import Watermark
from tests.doors import Doors

SIZE = 4
DURATION = timedelta(seconds=120)
NEWEST = datetime(2026, 3, 2, 8, tzinfo=UTC)


@contextmanager
def one_answer_lost(doors: Doors) -> Iterator[None]:
    """Have the next write carried out, and answered as if something went wrong."""
    left = [Fault(kind="status", status=500)]

    def watch(door: SimulatorServer, request: Request) -> Fault | None:
        if request.method == "GET" or not left:
            return None
        door.service.handle(request)
        return left.pop()

    with doors.watched(watch):
        yield
    assert not left


@pytest.fixture
def storage(doors: Doors) -> Storage:
    return connect_by_string(doors.connection_string, f"t{uuid4().hex[:16]}")


def instance(storage: Storage) -> TableSlots:
    sizes = dict.fromkeys(Side, SIZE)
    return TableSlots(storage, "tenant", "principal", sizes, SystemClock(), DURATION)


def test_slots_that_came_with_an_answer_that_was_lost_bring_what_was_spent_with_them(
    storage: Storage, doors: Doors
) -> None:
    now = SystemClock().now().timestamp()
    spent = Ledger()
    spent.spend(now, requests=40)
    first, second = instance(storage), instance(storage)
    first.acquire(Side.BC, SIZE)
    first.release(Side.BC, spent)
    second.acquire(Side.BC, 1)

    with one_answer_lost(doors):
        share = second.renew(Side.BC, SIZE, Ledger())

    assert share.slots == SIZE
    assert share.spent.wait(now, Budget(31)) == 0
    assert share.spent.wait(now, Budget(30)) > 0


def test_a_lease_whose_renewal_was_carried_out_is_not_lost(storage: Storage, doors: Doors) -> None:
    progress = TableProgress(storage, uuid4(), SystemClock(), DURATION)

    with progress.lease("customer", "run") as lease:
        assert lease is not None
        with one_answer_lost(doors):
            lease.renew({Side.BC: Watermark(NEWEST)})

    assert progress.reached("customer").watermarks[Side.BC] == Watermark(NEWEST)
    with progress.lease("customer", "another run") as following:
        assert following is not None
