"""Run one match-based coupling job: read both sides, pair what match keys tell, couple the pairs.

Both sides are read to their ends before anything is coupled, and compared here: neither service
finds text whatever its case and spaces, and only who has seen all knows that a match is the only
one. What is coupled takes no part when the job is carried on.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from shared.domain import sentences
from shared.domain.jobs import Counters, Run, SyncError, SyncJob, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.pairing import Candidate, Paired, Unpaired
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg
from shared.ports import Lease
from shared.usecases.claiming import Claims
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.forgetting import forget
from shared.usecases.matching import Matched, Matcher
from shared.usecases.requesting import new_run, queue_run
from shared.usecases.stepper import Stepper

_AT_ONCE = 1000


class MatchRunner(Stepper):
    def __init__(
        self, engine: Engine, run: Run, job: SyncJob, mapping: TableMapping, lease: Lease
    ) -> None:
        super().__init__(
            engine, run, job, lease, Crossing(engine, mapping, job.leg, full=False, job_id=job.id)
        )

    def _steps(self) -> Iterator[None]:
        coupled_before = self.job.counters.coupled
        matched = Matcher(self.crossing, self.hold.renew).match(self.run.records)
        paired = [each for each in matched.found if isinstance(each, Paired)]
        for start in range(0, len(paired), _AT_ONCE):
            self._couple(paired[start : start + _AT_ONCE])
            yield
        self._account_for(matched, coupled_before)
        if self.run.create or self.run.follow:
            # Also where nothing was coupled now: a former call may have died before it came here.
            queue_run(self.engine, new_run(self.engine, self.mapping, Trigger.REQUEST))

    def _couple(self, paired: Sequence[Paired]) -> None:
        self._may_write()
        lost = Claims(self.crossing).settle([found.target.id for found in paired])
        self.hold.keep()
        pairs = [found for found in paired if found.target.id not in lost]
        new = [self.crossing.couple(found.source.id, found.target.id) for found in pairs]
        forget(self.engine, self.slug, new)
        if self.run.follow:
            # First what is owed: once a coupling is stored, nothing else tells of it.
            self._owe(pairs)
        stored = self.crossing.store(new)
        refused = [
            self._error(Unpaired(found.source, Cause.AMBIGUOUS, "got another partner meanwhile"))
            for found, coupling in zip(pairs, stored, strict=True)
            if coupling is None
        ]
        refused += [
            self._error(
                Unpaired(
                    found.source,
                    Cause.AMBIGUOUS,
                    "found a partner that could not be claimed for this company",
                )
            )
            for found in paired
            if found.target.id in lost
        ]
        self._list(refused)
        coupled = len(paired) - len(refused)
        self._count(Counters(read=len(paired), coupled=coupled, failed=len(refused)))

    def _account_for(self, matched: Matched, coupled_before: int) -> None:
        """Account for the records that get no partner by this job.

        :param coupled_before: how many of those that have a partner got it by this job.
        """
        unpaired = [each for each in matched.found if isinstance(each, Unpaired)]
        created = [each for each in unpaired if self._gets_a_partner(each)]
        if created:
            self._may_write()
            message = "No partner was found by its match keys; one is created."
            self._note(self.leg, Cause.UNMATCHED, message, [each.source for each in created])
        failed = [each for each in unpaired if not self._gets_a_partner(each)]
        self._list([*map(self._error, failed), *map(self._unknown, matched.unknown)])
        skipped = len(created) + max(0, matched.coupled - coupled_before)
        lost = len(failed) + len(matched.unknown)
        self._count(Counters(read=skipped + lost, skipped=skipped, failed=lost))

    def _gets_a_partner(self, unpaired: Unpaired) -> bool:
        return self.run.create and unpaired.cause is Cause.UNMATCHED

    # What the run that follows looks at, whether or not it has changed

    def _owe(self, pairs: Sequence[Paired]) -> None:
        leg = self.mapping.direction.legs[0]
        sources = [p.source if leg is self.leg else p.target for p in pairs]
        message = "It was coupled by its match keys, and is not synchronized yet."
        self._note(leg, Cause.OWED, message, sources)

    def _note(self, leg: Leg, cause: Cause, message: str, records: Sequence[Candidate]) -> None:
        now = self.engine.clock.now()
        entries = [Pending(r.id, cause, message, r.title, 0, now, now) for r in records]
        self.engine.pending.put(self.slug, leg, entries)

    # What is told of records that get no partner

    def _error(self, found: Unpaired) -> SyncError:
        message = sentences.unpaired(self.leg, found)
        return SyncError(found.source.id, found.source.title, found.cause, message)

    def _unknown(self, record_id: UUID) -> SyncError:
        message = (
            f"{self.leg.source.system} record {record_id} is outside the filter of "
            f"{self.mapping.name}, or does not exist."
        )
        return SyncError(record_id, "", Cause.UNMATCHED, message)
