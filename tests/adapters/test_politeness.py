"""Politeness as the services see it: pauses that are kept, fewer requests at once, a budget."""

from typing import Any
from uuid import uuid4

import pytest

from shared.adapters.ledger import Budget
from shared.adapters.pace import Pace
from shared.domain.outcomes import Creation, Unanswered, Written
from shared.domain.sides import Side
from shared.errors import TransientError
from tests.adapters.test_business_central import read
from tests.adapters.world import ACCOUNTS, CUSTOMERS, World

BULK = "CreateMultiple"


def accounts(number: int) -> list[Creation]:
    return [Creation({"name": f"Account {n}"}, uuid4()) for n in range(number)]


def impolite(world: World) -> int:
    return sum(world.server(side).service.limits.impolite for side in Side)


def most_at_once(world: World, side: Side) -> int:
    behaviours = world.server(side).service.limits.behaviours()
    return max(behaviour.most_concurrent for behaviour in behaviours.values())


# Pauses


@pytest.mark.wire("B.9")
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("as_date", [False, True])
def test_many_threads_all_wait_until_retry_after_ends(
    world: World, status: int, as_date: bool
) -> None:
    """What was under way when the answer was read is no offence: one request a thread, at most."""
    world.server(Side.DATAVERSE).latency = 0.03
    store = world.dataverse(bulk_size=1, concurrency=4)
    store.read_page(ACCOUNTS, None, None)
    world.fault(
        Side.DATAVERSE, "status", status=status, retry_after=12, as_date=as_date, path=BULK, skip=5
    )

    outcomes = store.create(ACCOUNTS, accounts(40))

    assert all(isinstance(outcome, Written) for outcome in outcomes)
    assert impolite(world) < 4
    assert sum(world.clock.slept) > 9


@pytest.mark.wire("A.9")
def test_without_retry_after_all_threads_wait_as_long_as_the_one_that_was_refused(
    world: World,
) -> None:
    store = world.bc(batch_size=1)
    store.read_page(CUSTOMERS, None, None)
    world.fault(Side.BC, "status", status=429, path=r"\$batch", skip=3, times=3)

    outcomes = store.create(CUSTOMERS, [Creation({"displayName": f"C{n}"}) for n in range(20)])

    assert all(isinstance(outcome, Written) for outcome in outcomes)
    assert world.clock.slept


def test_503_without_retry_after_is_repeated_only_where_that_does_no_harm(world: World) -> None:
    world.add_account("Adatum")
    store = world.dataverse()
    world.fault(Side.DATAVERSE, "status", status=503, path="/accounts")

    assert [record.title for record in read(store, ACCOUNTS)] == ["Adatum"]

    world.fault(Side.BC, "status", status=503, path=r"\$batch")
    bc = world.bc()
    (outcome,) = bc.create(CUSTOMERS, [Creation({"displayName": "Adatum"})])
    assert isinstance(outcome, Unanswered)
    assert outcome.error.in_doubt
    assert world.sent(Side.BC, "POST", "$batch") == 1


@pytest.mark.parametrize("as_date", [False, True])
def test_a_pause_of_more_than_half_a_minute_puts_the_run_off(world: World, as_date: bool) -> None:
    store = world.dataverse()
    world.fault(
        Side.DATAVERSE, "status", status=429, retry_after=90, as_date=as_date, path="/accounts"
    )

    with pytest.raises(TransientError) as caught:
        read(store, ACCOUNTS)

    assert caught.value.retry_after is not None
    assert 85 < caught.value.retry_after <= 90
    assert world.clock.slept == []

    world.clock.sleep(caught.value.retry_after)
    assert read(store, ACCOUNTS) == []
    assert impolite(world) == 0


def test_another_store_of_the_process_keeps_the_pause_too(world: World) -> None:
    stores = world.stores()
    first, second = stores.open(Side.DATAVERSE), stores.open(Side.DATAVERSE)
    world.fault(Side.DATAVERSE, "status", status=429, retry_after=60, path="/accounts")
    with pytest.raises(TransientError):
        first.read_page(ACCOUNTS, None, None)

    with pytest.raises(TransientError):
        second.read_page(ACCOUNTS, None, None)

    assert world.sent(Side.DATAVERSE, "GET", "/accounts") == 1


