"""Take over pairs that another integration has coupled: what can be is coupled, the rest is told.

No value is changed. Where both records agree, that is remembered as agreed; where they do not, the
coupling has no base yet, as one that somebody has just made.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling, Version
from shared.domain.decide import Known, decide
from shared.domain.decisions import Unchanged
from shared.domain.importing import missing, named_once
from shared.domain.jobs import Counters, Run, SyncError, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause
from shared.domain.policies import Terms
from shared.domain.records import Record
from shared.domain.recoupling import Objection, Pair, Plan
from shared.domain.sides import Direction, Side
from shared.ports import Lease
from shared.usecases.claiming import Claims
from shared.usecases.coupling import Choice, Coupler, Initial
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.forgetting import forget
from shared.usecases.gather import Gatherer
from shared.usecases.guard import switched_off
from shared.usecases.keeping import keep
from shared.usecases.leases import lease_of
from shared.usecases.offered import check_on
from shared.usecases.requesting import Wish, request_run

Records = Mapping[Side, Mapping[UUID, Record]]


@dataclass(frozen=True)
class Imported:
    run: Run
    job: SyncJob
    agreed: int
    """Pairs that were coupled, and whose values agree."""
    differing: Sequence[Pair]
    """Pairs that were coupled, and whose values do not agree, or cannot be compared yet."""
    already: int
    """Pairs that were coupled before."""
    refused: Sequence[Objection]
    follow: Run | None
    """The run that carries values over where they differ."""


def import_pairs(
    engine: Engine, mapping: TableMapping, pairs: Sequence[Pair], initial: Initial
) -> Imported:
    """Couple all pairs that can be; those of a former call are left as they are.

    :raises RequestError: the mapping is at work, or does not synchronize as *initial* has it.
    :raises SwitchedOffError: all is off, and that not in shadow mode.
    """
    installation = engine.installations.current()
    leg = Choice(pairs, initial=initial).leg(mapping)
    if not (installation.enabled or (installation.shadow and leg is None)):
        raise switched_off(installation)
    asked = keep(engine)
    check_on(engine, mapping)
    kept, repeated = named_once(pairs)
    with lease_of(engine, mapping.slug) as lease:
        importer = Importer(engine, mapping, kept, asked, claims=installation.enabled)
        with importer.at_work():
            done = importer.carry_out_all(repeated, lease)
    if leg is None or not done.differing:
        return done
    ids = [pair.id_on(leg.source) for pair in done.differing]
    wish = Wish(Direction(leg.value), ids, force=True)
    return replace(done, follow=request_run(engine, mapping, wish))


class Importer(Coupler):
    def __init__(
        self,
        engine: Engine,
        mapping: TableMapping,
        pairs: Sequence[Pair],
        asked: int,
        *,
        claims: bool,
    ) -> None:
        """:param claims: whether rows of no company become the app's, which writes to them."""
        # From Dataverse: a record that has a partner is never taken away from it.
        super().__init__(engine, mapping, Choice(pairs, Side.DATAVERSE, Initial.NONE), asked)
        self.claims = claims

    def carry_out_all(self, repeated: Sequence[Objection], lease: Lease) -> Imported:
        hold, records = self.crossing.hold(lease), self.records()
        plans, refused = self._sorted_out(records)
        new, lost = self._claimed([plan for plan in plans if plan.coupled is None])
        agreements = self._agreements([plan.pair for plan in new], records)
        hold.renew()
        stored, late = self._couple(new, agreements, records)
        refused = [*repeated, *refused, *lost, *late]
        already = len(plans) - len(new) - len(lost)
        run, job = self._account(len(stored), already, refused)
        differing = [pair for pair in stored if pair not in agreements]
        return Imported(run, job, len(stored) - len(differing), differing, already, refused, None)

    def _sorted_out(self, records: Records) -> tuple[list[Plan], list[Objection]]:
        foreign = {*self.foreign(records[Side.DATAVERSE].values())}
        plans: list[Plan] = []
        refused: list[Objection] = []
        for each in self.look():
            pair = each.pair
            objection = each if isinstance(each, Objection) else missing(pair, records)
            if objection is None and str(pair.dataverse_id) in foreign:
                told = f"Dataverse record {pair.dataverse_id} belongs to another company"
                objection = Objection(pair, told)
            if objection is not None:
                refused.append(objection)
            elif isinstance(each, Plan):
                plans.append(each)
        return plans, refused

    def _claimed(self, new: Sequence[Plan]) -> tuple[list[Plan], list[Objection]]:
        ids = [plan.pair.dataverse_id for plan in new]
        lost = Claims(self.crossing).settle(ids) if self.claims else set()
        why = "changed when it was about to be claimed for this company; import it again"
        refused = [
            Objection(plan.pair, f"Dataverse record {plan.pair.dataverse_id} {why}")
            for plan in new
            if plan.pair.dataverse_id in lost
        ]
        return [plan for plan in new if plan.pair.dataverse_id not in lost], refused

    def _agreements(self, pairs: Sequence[Pair], records: Records) -> dict[Pair, Agreement]:
        """Return what is agreed on by those pairs whose mapped values are the same."""
        leg = self.mapping.direction.legs[0]
        crossing = Crossing(self.engine, self.mapping, leg, full=False)
        try:
            sources = crossing.complete([records[leg.source][p.id_on(leg.source)] for p in pairs])
            lookups = Gatherer(crossing).lookups(sources) if sources else {}
        finally:
            crossing.release()
        by_id = {source.id: source for source in sources}
        found: dict[Pair, Agreement] = {}
        for pair in pairs:
            target = records[leg.target][pair.id_on(leg.target)]
            known = Known(Coupling(self.mapping.slug, pair.bc_id, pair.dataverse_id), target)
            source = by_id[pair.id_on(leg.source)]
            decided = decide(crossing.mapping, Terms(leg, forced=True), source, known, lookups)
            if isinstance(decided, Unchanged) and decided.agreement is not None:
                found[pair] = decided.agreement
        return found

    def _couple(
        self, new: Sequence[Plan], agreements: Mapping[Pair, Agreement], records: Records
    ) -> tuple[list[Pair], list[Objection]]:
        couplings = [self._coupling(each, agreements.get(each.pair), records) for each in new]
        ended = list({c.bc_id: c for each in new for c in each.ended}.values())
        forget(self.engine, self.mapping.slug, [*ended, *couplings])
        self.engine.couplings.remove(ended)
        stored = self.crossing.store(couplings)
        pairs = [each.pair for each in new]
        late = [
            Objection(pair, "one of the records got another partner meanwhile; import it again")
            for pair, coupling in zip(pairs, stored, strict=True)
            if coupling is None
        ]
        refused = {each.pair for each in late}
        return [pair for pair in pairs if pair not in refused], late

    def _coupling(self, plan: Plan, agreement: Agreement | None, records: Records) -> Coupling:
        pair, now = plan.pair, self.engine.clock.now()
        coupling = Coupling(self.mapping.slug, pair.bc_id, pair.dataverse_id, plan.generation)
        if agreement is None:
            return coupling
        versions = {side: Version.of(records[side][pair.id_on(side)]) for side in Side}
        return coupling.agreed(agreement, Side.BC, versions[Side.BC], versions[Side.DATAVERSE], now)

    def _account(
        self, coupled: int, already: int, refused: Sequence[Objection]
    ) -> tuple[Run, SyncJob]:
        read = coupled + already + len(refused)
        counters = Counters(read, coupled=coupled, unchanged=already, failed=len(refused))
        run, job = self.log(counters)
        errors = [
            SyncError(each.pair.id_on(self.leg.source), "", Cause.UNMATCHED, f"{each.reason}.")
            for each in refused
        ]
        self.engine.job_log.add_errors(job, errors)
        self.job = replace(job, errors_listed=len(errors))
        self.engine.job_log.save_job(self.job)
        return run, self.job
