"""What people are told about a record that is not in order: what happened, and what to do."""

from uuid import UUID

from shared.domain.choices import value_of
from shared.domain.matching import Ambiguous
from shared.domain.merge import FieldConflict
from shared.domain.pairing import Unpaired
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.translation import Uncoupled, Unfit


def waiting(leg: Leg, record: Record, missing: Uncoupled) -> str:
    if missing.is_person:
        return _without_person(leg, record, missing)
    return f"{_named(leg, record)} waits: {_awaited(leg, missing)}"


def held_back(leg: Leg, record: Record, line: Record, reason: Uncoupled | Unfit) -> str:
    """Tell of a record that does not go over because of one of its lines."""
    if isinstance(reason, Uncoupled):
        return f"{_named(leg, record)} waits for its line {line.title}: {_awaited(leg, reason)}"
    told = f"its {reason.column} {reason.reason}. {_remedy(reason)}"
    return f"{_named(leg, record)} cannot go over with its line {line.title}: {told}"


def _awaited(leg: Leg, missing: Uncoupled) -> str:
    remedy = "Synchronize or couple that record; this one follows by itself."
    if missing.is_value and leg.target is Side.DATAVERSE:
        remedy = (
            "Synchronize that record; where Dataverse's choice lacks its value, an administrator "
            "repeats POST /api/setup, whose step 'Choice values' adds it. This one follows by "
            "itself."
        )
    if missing.off:
        remedy = f"{missing.off} Once it is on, this record follows by itself."
    return (
        f"its {missing.column} points to {_pointed_to(missing)}, which is not coupled in "
        f"{missing.mapping}. {remedy}"
    )


def noticed(leg: Leg, record: Record, notice: str) -> str:
    return f"{_named(leg, record)} has gone over: {notice}."


def follows(leg: Leg, record: Record, later: tuple[Uncoupled, ...]) -> str:
    missing = "; ".join(
        f"{each.column} points to {_pointed_to(each)}, which is not coupled in {each.mapping}"
        for each in later
    )
    off = "".join(f" {told}" for told in dict.fromkeys(each.off for each in later) if told)
    return (
        f"{_named(leg, record)} has gone over without some values: its {missing}. They follow by "
        f"themselves.{off}"
    )


def _without_person(leg: Leg, record: Record, missing: Uncoupled) -> str:
    if leg.source is Side.BC:
        return (
            f"The salesperson {missing.wanted} of '{record.title}' ({record.id}) is not coupled "
            "with a Sales user; couple it with POST /api/salespeople/couplings. The record follows "
            "by itself."
        )
    return (
        f"The owner {missing.wanted} of '{record.title}' ({record.id}) yields no salesperson: it "
        "is a team, or a Sales user that is not coupled. Assign the row to a coupled user, or "
        "couple its user with POST /api/salespeople/couplings. The record follows by itself."
    )


def alone(missing: Uncoupled) -> str:
    return (
        f"not coupled, and {missing.column} points to {missing.wanted}, which is not coupled in "
        f"{missing.mapping}{f' ({missing.off})' if missing.off else ''}"
    )


def unfit(leg: Leg, record: Record, value: Unfit) -> str:
    told = f"its {value.column} {value.reason}. {_remedy(value)}"
    return f"{_named(leg, record)} cannot go over: {told}"


def too_long(leg: Leg, record: Record) -> str:
    return (
        f"{_named(leg, record)} cannot go over: its texts are longer than the app can remember, "
        "which keeps some 400,000 letters of both sides together, and 100,000 that are not Latin. "
        "Shorten them, or take the field of the longest one out of the mapping."
    )


def _remedy(value: Unfit) -> str:
    if value.passes:
        return "Correct that; the record follows by itself."
    return "Correct the record, or the mapping; it follows by itself."


def without_lines(leg: Leg, record: Record) -> str:
    return (
        f"{_named(leg, record)} was gone when its lines were read. Nothing was written; it is "
        "looked for again by itself."
    )


