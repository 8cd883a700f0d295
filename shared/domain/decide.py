"""Decide what to do about one record: pure, so that a dry run is a run that stops here."""

from dataclasses import dataclass
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decisions import Couple, Decision, Fail, Insert, Modify, Skip, Unchanged
from shared.domain.mapping import FieldMapping, TableMapping
from shared.domain.matching import Ambiguous, Match
from shared.domain.merge import FieldConflict, changed_fields, merge
from shared.domain.pending import Cause
from shared.domain.records import Record, Value
from shared.domain.sides import Leg
from shared.domain.translation import Lookups, Uncoupled, translate


@dataclass(frozen=True)
class Known:
    """What was gathered about one record."""

    coupling: Coupling | None = None
    target: Record | None = None
    """The coupled record; gathered only where the source changed since the agreement."""
    match: Match | Ambiguous | None = None
    creating: bool = False
    """Whether this run couples and creates partners for uncoupled records."""


def decide(
    mapping: TableMapping, leg: Leg, record: Record, known: Known, lookups: Lookups
) -> Decision:
    if known.coupling is None:
        return _decide_uncoupled(mapping, leg, record, known, lookups)
    return _decide_coupled(mapping, leg, record, known.coupling, known.target, lookups)


def _decide_uncoupled(
    mapping: TableMapping, leg: Leg, record: Record, known: Known, lookups: Lookups
) -> Decision:
    if not known.creating:
        return Skip(record, "not coupled, and the mapping synchronizes only coupled records")
    match known.match:
        case Match(target):
            return Couple(record, target)
        case Ambiguous() as several:
            return Fail(record, Cause.AMBIGUOUS, _ambiguous(leg, record, several))
        case None:
            return _insert(mapping, leg, record, lookups)


def _insert(mapping: TableMapping, leg: Leg, record: Record, lookups: Lookups) -> Decision:
    fields = mapping.fields_for(leg)
    values = translate(fields, leg, record, lookups)
    if isinstance(values, Uncoupled):
        return Fail(record, Cause.DEPENDENCY, _waiting(leg, record, values))
    sent = {column: value for column, value in values.items() if value is not None}
    return Insert(record, sent, _agreement(fields, leg, record, values))


def _agreement(
    fields: tuple[FieldMapping, ...], leg: Leg, record: Record, values: dict[str, Value]
) -> Agreement:
    origins = (field.column(leg.source) for field in fields)
    read = {origin: record.values[origin] for origin in origins if origin}
    return Agreement.between(leg.source, read, values)


def _decide_coupled(
    mapping: TableMapping,
    leg: Leg,
    record: Record,
    coupling: Coupling,
    target: Record | None,
    lookups: Lookups,
) -> Decision:
    changed = changed_fields(mapping, leg, record, coupling.agreement)
    if not changed and coupling.agreement is not None:
        return Unchanged(record, coupling)
    if target is None:
        return Fail(record, Cause.DELETED, _deleted(leg, record, coupling.id_on(leg.target)))
    constants = tuple(field for field in mapping.fields_for(leg) if field.bc is None)
    values = translate((*changed, *constants), leg, record, lookups)
    if isinstance(values, Uncoupled):
        return Fail(record, Cause.DEPENDENCY, _waiting(leg, record, values))
    merged = merge(mapping, leg, record, target, values, coupling.agreement)
    if merged.conflicts:
        return Fail(
            record, Cause.CONFLICT, _conflict(leg, record, merged.conflicts), merged.conflicts
        )
    if merged.changes:
        return Modify(record, coupling, target, merged.changes, merged.agreement, merged.owed)
    return Unchanged(record, coupling, target, merged.agreement, merged.owed)


def _named(leg: Leg, record: Record) -> str:
    return f"{leg.source.system} record '{record.title}' ({record.id})"


def _waiting(leg: Leg, record: Record, missing: Uncoupled) -> str:
    return (
        f"{_named(leg, record)} waits: its {missing.column} points to {missing.wanted}, "
        f"which is not coupled in {missing.mapping}. Synchronize or couple that record; "
        "this one follows by itself."
    )


def _ambiguous(leg: Leg, record: Record, several: Ambiguous) -> str:
    ids = ", ".join(str(target.id) for target in several.targets)
    return (
        f"{_named(leg, record)} matches {len(several.targets)} uncoupled "
        f"{leg.target.system} records by {several.by}: {ids}. "
        "Couple it with one of them, or make their keys differ."
    )


def _deleted(leg: Leg, record: Record, target_id: UUID) -> str:
    return (
        f"{_named(leg, record)} is coupled to {leg.target.system} record {target_id}, "
        "which is gone. Nothing was written; uncouple the record, or restore its partner."
    )


def _conflict(leg: Leg, record: Record, conflicts: tuple[FieldConflict, ...]) -> str:
    listed = "; ".join(
        f"{c.field.column(leg.source)} is {_shown(c.source)} here and {_shown(c.target)} in "
        f"{leg.target.system}'s {c.field.column(leg.target)} (last agreed: {_shown(c.base)})"
        for c in conflicts
    )
    return (
        f"{_named(leg, record)} and its partner were both changed: {listed}. Neither was written; "
        "make the two values equal, and the record goes on by itself."
    )


def _shown(value: Value) -> str:
    return "blank" if value is None else f"'{value}'"
