"""Match-based coupling: find an uncoupled record's partner by key fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.domain.mapping import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side


@dataclass(frozen=True)
class Match:
    target: Record


@dataclass(frozen=True)
class Ambiguous:
    targets: tuple[Record, ...]
    by: str
    """The key fields that all of them share with the record."""


Key = tuple[Value, ...]


def matches(keys: tuple[FieldMapping, ...], source: Record, target: Record) -> bool:
    """Return whether the two are equal in every key; blank equals nothing."""
    shared = key_of(keys, source)
    return shared is not None and shared == key_of(keys, target)


def key_of(keys: tuple[FieldMapping, ...], record: Record) -> Key | None:
    """Return what two records that match have in common; None where a key is blank."""
    columns = [(key, key.column(record.side)) for key in keys]
    folds = [_compared(key, record.values[column]) for key, column in columns if column]
    return None if None in folds else tuple(folds)


def _compared(key: FieldMapping, value: Value) -> Value:
    return _without_spaces(value) if key.case_sensitive else folded(value)


def folded(value: Value) -> Value:
    """Return a value as keys compare it: case does not count, nor do outer and double spaces."""
    told = _without_spaces(value)
    return told.casefold() if isinstance(told, str) else told


def _without_spaces(value: Value) -> Value:
    return " ".join(value.split()) or None if isinstance(value, str) else value


def named(keys: tuple[FieldMapping, ...], side: Side) -> str:
    return " and ".join(name for key in keys if (name := key.column(side)))


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
            return Ambiguous(several, by=named(keys, leg.target))
