"""A source's values in the target's terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.mapping import FieldMapping, WhenUncoupled
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side


@dataclass(frozen=True)
class Partners:
    """The couplings of one lookup mapping that a page of records needs."""

    to_dataverse: Mapping[UUID, UUID] = field(default_factory=dict)
    from_dataverse: Mapping[UUID, UUID] = field(default_factory=dict)
    blank_is: UUID | None = None
    """The Dataverse row that a blank in Business Central stands for."""
    blank_key: Value = None
    """What that row is known by; set where a blank stands for a row, found or not."""


Lookups = Mapping[str, Partners]
"""By the lookup mapping's name."""


@dataclass(frozen=True)
class Uncoupled:
    """The record waits: what it points to has no partner yet."""

    column: str
    mapping: str
    wanted: Value


def translate(
    fields: Iterable[FieldMapping], leg: Leg, source: Record, lookups: Lookups
) -> dict[str, Value] | Uncoupled:
    """Return the values of *fields* by target column, or the first lookup without a partner."""
    translated: dict[str, Value] = {}
    for pair in fields:
        origin, to = pair.column(leg.source), pair.column(leg.target)
        assert to is not None
        if origin is None:
            translated[to] = pair.constant
        elif pair.lookup is None:
            translated[to] = source.values[origin]
        else:
            found = _partner(source.values[origin], leg, lookups[pair.lookup.mapping])
            if not isinstance(found, _NoPartner):
                translated[to] = found
            elif pair.lookup.uncoupled is WhenUncoupled.CLEAR:
                translated[to] = None
            else:
                return Uncoupled(origin, pair.lookup.mapping, found.wanted)
    return translated


@dataclass(frozen=True)
class _NoPartner:
    wanted: Value


def _partner(value: Value, leg: Leg, partners: Partners) -> Value | _NoPartner:
    if value is None:
        return None if leg.source is Side.DATAVERSE else _blank(partners)
    assert isinstance(value, UUID)
    if leg.source is Side.DATAVERSE and value == partners.blank_is:
        return None
    known = partners.to_dataverse if leg.source is Side.BC else partners.from_dataverse
    return known.get(value) or _NoPartner(value)


def _blank(partners: Partners) -> Value | _NoPartner:
    if partners.blank_is is None and partners.blank_key is not None:
        return _NoPartner(partners.blank_key)
    return partners.blank_is
