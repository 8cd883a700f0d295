"""Runs between two of their messages, and runs whose message is lost."""

from datetime import timedelta

from tests.coupling import ask, ids, pair, pairs
from tests.notified import Notified
from tests.surroundings import Json, Surroundings, counters

LONG_AFTER = timedelta(days=1, minutes=1)


def work_in_pieces(world: Surroundings) -> None:
    """Let each call come no further than its first page."""
    world.start_app(SYNC_TIME_BUDGET_SECONDS="1", BC_PAGE_SIZE="2")
    world.clock.hurry(timedelta(seconds=2))


def begin_by_timer(world: Surroundings) -> Json:
    """Fire the timer, and return its run, which waits for its next message."""
    world.stack.host.fire_timer("sync_customer")
    newest = world.get("jobs", mapping="customer", top=1)["value"][0]
    run = world.get(f"runs/{newest['run']}")
    assert run["state"] == "running"
    return run


def tidy_up(world: Surroundings) -> None:
    world.stack.host.fire_timer("tidy_up")


def change_five(world: Surroundings) -> None:
    customers = world.customers.add_many([f"Customer {n}" for n in range(5)])
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    for customer in customers:
        world.customers.change(customer, city="Rome")


def test_a_timer_keeps_away_while_a_run_waits_for_its_next_message(world: Surroundings) -> None:
    change_five(world)
    work_in_pieces(world)
    begun = begin_by_timer(world)

    again = begin_by_timer(world)

    assert again["id"] == begun["id"]
    world.stack.host.drain_queues()
    ended = world.get(f"runs/{begun['id']}")
    assert ended["state"] == "finished"
    assert counters(ended)["modified"] == 5


def test_a_pair_is_coupled_between_two_calls_of_a_run(world: Surroundings) -> None:
    change_five(world)
    customer, account = world.customers.add("Adatum"), world.accounts.add("Contoso")
    work_in_pieces(world)
    begun = begin_by_timer(world)

    answer = ask(world, "", pairs=[pair(customer, account)], initial="none")
    jobs = world.get("jobs", mapping="customer")
    world.stack.host.fire_timer("sync_customer")

    assert answer.status_code == 201, answer.text
    assert world.get("jobs", mapping="customer") == jobs
    world.stack.host.drain_queues()
    ended = world.get(f"runs/{begun['id']}")
    assert ended["state"] == "finished"
    assert counters(ended)["modified"] >= 5
    assert ids(customer, account) in pairs(world)


def test_a_mapping_whose_run_lost_its_message_is_not_locked_for_long(world: Surroundings) -> None:
    change_five(world)
    work_in_pieces(world)
    begun = begin_by_timer(world)
    world.clear_queue()
    world.clock.hurry(timedelta())
    world.clock.advance(timedelta(minutes=6))

    run = world.tick()

    assert run["id"] != begun["id"]
    assert run["state"] == "finished"


def test_a_request_whose_message_was_lost_is_carried_out_after_all(
    world: Surroundings, pair: Json
) -> None:
    answer = world.call("POST", "mappings/customer/sync", json={"unconditional": True})
    world.clear_queue()
    run = answer.headers["Location"].removeprefix("/api/")

    tidy_up(world)
    assert world.queued() == 0
    world.clock.advance(LONG_AFTER)
    tidy_up(world)

    assert "may have been lost" in world.get(run)["message"]
    world.stack.host.drain_queues()
    ended = world.get(run)
    assert ended["state"] == "finished"
    assert counters(ended) == {"read": 1, "unchanged": 1}


def test_a_timers_run_whose_message_was_lost_is_ended(world: Surroundings) -> None:
    change_five(world)
    work_in_pieces(world)
    begun = begin_by_timer(world)
    world.clear_queue()
    world.clock.advance(LONG_AFTER)

    tidy_up(world)

    ended = world.get(f"runs/{begun['id']}")
    assert ended["state"] == "failed"
    assert "The next run goes on from here" in ended["message"]
    assert world.queued() == 0


def test_a_mapping_that_waits_for_a_decision_is_not_asked_for_again(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="1")
    world.call("POST", "sync/full")
    world.stack.host.drain_queues()
    world.clock.advance(LONG_AFTER)

    tidy_up(world)

    states = {run["mapping"]: run["state"] for run in world.get("sync/full")["runs"]}
    assert states == {"currency": "stopped", "customer": "queued"}
    assert world.queued() == 0


def test_a_notification_for_a_mapping_that_waits_for_a_decision_is_no_failure(
    world: Surroundings, notified: Notified
) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    notified.tell(notified.customers())
    assert world.queued() == 1
    world.stack.host.drain_queues()

    assert {job["run"] for job in world.get("jobs", mapping="customer")["value"]} == {stopped["id"]}
    assert world.get("mappings/customer")["stopped"]["run"] == stopped["id"]
    assert world.queued() == 0
