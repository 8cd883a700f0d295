"""Run one mapping: each leg is a job, and what a job remembered is not done again."""

from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.jobs import Run, State, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.sides import Leg
from shared.errors import ChangedError, TransientError
from shared.usecases.engine import Engine
from shared.usecases.job_runner import JobRunner, OutOfTime, Wait
from shared.usecases.known_couplings import RecentCouplings


@dataclass(frozen=True)
class Completed:
    run: Run


@dataclass(frozen=True)
class Busy:
    """Another run of the mapping is at work, or took over."""

    lost: ChangedError | None = None
    """How this run was stopped on its way; None where it never began."""


Progressed = Completed | OutOfTime | Wait | Busy


def synchronize(engine: Engine, run: Run, mapping: TableMapping, deadline: datetime) -> Progressed:
    """Carry *run* on until it is complete, or *deadline* (in the app's clock) has passed."""
    try:
        return _synchronize(engine, run, mapping, deadline)
    except ChangedError as error:
        return Busy(error)


def _synchronize(engine: Engine, run: Run, mapping: TableMapping, deadline: datetime) -> Progressed:
    with engine.progress.lease(mapping.slug, run.id) as lease:
        if lease is None:
            return Busy()
        if run.state is State.QUEUED:
            engine.wakes.clear(mapping.slug)
            run = replace(run, state=State.RUNNING)
            engine.job_log.save_run(run)
        recent = RecentCouplings()
        jobs = {job.leg: job for job in engine.job_log.jobs_of(run.id)}
        for leg in run.legs:
            job = jobs.get(leg) or _new_job(engine, run, leg)
            if job.state is not State.RUNNING:
                continue
            stopped = JobRunner(engine, run, job, mapping, lease, recent).go(deadline)
            if stopped is not None:
                return stopped
        return Completed(finish(engine, run))


def _new_job(engine: Engine, run: Run, leg: Leg) -> SyncJob:
    return SyncJob(run.id, run.mapping, leg, State.RUNNING, engine.clock.now())


def finish(engine: Engine, run: Run) -> Run:
    failed = [job for job in engine.job_log.jobs_of(run.id) if job.state is State.FAILED]
    state = State.FAILED if failed else State.FINISHED
    message = " ".join(dict.fromkeys(job.message for job in failed))
    finished = replace(run, state=state, finished_at=engine.clock.now(), message=message)
    engine.job_log.save_run(finished)
    return finished


def give_up(engine: Engine, run: Run, error: TransientError | ChangedError) -> Run:
    """End a run that could not go on; the mapping's next run goes on from its watermark."""
    now = engine.clock.now()
    jobs = {job.leg: job for job in engine.job_log.jobs_of(run.id)}
    for leg in run.legs:
        job = jobs.get(leg) or _new_job(engine, run, leg)
        if job.state is State.RUNNING:
            engine.job_log.save_job(
                job.failed(now, f"{error.message} The next run goes on from here.")
            )
    return finish(engine, run)
