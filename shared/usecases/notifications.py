"""A change was notified: wake the mappings it concerns, whose runs find out what has changed."""

from collections.abc import Set

from shared.domain.jobs import Run, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from shared.errors import IntegrationError
from shared.usecases.engine import Engine
from shared.usecases.requesting import new_run


def wake(engine: Engine, side: Side, tables: Set[str], delay: float) -> list[Run]:
    """Queue a run for each mapping that reads one of *tables*, unless one is waiting already.

    Nothing is queued while synchronization is switched off: what changed is read afterwards.

    :param delay: seconds in which further changes gather before the run starts.
    """
    installation = engine.installations.current()
    if not installation.enabled:
        return []
    woken = [
        wake_one(engine, mapping, delay)
        for mapping in engine.mappings.values()
        if _reads(mapping, side, tables) and mapping.takes_part(installation.ownership)
    ]
    return [run for run in woken if run is not None]


def _reads(mapping: TableMapping, side: Side, tables: Set[str]) -> bool:
    sources = {leg.source for leg in mapping.direction.legs}
    told_as = mapping.bc.standard if side is Side.BC else mapping.table(side)
    return side in sources and told_as in tables


def wake_one(engine: Engine, mapping: TableMapping, delay: float) -> Run | None:
    """Queue a run of a mapping, unless one is waiting already; None then.

    Claim first: a run takes the mark away before it reads, so a change that finds one is read
    by the run that waits, and a change that finds none gets a run of its own."""
    run = new_run(engine, mapping, Trigger.NOTIFICATION)
    if not engine.wakes.claim(mapping.slug, run.id, engine.clock.now()):
        return None
    try:
        engine.job_log.save_run(run)
        engine.queue.put(run.id, delay=delay)
    except IntegrationError:
        engine.wakes.clear(mapping.slug)
        raise
    return run
