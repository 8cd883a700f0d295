"""Keep to the environments that the app was set up for: with others, nothing is synchronized.

Whoever copies an environment, or points the app at another one, must not find that records of the
one were written over those of the other.
"""

from dataclasses import replace

from shared.domain.environments import Environments, differences, listed
from shared.domain.installation import Installation
from shared.errors import ChangedError, IntegrationError
from shared.log import get_logger
from shared.usecases.engine import Engine
from shared.usecases.guard import switched_off

log = get_logger(__name__)


def keep(engine: Engine) -> int:
    """Look whether these are the right environments; return how many requests that took.

    :raises SwitchedOffError: they are others, and everything is off from now on.
    :raises ConfigurationError: Dataverse refuses to tell which organization it is.
    :raises TransientError: it does not answer.
    """
    installation = engine.installations.current()
    if installation.met:
        raise switched_off(installation)
    if not installation.environments:
        return 0
    named = engine.whereabouts.named()
    if differences(installation.environments, named):
        raise switched_off(_stop(engine, _as_far_as_told(engine, named)))
    met = engine.whereabouts.met()
    if differences(installation.environments, met.environments):
        raise switched_off(_stop(engine, met.environments))
    return met.requests


def _as_far_as_told(engine: Engine, named: Environments) -> Environments:
    try:
        return engine.whereabouts.met().environments
    except IntegrationError:
        return named


def _stop(engine: Engine, met: Environments) -> Installation:
    """Switch everything off, for every process."""
    found = engine.installations.latest()
    told = listed(differences(found.environments, met))
    why = f"Other environments were met than those that the app was set up for: {told}."
    stopped = replace(found, enabled=False, shadow=False, off_because=why, met=met)
    log.error("environment changed", extra={"differences": told})
    try:
        return engine.installations.save(stopped)
    except ChangedError:
        return stopped  # Somebody else has stored something: the next look stops it again.
