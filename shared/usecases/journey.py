"""One page's journey: gather, decide, apply, until every record of the page has ended somehow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain.couplings import Version
from shared.domain.decide import Known
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
)
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.errors import FuseError, TransientError
from shared.usecases.apply import Applier, Interrupted
from shared.usecases.claiming import Claims
from shared.usecases.deciding import Decider
from shared.usecases.doubts import Adopt
from shared.usecases.guard import Guard
from shared.usecases.results import Done, Ending, Failed, LookAgain, Result, Results
from shared.usecases.wanting import Wanting

_ROUNDS = 4
"""How often a record that keeps changing under our hands is looked at again in one run."""


class Journey:
    """Takes pages of one job's records from their source to their target."""

    def __init__(self, decider: Decider, guard: Guard) -> None:
        crossing = decider.crossing
        self.crossing, self.leg, self.decider, self.guard = crossing, decider.leg, decider, guard
        self.doubts, self.claims = decider.doubts, Claims(crossing)
        self.applier = Applier(crossing, guard)
        self.wanting = Wanting(crossing)
        self._new = decider.unfinished

    def travel(
        self, records: Sequence[Record]
    ) -> tuple[Results, TransientError | FuseError | None]:
        """Take *records* as far as they go.

        The second part of the answer is set where a service stopped answering, or the fuse blew:
        the records that are not among the results then belong to a later run.
        """
        results = Results()
        todo = self.crossing.complete(records)
        for _ in range(_ROUNDS):
            try:
                outcomes = self._round(todo, results)
            except (TransientError, FuseError) as error:
                return results, error
            for outcome in outcomes:
                match outcome:
                    case Done() if outcome.record.id in self._new:
                        results.take(_completed(outcome, self._new[outcome.record.id]))
                    case Done() | Failed():
                        results.take(outcome)
                    case LookAgain(record, created=Insert() as insert):
                        self._new[record.id] = insert
                    case _:
                        pass
            interrupted = [o.error for o in outcomes if isinstance(o, Interrupted)]
            if interrupted:
                return results, interrupted[0]
            todo = [outcome.record for outcome in outcomes if isinstance(outcome, LookAgain)]
            if not todo:
                return results, None
            self.decider.begun.update(record.id for record in todo)
        for record in todo:
            results.take(_restless(record))
        return results, None

    def _round(self, records: Sequence[Record], results: Results) -> list[Result | Interrupted]:
        known = self.decider.gather(records)
        open_ = {r.id for r in records if self.doubts.concerns(r.id, known[r.id].coupling)}
        doubts = self.doubts.resolve([r for r in records if r.id in open_])
        unresolved = [doubt for doubt in doubts if isinstance(doubt, Failed)]
        adopted = [doubt for doubt in doubts if isinstance(doubt, Adopt)]
        self.doubts.forget(
            [r.id for r in records if known[r.id].coupling is not None and r.id not in open_]
        )
        apart = {d.record.id for d in unresolved} | {d.record.id for d in adopted}
        decisions = self.decider.decide([r for r in records if r.id not in apart], known)
        decisions, unclaimed = self._claim(decisions)
        matched = [decision for decision in decisions if isinstance(decision, Couple)]
        if matched:
            self.guard.check(decisions)
        coupled, refused = self._couple([*adopted, *matched], known)
        results.coupled += len(coupled)
        decisions = [decision for decision in decisions if not isinstance(decision, Couple)]
        decisions += self.decider.decide([r for r in records if r.id in coupled], coupled)
        return [*unresolved, *unclaimed, *refused, *self._carry_out(decisions)]

    def _claim(
        self, decisions: Sequence[Decision]
    ) -> tuple[list[Decision], list[Result | Interrupted]]:
        """Claim what belongs to no company; return what is left to do, and what was lost."""
        unclaimed = [each.record for each in decisions if self.claims.concerns(each)]
        if unclaimed:
            self.guard.check(decisions)
        lost = self.claims.make(unclaimed)
        return [each for each in decisions if each.record.id not in lost], [*lost.values()]

    def _couple(
        self, pairs: Sequence[Adopt | Couple], known: Mapping[UUID, Known]
    ) -> tuple[dict[UUID, Known], list[Failed]]:
        """Reserve partners before anything is written to them."""
        broken = [c for pair in pairs if (c := known[pair.record.id].coupling)]
        self.crossing.couplings.remove(broken)
        new = [
            self.crossing.couple(pair.record.id, pair.target.id, pair.agreement, pair.generation)
            if isinstance(pair, Adopt)
            else self.crossing.couple(pair.record.id, pair.target.id)
            for pair in pairs
        ]
        stored = self.crossing.store(new)
        coupled: dict[UUID, Known] = {}
        failures: list[Failed] = []
        for pair, coupling in zip(pairs, stored, strict=True):
            if coupling is None:
                failures.append(self.applier.already_coupled(pair.record, pair.target.id))
            else:
                coupled[pair.record.id] = Known(coupling, pair.target)
        return coupled, failures

    def _carry_out(self, decisions: Sequence[Decision]) -> list[Result | Interrupted]:
        decisions = self.wanting.ask(decisions)
        # What is written to a record that was just created belongs to its creation.
        self.guard.admit([each for each in decisions if each.record.id not in self._new])
        results: list[Result | Interrupted] = []
        inserts: list[Insert] = []
        modifies: list[Modify] = []
        deletes: list[Delete] = []
        for decision in decisions:
            match decision:
                case Insert():
                    inserts.append(decision)
                case Modify():
                    modifies.append(decision)
                case Delete():
                    deletes.append(decision)
                case Uncouple(record, coupling, _, chosen):
                    ended = Ending.UNCOUPLED
                    results.append(Done(record, ended, removed=coupling, by_policy=not chosen))
                case Unchanged():
                    results.append(self._unchanged(decision))
                case Skip():
                    results.append(_skipped(decision))
                case Fail(record, cause, message, _, coupling):
                    results.append(Failed(record, cause, message, coupling=coupling))
                case Couple():
                    raise AssertionError("coupled records are decided about again")
        return [
            *results,
            *self.applier.insert(inserts),
            *self.applier.modify(modifies),
            *self.applier.delete(deletes),
        ]

    def _unchanged(self, decision: Unchanged) -> Done:
        """Refresh what is agreed: both sides came to agree by themselves, or the record has a new
        version with the values that were agreed."""
        record, coupling = decision.record, decision.coupling
        if decision.agreement is None or decision.target is None:
            found = coupling.seen(self.leg.source, Version.of(record))
            last = coupling.results.get(self.leg)
            if last is not None and not last.succeeded and not decision.locked:
                found = found.ended(self.leg, succeeded=True, job_id=self.crossing.job_id)
            return Done(record, Ending.UNCHANGED, found if found != coupling else None)
        partners = Version.of(decision.target)
        agreed = self.crossing.agree(coupling, decision.agreement, record, partners)
        return Done(
            record,
            Ending.UNCHANGED,
            agreed,
            decision.owed,
            decision.overruled,
            healed=coupling.skipped,
            aside=decision.aside,
        )


def _skipped(skip: Skip) -> Done:
    return Done(
        skip.record,
        Ending.SKIPPED,
        waits=skip.waits,
        held_up=skip.held_up,
        untouched=skip.untouched,
    )


def _completed(done: Done, insert: Insert) -> Done:
    """Return how a record ended whose new partner has got its final state."""
    notices = (*insert.aside.notices, *done.aside.notices)
    aside = replace(done.aside, notices=notices)
    return replace(done, is_new=True, replaced=insert.replaces, aside=aside)


def _restless(record: Record) -> Failed:
    return Failed(
        record,
        Cause.TRANSIENT,
        f"'{record.title}' ({record.id}) changed each of the {_ROUNDS} times that it was about to "
        "be written. It is tried again by the next run.",
    )
