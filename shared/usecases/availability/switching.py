"""Switch the service on or off, for everybody."""

from dataclasses import replace

from shared.domain.installation import Installation
from shared.errors import ChangedError
from shared.usecases.engine import Engine

_ATTEMPTS = 10


def switch(engine: Engine, *, on: bool) -> Installation:
    """Store whether people may ask, also while setup writes its reports."""
    for attempt in range(_ATTEMPTS):
        found = engine.installations.latest()
        if found.availability is on:
            return found
        try:
            return engine.installations.save(replace(found, availability=on))
        except ChangedError:
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")
