"""Run one job: one mapping in one leg, page after page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from shared.domain.jobs import Run, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.records import Record
from shared.domain.watermarks import overlap
from shared.errors import ChangedError, IntegrationError, TransientError
from shared.log import get_logger
from shared.ports import Lease, Page
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.journey import Journey
from shared.usecases.known_couplings import RecentCouplings
from shared.usecases.remember import Memory
from shared.usecases.results import Done, Ending, Results

log = get_logger(__name__)


@dataclass(frozen=True)
class OutOfTime:
    """Pages are left; the queue carries the run on."""


@dataclass(frozen=True)
class Wait:
    """A service asked for a pause, or did not answer; the run is carried on later."""

    error: TransientError


class JobRunner:
    def __init__(
        self,
        engine: Engine,
        run: Run,
        job: SyncJob,
        mapping: TableMapping,
        lease: Lease,
        recent: RecentCouplings,
    ) -> None:
        self.engine, self.run, self.job, self.lease = engine, run, job, lease
        self.crossing = Crossing(engine, mapping, job.leg, full=run.full, recent=recent)
        self.slug, self.leg, self.source = mapping.slug, job.leg, self.crossing.source
        self.table = self.crossing.source_table
        self.creating = run.full or not mapping.only_coupled
        self.watermark = lease.watermark(self.leg.source)
        self.overlap = overlap(self.leg.source, engine.bc_overlap)
        self.memory = Memory(engine, self.crossing.couplings)
        self.waiting: dict[UUID, Pending] = {}
        self.seen: dict[UUID, str] = {}
        """The ETags of the records that were retried: read again unchanged, they do not count."""
        self.sent_before = job.requests

    def go(self, deadline: datetime) -> OutOfTime | Wait | None:
        """Run the job until it is over (None), however it ended, or cannot go on now."""
        try:
            for _ in self._steps():
                self.crossing.release()
                if self.engine.clock.now() >= deadline:
                    return OutOfTime()
        except TransientError as error:
            return Wait(error)
        except ChangedError:
            raise
        except IntegrationError as error:
            self._end(error.message)
            return None
        except Exception:
            log.exception("job failed", extra={"job": self.job.id})
            self._end("An unexpected error stopped the job; the app's log has the details.")
            return None
        finally:
            self.crossing.release()
        self._end()
        return None

    def _steps(self) -> Iterator[None]:
        """Yield after each page that was remembered."""
        self.waiting = self.engine.pending.waiting(self.slug, self.leg)
        self.journey = Journey(self.crossing, creating=self.creating, waiting=self.waiting)
        self.doubts = self.journey.doubts
        if self.run.records:
            self._chosen()
            return
        if not self.job.retried:
            yield from self._retries()
        yield from self._changes()

    # The three kinds of pages

    def _chosen(self) -> None:
        """Synchronize chosen records, which are one page, whether or not they pass the filter."""
        self._take(
            self.source.read_by_id(self.table, self.run.records, within_filter=False), Results()
        )

    def _retries(self) -> Iterator[None]:
        """Try again what is not in order, and what may have been created without an answer."""
        started = self.job.started_at
        due = [p.source_id for p in self.waiting.values() if p.next_try <= started]
        ids = list(dict.fromkeys([*self.doubts.intents, *due]))
        chunks = list(_chunks(ids, self.engine.retry_page))
        for left, chunk in zip(reversed(range(len(chunks))), chunks, strict=True):
            records = self.source.read_by_id(self.table, chunk, within_filter=True)
            self.seen |= {record.id: record.etag for record in records}
            found = {record.id for record in records}
            results = self._outside_filter([id_ for id_ in chunk if id_ not in found])
            self._take(records, results, retried=not left)
            self.lease.renew()
            yield
        self.job = replace(self.job, retried=True)

    def _outside_filter(self, ids: Sequence[UUID]) -> Results:
        """Account for pending records that the filter leaves out, or that are gone."""
        results = Results()
        if not ids:
            return results
        rows = self.source.read_by_id(self.table, ids, within_filter=False)
        results.done = [Done(row, Ending.FILTERED) for row in rows]
        gone = set(ids) - {row.id for row in rows}
        coupled = self.crossing.couplings.find(self.slug, self.leg.source, ids)
        self._note_deleted([p for id_, p in self.waiting.items() if id_ in gone and id_ in coupled])
        forgotten = [id_ for id_ in gone if id_ not in coupled]
        self.engine.pending.remove(self.slug, self.leg, forgotten)
        self.doubts.forget([*forgotten, *coupled])
        for id_ in forgotten:
            self.waiting.pop(id_, None)
        return results

    def _note_deleted(self, pending: Sequence[Pending]) -> None:
        message = f"The record is gone from {self.leg.source.system}, and its partner is not."
        noted = [
            replace(p, cause=Cause.DELETED, message=message, next_try=self.engine.clock.now())
            for p in pending
        ]
        self.engine.pending.put(self.slug, self.leg, noted)

    def _changes(self) -> Iterator[None]:
        """Read what changed since the watermark, oldest change first; all, in a full run."""
        since = None if self.run.full else self.watermark.read_from(self.leg.source, self.overlap)
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

        :param retried: nothing is left to be tried again.
        """
        travelled, interruption = self.journey.travel(records)
        travelled.done += results.done
        if page is not None and interruption is None:
            self.job = replace(self.job, position=page.next)
        if retried and interruption is None:
            self.job = replace(self.job, retried=True)
        self.job = self.memory.remember(self.job, travelled, self.waiting, self._requests())
        self.doubts.close()
        if interruption is not None:
            raise interruption

    def _advance(self, page: Page, took: timedelta) -> None:
        """Move the watermark, last of all, in one transaction with the lease.

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
            self.lease.renew(moved)
        self.watermark = watermark

    # The job's own account

    def _requests(self) -> int:
        return self.sent_before + self.crossing.requests

    def _end(self, failure: str = "") -> None:
        now = self.engine.clock.now()
        job = replace(self.job, requests=self._requests())
        self.job = job.failed(now, failure) if failure else job.finished(now)
        self.engine.job_log.save_job(self.job)


def _chunks(ids: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
