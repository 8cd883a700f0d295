"""What the whole app does when a service wants to be left alone for long, and when timers meet."""

from datetime import timedelta

import pytest

from shared import bootstrap
from shared.domain.jobs import State
from shared.domain.sides import Side
from shared.settings import Settings
from shared.usecases.runs import tick
from tests.surroundings import Json, Surroundings


@pytest.mark.wire("B.9")
def test_a_long_pause_puts_the_run_off_and_nothing_is_sent_until_it_is_over(
    world: Surroundings,
) -> None:
    world.full_sync()
    customer = world.customers.add("Adatum")
    dataverse = world.server(Side.DATAVERSE)
    world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=90)

    run = world.get(world.start("customer", direction="to_dataverse", full=True))
    sent = dataverse.journal.total
    world.tick("currency")

    assert run["state"] == "running"
    assert dataverse.journal.total == sent
    assert dataverse.service.limits.impolite == 0

    world.clock.advance(timedelta(seconds=91))
    world.clear_queue()
    world.start("customer", direction="to_dataverse", full=True)
    assert world.partner(customer)["name"] == "Adatum"
    assert dataverse.service.limits.impolite == 0


@pytest.mark.wire("B.9")
@pytest.mark.parametrize("wrong_by", [300, -300])
def test_a_pause_until_a_moment_ends_by_the_services_clock_and_not_by_the_apps(
    world: Surroundings, wrong_by: int
) -> None:
    world.clock.jump(timedelta(seconds=wrong_by))
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.accounts.change(world.partner(customer), address1_city="Rom")
    world.fault(Side.BC, "status", status=429, retry_after=20, as_date=True)

    run = world.tick()

    assert run["state"] == "finished"
    assert 19 < sum(world.clock.slept) < 21
    assert world.server(Side.BC).service.limits.impolite == 0


@pytest.mark.parametrize("side", Side)
def test_another_instance_sends_nothing_to_a_service_that_wants_to_be_left_alone(
    world: Surroundings, pair: Json, side: Side
) -> None:
    world.customers.change(pair, city="Rom")
    other = bootstrap.build(Settings.load(), world.clock).engine
    [customer] = [each for each in other.mappings.values() if each.slug == "customer"]
    service = world.server(side)
    world.fault(side, "status", status=429, retry_after=120)
    assert world.tick()["state"] == "failed"
    sent = service.journal.total

    put_off = tick(other, customer, timedelta(minutes=5))

    assert put_off is not None
    assert put_off.state is State.FAILED
    assert service.journal.total == sent

    world.clock.advance(timedelta(seconds=122))
    went_on = tick(other, customer, timedelta(minutes=5))
    assert went_on is not None
    assert went_on.state is State.FINISHED
    assert world.partner(pair)["address1_city"] == "Rom"
    assert service.service.limits.impolite == 0


def test_runs_of_two_mappings_share_the_only_slot_one_after_the_other(world: Surroundings) -> None:
    world.start_app(BC_CONCURRENCY="1", DATAVERSE_CONCURRENCY="1")
    world.customers.add_many(["Adatum", "Contoso"])
    for mapping in ("currency", "customer"):
        answer = world.call("POST", f"mappings/{mapping}/sync", json={"full": True})
        assert answer.status_code == 202

    world.stack.host.drain_queues()

    run = world.sync(full=True)
    assert run["state"] == "finished"
    assert sorted(row["name"] for row in world.accounts.all()) == ["Adatum", "Contoso"]
    for side in Side:
        behaviours = world.server(side).service.limits.behaviours().values()
        assert max(behaviour.most_concurrent for behaviour in behaviours) == 1
