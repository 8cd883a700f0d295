"""Runs that would change too much stop and ask."""

from datetime import timedelta

from tests.surroundings import Surroundings, counters


def test_a_run_that_would_change_too_much_stops_and_asks(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    world.sync("currency", full=True)

    run = world.sync(direction="to_dataverse", full=True)

    assert run["state"] == "stopped"
    assert "create 4" in run["message"]
    assert not world.accounts.all()
    assert not world.couplings()


def test_timers_leave_a_mapping_alone_until_somebody_has_decided(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    assert world.tick()["id"] == stopped["id"]

    answer = world.call("POST", f"runs/{stopped['id']}/approve")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    run = world.get(f"runs/{stopped['id']}")
    assert run["state"] == "finished"
    assert counters(run)["inserted"] == 4
    assert world.tick()["id"] != stopped["id"]


def test_a_refused_run_is_over_and_the_timers_go_on(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    answer = world.call("POST", f"runs/{stopped['id']}/approve", json={"approve": False})

    assert answer.json()["state"] == "failed"
    assert not world.accounts.all()
    assert world.tick()["id"] != stopped["id"]
    again = world.call("POST", f"runs/{stopped['id']}/approve")
    assert again.status_code == 409


def test_deletions_have_a_fuse_of_their_own(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="1")
    world.adjust(deleted="delete")
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    for customer in customers:
        world.accounts.delete(world.partner(customer))

    run = world.tick()

    assert run["state"] == "stopped"
    assert "delete 2 records" in run["message"]
    assert len(world.customers.all()) == 2


def test_pairs_that_are_gone_on_both_sides_are_not_forgotten_by_the_dozen_unasked(
    world: Surroundings,
) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="2")
    world.customers.add_many([f"Customer {n}" for n in range(5)])
    world.full_sync()
    world.tick()
    world.accounts.clear()
    for customer in world.customers.all():
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))

    stopped = world.tick()

    assert stopped["state"] == "stopped"
    assert "uncouple 5 records" in stopped["message"]
    assert len(world.couplings()) == 5

    world.call("POST", f"runs/{stopped['id']}/approve")
    world.stack.host.drain_queues(include_delayed=True)
    run = world.get(f"runs/{stopped['id']}")
    assert run["state"] == "finished"
    assert counters(run, "to_dataverse")["uncoupled"] == 5
    assert not world.couplings()
    assert not world.pending()


def test_an_approval_whose_message_was_lost_can_be_given_again(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)
    world.call("POST", f"runs/{stopped['id']}/approve")
    world.clear_queue()

    again = world.call("POST", f"runs/{stopped['id']}/approve")

    assert again.status_code == 202, again.text
    world.stack.host.drain_queues(include_delayed=True)
    assert world.get(f"runs/{stopped['id']}")["state"] == "finished"
    assert len(world.accounts.all()) == 4


def test_a_stopped_full_run_is_not_settled_by_a_run_that_does_less(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    less = world.sync()

    assert less["state"] == "finished"
    assert world.get(f"runs/{stopped['id']}")["state"] == "stopped"
    answer = world.call("POST", f"runs/{stopped['id']}/approve")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    assert len(world.accounts.all()) == 4


def test_of_two_runs_stopped_before_the_same_changes_one_waits_for_a_decision(
    world: Surroundings,
) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    first = world.sync(direction="to_dataverse", full=True)

    second = world.sync(direction="to_dataverse", full=True)

    assert world.get(f"runs/{first['id']}")["state"] == "failed"
    assert world.get(f"runs/{second['id']}")["state"] == "stopped"


def test_pairs_that_both_directions_would_forget_count_together(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="4")
    world.adjust(deleted="uncouple")
    customers = world.customers.add_many([f"Customer {n}" for n in range(6)])
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    for customer in customers[:3]:
        world.customers.delete(customer)
    for customer in customers[3:]:
        world.accounts.delete(world.partner(customer))
    world.clock.advance(timedelta(hours=25))

    stopped = world.tick()

    assert stopped["state"] == "stopped"
    assert "uncouple 6" in stopped["message"]
    assert len(world.couplings()) == 3
    answer = world.call("POST", f"runs/{stopped['id']}/approve")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    assert world.couplings() == []
