"""Start runs and carry them on: by a timer, on request, and from the queue."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from shared.domain.jobs import Run, State, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.sides import Direction
from shared.errors import RequestError, TransientError
from shared.log import get_logger
from shared.usecases.engine import Engine
from shared.usecases.job_runner import OutOfTime, Wait
from shared.usecases.synchronize import Busy, Completed, Progressed, give_up, synchronize

log = get_logger(__name__)

_MOST_ATTEMPTS = 10
_LONGEST_PAUSE = 600.0
_BUSY_PAUSE = 15.0
_FAR_FUTURE = 10**13


def run_id(now: datetime) -> str:
    """Return an id that sorts before those of all former runs."""
    return f"{_FAR_FUTURE - int(now.timestamp() * 1000):013}-{uuid4().hex[:8]}"


def new_run(
    engine: Engine,
    mapping: TableMapping,
    trigger: Trigger,
    *,
    direction: Direction | None = None,
    full: bool = False,
    records: Sequence[UUID] = (),
) -> Run:
    """Return a run that is not saved yet.

    :param records: each counts once, however often it is named.
    """
    if records and (direction is None or len(direction.legs) != 1):
        raise RequestError(
            "Chosen records need a direction, to_dataverse or from_dataverse: their ids are those "
            "of the side that the run reads.",
            code="direction_needed",
        )
    now = engine.clock.now()
    asked = direction or mapping.direction
    legs = tuple(leg for leg in asked.legs if mapping.direction.allows(leg))
    state, message = State.QUEUED, ""
    if not legs:
        state = State.FINISHED
        message = f"{mapping.name} does not synchronize {_in_words(asked)}; nothing was done."
    chosen = tuple(dict.fromkeys(records))
    return Run(run_id(now), mapping.slug, trigger, legs, full, chosen, state, now, None, message)


def request_run(
    engine: Engine,
    mapping: TableMapping,
    *,
    direction: Direction | None,
    full: bool,
    records: Sequence[UUID],
) -> Run:
    """Save a run and hand it to the queue."""
    run = new_run(engine, mapping, Trigger.REQUEST, direction=direction, full=full, records=records)
    engine.job_log.save_run(run)
    if run.state is State.QUEUED:
        engine.queue.put(run.id)
    return run


def tick(engine: Engine, mapping: TableMapping, budget: timedelta) -> Run | None:
    """Run a mapping incrementally, as its timer does; None where another run is at work."""
    run = new_run(engine, mapping, Trigger.TIMER)
    outcome = synchronize(engine, run, mapping, engine.clock.now() + budget)
    match outcome:
        case Completed(finished):
            return finished
        case Busy(lost):
            if lost is not None:
                return give_up(engine, run, lost)
            log.info("mapping is busy", extra={"mapping": mapping.slug})
            return None
        case Wait(error):
            return give_up(engine, run, error)
        case OutOfTime():
            engine.queue.put(run.id)
            return run


def carry_on(engine: Engine, run_id: str, attempt: int, budget: timedelta) -> Progressed | None:
    """Go on with a queued run; None where there is nothing left to do."""
    run = engine.job_log.run(run_id)
    if run is None or run.state in (State.FINISHED, State.FAILED):
        return None
    mapping = next((m for m in engine.mappings.values() if m.slug == run.mapping), None)
    if mapping is None:
        message = f"There is no usable mapping {run.mapping} any more; see GET /api/mappings."
        now = engine.clock.now()
        engine.job_log.save_run(replace(run, state=State.FAILED, finished_at=now, message=message))
        return None
    outcome = synchronize(engine, run, mapping, engine.clock.now() + budget)
    match outcome:
        case Completed():
            pass
        case OutOfTime():
            engine.queue.put(run.id)
        case Busy():
            engine.queue.put(run.id, delay=_BUSY_PAUSE, attempt=attempt)
        case Wait(error):
            _try_later(engine, run, error, attempt + 1)
    return outcome


def _try_later(engine: Engine, run: Run, error: TransientError, attempt: int) -> None:
    if attempt >= _MOST_ATTEMPTS:
        give_up(engine, run, error)
        return
    pause = max(error.retry_after or 0, min(2.0**attempt, _LONGEST_PAUSE))
    engine.queue.put(run.id, delay=pause, attempt=attempt)


def _in_words(direction: Direction) -> str:
    return direction.value.replace("_", " ").replace("dataverse", "Dataverse")


def poisoned(engine: Engine, run_id: str) -> None:
    """End a run whose queue message was given up by the platform."""
    run = engine.job_log.run(run_id)
    if run is None or run.state in (State.FINISHED, State.FAILED):
        return
    error = TransientError(
        "The run's queue message failed too often; the app's log says why.", code="poisoned"
    )
    give_up(engine, run, error)