# Requests at once


def test_never_more_requests_run_at_once_than_there_are_slots(world: World) -> None:
    world.server(Side.DATAVERSE).latency = 0.02
    store = world.dataverse(bulk_size=1, concurrency=3)

    store.create(ACCOUNTS, accounts(40))

    assert most_at_once(world, Side.DATAVERSE) == 3


def test_a_refusal_halves_the_requests_at_once_and_they_grow_again(world: World) -> None:
    world.server(Side.DATAVERSE).latency = 0.02
    store = world.dataverse(bulk_size=1, concurrency=4)
    store.create(ACCOUNTS, accounts(20))
    limits = world.server(Side.DATAVERSE).service.limits
    world.fault(Side.DATAVERSE, "status", status=429, retry_after=1, path=BULK, times=1)
    store.create(ACCOUNTS, accounts(1))

    limits.forget()
    store.create(ACCOUNTS, accounts(3))
    after_refusal = most_at_once(world, Side.DATAVERSE)
    store.create(ACCOUNTS, accounts(40))

    assert after_refusal <= 3
    assert most_at_once(world, Side.DATAVERSE) == 4


def test_a_service_that_becomes_slow_gets_fewer_requests_at_once(world: World) -> None:
    server = world.server(Side.DATAVERSE)
    server.latency = 0.02
    store = world.dataverse(bulk_size=1, concurrency=4)
    store.create(ACCOUNTS, accounts(20))
    assert most_at_once(world, Side.DATAVERSE) == 4

    server.latency = 1.0
    store.create(ACCOUNTS, accounts(14))
    server.service.limits.forget()
    store.create(ACCOUNTS, accounts(4))

    assert most_at_once(world, Side.DATAVERSE) < 4


@pytest.mark.wire("B.1")
def test_an_allowance_that_others_have_nearly_used_up_gets_fewer_requests_at_once(
    world: World,
) -> None:
    server = world.server(Side.DATAVERSE)
    server.latency = 0.02
    usual = server.service.limits.allowance
    store = world.dataverse(bulk_size=1, concurrency=4)
    store.create(ACCOUNTS, accounts(20))
    server.service.limits.allowance = usual.model_copy(update={"requests": 40})

    store.create(ACCOUNTS, accounts(8))
    server.service.limits.forget()
    store.create(ACCOUNTS, accounts(3))

    assert most_at_once(world, Side.DATAVERSE) == 1


# The budget


@pytest.mark.wire("A.9")
@pytest.mark.parametrize("side", list(Side))
def test_a_window_never_holds_more_requests_than_the_budget(world: World, side: Side) -> None:
    changes: dict[str, Any] = {"requests_per_window": 100}
    store = world.bc(**changes) if side is Side.BC else world.dataverse(**changes)
    table = CUSTOMERS if side is Side.BC else ACCOUNTS
    server = world.server(side)
    server.service.limits.allowance = server.service.limits.allowance.model_copy(
        update={"requests": 101}
    )
    server.service.limits.enabled = True

    while store.requests < 100:
        store.read_page(table, None, None)
    with pytest.raises(TransientError) as caught:
        store.read_page(table, None, None)

    assert caught.value.code == "budget_spent"
    assert caught.value.retry_after is not None
    assert 30 < caught.value.retry_after <= 305
    world.clock.sleep(caught.value.retry_after)
    store.read_page(table, None, None)
    assert server.service.limits.refusals == 0


def test_a_short_wait_for_the_budget_is_waited_out(world: World) -> None:
    store = world.bc(requests_per_window=100)
    for _ in range(100):
        store.probe()
        world.clock.sleep(2.9)

    store.probe()

    assert store.requests == 101


def test_the_services_own_time_has_a_budget_too(world: World) -> None:
    pace = Pace(Side.DATAVERSE, world.slots, world.clock, 1, Budget(1000, seconds=60))
    pace.join()
    for _ in range(5):
        with pace.turn() as number:
            pace.answered(number, "bulk", 11.0)

    with pytest.raises(TransientError) as caught, pace.turn():
        pass

    assert caught.value.code == "budget_spent"
    world.clock.sleep(caught.value.retry_after or 0)
    with pace.turn():
        pass
