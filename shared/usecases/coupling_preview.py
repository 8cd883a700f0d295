"""Show what coupling chosen records would come to, and do nothing."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Fail, Modify
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.policies import Terms
from shared.domain.records import Record, Value
from shared.domain.recoupling import Objection, Plan
from shared.domain.sides import Leg, Side
from shared.domain.translation import Lookups
from shared.usecases.coupling import Choice, Coupler
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.gather import Gatherer
from shared.usecases.offered import check_on


@dataclass(frozen=True)
class FieldPreview:
    field: FieldMapping
    values: Mapping[Side, Value]
    """As they are now; a constant has none in Business Central."""


@dataclass(frozen=True)
class PairPreview:
    plan: Plan | Objection
    records: Mapping[Side, Record]
    """Those of the two that exist."""
    fields: Sequence[FieldPreview] = ()
    leg: Leg | None = None
    """The way in which values would travel."""
    writes: Mapping[str, Value] = dataclass_field(default_factory=dict)
    """What would be written to the side that the values travel to, by its columns."""
    problem: str = ""
    """Why the two would not be coupled."""
    obstacle: str = ""
    """Why values would not travel then."""


def preview_coupling(
    engine: Engine, mapping: TableMapping, choice: Choice
) -> Sequence[PairPreview]:
    """Return what coupling would do for each pair, those included that it would refuse."""
    check_on(engine, mapping)
    leg = choice.leg(mapping)
    coupler = Coupler(engine, mapping, choice)
    try:
        records = coupler.records()
        foreign = coupler.foreign(records[Side.DATAVERSE].values())
        shown = [_bare(mapping, each, records, foreign) for each in coupler.look()]
        if leg is None:
            return shown
        crossing = Crossing(engine, mapping, leg, full=False)
        try:
            shown = _completed(crossing, shown)
            sources = [each.records[leg.source] for each in shown if not each.problem]
            lookups = Gatherer(crossing).lookups(sources)
        finally:
            crossing.release()
        return [each if each.problem else _written(mapping, each, leg, lookups) for each in shown]
    finally:
        coupler.crossing.release()


def _completed(crossing: Crossing, shown: Sequence[PairPreview]) -> list[PairPreview]:
    """Return the pairs with the fields of their sources that the app works out."""
    side = crossing.leg.source
    sources = crossing.complete([each.records[side] for each in shown if not each.problem])
    by_id = {source.id: source for source in sources}
    return [
        each
        if each.problem
        else replace(each, records={**each.records, side: by_id[each.records[side].id]})
        for each in shown
    ]


def _bare(
    mapping: TableMapping,
    planned: Plan | Objection,
    records: Mapping[Side, Mapping[UUID, Record]],
    foreign: Container[str],
) -> PairPreview:
    """Return what there is to see of a pair, without what would be written."""
    pair = planned.pair
    found = {s: row for s in Side if (row := records[s].get(pair.id_on(s)))}
    fields = [
        FieldPreview(field, {s: _value(field, found.get(s), s) for s in Side})
        for field in mapping.enabled_fields()
    ]
    problem = f"{planned.reason}." if isinstance(planned, Objection) else ""
    if str(pair.dataverse_id) in foreign:
        problem = f"Dataverse record {pair.dataverse_id} belongs to another company."
    missing = [f"{s.system} record {pair.id_on(s)}" for s in Side if s not in found]
    if missing:
        problem = f"Not there, or not to be read by the app: {', '.join(missing)}."
    return PairPreview(planned, found, fields, problem=problem)


def _value(field: FieldMapping, record: Record | None, side: Side) -> Value:
    column = field.column(side)
    return record.values.get(column) if record and column else None


def _written(mapping: TableMapping, shown: PairPreview, leg: Leg, lookups: Lookups) -> PairPreview:
    pair = shown.plan.pair
    coupling = Coupling(mapping.slug, pair.bc_id, pair.dataverse_id)
    known = Known(coupling, shown.records[leg.target])
    decided = decide(mapping, Terms(leg, forced=True), shown.records[leg.source], known, lookups)
    match decided:
        case Modify(_, _, _, changes):
            return replace(shown, leg=leg, writes=changes)
        case Fail(_, _, message):
            return replace(shown, obstacle=message)
        case _:
            return shown
