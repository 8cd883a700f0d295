"""One page's journey: gather, decide, apply, until every record of the page has ended somehow."""

from collections.abc import Container, Iterable, Mapping, Sequence
from uuid import UUID

from shared.domain.couplings import Version
from shared.domain.decide import Known, decide
from shared.domain.decisions import Couple, Decision, Fail, Insert, Modify, Skip, Unchanged
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.translation import Lookups
from shared.errors import TransientError
from shared.usecases.apply import Applier, Interrupted
from shared.usecases.crossing import Crossing
from shared.usecases.doubts import Adopt, Doubts
from shared.usecases.gather import Gatherer
from shared.usecases.results import Done, Ending, Failed, LookAgain, Result, Results

_ROUNDS = 4
"""How often a record that keeps changing under our hands is looked at again in one run."""


class Journey:
    """Takes pages of one job's records from their source to their target."""

    def __init__(
        self, crossing: Crossing, *, creating: bool, waiting: Container[UUID] = ()
    ) -> None:
        """
        :param creating: whether uncoupled records get a partner.
        :param waiting: records that are not in order; if uncoupled, a creating run has failed to
            give them a partner, and every run goes on trying.
        """
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.creating, self.waiting = creating, waiting
        self.gatherer, self.applier = Gatherer(crossing), Applier(crossing)
        self.doubts = Doubts(crossing)

    def travel(self, records: Sequence[Record]) -> tuple[Results, TransientError | None]:
        """Take *records* as far as they go.

        The second part of the answer is set where a service stopped answering: the records that
        are not among the results then belong to a later run.
        """
        results = Results()
        todo = list(records)
        for _ in range(_ROUNDS):
            try:
                outcomes = self._round(todo, results)
            except TransientError as error:
                return results, error
            for outcome in outcomes:
                if isinstance(outcome, Done | Failed):
                    results.take(outcome)
            interrupted = [o.error for o in outcomes if isinstance(o, Interrupted)]
            if interrupted:
                return results, interrupted[0]
            todo = [outcome.record for outcome in outcomes if isinstance(outcome, LookAgain)]
            if not todo:
                return results, None
        for record in todo:
            results.take(_restless(record))
        return results, None

    def preview(self, records: Sequence[Record]) -> list[Decision]:
        """Return what would be done, and do nothing."""
        return self._decide(records, self._gather(records))

    def _round(self, records: Sequence[Record], results: Results) -> list[Result | Interrupted]:
        known = self._gather(records)
        doubts = self.doubts.resolve(
            [r for r in records if r.id in self.doubts.intents and known[r.id].coupling is None]
        )
        unresolved = [doubt for doubt in doubts if isinstance(doubt, Failed)]
        adopted = [doubt for doubt in doubts if isinstance(doubt, Adopt)]
        self.doubts.forget([r.id for r in records if known[r.id].coupling is not None])
        apart = {d.record.id for d in unresolved} | {d.record.id for d in adopted}
        decisions = self._decide([r for r in records if r.id not in apart], known)
        matched = [decision for decision in decisions if isinstance(decision, Couple)]
        coupled, refused = self._couple([*adopted, *matched])
        results.coupled += len(coupled)
        decisions = [decision for decision in decisions if not isinstance(decision, Couple)]
        decisions += self._decide([r for r in records if r.id in coupled], coupled)
        return [*unresolved, *refused, *self._carry_out(decisions)]

    def _gather(self, records: Sequence[Record]) -> dict[UUID, Known]:
        return self.gatherer.gather(records, self._creating(records))

    def _creating(self, records: Iterable[Record]) -> frozenset[UUID]:
        """Return the records that may get a partner; what was once begun is always finished."""
        if self.creating:
            return frozenset(record.id for record in records)
        begun = (self.doubts.intents, self.waiting)
        return frozenset(r.id for r in records if any(r.id in ids for ids in begun))

    def _decide(self, records: Sequence[Record], known: Mapping[UUID, Known]) -> list[Decision]:
        lookups = self._lookups(records, known)
        return [
            decide(self.mapping, self.leg, record, known[record.id], lookups) for record in records
        ]

    def _lookups(self, records: Sequence[Record], known: Mapping[UUID, Known]) -> Lookups:
        """Return the lookups of those records whose values are going to be translated."""

        def translated(record: Record) -> bool:
            coupling = known[record.id].coupling
            if coupling is None:
                return known[record.id].creating
            return self.gatherer.differs(record, coupling)

        wanted = [record for record in records if translated(record)]
        return self.gatherer.lookups(wanted) if wanted else {}

    def _couple(self, pairs: Sequence[Adopt | Couple]) -> tuple[dict[UUID, Known], list[Failed]]:
        """Reserve partners before anything is written to them."""
        new = [
            self.crossing.couple(
                pair.record, pair.target, pair.agreement if isinstance(pair, Adopt) else None
            )
            for pair in pairs
        ]
        stored = self.crossing.couplings.insert(new)
        known: dict[UUID, Known] = {}
        failures: list[Failed] = []
        for pair, coupling in zip(pairs, stored, strict=True):
            if coupling is None:
                failures.append(self.applier.already_coupled(pair.record, pair.target.id))
            else:
                known[pair.record.id] = Known(coupling, pair.target)
        return known, failures

    def _carry_out(self, decisions: Sequence[Decision]) -> list[Result | Interrupted]:
        results: list[Result | Interrupted] = []
        inserts: list[Insert] = []
        modifies: list[Modify] = []
        for decision in decisions:
            match decision:
                case Insert():
                    inserts.append(decision)
                case Modify():
                    modifies.append(decision)
                case Unchanged():
                    results.append(self._unchanged(decision))
                case Skip(record, _):
                    results.append(Done(record, Ending.SKIPPED))
                case Fail(record, cause, message, _):
                    results.append(Failed(record, cause, message))
                case Couple():
                    raise AssertionError("coupled records are decided about again")
        return results + self.applier.insert(inserts) + self.applier.modify(modifies)

    def _unchanged(self, decision: Unchanged) -> Done:
        """Refresh the agreement where both sides came to agree by themselves."""
        if decision.agreement is None or decision.target is None:
            return Done(decision.record, Ending.UNCHANGED)
        coupling = decision.coupling.agreed(
            decision.agreement,
            self.leg.source,
            Version.of(decision.record),
            Version.of(decision.target),
            self.crossing.engine.clock.now(),
        )
        return Done(decision.record, Ending.UNCHANGED, coupling, decision.owed)


def _restless(record: Record) -> Failed:
    return Failed(
        record,
        Cause.TRANSIENT,
        f"'{record.title}' ({record.id}) changed each of the {_ROUNDS} times that it was about to "
        "be written. It is tried again by the next run.",
    )
