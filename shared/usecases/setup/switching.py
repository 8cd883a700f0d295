"""Switch all synchronization on, or off; switched on again, it goes on where it stopped."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

from shared.domain.environments import differences, listed
from shared.domain.installation import Installation
from shared.errors import ChangedError, RequestError
from shared.log import get_logger
from shared.ports.administration import Change, Note, Remark
from shared.usecases.engine import Engine
from shared.usecases.setup.context import Context

log = get_logger(__name__)

_ATTEMPTS = 10
_SOON = timedelta(minutes=5)
"""Other instances' clocks may be ahead of this one's."""


def enabling(context: Context) -> Iterator[Remark]:
    if context.installation.enabled:
        yield Note("Synchronization is on.")
    elif context.options.enable and not context.installation.off_because:
        yield Change("Synchronization is off.", partial(_switch_on, context))
    else:
        why = f" ({context.installation.off_because})" if context.installation.off_because else ""
        yield Note(f"Synchronization is off{why}; POST /api/setup/enable switches it on.")


def _switch_on(context: Context) -> None:
    context.installation = _on(context.installation)


def enable(engine: Engine, steps: Iterable[str]) -> Installation:
    """Switch synchronization on, and ask for every unfinished run anew.

    :param steps: the names of all that have to have succeeded.
    :raises RequestError: setup was not run to its end, or these are other environments.
    """
    check_environments(engine)
    saved = switched(engine, partial(_on_after_setup, steps=tuple(steps)))
    resume(engine)
    return saved


def check_environments(engine: Engine) -> None:
    """Ask anew: whoever has corrected the settings need not accept anything."""
    known = engine.installations.latest().environments
    found = differences(known, engine.whereabouts.met(anew=True).environments) if known else []
    if found:
        raise RequestError(
            f"These are other environments than those that the app was set up for: "
            f"{listed(found)}. Correct the settings, or see POST /api/setup?check=true for what it "
            "means to accept them, and how.",
            code="environment_changed",
            status=409,
        )


def _on_after_setup(found: Installation, steps: Iterable[str]) -> Installation:
    check_set_up(found, steps)
    return found if found.enabled else _on(found)


def check_set_up(found: Installation, steps: Iterable[str]) -> None:
    """:raises RequestError: one of *steps* has not succeeded yet."""
    succeeded = {report.step for report in found.steps if report.succeeded}
    left = [step for step in steps if step not in succeeded]
    if left:
        what = f"These steps are left: {', '.join(left)}." if found.steps else "It was never run."
        raise RequestError(
            f"Setup has to come to its end first. {what} POST /api/setup goes on with it.",
            code="setup_incomplete",
            status=409,
        )


def disable(engine: Engine, reason: str) -> Installation:
    """Stop every timer, queue message and notification; a run stops before its next write.

    :param reason: shown until it is switched on again.
    """
    saved = switched(
        engine, lambda found: replace(found, enabled=False, off_because=reason, shadow=False)
    )
    log.warning("synchronization switched off")
    return saved


def switched(engine: Engine, switch: Callable[[Installation], Installation]) -> Installation:
    """Store what *switch* makes of the installation, also while setup writes its reports."""
    attempts = _ATTEMPTS
    while True:
        found = engine.installations.latest()
        wanted = switch(found)
        if wanted == found:
            return found
        try:
            return engine.installations.save(wanted)
        except ChangedError:
            attempts -= 1
            if not attempts:
                raise


def _on(installation: Installation) -> Installation:
    return replace(installation, enabled=True, off_because="", met={}, shadow=False)


def resume(engine: Engine) -> None:
    """Ask for every unfinished run anew: what came from the queue meanwhile was let go."""
    for run in engine.job_log.left_open(engine.clock.now() + _SOON):
        engine.queue.put(run.id)
