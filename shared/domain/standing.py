"""Whether a mapping is in step, and since when it may not be: what people see first."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.jobs import Kind, Run, State, SyncJob
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg

NEEDS_A_PERSON = frozenset({Cause.DATA, Cause.CONFLICT, Cause.AMBIGUOUS, Cause.DELETED})
"""What does not come right by itself."""
HARMLESS = frozenset({Cause.OWED, Cause.NOTED, Cause.OVERRULED})
"""What nothing is wrong with."""
_LATE = 3
"""How many turns in a row a timer may miss before somebody should look."""
Story = Sequence[tuple[Run, Sequence[SyncJob]]]
"""A mapping's newest runs with their jobs, newest first."""


class Standing(StrEnum):
    """How a mapping stands, the more pressing first."""

    STOPPED = "stopped"
    """The mass-change fuse stopped a run, and somebody has to decide."""
    FAILING = "failing"
    """Its newest job could not go on."""
    LATE = "late"
    """Its timer should have run it several times since it last did."""
    ATTENTION = "attention"
    """Records wait for a person."""
    RUNNING = "running"
    NEW = "new"
    """It has never come to its end in each direction."""
    WAITING = "waiting"
    """Records wait, and are tried again by themselves."""
    IN_STEP = "in_step"


@dataclass(frozen=True)
class Progressed:
    """What the newest runs of a mapping tell."""

    running: Run | None
    """The newest that is queued or at work."""
    last_jobs: tuple[SyncJob, ...]
    """The newest that has ended, of each leg."""
    read_at: Mapping[Leg, datetime]
    """When the newest job began that read all changes of a leg and came to its end."""


def progressed(story: Story, legs: Collection[Leg]) -> Progressed:
    running = next((run for run, _ in story if run.state in (State.QUEUED, State.RUNNING)), None)
    last: dict[Leg, SyncJob] = {}
    read_at: dict[Leg, datetime] = {}
    for run, jobs in story:
        for job in jobs:
            if job.leg not in legs or job.kind is not Kind.SYNCHRONIZATION:
                continue
            if job.ended:
                last.setdefault(job.leg, job)
            if job.state is State.FINISHED and not run.records:
                read_at.setdefault(job.leg, job.started_at)
    return Progressed(running, tuple(last[leg] for leg in legs if leg in last), read_at)


def in_step_until(reached: Progressed, legs: Collection[Leg]) -> datetime | None:
    """Return before when each change has been carried over or is listed, in the app's clock."""
    if any(leg not in reached.read_at for leg in legs):
        return None
    return min(reached.read_at[leg] for leg in legs)


def waiting_since(waiting: Sequence[Pending]) -> datetime | None:
    """Return since when the record that has waited longest is not in order."""
    troubled = [entry.since for entry in waiting if entry.cause not in HARMLESS]
    return min(troubled, default=None)


def standing(
    reached: Progressed,
    legs: Collection[Leg],
    waiting: Sequence[Pending],
    *,
    stopped: bool,
    overdue: timedelta | None,
    interval: timedelta | None,
) -> Standing:
    """
    :param overdue: how long ago the timer should have run it after its last run; None where it
        has no timer, or where that is still to come.
    :param interval: between two of its timer's turns.
    """
    if stopped:
        return Standing.STOPPED
    if any(job.state is State.FAILED for job in reached.last_jobs):
        return Standing.FAILING
    if overdue is not None and interval is not None and overdue > _LATE * interval:
        return Standing.LATE
    if any(entry.skipped or entry.cause in NEEDS_A_PERSON for entry in waiting):
        return Standing.ATTENTION
    if reached.running is not None:
        return Standing.RUNNING
    if in_step_until(reached, legs) is None:
        return Standing.NEW
    if any(entry.cause not in HARMLESS for entry in waiting):
        return Standing.WAITING
    return Standing.IN_STEP
