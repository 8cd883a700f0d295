"""Run one synchronization job: one mapping in one leg, page after page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from shared.domain.fuse import Changes
from shared.domain.jobs import Run, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.pending import Pending
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.watermarks import Watermark, overlap
from shared.errors import IntegrationError
from shared.ports import Lease, Page
from shared.usecases.crossing import Crossing
from shared.usecases.deciding import Decider, purpose_of
from shared.usecases.departed import Departed
from shared.usecases.engine import Engine
from shared.usecases.guard import Guard
from shared.usecases.journey import Journey
from shared.usecases.known_couplings import RecentCouplings
from shared.usecases.noticing import notice
from shared.usecases.remember import Memory
from shared.usecases.results import Results
from shared.usecases.stepper import Stepper
from shared.usecases.waiting import chunks, seek


class JobRunner(Stepper):
    def __init__(
        self,
        engine: Engine,
        run: Run,
        job: SyncJob,
        mapping: TableMapping,
        lease: Lease,
        recent: RecentCouplings,
        changed_before: Changes,
    ) -> None:
        """:param changed_before: what the run has changed so far, in both legs."""
        crossing = Crossing(engine, mapping, job.leg, full=run.full, job_id=job.id, recent=recent)
        super().__init__(engine, run, job, lease, crossing)
        self.source, self.table = self.crossing.source, self.crossing.source_table
        self.overlap = overlap(self.leg.source, engine.bc_overlap)
        self.guard = Guard(
            self.hold,
            None if run.approved else engine.fuse,
            lambda: engine.couplings.count(self.slug),
            changed_before,
            engine.installations.latest,
        )
        self.seen: dict[UUID, str] = {}
        """The ETags of the records that were retried: read again unchanged, they do not count."""
        self.waiting: dict[UUID, Pending] = {}
        """What is not in order; known once the job is prepared, and kept up to date."""

    def _steps(self) -> Iterator[None]:
        if self.leg.source is Side.BC:
            self.crossing.computer.check_rates()
        if not self.run.records and not self.job.retried:
            notice(self.crossing, self.lease)
        self._prepare()
        if self.run.records:
            self._chosen()
            return
        if not self.job.retried:
            yield from self._retries()
        yield from self._changes()

    def _prepare(self) -> None:
        self.watermark = self.lease.watermark(self.leg.source)
        unsettled = self.engine.pending.unsettled(self.slug, self.leg)
        self.waiting = unsettled.waiting
        decider = Decider(self.crossing, purpose_of(self.run, self.mapping), unsettled)
        self.journey, self.doubts = Journey(decider, self.guard), decider.doubts
        self.memory = Memory(self.engine, self.crossing.couplings, self.job, self.waiting)
        self.departed = Departed(self.crossing, decider, self.memory, self.guard)

    def _left_skipped(self) -> int:
        return sum(pending.skipped for pending in self.waiting.values())

    # The three kinds of pages

    def _chosen(self) -> None:
        """Synchronize chosen records, which are one page, whether or not they pass the filter."""
        records = self.source.read_by_id(self.table, self.run.records, within_filter=False)
        found = {record.id for record in records}
        missing = [id_ for id_ in self.run.records if id_ not in found]
        self._take(records, self.departed.account_for(missing, sought_outside=True))

    def _retries(self) -> Iterator[None]:
        """Try again what is not in order, and what may have been created without an answer."""
        started = self.job.started_at
        due = [p.source_id for p in self.waiting.values() if p.is_due(started)]
        ids = list(dict.fromkeys([*self.doubts.intents, *due]))
        pages = list(chunks(ids, self.engine.retry_page))
        for left, chunk in zip(reversed(range(len(pages))), pages, strict=True):
            records, results = self._read_waiting(chunk)
            self.seen |= {record.id: record.etag for record in records}
            self._take(records, results, retried=not left)
            self.hold.renew()
            yield
        self.job = replace(self.job, retried=True)

    def _read_waiting(self, ids: Sequence[UUID]) -> tuple[list[Record], Results]:
        """Read records that are waiting, and account for those that are not found."""
        found: list[Record] = []
        results = Results()
        for sought in seek(self.crossing, ids, self.waiting):
            found += sought.records
            account = self.departed.account_for(sought.missing, sought_outside=sought.outside)
            results.add(account)
        return found, results

    def _changes(self) -> Iterator[None]:
        """Read what changed since the watermark, oldest change first; all, where that is wanted."""
        if self.job.position is None:
            self._begin_anew_if_needed()
        since = self.watermark.read_from(self.leg.source, self.overlap)
        while True:
            asked_at = self.engine.clock.now()
            page = self.source.read_page(self.table, since, self.job.position)
            took = self.engine.clock.now() - asked_at
            self._note_start(page)
            records = [r for r in page.records if self.seen.get(r.id) != r.etag]
            self._take(records, Results(), page)
            self._advance(page, took)
            if page.next is None:
                return  # Not out of time, however late: there is nothing left to carry on.
            yield

    def _begin_anew_if_needed(self) -> None:
        """Forget how far was read where all is wanted, or the mapping selects other records now."""
        fingerprint = self.mapping.fingerprint(self.leg)
        known = self.lease.fingerprint(self.leg)
        differs = known is not None and known != fingerprint
        anew = differs or self.run.reads_all or self._is_to_be_reread()
        if anew:
            self.watermark = Watermark()
        if anew and self._rereads:
            self.lease.note_reread(self.leg, self.engine.clock.now())
        if known != fingerprint or anew:
            self.hold.renew({self.leg.source: self.watermark}, {self.leg: fingerprint})
        if differs:
            self.job = replace(
                self.job, message="The mapping was changed: all records were read again."
            )

    @property
    def _rereads(self) -> bool:
        return self.mapping.rereads(self.leg)

    def _is_to_be_reread(self) -> bool:
        """Return whether values may have changed that leave no trace in the modified time."""
        minutes = self.mapping.reread_minutes
        if minutes is None or not self._rereads:
            return False
        last = self.lease.reread_at(self.leg)
        now = self.engine.clock.now()
        return last is None or abs(now - last) >= timedelta(minutes=minutes)

    def _note_start(self, page: Page) -> None:
        if self.job.source_started_at is None:
            self.job = replace(self.job, source_started_at=page.served_at)

    def _take(
        self,
        records: Sequence[Record],
        results: Results,
        page: Page | None = None,
        *,
        retried: bool = False,
    ) -> None:
        """Take records through the journey and remember what became of them.

        The place in the source is remembered with them, but only where all of them have ended.

        :param results: of records that need no journey.
        :param retried: nothing is left to be tried again.
        :raises IntegrationError: a record got lost on the way. The watermark stays before it.
        """
        # A page that shifts under the reader's hands can hold a record twice.
        records = list({record.id: record for record in records}.values())
        travelled, interruption = self.journey.travel(records)
        self.guard.keep()
        # What an interruption leaves to a later run is read, and counted, once more by that one.
        read = len(results) + len(travelled if interruption else records)
        travelled.add(results)
        if page is not None and interruption is None:
            self.job = replace(self.job, position=page.next)
        if retried and interruption is None:
            self.job = replace(self.job, retried=True)
        self.job = self.memory.remember(self.job, travelled, self._requests(), read)
        self.doubts.close()
        if interruption is not None:
            raise interruption
        if not self.job.counters.conserved:
            lost = f"{self.job.loss} Until it is mended, each run reads the same records again."
            raise IntegrationError(lost, code="sums_differ")

    def _advance(self, page: Page, took: timedelta) -> None:
        """Move the watermark, last of all, and together with the lease.

        :param took: how long the page was waited for. The service tells the time at the end of
            that; its records may be those of the beginning.
        """
        started = self.job.source_started_at or page.served_at
        newest = max((record.modified_at for record in page.records), default=None)
        watermark = self.watermark.advance(newest, started)
        if page.next is None:
            watermark = watermark.settle(started - took, self.overlap)
        moved = {self.leg.source: watermark} if watermark != self.watermark else None
        if moved or page.next is not None:
            self.hold.renew(moved)
        self.watermark = watermark
