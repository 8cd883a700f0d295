"""Show both records of a pair, field by field: what each side has, and what was agreed last."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Fail
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.merge import changed_fields
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.errors import RequestError
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.gather import Gatherer
from shared.usecases.offered import check_on

Records = Mapping[Side, Record]
Column = tuple[Side, str]


@dataclass(frozen=True)
class ComparedField:
    field: FieldMapping
    values: Mapping[Side, Value]
    """As they are now; none on a side whose record is gone, and of a constant."""
    agreed: Mapping[Side, Value]
    """As they were when both sides agreed last; none where they never have."""
    changed: tuple[Side, ...]
    """The sides that have what was not agreed, and that the field travels from."""
    conflict: bool
    """Whether nobody has decided which of both values is kept."""
    both_ways: bool


@dataclass(frozen=True)
class Compared:
    coupling: Coupling
    records: Records
    """Those of the two that are there."""
    fields: tuple[ComparedField, ...]


def compare(engine: Engine, mapping: TableMapping, side: Side, record_id: UUID) -> Compared:
    """:raises RequestError: the mapping is off, or the record has no partner."""
    check_on(engine, mapping)
    coupling = engine.couplings.find(mapping.slug, side, [record_id]).get(record_id)
    if coupling is None:
        raise RequestError(
            f"{side.system} record {record_id} has no partner in {mapping.name}.",
            code="not_coupled",
            status=404,
        )
    crossing = Crossing(engine, mapping, mapping.direction.legs[0], full=False)
    try:
        return _Comparison(crossing, coupling).compare()
    finally:
        crossing.release()


class _Comparison:
    def __init__(self, crossing: Crossing, coupling: Coupling) -> None:
        self.crossing, self.mapping, self.coupling = crossing, crossing.mapping, coupling
        self.records = {side: found for side in Side if (found := self._read(side))}

    def _read(self, side: Side) -> Record | None:
        crossing, ids = self.crossing, [self.coupling.id_on(side)]
        found = crossing.stores[side].read_by_id(crossing.table(side), ids, within_filter=False)
        if side is crossing.leg.source:
            found = crossing.complete(found)
        return found[0] if found else None

    def compare(self) -> Compared:
        changed = {side: self._changed(side) for side in Side}
        conflicts = self._conflicts() if changed[Side.BC] & changed[Side.DATAVERSE] else frozenset()
        fields = tuple(
            self._compared(field, changed, conflicts) for field in self.mapping.enabled_fields()
        )
        return Compared(self.coupling, self.records, fields)

    def _changed(self, side: Side) -> frozenset[str]:
        """Return the names of the fields that *side* has changed since both agreed."""
        leg = Leg.TO_DATAVERSE if side is Side.BC else Leg.FROM_DATAVERSE
        record = self.records.get(side)
        if record is None or self.coupling.agreement is None:
            return frozenset()
        if not self.mapping.direction.allows(leg):
            return frozenset()
        found = changed_fields(self.mapping, leg, record, self.coupling.agreement)
        return frozenset(field.name for field in found if field.column(side))

    def _conflicts(self) -> frozenset[str]:
        """Return the names of the fields that a run of today would leave open."""
        crossing, leg = self.crossing, self.crossing.leg
        source = self.records[leg.source]
        known = Known(replace(self.coupling, skipped=False), self.records[leg.target])
        terms = crossing.terms(forced=False, instruction=None, create=False)
        lookups = Gatherer(crossing).lookups([source])
        decision = decide(self.mapping, terms, source, known, lookups)
        conflicts = decision.conflicts if isinstance(decision, Fail) else ()
        return frozenset(conflict.field.name for conflict in conflicts)

    def _compared(
        self,
        field: FieldMapping,
        changed: Mapping[Side, frozenset[str]],
        conflicts: frozenset[str],
    ) -> ComparedField:
        return ComparedField(
            field,
            {side: self._value(field, side) for side in Side},
            {side: _agreed(field, side, self.coupling.agreement) for side in Side},
            tuple(side for side in Side if field.name in changed[side]),
            field.name in conflicts,
            self.mapping.travels_both_ways(field),
        )

    def _value(self, field: FieldMapping, side: Side) -> Value:
        column, record = field.column(side), self.records.get(side)
        return record.values.get(column) if record and column else None


def _agreed(field: FieldMapping, side: Side, agreement: Agreement | None) -> Value:
    column = field.column(side)
    return agreement.of(side).get(column) if agreement and column else None
