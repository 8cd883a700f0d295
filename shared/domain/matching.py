"""Match-based coupling: find an uncoupled record's partner by key fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.mapping import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg


@dataclass(frozen=True)
class Match:
    target: Record


@dataclass(frozen=True)
class Ambiguous:
    targets: tuple[Record, ...]
    by: str
    """The key fields that all of them share with the record."""


def matches(keys: tuple[FieldMapping, ...], leg: Leg, source: Record, target: Record) -> bool:
    """Return whether the two are equal in every key; text ignores case, blank equals nothing."""
    for key in keys:
        origin, to = key.column(leg.source), key.column(leg.target)
        assert origin is not None
        assert to is not None
        wanted = folded(source.values[origin])
        if wanted is None or wanted != folded(target.values[to]):
            return False
    return True


def folded(value: Value) -> Value:
    return value.strip().casefold() or None if isinstance(value, str) else value


def choose(
    keys: tuple[FieldMapping, ...], leg: Leg, free: Iterable[Record]
) -> Match | Ambiguous | None:
    """Return what the uncoupled targets that match in *keys* amount to."""
    match tuple(free):
        case ():
            return None
        case (target,):
            return Match(target)
        case several:
            columns = (key.column(leg.target) for key in keys)
            return Ambiguous(several, by=" and ".join(name for name in columns if name))
