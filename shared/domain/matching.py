"""Match-based coupling: find an uncoupled record's partner by key fields."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shared.domain.mapping_fields import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.translation import Lookups, Translated, translate


@dataclass(frozen=True)
class Match:
    target: Record


@dataclass(frozen=True)
class Ambiguous:
    targets: tuple[Record, ...]
    by: str
    """The key fields that all of them share with the record."""


Key = tuple[Value, ...]


@dataclass(frozen=True)
class Keyed:
    """An uncoupled record, and what its partner has in the columns of the match keys."""

    record: Record
    values: tuple[Value, ...]
    """In the target's terms, as they are written there."""
    key: Key | None
    """The same as they are compared; None where one is blank, or points to an uncoupled record."""


def in_targets_terms(
    keys: tuple[FieldMapping, ...], leg: Leg, record: Record, lookups: Lookups
) -> Keyed:
    """:param lookups: the couplings behind those of *keys* that are lookups."""
    translated = translate(keys, leg, record, lookups)
    if not isinstance(translated, Translated):
        return Keyed(record, (), None)
    columns = (key.column(leg.target) for key in keys)
    values = tuple(translated.values.get(column) for column in columns if column)
    return Keyed(record, values, _key_of(keys, values))


def key_on(keys: tuple[FieldMapping, ...], target: Record) -> Key | None:
    """Return a target's key, None where a column is blank."""
    columns = (key.column(target.side) for key in keys)
    return _key_of(keys, [target.values[column] for column in columns if column])


def _key_of(keys: tuple[FieldMapping, ...], values: Sequence[Value]) -> Key | None:
    """Return what two records that match have in common; None where one of *values* is blank."""
    folds = tuple(_compared(key, value) for key, value in zip(keys, values, strict=True))
    return None if None in folds else folds


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
