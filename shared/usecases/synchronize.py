"""Run one mapping: each leg is a job, and what a job remembered is not done again.

Runs that couple or uncouple are carried on like those that synchronize.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.fuse import Changes
from shared.domain.jobs import Kind, Run, State, SyncJob, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.sides import Leg
from shared.errors import ChangedError, IntegrationError, TransientError
from shared.log import get_logger
from shared.ports import Lease
from shared.usecases.engine import Engine
from shared.usecases.job_runner import JobRunner
from shared.usecases.known_couplings import RecentCouplings
from shared.usecases.match_runner import MatchRunner
from shared.usecases.removed_legs import forget_removed_legs
from shared.usecases.stepper import OutOfTime, Stepper, Stopped, SwitchedOff, Wait
from shared.usecases.telling import tell_ended
from shared.usecases.uncouple_runner import UncoupleRunner

log = get_logger(__name__)


@dataclass(frozen=True)
class Completed:
    run: Run


@dataclass(frozen=True)
class Busy:
    """Another run of the mapping is at work, or took over."""

    lost: ChangedError | None = None
    """How this run was stopped on its way; None where it never began."""


@dataclass(frozen=True)
class Held:
    """The mapping waits for somebody to decide about a run that the fuse stopped."""

    stopped_run: str


Progressed = Completed | OutOfTime | Wait | Stopped | SwitchedOff | Busy | Held


def synchronize(engine: Engine, run: Run, mapping: TableMapping, deadline: datetime) -> Progressed:
    """Carry *run* on until it is complete, or *deadline* (in the app's clock) has passed."""
    if not engine.installations.current().enabled:
        return SwitchedOff()
    try:
        with engine.progress.lease(mapping.slug, run.id) as lease:
            if lease is None:
                return Busy()
            _bury(engine, lease, run)
            stopped = _undecided(engine, lease)
            if stopped and stopped.id != run.id and run.trigger is not Trigger.REQUEST:
                return Held(stopped.id)
            return _synchronize(engine, run, mapping, lease, deadline)
    except ChangedError as error:
        return Busy(error)


def _synchronize(
    engine: Engine, run: Run, mapping: TableMapping, lease: Lease, deadline: datetime
) -> Progressed:
    forget_removed_legs(engine, lease, mapping)
    jobs: dict[Leg, SyncJob] = {}
    if run.state is State.QUEUED and not run.approved:
        if lease.woken and run.kind is Kind.SYNCHRONIZATION:
            engine.wakes.clear(mapping.slug)
    else:
        jobs = {job.leg: job for job in engine.job_log.jobs_of(run.id)}
    if run.state is State.QUEUED:
        run = replace(run, state=State.RUNNING)
        engine.job_log.save_run(run)
    with engine.stores.together():
        outcome = _go(engine, run, mapping, lease, jobs, deadline)
    if outcome is not None:
        return outcome
    finished = finish(engine, run, jobs.values())
    _supersede(engine, lease, finished)
    return Completed(finished)


def _go(
    engine: Engine,
    run: Run,
    mapping: TableMapping,
    lease: Lease,
    jobs: dict[Leg, SyncJob],
    deadline: datetime,
) -> Progressed | None:
    """Carry on the jobs of a run, which enter *jobs*; None once all of them are over."""
    recent = RecentCouplings()
    for leg in run.legs:
        job = jobs.get(leg) or new_job(engine, run, leg)
        if job.ended:
            continue
        if job.state is State.STOPPED:
            job = job.resumed()
            engine.job_log.save_job(job)
        runner: Stepper
        match run.kind:
            case Kind.SYNCHRONIZATION:
                so_far = _changed(jobs.values())
                runner = JobRunner(engine, run, job, mapping, lease, recent, so_far)
            case Kind.COUPLING:
                runner = MatchRunner(engine, run, job, mapping, lease)
            case Kind.UNCOUPLING:
                runner = UncoupleRunner(engine, run, job, mapping, lease)
        outcome = runner.go(deadline)
        jobs[leg] = runner.job
        if isinstance(outcome, Stopped):
            jobs[leg] = runner.job.stopped(outcome.error.message)
            _stop(engine, run, lease, outcome)
        if isinstance(outcome, OutOfTime):
            lease.hand_on()
        if outcome is not None:
            engine.job_log.save_job(jobs[leg])
            return outcome
    return None


def new_job(engine: Engine, run: Run, leg: Leg) -> SyncJob:
    return SyncJob(run.id, run.mapping, leg, State.RUNNING, engine.clock.now(), kind=run.kind)


def _changed(jobs: Iterable[SyncJob]) -> Changes:
    """Return what a run's jobs have changed so far."""
    total = Changes()
    for job in jobs:
        counters = job.counters
        written = (counters.inserted, counters.modified, counters.deleted)
        total += Changes(*written, job.uncoupled_by_policy)
    return total


# The fuse


def _stop(engine: Engine, run: Run, lease: Lease, stopped: Stopped) -> None:
    """Leave the run where it is until somebody decides; timers leave the mapping alone."""
    _end_stopped(engine, lease, run, f"Run {run.id} has stopped before the same changes.")
    lease.note_stopped(run.id)
    engine.job_log.save_run(replace(run, state=State.STOPPED, message=stopped.error.message))
    log.error("run stopped by the mass-change fuse", extra={"run": run.id, "mapping": run.mapping})


def _undecided(engine: Engine, lease: Lease) -> Run | None:
    """Return the mapping's run that waits for a decision, or for being carried on after it."""
    found = engine.job_log.run(lease.stopped_run) if lease.stopped_run else None
    return None if found is None or found.ended else found


def _supersede(engine: Engine, lease: Lease, finished: Run) -> None:
    """A run that ended well leaves nothing to be decided of a stopped one that it covers."""
    if finished.state is not State.FINISHED or lease.stopped_run is None:
        return
    message = f"Run {finished.id} has done what this one stopped before."
    if _end_stopped(engine, lease, finished, message):
        lease.note_stopped(None)


def _end_stopped(engine: Engine, lease: Lease, run: Run, message: str) -> bool:
    """End a stopped run that *run* covers; return whether no other than *run* is left."""
    stopped = _undecided(engine, lease)
    if stopped is None or stopped.id == run.id:
        return True
    if run.covers(stopped):
        end_unfinished(engine, stopped, message)
    return run.covers(stopped)


# Runs that did not end well


def _bury(engine: Engine, lease: Lease, run: Run) -> None:
    """End a timer's run whose process died: nothing carries it on, and its watermark holds.

    Runs on request come back from the queue by themselves.
    """
    dead = lease.left_behind
    if dead is None or dead == run.id or (found := engine.job_log.run(dead)) is None:
        return
    if found.state is State.RUNNING and found.trigger is not Trigger.REQUEST:
        message = "The process that worked on it died. The next run goes on from here."
        end_unfinished(engine, found, message)


def finish(engine: Engine, run: Run, jobs: Iterable[SyncJob]) -> Run:
    failed = [job for job in jobs if job.state is State.FAILED]
    state = State.FAILED if failed else State.FINISHED
    message = " ".join(dict.fromkeys(job.message for job in failed))
    finished = replace(run, state=state, finished_at=engine.clock.now(), message=message)
    engine.job_log.save_run(finished)
    wake_waiting(engine, finished)
    return finished


def wake_waiting(engine: Engine, ended: Run) -> None:
    """Let the runs go on that have waited for *ended*: those of one full synchronization do.

    The last of the awaited runs wakes them, and each that failed, since they fail with it.
    """
    if not (ended.full and ended.trigger is Trigger.REQUEST):
        return
    group = {run.id: run for run in engine.job_log.newest_group()}
    for run in group.values():
        awaited = [group[id_] for id_ in run.waits_for if id_ in group]
        ready = ended.state is State.FAILED or all(other.ended for other in awaited)
        if ended.id in run.waits_for and not run.ended and ready:
            engine.queue.put(run.id)


def give_up(engine: Engine, run: Run, error: TransientError | ChangedError) -> Run:
    """End a run that could not go on; the mapping's next run goes on from its watermark."""
    return end_unfinished(engine, run, f"{error.message} The next run goes on from here.")


def refuse(engine: Engine, run: Run, error: IntegrationError) -> Run:
    """End a run that must not go on."""
    return end_unfinished(engine, run, error.message)


def end_unfinished(engine: Engine, run: Run, message: str) -> Run:
    """Fail a run with those of its jobs that have not ended."""
    now = engine.clock.now()
    jobs = {job.leg: job for job in engine.job_log.jobs_of(run.id)}
    for leg in run.legs:
        job = jobs.get(leg) or new_job(engine, run, leg)
        if not job.ended:
            jobs[leg] = job.failed(now, message)
            engine.job_log.save_job(jobs[leg])
            tell_ended(jobs[leg])
    return finish(engine, run, jobs.values())
