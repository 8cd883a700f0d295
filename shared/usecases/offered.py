"""Mappings are off, without complaint, whose entity or ownership model is not there."""

from datetime import datetime

from shared.domain.mapping import TableMapping
from shared.errors import IntegrationError, RequestError
from shared.log import get_logger
from shared.usecases.engine import Engine

log = get_logger(__name__)

REMEDY = (
    "Install the extension that brings it (for the mappings that ship, the companion extension), "
    "and the mapping is on."
)


def off(engine: Engine, mapping: TableMapping, since: datetime | None = None) -> str | None:
    """Return why a mapping is off, None where it is on.

    :param since: what Business Central lacked before this is looked for again; unless given, it is
        believed for some minutes.
    :raises IntegrationError: Business Central does not say whether it has the entity.
    """
    if not mapping.optional:
        return None
    store = engine.stores.business_central()
    try:
        there = store.offers(mapping.bc.entity, since)
    finally:
        store.release()
    return None if there else _lacking(mapping)


def switched_on(engine: Engine, *, anew: bool = False) -> dict[str, TableMapping]:
    """Return the mappings that are on, by name.

    One of which nobody knows it counts: its own run meets the same, waits, and tells it, and no
    other mapping suffers from that.

    :param anew: whether to look again for what Business Central lacked.
    """
    since = engine.clock.now() if anew else None
    return {
        name: mapping
        for name, mapping in engine.mappings.items()
        if not _known_off(engine, mapping, since)
    }


def _known_off(engine: Engine, mapping: TableMapping, since: datetime | None) -> bool:
    try:
        return off(engine, mapping, since) is not None
    except IntegrationError as error:
        extra = {"mapping": mapping.slug, "why": error.message}
        log.warning("not known whether the mapping is on", extra=extra)
        return False


def told_off(engine: Engine, mapping: TableMapping) -> str | None:
    """Return what people are shown of a mapping that is off, or may be, or takes no part."""
    if not mapping.takes_part(engine.installations.current().ownership):
        return not_taking_part(mapping)
    try:
        return off(engine, mapping)
    except IntegrationError as error:
        return f"It is not known whether Business Central has its entity. {error.message}"


def not_taking_part(mapping: TableMapping) -> str:
    return f"{mapping.name} takes part only with ownership {str(mapping.ownership).capitalize()}."


def check_on(engine: Engine, mapping: TableMapping) -> None:
    """:raises RequestError: the mapping is off, also if one looks again."""
    why = off(engine, mapping, engine.clock.now())
    if why is not None:
        raise RequestError(f"{why} {REMEDY}", code="mapping_off", status=409)


def _lacking(mapping: TableMapping) -> str:
    return f"{mapping.name} is off: Business Central has no {mapping.bc.entity}."
