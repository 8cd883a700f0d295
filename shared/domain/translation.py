"""A source's values in the target's terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.mapping import OWNER, FieldMapping, WhenBlank, WhenUncoupled
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side


@dataclass(frozen=True)
class Partners:
    """The couplings of one lookup mapping that a page of records needs.

    Records of Business Central are known by their ids, or by the field that the lookup names.
    """

    to_dataverse: Mapping[Value, UUID] = field(default_factory=dict)
    from_dataverse: Mapping[UUID, Value] = field(default_factory=dict)
    blank_is: UUID | None = None
    """The Dataverse row that a blank in Business Central stands for."""
    blank_key: Value = None
    """What that row is known by; set where a blank stands for a row, found or not."""
    nobody: frozenset[Value] = frozenset()
    """The source's values that mean as little as a blank."""


Lookups = Mapping[str, Partners]
"""By the lookup's key."""


@dataclass(frozen=True)
class Uncoupled:
    """The record waits: what it points to has no partner yet."""

    column: str
    mapping: str
    wanted: Value
    is_person: bool = False
    """Whether it is the record's owner."""


def translate(
    fields: Iterable[FieldMapping], leg: Leg, source: Record, lookups: Lookups
) -> dict[str, Value] | Uncoupled:
    """Return the values of *fields* by target column, or the first lookup without a partner.

    A field that keeps the target's value where it is blank is left out then.
    """
    translated: dict[str, Value] = {}
    for pair in fields:
        origin, to = pair.column(leg.source), pair.column(leg.target)
        assert to is not None
        if origin is None:
            translated[to] = pair.constant
        elif pair.lookup is None:
            translated[to] = source.values[origin]
        else:
            found = _partner(source.values[origin], leg, lookups[pair.lookup.key])
            if found is None and pair.lookup.blank is WhenBlank.KEEP:
                continue
            if not isinstance(found, _NoPartner):
                translated[to] = found
            elif pair.lookup.uncoupled is WhenUncoupled.CLEAR:
                translated[to] = None
            else:
                is_person = pair.dataverse == OWNER
                return Uncoupled(origin, pair.lookup.mapping, found.wanted, is_person)
    return translated


@dataclass(frozen=True)
class _NoPartner:
    wanted: Value


def _partner(value: Value, leg: Leg, partners: Partners) -> Value | _NoPartner:
    if value is None or value in partners.nobody:
        return None if leg.source is Side.DATAVERSE else _blank(partners)
    if leg.source is Side.BC:
        return partners.to_dataverse.get(value) or _NoPartner(value)
    assert isinstance(value, UUID)
    if value == partners.blank_is:
        return None
    return partners.from_dataverse.get(value) or _NoPartner(value)


def _blank(partners: Partners) -> Value | _NoPartner:
    if partners.blank_is is None and partners.blank_key is not None:
        return _NoPartner(partners.blank_key)
    return partners.blank_is
