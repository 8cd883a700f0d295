"""Remember what a page came to: couplings, what is not in order, and the job's own account."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain import sentences
from shared.domain.couplings import Coupling
from shared.domain.jobs import Counters, SyncError, SyncJob
from shared.domain.pending import PUT_OFF, Cause, Pending
from shared.ports import Couplings
from shared.usecases.engine import Engine
from shared.usecases.forgiving import forgive
from shared.usecases.results import Done, Ending, Failed, Results


class Memory:
    """Remembers for one job.

    :ivar waiting: the job's retry index, kept up to date.
    """

    def __init__(
        self, engine: Engine, couplings: Couplings, job: SyncJob, waiting: dict[UUID, Pending]
    ) -> None:
        self.couplings, self.pending = couplings, engine.pending
        self.job_log, self.clock = engine.job_log, engine.clock
        self.mapping, self.leg, self.job_id = job.mapping, job.leg, job.id
        self.waiting = waiting

    def remember(self, job: SyncJob, results: Results, requests: int, read: int) -> SyncJob:
        """Store everything but the watermark, and return the job with its new counters.

        :param requests: how many requests the job has sent so far.
        :param read: how many records came in of which one of the results is to tell.
        """
        again, failed = self._sorted(results.failed)
        # First what is owed: once a coupling is stored, nothing else tells of it.
        self._remember_owed(results.done)
        self._note_held_up(results.done)
        self._forgive_opposite(results.done, failed)
        self.couplings.update(self._changed(results.done, failed, again))
        self.couplings.remove([done.removed for done in results.done if done.removed])
        self._put(failed, again)
        self._put_later(results.done)
        self._forget(results.done)
        errors = [*map(self._listed, failed), *self._worth_telling(results.done)]
        self.job_log.add_errors(job, errors)
        job = replace(
            job,
            counters=job.counters.plus(_counted(results, len(again), read)),
            errors_listed=job.errors_listed + len(errors),
            uncoupled_by_policy=job.uncoupled_by_policy + sum(d.by_policy for d in results.done),
            requests=requests,
        )
        if not results.silent or job.position is not None:
            # Else the job is about to end, and is saved then; should it not get there, the same
            # records are read once more.
            self.job_log.save_job(job)
        return job

    def _sorted(self, failures: Sequence[Failed]) -> tuple[list[Failed], list[Failed]]:
        """Return the failures that are known and wait for a person, and those to be told."""
        again = [failure for failure in failures if self._waits_for_a_person(failure)]
        return again, [failure for failure in failures if failure not in again]

    def _waits_for_a_person(self, failure: Failed) -> bool:
        before = self.waiting.get(failure.record.id)
        if before is None or failure.coupling is None:
            return False
        return before.waits_for_a_person(failure.cause, failure.message)

    # Couplings

    def _changed(
        self, done: Sequence[Done], failed: Sequence[Failed], again: Sequence[Failed]
    ) -> list[Coupling]:
        """Return the couplings to update; those of inserted records were stored with the insert."""
        agreed = [d.coupling for d in done if d.coupling and d.ending is not Ending.INSERTED]
        newly_failed = [
            replace(
                f.coupling.ended(self.leg, succeeded=False, job_id=self.job_id),
                skipped=f.coupling.skipped and not self._only_waits(f),
            )
            for f in failed
            if f.coupling and (self._succeeded_before(f.coupling) or self._only_waits(f))
        ]
        skipped = [
            replace(f.coupling, skipped=True)
            for f in again
            if f.coupling and f.cause is not Cause.CONFLICT
        ]
        return [*agreed, *newly_failed, *skipped]

    @staticmethod
    def _only_waits(failure: Failed) -> bool:
        """Whether a skipped pair, looked at once more, waits for something that goes by itself."""
        coupling = failure.coupling
        return coupling is not None and coupling.skipped and failure.cause in PUT_OFF

    def _succeeded_before(self, coupling: Coupling) -> bool:
        last = coupling.results.get(self.leg)
        return last is None or last.succeeded

    # Pending records

    def _remember_owed(self, done: Sequence[Done]) -> None:
        owed = [d.coupling for d in done if d.owed and d.coupling]
        leg = self.leg.opposite
        message = sentences.owed(leg)
        ids = {coupling.id_on(leg.source) for coupling in owed}
        # Those that wait for another record are tried by each run anyhow, and say more.
        waiting = self.pending.waiting(self.mapping, leg) if ids else {}
        ids -= {id_ for id_, p in waiting.items() if p.cause is Cause.DEPENDENCY and not p.skipped}
        self.pending.put(self.mapping, leg, [self.noted(id_, Cause.OWED, message) for id_ in ids])

    def _note_held_up(self, done: Sequence[Done]) -> None:
        """List what a skipped pair keeps from travelling in this leg, if nothing lists it yet."""
        entries = [
            replace(
                self.noted(d.record.id, Cause.OWED, sentences.held_up(self.leg, d.record)),
                title=d.record.title,
                skipped=True,
            )
            for d in done
            if d.held_up and d.record.id not in self.waiting
        ]
        self.waiting |= {entry.source_id: entry for entry in entries}
        self.pending.put(self.mapping, self.leg, entries)

    def _forgive_opposite(self, done: Sequence[Done], failed: Sequence[Failed]) -> None:
        """Let the opposite leg try again what it has listed of pairs that are skipped no more."""
        healed = [d.coupling for d in done if d.healed and d.coupling]
        healed += [f.coupling for f in failed if self._only_waits(f) and f.coupling]
        now = self.clock.now()
        forgive(self.pending, self.mapping, self.leg.opposite, healed, now)

    def noted(self, record_id: UUID, cause: Cause, message: str) -> Pending:
        """Return an entry for a record that nobody has tried yet."""
        now = self.clock.now()
        return Pending.noted(record_id, cause, message, now)

    def _put(self, failed: Sequence[Failed], again: Sequence[Failed]) -> None:
        entries = [self._entry(failure, skipped=False) for failure in failed]
        entries += [
            self._entry(failure, skipped=failure.cause is not Cause.CONFLICT) for failure in again
        ]
        self.waiting |= {entry.source_id: entry for entry in entries}
        self.pending.put(self.mapping, self.leg, entries)

    def _put_later(self, done: Sequence[Done]) -> None:
        """List records whose values have gone over but for those that follow later."""
        entries = [
            # What was decided of it is carried out, and whatever was broken is mended.
            replace(self._entry(self._later(d), skipped=False), instruction=None, broken=False)
            for d in done
            if d.aside.later
        ]
        self.waiting |= {entry.source_id: entry for entry in entries}
        self.pending.put(self.mapping, self.leg, entries)

    def _later(self, done: Done) -> Failed:
        told = sentences.follows(self.leg, done.record, done.aside.later)
        return Failed(done.record, Cause.DEPENDENCY, told)

    def _entry(self, failure: Failed, *, skipped: bool) -> Pending:
        return Pending.failed(
            failure.record.id,
            failure.record.title,
            failure.cause,
            failure.message,
            self.clock.now(),
            self.waiting.get(failure.record.id),
            skipped=skipped,
        )

    def forget(self, ids: Iterable[UUID]) -> None:
        """Take records out of the list, those of them that are in it."""
        listed = [id_ for id_ in ids if id_ in self.waiting]
        self.pending.remove(self.mapping, self.leg, listed)
        for id_ in listed:
            del self.waiting[id_]

    def _forget(self, done: Sequence[Done]) -> None:
        self.forget([d.record.id for d in done if not (d.waits or d.aside.later or d.untouched)])
        self._forget_opposite(done)
        self._drop_instructions(done)

    def _forget_opposite(self, done: Sequence[Done]) -> None:
        """Forget what the opposite leg has noted of couplings that are gone, or in order again."""
        leg = self.leg.opposite
        couplings = [
            d.removed or d.replaced or (d.coupling if d.healed and not d.owed else None)
            for d in done
        ]
        ids = {coupling.id_on(leg.source) for coupling in couplings if coupling}
        if ids:
            # Rows that are not there would each break up a transaction of removals.
            listed = self.pending.waiting(self.mapping, leg)
            self.pending.remove(self.mapping, leg, ids & listed.keys())

    def _drop_instructions(self, done: Sequence[Done]) -> None:
        """Take back what was asked of records that stay skipped, and leave them alone."""
        stale = [
            replace(waits, instruction=None, skipped=True)
            for d in done
            if d.waits
            and (waits := self.waiting.get(d.record.id))
            and (waits.instruction is not None or not waits.skipped)
        ]
        self.waiting |= {entry.source_id: entry for entry in stale}
        self.pending.put(self.mapping, self.leg, stale)

    def _listed(self, failed: Failed) -> SyncError:
        answer, coupling = failed.answer, failed.coupling
        if failed.cause is Cause.DELETED:
            coupling = None  # Its other record is gone.
        return SyncError(
            failed.record.id,
            failed.record.title,
            failed.cause,
            failed.message,
            answer.code if answer else "",
            answer.request_id if answer else "",
            coupling.id_on(self.leg.target) if coupling else None,
        )

    def _worth_telling(self, done: Sequence[Done]) -> Iterator[SyncError]:
        """Yield the values that gave way, were cut or rounded: who misses them finds them here."""
        for each in done:
            for settled in each.overruled:
                message = sentences.overruled(self.leg, each.record, settled)
                yield self._told(each, Cause.OVERRULED, message)
            for notice in each.aside.notices:
                message = sentences.noticed(self.leg, each.record, notice)
                yield self._told(each, Cause.NOTED, message)

    def _told(self, done: Done, cause: Cause, message: str) -> SyncError:
        partner = done.coupling.id_on(self.leg.target) if done.coupling else None
        record = done.record
        return SyncError(record.id, record.title, cause, message, partner_id=partner)


def _counted(results: Results, again: int, read: int) -> Counters:
    endings = [Ending.INSERTED if d.is_new else d.ending for d in results.done]
    counts: Mapping[str, int] = {ending.value: endings.count(ending) for ending in Ending}
    counts = {**counts, Ending.SKIPPED.value: counts[Ending.SKIPPED.value] + again}
    return Counters(
        read=read,
        failed=len(results.failed) - again,
        coupled=results.coupled,
        **counts,
    )