def ambiguous(leg: Leg, record: Record, several: Ambiguous) -> str:
    ids = ", ".join(str(target.id) for target in several.targets)
    return (
        f"{_named(leg, record)} matches {len(several.targets)} uncoupled "
        f"{leg.target.system} records by {several.by}: {ids}. "
        "Couple it with one of them, or make their keys differ."
    )


def unpaired(leg: Leg, found: Unpaired) -> str:
    return (
        f"{leg.source.system} record '{found.source.title}' ({found.source.id}) {found.reason}. "
        "Couple it by hand, or correct the keys."
    )


def deleted(leg: Leg, record: Record, target_id: UUID) -> str:
    return (
        f"{_named(leg, record)} is coupled to {leg.target.system} record {target_id}, which was "
        "deleted. Nothing was written; restore the partner, uncouple the record, or delete it too."
    )


def vanished(leg: Leg, record: Record, gone: Side, id_: UUID) -> str:
    value = value_of(id_)
    return (
        f"{gone.system} told no value {id_ if value is None else value} any more, which "
        f"'{record.title}' ({record.id}) of {leg.source.system} is coupled by. Nothing was done: "
        "it is looked for again by a later run, and counts as deleted if it is missing then, too."
    )


def edited(leg: Leg, record: Record, target_id: UUID) -> str:
    return (
        f"{_named(leg, record)} was changed after {leg.target.system} record {target_id}, its "
        "partner, last agreed with it, and that partner was deleted. It is not deleted with it; "
        "restore the partner, uncouple the record, or delete it."
    )


def source_deleted(leg: Leg, source_id: UUID, target_id: UUID) -> str:
    return (
        f"{leg.source.system} record {source_id} was deleted, and {leg.target.system} record "
        f"{target_id}, its partner, was not. Nothing was written; uncouple the partner, or delete "
        "it too."
    )


def unseen(leg: Leg, record: Record, target_id: UUID) -> str:
    return (
        f"{_named(leg, record)} is coupled to {leg.target.system} record {target_id}, which could "
        "not be read though it exists. It is tried again; check that the app may read that record."
    )


def conflict(leg: Leg, record: Record, conflicts: tuple[FieldConflict, ...]) -> str:
    listed = "; ".join(
        f"{c.field.column(leg.source)} is {_shown(c.source)} here and {_shown(c.target)} in "
        f"{leg.target.system}'s {c.field.column(leg.target)} (last agreed: {_shown(c.base)})"
        for c in conflicts
    )
    return (
        f"{_named(leg, record)} and its partner were both changed: {listed}. Neither was written; "
        "choose a side, or make the two values equal, and the record goes on by itself."
    )


def owed(leg: Leg) -> str:
    return f"{leg.source.system} has values that {leg.target.system} still has to take."


def held_up(leg: Leg, record: Record) -> str:
    return (
        f"{_named(leg, record)} has values to carry while its pair is skipped for what is listed "
        f"of its partner. {leg.target.system} takes them once the pair is retried or forced."
    )


def overruled(leg: Leg, record: Record, settled: FieldConflict) -> str:
    lost, kept = settled.target, settled.source
    column, loser = settled.field.column(leg.target), leg.target
    if settled.winner is leg.target:
        lost, kept, column, loser = kept, lost, settled.field.column(leg.source), leg.source
    told = f"{loser.system}'s {column} was {_shown(lost)} and gives way to {_shown(kept)}"
    if settled.anew:
        return f"{_named(leg, record)} and its partner differed when they first met: {told}."
    base = _shown(settled.base)
    return f"{_named(leg, record)} and its partner were both changed: {told} (last agreed: {base})."


def _named(leg: Leg, record: Record) -> str:
    return f"{leg.source.system} record '{record.title}' ({record.id})"


def _pointed_to(missing: Uncoupled) -> str:
    value = value_of(missing.wanted) if isinstance(missing.wanted, UUID) else None
    return str(missing.wanted) if value is None else f"the value {value}"


def _shown(value: Value) -> str:
    return "blank" if value is None else f"'{value}'"
