"""The spans of jobs and their pages, and what is measured of them."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from shared.domain.jobs import Counters, Kind, Run, SyncJob
from shared.telemetry import Attribute, Facts, Metric, Span, counted, measure, told
from shared.telemetry.attributes import ENDINGS


@dataclass
class Ending:
    """How a call left a job; one that is torn away from it was taken over by another run."""

    outcome: str = "lost"
    error: str = ""
    """The code of what kept it from going on."""


@contextmanager
def job_span(run: Run, current: Callable[[], SyncJob]) -> Iterator[Ending]:
    """Record what one call does of a job.

    :param current: returns the job as it stands.
    """
    job, ending = current(), Ending()
    begun: Facts = {
        Attribute.KIND: job.kind.value,
        Attribute.TRIGGER: run.trigger.value,
        Attribute.RUN: run.id,
    }
    with told(
        Span.JOB,
        begun,
        inherited={**_named(job), Attribute.CORRELATION_ID: str(job.correlation_id)},
        mapping=job.mapping,
        direction=job.leg.value,
    ) as span:
        try:
            yield ending
        finally:
            left = current()
            _measure(job, left)
            span.tell({Attribute.OUTCOME: ending.outcome, Attribute.REQUESTS: left.requests})
            span.tell_counts(_counts(left.counters))
            if ending.outcome == "failed":
                span.fail(ending.error or "unexpected")
            elif ending.error:
                span.tell({Attribute.ERROR: ending.error})


def pages(steps: Iterator[None], current: Callable[[], SyncJob]) -> Iterator[None]:
    """Yield the steps of a job, each of them within a span.

    :param current: returns the job as it stands.
    """
    number = 0
    while True:
        number += 1
        before = current().counters
        with told(Span.PAGE, {Attribute.PAGE: number}) as span:
            ended = next(steps, _END) is _END
            if span.listening:
                span.tell_counts(_counts(current().counters.minus(before)))
        if ended:
            return
        yield


_END = object()


def measure_ended(job: SyncJob) -> None:
    """Measure how long a job took from beginning to end."""
    if job.finished_at is None:
        return
    took = (job.finished_at - job.started_at).total_seconds()
    facts = {Attribute.KIND: job.kind.value, Attribute.OUTCOME: job.state.value}
    measure(Metric.JOB_DURATION, max(0.0, took), {**_place(job), **facts})


def _measure(before: SyncJob, after: SyncJob) -> None:
    done = after.counters.minus(before.counters)
    endings = (*ENDINGS, "coupled") if after.kind is Kind.COUPLING else ENDINGS
    for ending in endings:
        if count := getattr(done, ending):
            measure(Metric.RECORDS, count, {**_place(after), Attribute.ENDING: ending})


def _counts(counters: Counters) -> Mapping[str, int]:
    return {
        counted(name): count
        for name in counters.__dataclass_fields__
        if (count := getattr(counters, name)) or name == "read"
    }


def _named(job: SyncJob) -> Facts:
    return {**_place(job), Attribute.JOB: job.id}


def _place(job: SyncJob) -> Facts:
    return {Attribute.MAPPING: job.mapping, Attribute.DIRECTION: job.leg.value}
