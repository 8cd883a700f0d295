"""Decide what to do about one record: pure, so that a dry run is a run that stops here."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain import sentences
from shared.domain.couplings import Agreement, Coupling
from shared.domain.decisions import (
    Couple,
    Decision,
    Delete,
    Fail,
    Insert,
    Modify,
    Skip,
    Unchanged,
    Uncouple,
    Wanted,
)
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import STATES, FieldMapping, WhenBlank
from shared.domain.matching import Ambiguous, Match
from shared.domain.merge import Merged, changed_fields, merge
from shared.domain.pending import Cause
from shared.domain.policies import DeletionPolicy, Terms
from shared.domain.records import Record, Values
from shared.domain.sides import Leg, Side
from shared.domain.translation import Lookups, Translated, Uncoupled, Unfit, translate


@dataclass(frozen=True)
class Known:
    """What was gathered about one record."""

    coupling: Coupling | None = None
    target: Record | None = None
    """The coupled record; gathered only where the source changed, or a reason was given to look."""
    gone: bool = False
    """Whether the coupled record was looked for, and is deleted beyond doubt."""
    match: Match | Ambiguous | None = None
    creating: bool = False
    """Whether this run couples and creates partners for uncoupled records."""


def decide(
    mapping: TableMapping, terms: Terms, record: Record, known: Known, lookups: Lookups
) -> Decision:
    if known.coupling is None:
        return _decide_uncoupled(mapping, terms, record, known, lookups)
    if terms.uncouple:
        return Uncouple(record, known.coupling, "a person decided so", chosen=True)
    if known.gone:
        return _decide_broken(mapping, terms, record, known.coupling, lookups)
    if terms.create:
        return Skip(record, "it has a partner already", untouched=True)
    if known.coupling.skipped and not terms.forced:
        return _leave(mapping, terms.leg, record, known.coupling)
    return _decide_coupled(mapping, terms, record, known.coupling, known.target, lookups)


# Uncoupled records


def _decide_uncoupled(
    mapping: TableMapping, terms: Terms, record: Record, known: Known, lookups: Lookups
) -> Decision:
    if not known.creating:
        if mapping.creates == "when_asked":
            return Skip(record, "not coupled, and the mapping makes partners only when asked")
        return Skip(record, "not coupled, and the mapping synchronizes only coupled records")
    match known.match:
        case Match(target):
            return Couple(record, target)
        case Ambiguous() as several:
            return Fail(record, Cause.AMBIGUOUS, sentences.ambiguous(terms.leg, record, several))
        case None:
            if not mapping.creates:
                return Skip(record, "not coupled, and the mapping creates no partners")
            lacking = unmet(mapping, record)
            if lacking is not None:
                return Skip(record, f"not coupled, and records whose {lacking} get no new partner")
            return _insert(mapping, terms, record, lookups)


def unmet(mapping: TableMapping, record: Record) -> str | None:
    """Return what keeps a record from getting a new partner, None if nothing does."""
    for column, wanted in mapping.new_where(record.side).items():
        if record.values[column] != wanted:
            return f"{column} is not {wanted}"
    return None


def _insert(
    mapping: TableMapping,
    terms: Terms,
    record: Record,
    lookups: Lookups,
    replaces: Coupling | None = None,
) -> Decision:
    leg = terms.leg
    fields = mapping.fields_for(leg)
    translated = translate(fields, leg, record, lookups)
    if isinstance(translated, Uncoupled) and translated.leaves_alone and replaces is None:
        return Skip(record, sentences.alone(translated))
    if not isinstance(translated, Translated):
        return _cannot(leg, record, translated, replaces)
    if replaces is None and (lacking := _lacking(fields, leg, translated)):
        return Skip(record, f"not coupled, and records without {lacking} get no partner")
    filled = {column: value for column, value in translated.values.items() if value is not None}
    held_back = {
        to
        for field in fields
        if _is_held_back(field, leg) and (to := field.column(leg.target)) in filled
    }
    sent = {column: value for column, value in filled.items() if column not in held_back}
    generation = replaces.generation + 1 if replaces else 1
    aside = translated.aside
    settled = _settled_by_create(mapping, leg, aside.put_off | held_back)
    agreement = _agreement(settled, leg, record, translated.values)
    stamp = terms.stamp.on_create(sent)
    return Insert(record, sent, agreement, generation, replaces, stamp, aside, bool(held_back))


def _is_held_back(field: FieldMapping, leg: Leg) -> bool:
    """Return whether a new record gets the value by a change right after its creation.

    Rows of Dataverse begin in a state of the table's choosing; and what need not be coupled first
    may point back: to a record that is not there before this one is, or has another partner then.
    """
    if field.lookup is not None and not field.lookup.precedes:
        return True
    return leg.target is Side.DATAVERSE and field.dataverse in STATES


def _settled_by_create(mapping: TableMapping, leg: Leg, open_: Set[str]) -> list[FieldMapping]:
    """Return the fields whose values both sides have once the record is created.

    :param open_: the target's columns that get their values afterwards.
    """
    return [
        field
        for field in mapping.lasting_fields(leg)
        if field.column(leg.target) not in open_
        and not (leg.target is Side.DATAVERSE and field.dataverse in STATES)
    ]


def _lacking(fields: Iterable[FieldMapping], leg: Leg, translated: Translated) -> str | None:
    """Return the column without which an uncoupled record is left alone, None if it has all."""
    for field in fields:
        to = field.column(leg.target)
        skips = field.lookup is not None and field.lookup.blank is WhenBlank.SKIP
        if skips and to and translated.values.get(to) is None:
            return field.column(leg.source)
    return None


def _cannot(leg: Leg, record: Record, reason: Uncoupled | Unfit, coupling: Coupling | None) -> Fail:
    match reason:
        case Uncoupled():
            message = sentences.waiting(leg, record, reason)
            wanted = wanted_by(reason)
            return Fail(record, Cause.DEPENDENCY, message, coupling=coupling, wanted=wanted)
        case Unfit(passes=passes):
            cause = Cause.DEPENDENCY if passes else Cause.DATA
            return Fail(record, cause, sentences.unfit(leg, record, reason), coupling=coupling)


def wanted_by(missing: Uncoupled | Unfit) -> tuple[Wanted, ...]:
    """Return the partner that is to be made, or none where nobody asks for one."""
    if isinstance(missing, Unfit) or not missing.asks or missing.off:
        return ()
    return (Wanted(missing.asks, missing.wanted),) if isinstance(missing.wanted, UUID) else ()


def _agreement(
    fields: Sequence[FieldMapping], leg: Leg, record: Record, values: Values
) -> Agreement:
    origins = (field.column(leg.source) for field in fields)
    read = {origin: record.values[origin] for origin in origins if origin}
    columns = (field.column(leg.target) for field in fields)
    return Agreement.between(leg.source, read, {to: values.get(to) for to in columns if to})


# Coupled records


def _decide_coupled(
    mapping: TableMapping,
    terms: Terms,
    record: Record,
    coupling: Coupling,
    target: Record | None,
    lookups: Lookups,
) -> Decision:
    leg = terms.leg
    changed = changed_fields(mapping, leg, record, coupling.agreement)
    if not changed and coupling.agreement is not None and not terms.forced:
        return Unchanged(record, coupling)
    if target is None:
        unseen = sentences.unseen(leg, record, coupling.id_on(leg.target))
        return Fail(record, Cause.TRANSIENT, unseen, coupling=coupling)
    fields = mapping.lasting_fields(leg) if terms.forced else changed
    translated = translate(fields, leg, record, lookups)
    if not isinstance(translated, Translated):
        return _cannot(leg, record, translated, coupling)
    aside, agreed_on = translated.aside, coupling.agreement
    values = translated.values
    merged = merge(mapping, terms, record, target, values, agreed_on, aside.put_off)
    if merged.conflicts:
        message = sentences.conflict(leg, record, merged.conflicts)
        return Fail(record, Cause.CONFLICT, message, merged.conflicts, coupling)
    # A pair that was skipped kept the opposite leg waiting, too.
    owed = merged.owed or (coupling.skipped and _has_more(mapping, leg, target, merged))
    agreed = (merged.agreement, owed, merged.overruled)
    stamp = terms.stamp.on_change(target, merged.changes)
    writes = bool(merged.changes or stamp)
    if writes and leg.target is Side.DATAVERSE and _is_locked(mapping, target, merged):
        if coupling.skipped:
            return _leave(mapping, leg, record, coupling)
        return Unchanged(record, coupling, locked=True)
    if writes:
        into_dataverse = leg.target is Side.DATAVERSE
        state_after = mapping.dataverse.state_after
        reopens = state_after(target.values, merged.changes) if into_dataverse else {}
        return Modify(record, coupling, target, merged.changes, *agreed, stamp, aside, reopens)
    return Unchanged(record, coupling, target, *agreed, aside)


def _leave(mapping: TableMapping, leg: Leg, record: Record, coupling: Coupling) -> Skip:
    """Leave a record of a skipped pair alone. It may be the other one that was refused, so that
    nothing lists this one: what it has to carry would be forgotten once it was read."""
    held_up = bool(changed_fields(mapping, leg, record, coupling.agreement))
    reason = "it failed twice in the same way; retry it, or choose a side"
    return Skip(record, reason, waits=True, held_up=held_up)


def _has_more(mapping: TableMapping, leg: Leg, target: Record, merged: Merged) -> bool:
    """Return whether the opposite leg has values to carry once *merged* is written."""
    written = replace(target, values={**target.values, **merged.changes})
    return bool(changed_fields(mapping, leg.opposite, written, merged.agreement))


def _is_locked(mapping: TableMapping, row: Record, merged: Merged) -> bool:
    """Return whether nothing can be written to *row* now; what differs stays to be carried."""
    locked = mapping.dataverse.locked_where
    return (
        bool(locked)
        and all(row.values[column] == value for column, value in locked.items())
        and not merged.changes.keys() & locked.keys()
    )


def _decide_broken(
    mapping: TableMapping, terms: Terms, record: Record, coupling: Coupling, lookups: Lookups
) -> Decision:
    """Decide about a record whose partner was deleted."""
    if terms.forced:
        return _listed(terms.leg, record, coupling)
    match terms.deletion:
        case DeletionPolicy.KEEP if coupling.skipped:
            return Skip(record, "its partner was deleted; restore, uncouple or delete it", True)
        case DeletionPolicy.KEEP:
            return _listed(terms.leg, record, coupling)
        case DeletionPolicy.UNCOUPLE:
            return Uncouple(record, coupling, "its partner was deleted")
        case DeletionPolicy.RESTORE:
            return _insert(mapping, terms, record, lookups, coupling)
        case DeletionPolicy.DELETE:
            return _delete(mapping, terms, record, coupling)


def _listed(leg: Leg, record: Record, coupling: Coupling) -> Fail:
    message = sentences.deleted(leg, record, coupling.id_on(leg.target))
    return Fail(record, Cause.DELETED, message, coupling=coupling)


def _delete(mapping: TableMapping, terms: Terms, record: Record, coupling: Coupling) -> Decision:
    """Delete the record too, but never an edit that nobody has carried over."""
    chosen = terms.instruction is not None and terms.instruction.deleted is DeletionPolicy.DELETE
    if not chosen and not is_as_agreed(mapping, record, coupling):
        message = sentences.edited(terms.leg, record, coupling.id_on(terms.leg.target))
        return Fail(record, Cause.DELETED, message, coupling=coupling)
    return Delete(record, coupling)


def is_as_agreed(mapping: TableMapping, record: Record, coupling: Coupling) -> bool:
    """Return whether no mapped value of a coupled record has changed since both sides agreed."""
    if coupling.agreement is None:
        return False
    base = coupling.agreement.of(record.side)
    return all(
        record.values[column] == base[column]
        for column in mapping.columns(record.side)
        if column in base
    )
