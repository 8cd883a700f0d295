"""When mappings run: nothing ever sleeps, a change wakes only its own, an outage is outlived."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.notified import Notified
from tests.surroundings import Surroundings, counters

BACK = "from_dataverse"


@pytest.mark.scenario(
    "CRMJobQueueEntryInactivity.T105_ActiveJobStateOnHoldWithInactivityTimeoutNonzeroPeriodIfNoRecordChangedBySync",
    "CRMJobQueueEntryInactivity.T106_ActiveJobsStaysActiveIfRecordIsChangedBySync",
    "Misc/JobQueueInactivityDetect.T105A_ActiveJobBecomesOnHoldWithInactivityTimeoutNonZeroPeriodIfNoRecordChangedBySync",
    "Misc/JobQueueInactivityDetect.T106_ActiveJobsStaysActiveIfRecordIsChangedBySync",
)
def test_the_schedule_after_quiet_runs_is_that_after_busy_ones(world: Surroundings) -> None:
    """Ours: the original pauses a mapping for half a day after a run without changes."""
    schedule = world.get("mappings/customer")["schedule"]
    customer = world.customers.add("Adatum")
    world.full_sync()
    for _ in range(3):
        world.clock.advance(timedelta(minutes=5))
        world.tick()
    quiet = world.tick()
    assert counters(quiet) == counters(quiet, BACK) == {}
    assert world.get("mappings/customer")["schedule"] == schedule

    world.clock.advance(timedelta(minutes=5))
    world.customers.change(customer, city="Berlin")
    busy = world.tick()

    assert counters(busy) == {"read": 1, "modified": 1}
    assert world.get("mappings/customer")["schedule"] == schedule


@pytest.fixture
def notified(world: Surroundings) -> Iterator[Notified]:
    notified = Notified(world)
    yield notified
    notified.close()


@pytest.mark.scenario(
    "CRMJobQueueEntryInactivity.T111_InactiveJobsBecomesActiveIfRecIsChangedManually",
    "Misc/JobQueueInactivityDetect.T111_InactiveJobsBecomesActiveIfRecIsChangedManually",
)
def test_a_changed_customer_wakes_customers_and_leaves_currencies_in_peace(
    world: Surroundings, notified: Notified
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    notified.subscribe()
    before = world.get("jobs", mapping="currency")["value"]
    world.customers.change(customer, city="Berlin")

    notified.deliver()

    assert notified.newest()["trigger"] == "notification"
    assert world.partner(customer)["address1_city"] == "Berlin"
    assert world.get("jobs", mapping="currency")["value"] == before


@pytest.mark.scenario("CRMSynchJobScenarios.BrokenConnectionOnRunIntegrationTableSync")
def test_a_run_outlives_an_outage_and_blames_no_record(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, city="Berlin")
    world.fault(Side.DATAVERSE, "reset", times=None)

    failed = world.tick()
    asked = world.start("customer")
    waiting = world.get(asked)

    assert (failed["state"], waiting["state"]) == ("failed", "running")
    assert "Dataverse" in failed["message"]
    assert not world.errors(failed)
    assert not world.pending()
    world.server(Side.DATAVERSE).faults.clear()
    world.stack.host.drain_queues(include_delayed=True)
    assert world.get(asked)["state"] == "finished"
    assert world.partner(customer)["address1_city"] == "Berlin"


@pytest.mark.scenario(
    "CRMSetupTest.AllJobsActive", "CRMSetupTest.NotAllJobsActive", "CRMSetupTest.NoActiveJobs"
)
def test_the_overview_tells_of_each_mapping_whether_its_timer_will_come(
    world: Surroundings,
) -> None:
    """Ours: it names the mappings, where the original only counts jobs."""
    assert expected(world) == {"currency": True, "customer": True}

    world.put_setting("AzureWebJobs.sync_customer.Disabled", "true")
    assert expected(world) == {"currency": True, "customer": False}

    world.put_setting("AzureWebJobs.sync_customer.Disabled", "false")
    world.call("POST", "setup/disable", json={"reason": "Stocktaking."})
    assert expected(world) == {"currency": False, "customer": False}


def expected(world: Surroundings) -> dict[str, bool]:
    """Return of each mapping that takes part whether its timer will come."""
    listed = world.get("status")["value"]
    return {line["mapping"]: line["next_run"] is not None for line in listed if "next_run" in line}
