"""Decide about a run that the mass-change fuse has stopped."""

from dataclasses import replace

from shared.domain.jobs import Run, State
from shared.domain.transforms.outcomes import quoted
from shared.errors import FuseError, IntegrationError, RequestError
from shared.usecases.engine import Engine
from shared.usecases.leases import lease_of
from shared.usecases.synchronize import refuse


def approve(engine: Engine, run_id: str) -> Run:
    """Let a stopped run go on from where it stopped, whatever it changes.

    Asked again before it goes on, its message is sent again: the first one may be lost.
    """
    run = _found(engine, run_id)
    if run.approved and run.state is State.QUEUED:
        engine.queue.put(run.id)
        return run
    _check_stopped(run)
    approved = replace(run, state=State.QUEUED, approved=True, message="")
    engine.job_log.save_run(approved)
    try:
        engine.queue.put(run.id)
    except IntegrationError:
        if engine.job_log.run(run.id) == approved:
            engine.job_log.save_run(run)  # It waits for a decision still.
        raise
    return approved


def disapprove(engine: Engine, run_id: str) -> Run:
    """End a stopped run; the mapping's next run looks at everything anew."""
    run = _found(engine, run_id)
    _check_stopped(run)
    with lease_of(engine, run.mapping) as lease:
        ended = refuse(
            engine,
            run,
            FuseError("Somebody refused what the run was about to change.", code="run_refused"),
        )
        if lease.stopped_run == run.id:
            lease.note_stopped(None)
    return ended


def _found(engine: Engine, run_id: str) -> Run:
    run = engine.job_log.run(run_id)
    if run is None:
        raise no_such_run(run_id)
    return run


def no_such_run(run_id: str) -> RequestError:
    return RequestError(
        f"There is no run {quoted(run_id)}; GET /api/runs lists those that are kept.",
        code="run_unknown",
        status=404,
    )


def _check_stopped(run: Run) -> None:
    if run.state is not State.STOPPED:
        raise RequestError(
            f"The run is {run.state}; only a run that the fuse has stopped waits for a decision.",
            code="run_not_stopped",
            status=409,
        )
