"""Remove what nobody will look at any more."""

from shared.log import get_logger
from shared.usecases.engine import Engine

log = get_logger(__name__)

_AT_ONCE = 100


def tidy_up(engine: Engine) -> int:
    """Remove runs that are older than they are kept, and return how many."""
    before = engine.clock.now() - engine.keep_jobs
    removed = 0
    while found := engine.job_log.forget(before, _AT_ONCE):
        removed += found
    log.info("old runs removed", extra={"runs": removed})
    return removed
