"""Gather what is known about records, and decide what is to be done; nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.domain import sentences
from shared.domain.couplings import Agreement
from shared.domain.decide import Known, decide
from shared.domain.decisions import Decision, Fail, Insert, Modify, Unchanged
from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause
from shared.domain.policies import Terms
from shared.domain.records import Record
from shared.domain.translation import Lookups
from shared.ports import Unsettled
from shared.usecases.creating import Creating
from shared.usecases.crossing import Crossing
from shared.usecases.doubts import Doubts
from shared.usecases.gather import Gatherer
from shared.usecases.vanishing import Vanishing


@dataclass(frozen=True)
class Purpose:
    """What a run is for."""

    creating: bool
    """Whether uncoupled records get a partner."""
    forced: bool = False
    """Whether the source's values overwrite the target's, whoever changed what."""
    chosen: bool = False
    """Whether somebody chose the records: their partners are looked at in any case."""
    create: bool = False
    """Whether partners are created, and nothing else is done: none is looked for by match keys."""


def purpose_of(run: Run, mapping: TableMapping) -> Purpose:
    creating = run.create or mapping.gives_partners(full=run.full)
    return Purpose(creating, forced=run.force, chosen=bool(run.records), create=run.create)


class Decider:
    """Decides for one job."""

    def __init__(self, crossing: Crossing, purpose: Purpose, unsettled: Unsettled) -> None:
        """
        :param unsettled: a record that waits and is uncoupled has been promised a partner by a
            creating run, and every run goes on trying.
        """
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.purpose, self.waiting = purpose, unsettled.waiting
        self.gatherer, self.doubts = Gatherer(crossing), Doubts(crossing, unsettled.intents)
        self.creating = Creating(crossing, self.gatherer.pointing)
        self.vanishing = Vanishing(crossing, unsettled.waiting)
        self.unfinished: dict[UUID, Insert] = {}
        """How the job has created partners that were not in their final state."""
        self.begun: set[UUID] = set()
        """The records that the job was about to write, or has coupled: they go on to the end."""

    def preview(self, records: Sequence[Record]) -> list[Decision]:
        """Return what would be done, and do nothing."""
        completed = self.crossing.complete(records)
        return self.decide(completed, self.gather(completed))

    def gather(self, records: Sequence[Record]) -> dict[UUID, Known]:
        return self.gatherer.gather(
            records,
            self._creating(records),
            self._looking(records),
            matching=not self.purpose.create,
        )

    def _creating(self, records: Iterable[Record]) -> frozenset[UUID]:
        """Return the records that may get a partner."""
        return frozenset(record.id for record in records if self._may_get_partner(record.id))

    def _may_get_partner(self, record_id: UUID) -> bool:
        """What was once begun is always finished; what was just uncoupled is left alone."""
        if record_id in self.doubts.intents or self.purpose.create:
            return True
        waits = self.waiting.get(record_id)
        return self.purpose.creating if waits is None else not waits.was_coupled

    def _looking(self, records: Iterable[Record]) -> frozenset[UUID]:
        """Return the records whose partner may be gone, or is to be overwritten."""
        if self.purpose.forced or self.purpose.chosen:
            return frozenset(record.id for record in records)
        return frozenset(
            record.id
            for record in records
            if (waits := self.waiting.get(record.id)) and waits.looks_at_partner
        )

    def terms(self, record_id: UUID) -> Terms:
        waits = self.waiting.get(record_id)
        instruction = waits.instruction if waits else None
        return self.crossing.terms(
            forced=self.purpose.forced,
            instruction=instruction,
            create=self.purpose.create and record_id not in self.begun,
        )

    def decide(self, records: Sequence[Record], known: Mapping[UUID, Known]) -> list[Decision]:
        lookups = self._lookups(records, known)
        decisions = [self._decide_one(record, known[record.id], lookups) for record in records]
        return [self._kept(decision) for decision in self.creating.complete(decisions)]

    def _kept(self, decision: Decision) -> Decision:
        """Let a record alone whose coupling could not be stored after it was written."""
        match decision:
            case Insert(record, agreement=agreement, replaces=coupling):
                pass
            case Modify(record, coupling, agreement=agreement):
                pass
            case Unchanged(record, coupling, agreement=Agreement() as agreement):
                pass
            case _:
                return decision
        if self.crossing.engine.couplings.keeps(agreement):
            return decision
        told = sentences.too_long(self.leg, record)
        return Fail(record, Cause.DATA, told, coupling=coupling)

    def _decide_one(self, record: Record, facts: Known, lookups: Lookups) -> Decision:
        if facts.gone and facts.coupling is not None:
            put_off = self.vanishing.put_off(record, facts.coupling, self.leg.target)
            if put_off is not None:
                return put_off
        return decide(self.mapping, self.terms(record.id), record, facts, lookups)

    def _lookups(self, records: Sequence[Record], known: Mapping[UUID, Known]) -> Lookups:
        """Return the lookups of those records whose values are going to be translated."""

        def translated(record: Record) -> bool:
            facts = known[record.id]
            if facts.coupling is None:
                return facts.creating
            return (
                facts.gone or self.purpose.forced or self.gatherer.differs(record, facts.coupling)
            )

        wanted = [record for record in records if translated(record)]
        return self.gatherer.lookups(wanted) if wanted else {}
