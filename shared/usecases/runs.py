"""Start runs and carry them on: by a timer, on request, and from the queue."""

from dataclasses import replace
from datetime import timedelta

from shared.domain.jobs import Kind, Run, State, Trigger
from shared.domain.mapping import TableMapping
from shared.errors import ConfigurationError, IntegrationError, TransientError
from shared.log import get_logger
from shared.usecases.engine import Engine
from shared.usecases.guard import switched_off
from shared.usecases.offered import off
from shared.usecases.requesting import hand_over, new_run
from shared.usecases.stepper import OutOfTime, Stopped, SwitchedOff, Wait
from shared.usecases.synchronize import (
    Busy,
    Completed,
    Held,
    Progressed,
    give_up,
    refuse,
    synchronize,
    wake_waiting,
)

log = get_logger(__name__)

_MOST_ATTEMPTS = 10
_LONGEST_PAUSE = 600.0
_BUSY_PAUSE = 5.0
_AT_ONCE = 15.0
"""Seconds in which a call that works on its own run should be done with it."""


def run_at_once(engine: Engine, run: Run, budget: timedelta) -> Run:
    """Save a run and carry it on in this call, as far as it gets; the queue does the rest.

    The queue is asked first, and told when it need not: the process may die meanwhile.
    """
    engine.job_log.save_run(run)
    [receipt] = hand_over(engine, [run], _AT_ONCE)
    carry_on(engine, run.id, 0, budget)
    engine.queue.withdraw(receipt)
    return engine.job_log.run(run.id) or run


def tick(engine: Engine, mapping: TableMapping, budget: timedelta) -> Run | None:
    """Run a mapping incrementally, as its timer does; None where another run is at work.

    None also for a mapping that does not take part, or is off.
    """
    if _is_off(engine, mapping):
        return None
    run = new_run(engine, mapping, Trigger.TIMER)
    if run.ended:
        return None
    outcome = synchronize(engine, run, mapping, engine.clock.now() + budget)
    match outcome:
        case Completed(finished):
            return finished
        case Busy(lost):
            if lost is not None:
                return give_up(engine, run, lost)
            log.info("mapping is busy", extra={"mapping": mapping.slug})
            return None
        case Held(stopped):
            log.warning(
                "mapping waits for a decision", extra={"mapping": mapping.slug, "run": stopped}
            )
            return None
        case Wait(error):
            return give_up(engine, run, error)
        case Stopped():
            return run
        case SwitchedOff():
            return _left_off(engine, run)
        case OutOfTime():
            engine.queue.put(run.id)
            return run


def carry_on(engine: Engine, run_id: str, attempt: int, budget: timedelta) -> Progressed | None:
    """Go on with a queued run; None where there is nothing to do, or not yet."""
    run = engine.job_log.run(run_id)
    if run is None or run.state is State.STOPPED:
        return None
    if run.ended:
        wake_waiting(engine, run)  # In case that it ended and died before it had done that.
        return None
    mapping = next((m for m in engine.mappings.values() if m.slug == run.mapping), None)
    if mapping is None:
        _refuse(
            engine,
            run,
            f"There is no usable mapping {run.mapping} any more; see GET /api/mappings.",
        )
        return None
    if not _may_begin(engine, run):
        return None
    try:
        why = _why_off(engine, run, mapping)
    except TransientError as busy:
        _try_later(engine, run, busy, attempt + 1)
        return None
    if why is not None:
        _leave(engine, run, why)
        return None
    outcome = synchronize(engine, run, mapping, engine.clock.now() + budget)
    match outcome:
        case Completed() | Stopped() | SwitchedOff():
            pass  # Switched on again, the app asks for its unfinished runs anew.
        case OutOfTime():
            engine.queue.put(run.id)
        case Busy():
            engine.queue.put(run.id, delay=_BUSY_PAUSE, attempt=attempt)
        case Held(stopped):
            _leave(engine, run, f"Run {stopped} waits for a decision; approve or refuse that one.")
        case Wait(error):
            _try_later(engine, run, error, attempt + 1)
    return outcome


def _why_off(engine: Engine, run: Run, mapping: TableMapping) -> str | None:
    """Return why a run of the queue has nothing to do; pairs are uncoupled whatever is off.

    :raises TransientError: Business Central does not say now whether it has the entity.
    """
    try:
        return None if run.kind is Kind.UNCOUPLING else off(engine, mapping)
    except ConfigurationError:
        return None  # The run meets the same, and tells it.


def _is_off(engine: Engine, mapping: TableMapping) -> bool:
    """Return whether a timer leaves the mapping alone: it is not known to be on."""
    try:
        why = off(engine, mapping)
    except IntegrationError as error:
        log.warning("not known whether the mapping is on", extra={"why": error.message})
        return True
    if why is not None:
        log.info("mapping is off", extra={"mapping": mapping.slug, "why": why})
    return why is not None


def _left_off(engine: Engine, run: Run) -> Run | None:
    """End a timer's run that met the switch on its way; None where it never began."""
    if engine.job_log.run(run.id) is None:
        log.info("synchronization is switched off", extra={"mapping": run.mapping})
        return None
    return refuse(engine, run, switched_off(engine.installations.current()))


def _may_begin(engine: Engine, run: Run) -> bool:
    """Return whether the runs it waits for have ended well; end it if they did not.

    While they go on, nothing has to be done: the last of them wakes it.
    """
    awaited = awaited_by(engine, run)
    failed = [other.mapping for other in awaited if other.state is State.FAILED]
    if failed:
        _refuse(
            engine,
            run,
            f"It needs {', '.join(failed)}, whose run failed. Mend that, and ask again.",
        )
        return False
    return all(other.ended for other in awaited)


def awaited_by(engine: Engine, run: Run) -> list[Run]:
    """Return the runs for which *run* waits, or has waited, as far as they are kept."""
    found = (engine.job_log.run(id_) for id_ in run.waits_for)
    return [other for other in found if other is not None]


def _leave(engine: Engine, run: Run, message: str) -> None:
    """End a run for which there is nothing to do now; that is a failure only if it had begun."""
    if engine.job_log.jobs_of(run.id):
        _refuse(engine, run, message)
    else:
        now = engine.clock.now()
        ended = replace(run, state=State.FINISHED, finished_at=now, message=message)
        engine.job_log.save_run(ended)
        wake_waiting(engine, ended)


def _refuse(engine: Engine, run: Run, message: str) -> None:
    refuse(engine, run, ConfigurationError(message, code="run_refused"))


def _try_later(engine: Engine, run: Run, error: TransientError, attempt: int) -> None:
    if attempt >= _MOST_ATTEMPTS:
        give_up(engine, run, error)
        return
    pause = max(error.retry_after or 0, min(2.0**attempt, _LONGEST_PAUSE))
    engine.queue.put(run.id, delay=pause, attempt=attempt)


def poisoned(engine: Engine, run_id: str) -> None:
    """End a run whose queue message was given up by the platform."""
    run = engine.job_log.run(run_id)
    if run is None or run.ended:
        return
    error = TransientError(
        "The run's queue message failed too often; the app's log says why.", code="poisoned"
    )
    give_up(engine, run, error)
