"""What timers would have done, had they not only looked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from shared.domain.decisions import Couple, Decision, Delete, Fail, Insert, Modify, Uncouple
from shared.domain.merge import FieldConflict
from shared.domain.records import Record, Values
from shared.domain.sides import Leg

MOST_KEPT = 500
"""Records of which each look at a mapping keeps what would be done; more are only counted."""


@dataclass(frozen=True)
class Difference:
    """What would be done about one record."""

    leg: Leg
    record: UUID
    """By its id on the leg's source."""
    title: str
    decision: str
    partner: UUID | None = None
    before: Values = field(default_factory=dict)
    """What the target has, by its columns."""
    after: Values = field(default_factory=dict)
    """What it would have; in a conflict, what the source has."""
    reason: str = ""


@dataclass(frozen=True)
class Look:
    """How far all records of a mapping have been looked at, and what was found."""

    started_at: datetime
    leg: Leg
    """The leg that is looked at."""
    position: str | None = None
    """Where its source goes on; None at its beginning."""
    finished_at: datetime | None = None
    read: Mapping[Leg, int] = field(default_factory=dict)
    decided: Mapping[Leg, Mapping[str, int]] = field(default_factory=dict)
    """How many records would have what done to them."""
    fields: Mapping[Leg, Mapping[str, int]] = field(default_factory=dict)
    """In how many records a column of the target would be written, or is in conflict."""
    kept: int = 0
    """Of how many records it is kept what would be done."""
    problem: str = ""
    """Why it could not go on; the next tick tries again."""

    def seen(self, decisions: Sequence[Decision], position: str | None) -> Self:
        """Return the look after a page, whose source goes on at *position*."""
        leg = self.leg
        found = [each for d in decisions if (each := difference(leg, d))]
        kinds = Counter(type(decision).__name__.lower() for decision in decisions)
        columns = Counter(column for each in found for column in each.after)
        return replace(
            self,
            position=position,
            read={**self.read, leg: self.read.get(leg, 0) + len(decisions)},
            decided={**self.decided, leg: _added(self.decided.get(leg), kinds)},
            fields={**self.fields, leg: _added(self.fields.get(leg), columns)},
            kept=min(MOST_KEPT, self.kept + len(found)),
            problem="",
        )


def _added(before: Mapping[str, int] | None, more: Counter[str]) -> dict[str, int]:
    return dict(Counter(before or {}) + more)


def difference(leg: Leg, decided: Decision) -> Difference | None:
    """Return what there is to show of a decision; None where both records stay as they are."""
    record = decided.record
    match decided:
        case Insert(_, values):
            return _of(leg, record, "insert", after=values)
        case Modify(_, _, target, changes):
            before = {column: target.values[column] for column in changes}
            return _of(leg, record, "modify", target.id, before, changes)
        case Couple(_, target):
            return _of(leg, record, "couple", target.id)
        case Uncouple(_, coupling, reason):
            return _of(leg, record, "uncouple", coupling.id_on(leg.target), reason=reason)
        case Delete(_, coupling):
            return _of(leg, record, "delete", coupling.id_on(leg.target))
        case Fail(_, _, message, conflicts, coupling):
            partner = coupling.id_on(leg.target) if coupling else None
            before = {column: each.target for column, each in _columns(leg, conflicts)}
            after = {column: each.source for column, each in _columns(leg, conflicts)}
            return _of(leg, record, "fail", partner, before, after, message)
        case _:
            return None


def _columns(leg: Leg, conflicts: Sequence[FieldConflict]) -> list[tuple[str, FieldConflict]]:
    named = [(each.field.column(leg.target), each) for each in conflicts]
    return [(column, each) for column, each in named if column]


def _of(
    leg: Leg,
    record: Record,
    decision: str,
    partner: UUID | None = None,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
) -> Difference:
    told = (dict(before or {}), dict(after or {}))
    return Difference(leg, record.id, record.title, decision, partner, *told, reason)
