"""Remove what nobody will look at any more, and mend what was left open."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from shared.domain.jobs import Run, State, Trigger
from shared.log import get_logger
from shared.usecases.engine import Engine
from shared.usecases.runs import awaited_by
from shared.usecases.synchronize import end_unfinished

log = get_logger(__name__)

_LONG = timedelta(days=1)
"""A run that is not over by then is looked after: its queue message may be lost."""
_AT_ONCE = 100


def tidy_up(engine: Engine) -> int:
    """Remove runs that are older than they are kept, and return how many."""
    for run in engine.job_log.left_open(engine.clock.now() - _LONG):
        _look_after(engine, run)
    before = engine.clock.now() - engine.keep_jobs
    removed = 0
    while found := engine.job_log.forget(before, _AT_ONCE):
        removed += found
    log.info("old runs removed", extra={"runs": removed})
    return removed


def _look_after(engine: Engine, left: Run) -> None:
    """Send a run's message again; end one whose work was done by those that came later.

    A message too many does no harm.
    """
    with engine.progress.lease(left.mapping, f"tidying-{uuid4().hex[:8]}") as lease:
        if lease is None:
            return  # It is at work, or another run is: tomorrow is early enough.
        run = engine.job_log.run(left.id)
        if run is None or run.state not in (State.QUEUED, State.RUNNING):
            return
        if any(not other.ended for other in awaited_by(engine, run)):
            return
        if run.trigger is not Trigger.REQUEST:
            end_unfinished(engine, run, "It was never carried on. The next run goes on from here.")
            return
        message = "It was not over after a day: its message may have been lost, and was sent again."
        engine.job_log.save_run(replace(run, message=message))
    engine.queue.put(left.id)
