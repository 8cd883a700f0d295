"""Carry out what was decided about a page, in bulk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.decisions import Delete, Insert, Modify
from shared.domain.identifiers import derived_id
from shared.domain.intents import Intent
from shared.domain.outcomes import (
    Changed,
    Created,
    Creation,
    Deleted,
    Deletion,
    Exists,
    Modification,
    Modified,
    Refused,
    Unanswered,
    Written,
)
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.sides import Direction, Side
from shared.errors import ChangedError, IntegrationError, RecordError, TransientError
from shared.usecases.crossing import Crossing
from shared.usecases.guard import Guard
from shared.usecases.results import Done, Ending, Failed, LookAgain, Result
from shared.usecases.trading import modification, trade

_STUMBLED = (408, 500)


@dataclass(frozen=True)
class Interrupted:
    """The service stopped answering; what became of the record is found out by the next run."""

    record: Record
    error: TransientError


class Applier:
    def __init__(self, crossing: Crossing, guard: Guard) -> None:
        self.guard = guard
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.target, self.table = crossing.target, crossing.target_table
        self.engine = crossing.engine

    # Creates

    def insert(self, inserts: Sequence[Insert]) -> list[Result | Interrupted]:
        """Create partners and couple them.

        A record whose id of choice belongs to a former partner that has another one by now, or is
        another company's, gets its partner under the next generation's id.
        """
        if not inserts:
            return []
        intents = self.engine.pending.intend(
            self.mapping.slug, self.leg, [self._intent(insert) for insert in inserts]
        )
        outcomes = self._create(inserts, intents)
        self.guard.keep()
        pairs = list(zip(inserts, outcomes, strict=True))
        existing = self._existing(pairs)
        taken = self._taken(existing)
        stored = self._couple_created(pairs, existing.keys() - taken)
        results = [self._inserted(insert, outcome, stored) for insert, outcome in pairs]
        open_ = [
            intent
            for intent, result in zip(intents, results, strict=True)
            if isinstance(result, Interrupted) and result.error.in_doubt
        ]
        self.engine.pending.close_intents(self.mapping.slug, self.leg, intents, open_)
        again = [self._chosen_id(insert) in taken for insert in inserts]
        settled = [r for r, is_again in zip(results, again, strict=True) if not is_again]
        following = [
            replace(insert, generation=insert.generation + 1)
            for insert, is_again in zip(inserts, again, strict=True)
            if is_again
        ]
        return [*settled, *self.insert(following)]

    def _create(self, inserts: Sequence[Insert], intents: Sequence[Intent]) -> list[Created]:
        try:
            return self.target.create(self.table, [self._creation(insert) for insert in inserts])
        except ChangedError:
            # The lease was lost, perhaps after some creates: they are its next holder's doubts.
            raise
        except IntegrationError:
            # Raised only where nothing was created: no doubt is left for the next run to clear.
            self.engine.pending.close_intents(self.mapping.slug, self.leg, intents, ())
            raise

    def _intent(self, insert: Insert) -> Intent:
        return Intent(insert.record.id, insert.agreement, self.target.time, insert.generation)

    def _creation(self, insert: Insert) -> Creation:
        return Creation(insert.values, self._chosen_id(insert), insert.stamp, insert.lines)

    def _chosen_id(self, insert: Insert) -> UUID | None:
        if self.leg.target is Side.BC:
            return None
        return derived_id(
            self.engine.company_id, self.mapping.slug, insert.record.id, insert.generation
        )

    def _couple_created(
        self, pairs: Sequence[tuple[Insert, Created]], existing: set[UUID]
    ) -> dict[UUID, Coupling | None]:
        """Store the couplings of what was created, and of what a former run had created.

        :param existing: the chosen ids of the latter.
        """
        couplings: dict[UUID, Coupling] = {}
        for insert, outcome in pairs:
            if isinstance(outcome, Written):
                new = self._coupling(insert, outcome.id)
                couplings[insert.record.id] = self.crossing.agree(
                    new, insert.agreement, insert.record, outcome.version
                )
            elif (id_ := self._chosen_id(insert)) in existing and id_ is not None:
                couplings[insert.record.id] = self._coupling(insert, id_)
        self.crossing.couplings.remove(
            [i.replaces for i, _ in pairs if i.replaces and i.record.id in couplings]
        )
        stored = self.crossing.store(list(couplings.values()))
        return dict(zip(couplings, stored, strict=True))

    def _coupling(self, insert: Insert, target_id: UUID) -> Coupling:
        return self.crossing.couple(insert.record.id, target_id, generation=insert.generation)

    def _existing(self, pairs: Sequence[tuple[Insert, Created]]) -> dict[UUID, Record]:
        """Return the records that the target has already under the chosen ids it refused."""
        ids = [
            id_
            for insert, outcome in pairs
            if isinstance(outcome, Exists) and (id_ := self._chosen_id(insert))
        ]
        if not ids:
            return {}
        rows = self.target.read_by_id(self.table, ids, within_filter=False)
        return {row.id: row for row in rows}

    def _taken(self, existing: Mapping[UUID, Record]) -> set[UUID]:
        """Return those of the existing records that have partners, or are another company's."""
        coupled = self.crossing.couplings.find(self.mapping.slug, self.leg.target, existing)
        return {id_ for id_, row in existing.items() if id_ in coupled or self.table.is_others(row)}

    def _inserted(
        self, insert: Insert, outcome: Created, stored: dict[UUID, Coupling | None]
    ) -> Result | Interrupted:
        record = insert.record
        match outcome:
            case Written(id_):
                if coupling := stored[record.id]:
                    if insert.unfinished:
                        return LookAgain(record, created=insert)
                    return Done(
                        record,
                        Ending.INSERTED,
                        coupling,
                        replaced=insert.replaces,
                        aside=insert.aside,
                    )
                return self.already_coupled(record, id_)
            case Exists(error):
                if record.id not in stored:
                    return refused(record, error, insert.replaces)
                chosen = self._chosen_id(insert)
                if stored[record.id] is None and chosen is not None:
                    return self.already_coupled(record, chosen)
                return LookAgain(record)
            case Refused(error, waits):
                return refused(record, error, insert.replaces, waits=waits)
            case Unanswered(error):
                return unanswered(record, error)

    def already_coupled(self, record: Record, target_id: UUID) -> Failed:
        return Failed(
            record,
            Cause.AMBIGUOUS,
            f"{self.leg.source.system} record '{record.title}' ({record.id}) cannot be coupled "
            f"with {self.leg.target.system} record {target_id}: one of them has another partner.",
        )

    # Changes

    def modify(self, decisions: Sequence[Modify]) -> list[Result | Interrupted]:
        if not decisions:
            return []
        one_way = self.mapping.direction is not Direction.BIDIRECTIONAL
        modifications = [modification(each) for each in decisions]
        outcomes = self.target.modify(self.table, modifications, one_way=one_way)
        outcomes = trade(self.mapping, self.leg.target, decisions, outcomes, self._modify)
        return [
            self._modified(decision, outcome)
            for decision, outcome in zip(decisions, outcomes, strict=True)
        ]

    def _modify(self, modifications: Sequence[Modification]) -> list[Modified]:
        return self.target.modify(self.table, modifications, one_way=False)

    def _modified(self, decision: Modify, outcome: Modified) -> Result | Interrupted:
        record = decision.record
        match outcome:
            case Written(_, version):
                agreed = self.crossing.agree(decision.coupling, decision.agreement, record, version)
                return Done(
                    record,
                    Ending.MODIFIED,
                    agreed,
                    decision.owed,
                    decision.overruled,
                    healed=decision.coupling.skipped,
                    aside=decision.aside,
                )
            case Changed():
                return LookAgain(record)
            case Refused(error, waits):
                return refused(record, error, decision.coupling, waits=waits)
            case Unanswered(error):
                return unanswered(record, error)

    # Deletions

    def delete(self, decisions: Sequence[Delete]) -> list[Result | Interrupted]:
        """Delete records whose partners were deleted: here, it is the source that is written."""
        if not decisions:
            return []
        deletions = [Deletion(each.record.id, each.record.etag) for each in decisions]
        outcomes = self.crossing.source.delete(self.crossing.source_table, deletions)
        return [
            self._deleted(decision, outcome)
            for decision, outcome in zip(decisions, outcomes, strict=True)
        ]

    def _deleted(self, decision: Delete, outcome: Deleted) -> Result | Interrupted:
        record = decision.record
        match outcome:
            case Written():
                return Done(record, Ending.DELETED, removed=decision.coupling)
            case Changed():
                return Failed(
                    record,
                    Cause.DELETED,
                    f"'{record.title}' ({record.id}) was changed when it was about to be deleted "
                    "with its partner. It is looked at again by the next run.",
                    coupling=decision.coupling,
                )
            case Refused(error):
                return refused(record, error, decision.coupling)
            case Unanswered(error):
                return unanswered(record, error)


def refused(
    record: Record, error: RecordError, coupling: Coupling | None = None, *, waits: bool = False
) -> Failed:
    cause = Cause.DEPENDENCY if waits else Cause.DATA
    return Failed(record, cause, error.message, error.answer, coupling)


def unanswered(record: Record, error: TransientError) -> Failed | Interrupted:
    """A record over which the service stumbles every time must not keep the others waiting."""
    if not error.in_doubt and error.answer and error.answer.status in _STUMBLED:
        return Failed(record, Cause.TRANSIENT, error.message, error.answer)
    return Interrupted(record, error)
