"""Explain one record: why it did or did not travel, and what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from shared.domain.belonging import COMPANY_NAME, COMPANY_TABLE, belonging
from shared.domain.couplings import Coupling
from shared.domain.decisions import Decision, Fail, Skip, Unchanged
from shared.domain.filters import clauses
from shared.domain.jobs import SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.mapping_sides import COMPANY, CompanyRule
from shared.domain.merge import changed_fields
from shared.domain.pending import Pending
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.tables import Table, table_of
from shared.ports import RecordStore
from shared.usecases.computing import Computer
from shared.usecases.crossing import Crossing
from shared.usecases.deciding import Decider, Purpose
from shared.usecases.engine import Engine
from shared.usecases.offered import REMEDY, not_taking_part, off
from shared.usecases.status import last_jobs

_TIME = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True)
class Reason:
    code: str
    text: str


@dataclass(frozen=True)
class Explanation:
    mapping: TableMapping
    side: Side
    record_id: UUID
    title: str
    reasons: tuple[Reason, ...]
    coupling: Coupling | None
    pending: tuple[tuple[Leg, Pending], ...]
    """What is not in order about it, in either leg."""
    last_jobs: tuple[SyncJob, ...]
    """The mapping's newest; they need not have met the record."""


def explain(engine: Engine, mapping: TableMapping, side: Side, record_id: UUID) -> Explanation:
    why = off(engine, mapping)
    if why is not None:
        reasons = (Reason("mapping_off", f"{why} {REMEDY}"),)
        return Explanation(mapping, side, record_id, "", reasons, None, (), ())
    store = engine.stores.open(side)
    try:
        return _Explainer(engine, mapping, side, record_id, store).explain()
    finally:
        store.release()


