"""Source records that are waiting but were not found: outside the filter, or deleted.

A deleted record is accounted for by the leg that would write to its side, as a record whose partner
is gone. Where a one-way mapping has no such leg, its only leg decides here about the partner.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from shared.domain import sentences
from shared.domain.couplings import Coupling
from shared.domain.decide import is_as_agreed
from shared.domain.decisions import Delete, Fail, Skip, Uncouple
from shared.domain.outcomes import Changed, Deleted, Deletion, Refused, Unanswered, Written
from shared.domain.pending import Cause
from shared.domain.policies import DeletionPolicy
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.usecases.apply import Interrupted, refused, unanswered
from shared.usecases.crossing import Crossing
from shared.usecases.deciding import Decider
from shared.usecases.guard import Guard
from shared.usecases.noticing import note_gone
from shared.usecases.remember import Memory
from shared.usecases.results import Done, Ending, Failed, Results

_NO_TIME = datetime.min.replace(tzinfo=UTC)


class Departed:
    """Accounts for one job's source records that are gone."""

    def __init__(self, crossing: Crossing, decider: Decider, memory: Memory, guard: Guard) -> None:
        self.crossing, self.decider, self.memory, self.guard = crossing, decider, memory, guard
        self.mapping, self.leg = crossing.mapping, crossing.leg
        self.answers = crossing.mapping.answering_leg(crossing.leg.source) is crossing.leg

    def account_for(self, ids: Sequence[UUID], *, sought_outside: bool) -> Results:
        """Account for records that were not found.

        :param sought_outside: whether they were looked for outside the mapping's filter, too.
        """
        results, crossing = Results(), self.crossing
        if ids and not sought_outside:
            rows = crossing.source.read_by_id(crossing.source_table, ids, within_filter=False)
            results.done = [Done(row, Ending.FILTERED) for row in rows]
            found = {row.id for row in rows}
            ids = [id_ for id_ in ids if id_ not in found]
        if not ids:
            return results
        gone = crossing.source.absent(crossing.source_table, ids)
        couplings = crossing.couplings.find(crossing.slug, self.leg.source, gone)
        self._forget([id_ for id_ in gone if id_ not in couplings])
        self._account_for_coupled(list(couplings.values()), results)
        return results

    def _forget(self, ids: Sequence[UUID]) -> None:
        """Forget records that never had a partner, and their creates."""
        self.decider.doubts.forget(ids)
        self.memory.forget(ids)

    def _account_for_coupled(self, couplings: Sequence[Coupling], results: Results) -> None:
        crossing, target = self.crossing, self.leg.target
        partners = [coupling.id_on(target) for coupling in couplings]
        survivors = self.decider.gatherer.read_targets(partners)
        absent = crossing.target.absent(
            crossing.target_table, [id_ for id_ in partners if id_ not in survivors]
        )
        planned: list[Delete | Uncouple] = []
        for coupling in couplings:
            survivor = survivors.get(coupling.id_on(target))
            decided: Done | Failed | Delete | Uncouple
            if coupling.id_on(target) in absent:
                put_off = self._put_off(coupling, self.leg.source)
                put_off = put_off or self._put_off(coupling, target)
                decided = put_off or self._both_are_gone(coupling)
            elif survivor is not None and self.answers:
                decided = self._decide(coupling, survivor)
            else:
                continue
            if isinstance(decided, Delete | Uncouple):
                planned.append(decided)
            else:
                results.take(decided)
        self._carry_out(planned, results)
        if not self.answers:
            self._hand_over([c for c in couplings if c.id_on(target) in survivors])

    def _hand_over(self, couplings: Sequence[Coupling]) -> None:
        """Let the opposite leg account for them: it finds that its target is gone."""
        note_gone(self.crossing.engine, self.mapping, self.leg.source, couplings)
        self.memory.forget([coupling.id_on(self.leg.source) for coupling in couplings])

    def _both_are_gone(self, coupling: Coupling) -> Uncouple:
        chosen = self.decider.terms(coupling.id_on(self.leg.source)).uncouple
        return Uncouple(self._ghost(coupling), coupling, "both records were deleted", chosen)

    def _decide(self, coupling: Coupling, survivor: Record) -> Done | Failed | Delete | Uncouple:
        """Decide about the partner of a one-way mapping's source record that was deleted."""
        if (put_off := self._put_off(coupling, self.leg.source)) is not None:
            return put_off
        terms = self.decider.terms(coupling.id_on(self.leg.source))
        if terms.uncouple or terms.deletion is DeletionPolicy.UNCOUPLE:
            return Uncouple(survivor, coupling, "its partner was deleted", terms.uncouple)
        if terms.deletion is not DeletionPolicy.DELETE:
            return self._listed(coupling, survivor)
        chosen = terms.instruction is not None
        if not chosen and not is_as_agreed(self.mapping, survivor, coupling):
            return self._listed(coupling, survivor)
        return Delete(survivor, coupling)

    def _put_off(self, coupling: Coupling, gone: Side) -> Done | Failed | None:
        """Return what becomes of a pair until it is certain that it has no record on *gone*."""
        ghost = self._ghost(coupling)
        match self.decider.vanishing.put_off(ghost, coupling, gone):
            case Fail(cause=cause, message=message):
                return Failed(ghost, cause, message, coupling=coupling)
            case Skip():
                return Done(ghost, Ending.SKIPPED, untouched=True)
            case None:
                return None

    def _listed(self, coupling: Coupling, survivor: Record) -> Done | Failed:
        ghost = self._ghost(coupling)
        if coupling.skipped:
            return Done(ghost, Ending.SKIPPED, waits=True)
        message = sentences.source_deleted(self.leg, ghost.id, survivor.id)
        return Failed(ghost, Cause.DELETED, message, coupling=coupling)

    def _carry_out(self, planned: Sequence[Delete | Uncouple], results: Results) -> None:
        if not planned:
            return
        self.guard.admit(planned)
        for decision in planned:
            if isinstance(decision, Uncouple):
                results.take(self._uncoupled(decision))
        self._delete([each for each in planned if isinstance(each, Delete)], results)

    def _delete(self, deletes: Sequence[Delete], results: Results) -> None:
        if not deletes:
            return
        deletions = [Deletion(each.record.id, each.record.etag) for each in deletes]
        outcomes = self.crossing.target.delete(self.crossing.target_table, deletions)
        for decision, outcome in zip(deletes, outcomes, strict=True):
            ended = self._deleted(decision.coupling, decision.record, outcome)
            if not isinstance(ended, Interrupted):  # Else it stays listed for the next run.
                results.take(ended)

    def _deleted(
        self, coupling: Coupling, survivor: Record, outcome: Deleted
    ) -> Done | Failed | Interrupted:
        ghost = self._ghost(coupling)
        match outcome:
            case Written():
                return Done(ghost, Ending.DELETED, removed=coupling)
            case Changed():
                message = f"{self.leg.target.system} record {survivor.id} changed meanwhile."
                return Failed(ghost, Cause.DELETED, message, coupling=coupling)
            case Refused(error):
                return refused(ghost, error, coupling)
            case Unanswered(error):
                return unanswered(ghost, error)

    def _uncoupled(self, decision: Uncouple) -> Done:
        ghost, by_policy = self._ghost(decision.coupling), not decision.chosen
        return Done(ghost, Ending.UNCOUPLED, removed=decision.coupling, by_policy=by_policy)

    def _ghost(self, coupling: Coupling) -> Record:
        """Return what is left to say of a record that is gone."""
        id_ = coupling.id_on(self.leg.source)
        waits = self.memory.waiting.get(id_)
        title = (waits.title if waits else "") or str(id_)
        return Record(self.leg.source, id_, "", _NO_TIME, {}, title)
