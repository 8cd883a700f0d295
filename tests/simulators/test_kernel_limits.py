"""Limits per principal, and how politely a principal behaves."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dev.simulators.limits import Exceeded, Limits
from tests.simulators.servers import EchoService, serving

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.wire("A.9")
@pytest.mark.wire("B.9")
def test_the_window_slides_and_says_when_it_is_free_again() -> None:
    limits = Limits(window_seconds=300, requests=2)

    answers = [limits.arrive("app", after(s)) for s in (0, 100, 250, 301)]

    assert answers == [None, None, Exceeded("requests", 150.0), Exceeded("requests", 249.0)]


def test_refused_requests_count_so_that_knocking_makes_it_worse() -> None:
    limits = Limits(window_seconds=300, requests=1)
    limits.arrive("app", NOON)

    waits = [limits.arrive("app", after(s)) for s in (100, 200)]

    assert waits == [Exceeded("requests", 300.0), Exceeded("requests", 300.0)]


@pytest.mark.wire("B.9")
def test_combined_execution_time_is_limited() -> None:
    limits = Limits(window_seconds=300, busy_seconds=10)
    limits.start("app")
    limits.end("app", after(0), 6)
    limits.start("app")
    limits.end("app", after(50), 6)

    answers = [limits.arrive("app", after(s)) for s in (60, 299, 301)]

    assert answers == [Exceeded("busy", 240.0), Exceeded("busy", 1.0), None]


@pytest.mark.wire("A.9")
def test_each_principal_has_limits_of_its_own() -> None:
    limits = Limits(requests=1)
    limits.arrive("one", NOON)

    assert limits.arrive("other", NOON) is None
    assert limits.arrive("one", NOON) is not None


def test_limits_that_are_off_count_and_refuse_nothing() -> None:
    limits = Limits(requests=1, concurrent=1, busy_seconds=1, enabled=False)
    for _ in range(5):
        assert limits.arrive("app", NOON) is None
        assert limits.may_start("app")
        limits.start("app")

    assert limits.behaviour("app").requests == 5
    assert limits.behaviour("app").most_concurrent == 5
    assert limits.refusals == 0


def test_a_request_before_the_end_of_retry_after_is_impolite() -> None:
    limits = Limits()
    limits.told_to_wait("app", NOON, seconds=10, connection="a")

    limits.arrive("app", after(5), "b")
    limits.arrive("app", after(10), "b")

    assert limits.behaviour("app").impolite == 1


def test_a_request_already_under_way_on_another_connection_is_not_impolite() -> None:
    limits = Limits()
    limits.told_to_wait("app", NOON, seconds=10, connection="a")

    limits.arrive("app", after(0.01), "b")

    assert limits.impolite == 0


def test_a_request_at_once_on_the_connection_that_was_told_is_impolite() -> None:
    limits = Limits()
    limits.told_to_wait("app", NOON, seconds=10, connection="a")

    limits.arrive("app", after(0.01), "a")

    assert limits.impolite == 1


@contextmanager
def under_load(
    limits: Limits, directory: Path, requests: int, latency: float = 0.05
) -> Iterator[tuple[EchoService, Counter[tuple[int, str]]]]:
    """Send *requests* at once and yield how they were answered: status and error."""
    service = EchoService(limits)
    with (
        serving(service, directory, latency) as (server, session),
        ThreadPoolExecutor(requests) as pool,
    ):
        url = f"{server.url}/load"
        headers = {"x-principal": "app"}
        answers = list(pool.map(lambda _: session.get(url, headers=headers), range(requests)))
        yield (
            service,
            Counter((answer.status_code, answer.json().get("error", "")) for answer in answers),
        )


@pytest.mark.wire("A.9")
def test_requests_beyond_the_concurrent_ones_queue_and_are_answered(tmp_path: Path) -> None:
    limits = Limits(concurrent=2, queued=95)

    with under_load(limits, tmp_path, requests=8) as (service, answers):
        behaviour = service.limits.behaviour("app")

    assert answers == {(200, ""): 8}
    assert behaviour.most_concurrent == 2
    assert 1 <= behaviour.most_waiting <= 6
    assert (behaviour.running, behaviour.waiting) == (0, 0)


@pytest.mark.wire("A.9")
def test_requests_beyond_the_queue_are_refused(tmp_path: Path) -> None:
    limits = Limits(concurrent=1, queued=1)

    with under_load(limits, tmp_path, requests=6, latency=0.5) as (service, answers):
        refusals = service.limits.refusals

    assert answers[429, "queue_full"] == refusals
    assert 1 <= refusals <= 4
    assert answers[200, ""] == 6 - refusals


@pytest.mark.wire("A.9")
def test_a_request_that_queues_too_long_is_refused(tmp_path: Path) -> None:
    limits = Limits(concurrent=1, queued=10, queue_seconds=0.1)

    with under_load(limits, tmp_path, requests=3, latency=0.5) as (service, answers):
        behaviour = service.limits.behaviour("app")

    assert answers == {(200, ""): 1, (429, "queue_wait"): 2}
    assert (behaviour.running, behaviour.waiting) == (0, 0)


@pytest.mark.wire("B.9")
def test_without_a_queue_concurrent_requests_are_refused(tmp_path: Path) -> None:
    limits = Limits(concurrent=2)

    with under_load(limits, tmp_path, requests=4, latency=0.5) as (service, answers):
        behaviour = service.limits.behaviour("app")

    assert answers == {(200, ""): 2, (429, "concurrency"): 2}
    assert behaviour.most_concurrent == 2


def test_the_server_tells_the_limits_which_client_was_told_to_wait(tmp_path: Path) -> None:
    service = EchoService(Limits(requests=1, window_seconds=60))
    with serving(service, tmp_path) as (server, session):
        answers = [session.get(server.url, headers={"x-principal": "app"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 429, 429]
    assert service.limits.behaviour("app").impolite == 1