class _Explainer:
    def __init__(
        self,
        engine: Engine,
        mapping: TableMapping,
        side: Side,
        record_id: UUID,
        store: RecordStore,
    ) -> None:
        installation = engine.installations.current()
        mapping = mapping.under(installation.ownership, engine.mappings)
        self.engine, self.mapping, self.side, self.id = engine, mapping, side, record_id
        self.ownership = installation.ownership
        belongs = belonging(mapping, installation)
        self.store, self.table = store, table_of(mapping, side, engine.mappings, belongs)
        self.leg = Leg.TO_DATAVERSE if side is Side.BC else Leg.FROM_DATAVERSE
        self.coupling = engine.couplings.find(mapping.slug, side, [record_id]).get(record_id)
        self.pending = tuple(self._pending())

    def explain(self) -> Explanation:
        record = self._read(self.table, within_filter=False)
        reasons = [
            *(self._missing() if record is None else self._of_record(record)),
            *(_waits(leg, entry, self.engine.clock.now()) for leg, entry in self.pending),
        ]
        return Explanation(
            self.mapping,
            self.side,
            self.id,
            record.title if record else "",
            tuple(reasons),
            self.coupling,
            self.pending,
            last_jobs(self.engine, self.mapping),
        )

    def _pending(self) -> list[tuple[Leg, Pending]]:
        ids = {self.leg: self.id}
        if self.coupling is not None:
            ids[self.leg.opposite] = self.coupling.id_on(self.side.other)
        return [
            (leg, entry)
            for leg, id_ in ids.items()
            if (entry := self.engine.pending.waiting(self.mapping.slug, leg).get(id_))
        ]

    def _read(self, table: Table, *, within_filter: bool) -> Record | None:
        found = self.store.read_by_id(table, [self.id], within_filter=within_filter)
        if self.side is Side.BC and self.mapping.bc.computed:
            found = self._completed(found)
        return found[0] if found else None

    def _completed(self, records: Sequence[Record]) -> list[Record]:
        """Return records of Business Central with the fields that the app works out."""
        dataverse = self.engine.stores.open(Side.DATAVERSE)
        try:
            return Computer(self.mapping.bc.computed, self.store, dataverse).complete(records)
        finally:
            dataverse.release()

    def _missing(self) -> list[Reason]:
        if self.coupling is None:
            return [Reason("unknown", f"{self.side.system} has no such record.")]
        partner = self.coupling.id_on(self.side.other)
        return [
            Reason(
                "deleted",
                f"The record is gone from {self.side.system}; its partner was "
                f"{self.side.other.system} record {partner}.",
            )
        ]

    def _of_record(self, record: Record) -> list[Reason]:
        reasons = [
            *self._taking_part(),
            *self._direction(),
            *self._filter(),
            *self._company(record),
            *self._not_worked_out(record),
        ]
        kept_out = bool(reasons) or any(leg is self.leg for leg, _ in self.pending)
        if self.coupling is None:
            reasons.append(self._uncoupled(record, kept_out))
        elif self.coupling.skipped:
            reasons.append(
                Reason(
                    "skipped",
                    "It failed twice in the same way and is left out of all runs until it is "
                    "retried, forced, restored or uncoupled.",
                )
            )
        else:
            reasons.append(self._coupled(record, self.coupling, kept_out))
        return reasons

    def _taking_part(self) -> list[Reason]:
        if self.mapping.takes_part(self.ownership):
            return []
        return [Reason("not_taking_part", not_taking_part(self.mapping))]

    def _direction(self) -> list[Reason]:
        if self.mapping.direction.allows(self.leg):
            return []
        return [
            Reason(
                "against_direction",
                f"{self.mapping.name} carries nothing from {self.side.system}: its direction is "
                f"{self.mapping.direction}.",
            )
        ]

    def _filter(self) -> list[Reason]:
        """Name the conditions of the mapping's filter that the record does not meet."""
        conditions = clauses(self.table.filter or "")
        anybodys = replace(self.table, belonging=None)
        return [
            Reason("outside_filter", f"It does not meet the mapping's condition: {condition}.")
            for condition in conditions
            if self._read(replace(anybodys, filter=condition), within_filter=True) is None
        ]

    def _company(self, record: Record) -> list[Reason]:
        belongs = self.table.belonging
        if belongs is None:
            return []
        company = record.values[COMPANY]
        if company is None and belongs.rule is CompanyRule.OWN:
            return [Reason("no_company", "It belongs to no company; only the app's own take part.")]
        if company is None or company == belongs.company:
            return []
        assert isinstance(company, UUID)
        table = Table(COMPANY_TABLE, (COMPANY_NAME,), title=COMPANY_NAME)
        rows = self.store.read_by_id(table, [company], within_filter=False)
        name = rows[0].title if rows else str(company)
        return [Reason("other_company", f"It belongs to company {name}, and not to this app's.")]

    def _not_worked_out(self, record: Record) -> list[Reason]:
        worked = (each.called for each in self.mapping.bc.computed)
        return [
            Reason("not_worked_out", f"Its {name} {record.flaws[name].why}.")
            for name in worked
            if name in record.flaws
        ]

    def _uncoupled(self, record: Record, kept_out: bool) -> Reason:
        """:param kept_out: whether another reason keeps the record from travelling."""
        if kept_out:
            return Reason("not_coupled", "It has no partner, and gets none while that is so.")
        match self._decision(record):
            case Skip(_, reason):
                return Reason("left_alone", f"It is left alone: {reason}.")
            case Fail(_, _, message):
                return Reason("not_coupled", f"It would get no partner: {message}")
            case _:
                pass
        if self.mapping.creates == "when_asked":
            return Reason(
                "not_coupled",
                f"It is not coupled: {self.mapping.name} makes a partner where another record "
                "needs it, or somebody asks for it.",
            )
        if self.mapping.only_coupled:
            return Reason(
                "not_coupled",
                f"It is not coupled, and {self.mapping.name} synchronizes only coupled records. "
                "A full run finds or creates its partner; POST "
                f"/api/mappings/{self.mapping.slug}/couplings couples it with a chosen one.",
            )
        return Reason("not_coupled", "It has no partner yet; the next run finds or creates one.")

    def _decision(self, record: Record) -> Decision:
        """Return what a run that creates partners would do with a record."""
        mapping = self.engine.mappings[self.mapping.name]
        crossing = Crossing(self.engine, mapping, self.leg, full=False)
        try:
            unsettled = self.engine.pending.unsettled(mapping.slug, self.leg)
            [decision] = Decider(crossing, Purpose(creating=True), unsettled).preview([record])
        finally:
            crossing.release()
        return decision

    def _coupled(self, record: Record, coupling: Coupling, kept_out: bool) -> Reason:
        partner = f"{self.side.other.system} record {coupling.id_on(self.side.other)}"
        if coupling.agreement is None:
            return Reason("coupled", f"It is coupled with {partner}, and not synchronized yet.")
        changed = changed_fields(self.mapping, self.leg, record, coupling.agreement)
        names = ", ".join(field.column(self.side) or _constant(field) for field in changed)
        if names and isinstance(self._decision(record), Unchanged):
            return self._left_as_it_is(partner, names)
        if names:
            ahead = "not carried over while that is so" if kept_out else "the next run carries over"
            return Reason("changed", f"It is coupled with {partner}; {ahead}: {names}.")
        return Reason("in_step", f"It is coupled with {partner}, and nothing is left to carry.")

    def _left_as_it_is(self, partner: str, names: str) -> Reason:
        """:param names: of what differs from what was agreed, and is not written."""
        locked = self.mapping.dataverse.locked_where if self.leg.target is Side.DATAVERSE else {}
        if locked:
            told = ", ".join(f"{column} is {value}" for column, value in locked.items())
            return Reason("locked", f"{partner} takes no changes while {told}: {names} waits.")
        return Reason(
            "in_step",
            f"It is coupled with {partner}, and nothing is left to carry: {names} says the same, "
            "or has had no value yet that would replace the partner's.",
        )


def _constant(field: FieldMapping) -> str:
    return f"the constant {field.constant} of {field.name}"


def _waits(leg: Leg, entry: Pending, now: datetime) -> Reason:
    tried = entry.attempts > 0
    since = f"{'failing' if tried else 'waiting'} since {entry.since:{_TIME}}"
    told = f"To {leg.target.system}, {since}"
    if entry.instruction is not None:
        text = f"{told}; somebody has decided: the next run carries it out."
    elif entry.skipped:
        text = f"{told}, not tried again by itself: {entry.message}"
    elif entry.is_due(now):
        text = f"{told}, the next run tries it{' again' if tried else ''}: {entry.message}"
    else:
        text = f"{told}, next try at {entry.next_try:{_TIME}}: {entry.message}"
    return Reason(entry.cause.value, text)
