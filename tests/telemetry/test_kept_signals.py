"""What an instance keeps in its memory has an end."""

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.trace import TracerProvider

from shared import telemetry
from shared.adapters.signals.memory import Memory
from shared.telemetry import Attribute, Metric, Span


@pytest.fixture
def memory() -> Iterator[Memory]:
    memory = Memory("here")
    tracers, meters = TracerProvider(), MeterProvider([memory.reader])
    tracers.add_span_processor(memory.spans)
    telemetry.listen(tracers, meters)
    yield memory
    telemetry.stop_listening()
    tracers.shutdown()
    meters.shutdown()


def do(job: str, calls: int = 0, pages: int = 0, *, ends: bool = True) -> None:
    """Tell of a job; one that does not end was torn off."""
    named = {Attribute.JOB: job}
    blanks = {"mapping": "customer", "direction": "to_dataverse"}
    with telemetry.told(Span.JOB, {}, inherited=named, **blanks) as span:
        for number in range(calls):
            facts: telemetry.Facts = {Attribute.SERVICE: "bc", Attribute.ATTEMPT: number}
            with telemetry.told(Span.CALL, facts, method="GET", route="/customers"):
                pass
        for number in range(pages):
            with telemetry.told(Span.PAGE, {Attribute.PAGE: number}):
                pass
        if ends:
            span.tell({Attribute.OUTCOME: "finished"})


def test_the_newest_jobs_stand_first_and_the_oldest_are_forgotten(memory: Memory) -> None:
    for number in range(120):
        do(f"job-{number}")

    kept = [job.job for job in memory.kept().jobs]
    assert kept == [f"job-{number}" for number in range(119, 19, -1)]


def test_of_very_many_requests_the_first_are_kept_and_the_others_counted(memory: Memory) -> None:
    do("large", calls=350, pages=350)

    [job] = memory.kept().jobs
    assert [call.attempt for call in job.calls] == list(range(300))
    assert job.calls_left_out == 50
    assert [page.number for page in job.pages] == list(range(300))


def test_jobs_with_many_requests_leave_room_for_fewer_of_them(memory: Memory) -> None:
    for number in range(30):
        do(f"job-{number}", calls=300)

    kept = memory.kept().jobs
    assert [job.job for job in kept] == [f"job-{number}" for number in range(29, 13, -1)]


def test_what_is_known_of_jobs_that_never_end_is_forgotten(memory: Memory) -> None:
    for number in range(250):
        do(f"torn-{number}", calls=1, ends=False)
    do("whole", calls=1)

    [job] = memory.kept().jobs
    assert (job.job, len(job.calls)) == ("whole", 1)


def test_a_gauge_that_was_not_set_since_somebody_looked_keeps_its_value(memory: Memory) -> None:
    telemetry.measure(Metric.LAG, 12, {Attribute.MAPPING: "customer"})
    telemetry.measure(Metric.RECORDS, 2, {Attribute.MAPPING: "customer"})

    looks = [memory.kept().metrics for _ in range(2)]

    assert [[(each.name, each.value) for each in look] for look in looks] == [
        [("sync.lag", 12), ("sync.records", 2)]
    ] * 2
