"""Forget how far mappings were read: everything is read again, and couplings stay."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from shared.domain.jobs import State
from shared.domain.mapping import TableMapping
from shared.errors import RequestError
from shared.log import get_logger
from shared.ports import Lease
from shared.usecases.engine import Engine
from shared.usecases.synchronize import end_unfinished

log = get_logger(__name__)

_SOON = 15.0
_AHEAD = timedelta(minutes=5)
"""Other instances' clocks may be ahead of this one's."""
_MESSAGE = "All records are to be read again from their beginning; ask for the run again."


def begin_anew(engine: Engine, mappings: Iterable[TableMapping]) -> None:
    """Let the next run of each mapping read everything, and compare all ids.

    :raises RequestError: a run of a mapping is at work; what came before it is done.
    """
    for mapping in mappings:
        # Not between two calls of a run: it would go on from where it stood.
        with engine.progress.lease(mapping.slug, f"call-{uuid4().hex[:8]}") as lease:
            if lease is None:
                raise RequestError(
                    f"A run of {mapping.name} is at work. Ask again when it has ended.",
                    code="mapping_busy",
                    status=409,
                    retry_after=_SOON,
                )
            _begin_anew(engine, mapping, lease)


def _begin_anew(engine: Engine, mapping: TableMapping, lease: Lease) -> None:
    for run in engine.job_log.left_open(engine.clock.now() + _AHEAD):
        if run.mapping == mapping.slug and engine.job_log.jobs_of(run.id):
            end_unfinished(engine, run, _MESSAGE)
    stopped = engine.job_log.run(lease.stopped_run) if lease.stopped_run else None
    if stopped is not None and stopped.state is State.STOPPED:
        end_unfinished(engine, stopped, _MESSAGE)
    lease.begin_anew()
    log.warning("mapping is read again from its beginning", extra={"mapping": mapping.slug})
