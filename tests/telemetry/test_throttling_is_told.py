"""What services ask for, and what is left of their limits, can be seen."""

from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Surroundings
from tests.telemetry.recorded import Recorded


@pytest.mark.wire("B.9")
def test_a_throttled_request_is_counted_waited_for_and_told_twice(
    world: Surroundings, recorded: Recorded
) -> None:
    world.customers.add("Adatum")
    world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=7, times=1)

    run = world.full_sync()

    assert run["state"] == "finished"
    assert recorded.metric("sync.throttles", service="dataverse") == 1
    assert recorded.metric("sync.throttles", service="bc") == 0
    waited = recorded.metric("sync.wait.time", service="dataverse", wait__reason="service")
    assert waited == pytest.approx(7, abs=1)
    [job] = [job for job in recorded.kept()["jobs"] if job["direction"] == "to_dataverse"]
    posts = [call for call in job["calls"] if call["status"] == 429 or call["attempt"] > 1]
    assert [(call["status"], call["attempt"], call["error"]) for call in posts] == [
        (429, 1, "service_busy"),
        (posts[1]["status"], 2, ""),
    ]
    assert posts[0]["route"] == posts[1]["route"]
    assert posts[1]["waited"] == pytest.approx(7, abs=1)


def test_a_request_without_an_answer_is_told_as_one(
    world: Surroundings, recorded: Recorded
) -> None:
    world.fault(Side.BC, "reset", method="GET", times=1)

    world.tick()

    broken = [
        call for job in recorded.kept()["jobs"] for call in job["calls"] if call["status"] is None
    ]
    assert [(call["service"], call["error"]) for call in broken] == [("bc", "service_unanswered")]
    assert recorded.metric("sync.wait.time", service="bc", wait__reason="repetition") > 0


def test_what_is_left_of_the_limits_is_told(world: Surroundings, recorded: Recorded) -> None:
    world.start_app(DATAVERSE_REQUESTS_PER_WINDOW="500")
    world.clock.advance(timedelta(minutes=10))
    world.customers.add("Adatum")

    world.full_sync()

    assert 400 < recorded.metric("sync.budget.requests", service="dataverse") < 500
    assert 0 < recorded.metric("sync.budget.time", service="dataverse") < 1140
    assert recorded.metric("sync.concurrency", service="dataverse") >= 1
    assert recorded.metric("sync.service.budget.requests", service="dataverse") > 0
    assert recorded.metric("sync.service.budget.time", service="dataverse") > 0
    assert recorded.metric("sync.service.budget.requests", service="bc") == 0
