"""Remember what a page came to: couplings, what is not in order, and the job's own account."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Counters, SyncError, SyncJob
from shared.domain.pending import Cause, Pending, next_try
from shared.ports import Couplings
from shared.usecases.engine import Engine
from shared.usecases.results import Done, Ending, Failed, Results


class Memory:
    def __init__(self, engine: Engine, couplings: Couplings) -> None:
        self.couplings, self.pending = couplings, engine.pending
        self.job_log, self.clock = engine.job_log, engine.clock

    def remember(
        self, job: SyncJob, results: Results, waiting: dict[UUID, Pending], requests: int
    ) -> SyncJob:
        """Store everything but the watermark, and return the job with its new counters.

        :param waiting: the job's retry index; kept up to date.
        :param requests: how many requests the job has sent so far.
        """
        # First what is owed: once a coupling is stored, nothing else tells of it.
        self._remember_owed(job, results.done)
        self.couplings.update(_agreed(results.done))
        self._remember_failed(job, results.failed, waiting)
        self._forget(job, results.done, waiting)
        self.job_log.add_errors(job, [_listed(failed) for failed in results.failed])
        job = replace(
            job,
            counters=job.counters.plus(_counted(results)),
            errors_listed=job.errors_listed + len(results.failed),
            requests=requests,
        )
        self.job_log.save_job(job)
        return job

    def _remember_owed(self, job: SyncJob, done: Sequence[Done]) -> None:
        owed = [d.coupling for d in done if d.owed and d.coupling]
        now = self.clock.now()
        leg = job.leg.opposite
        pending = [
            Pending(
                coupling.id_on(leg.source),
                Cause.OWED,
                f"{leg.source.system} has values that {leg.target.system} still has to take.",
                "",
                attempts=0,
                next_try=now,
                since=now,
            )
            for coupling in owed
        ]
        self.pending.put(job.mapping, leg, pending)

    def _remember_failed(
        self, job: SyncJob, failed: Sequence[Failed], waiting: dict[UUID, Pending]
    ) -> None:
        now = self.clock.now()
        for failure in failed:
            before = waiting.get(failure.record.id)
            attempts = before.attempts + 1 if before else 1
            waiting[failure.record.id] = Pending(
                failure.record.id,
                failure.cause,
                failure.message,
                failure.record.title,
                attempts,
                next_try(failure.cause, attempts, now),
                before.since if before else now,
            )
        stored = [waiting[failure.record.id] for failure in failed]
        self.pending.put(job.mapping, job.leg, stored)

    def _forget(self, job: SyncJob, done: Sequence[Done], waiting: dict[UUID, Pending]) -> None:
        healed = [d.record.id for d in done if d.record.id in waiting]
        self.pending.remove(job.mapping, job.leg, healed)
        for id_ in healed:
            del waiting[id_]


def _agreed(done: Sequence[Done]) -> list[Coupling]:
    """Return the couplings to update; those of inserted records were stored with the insert."""
    return [d.coupling for d in done if d.coupling and d.ending is not Ending.INSERTED]


def _counted(results: Results) -> Counters:
    endings = [d.ending for d in results.done]
    counts: Mapping[str, int] = {ending.value: endings.count(ending) for ending in Ending}
    return Counters(
        read=len(results.done) + len(results.failed),
        failed=len(results.failed),
        coupled=results.coupled,
        **counts,
    )


def _listed(failed: Failed) -> SyncError:
    return SyncError(
        failed.record.id,
        failed.record.title,
        failed.cause,
        failed.message,
        failed.answer.code if failed.answer else "",
        failed.answer.request_id if failed.answer else "",
    )
