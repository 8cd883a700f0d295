"""What an operator asks of a mapping: how it is set up, how far it is, what is not in order."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from shared.domain.jobs import Kind, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.pending import Pending
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.usecases.engine import Engine


@dataclass(frozen=True)
class MappingStatus:
    mapping: TableMapping
    couplings: int
    pending: dict[str, int]
    """How many records are not in order, by cause."""
    watermarks: dict[Side, Watermark]
    last_jobs: tuple[SyncJob, ...]
    """The newest job of each leg."""


def status(engine: Engine, mapping: TableMapping) -> MappingStatus:
    causes = Counter(p.cause.value for _, p in not_in_order(engine, mapping))
    return MappingStatus(
        mapping,
        engine.couplings.count(mapping.slug),
        dict(causes),
        dict(engine.progress.watermarks(mapping.slug)),
        last_jobs(engine, mapping),
    )


def not_in_order(engine: Engine, mapping: TableMapping) -> list[tuple[Leg, Pending]]:
    """Return every record of the mapping that is not in order, the longest waiting first."""
    waiting = [
        (leg, pending)
        for leg in mapping.direction.legs
        for pending in engine.pending.waiting(mapping.slug, leg).values()
    ]
    return sorted(waiting, key=lambda pair: pair[1].since)


def last_jobs(engine: Engine, mapping: TableMapping) -> tuple[SyncJob, ...]:
    jobs, _ = engine.job_log.jobs(mapping.slug, 1, None)
    return tuple(jobs)


def last_success(engine: Engine, mapping: TableMapping) -> datetime | None:
    """Return when the mapping was last synchronized by a job that finished, of its newest."""
    jobs, _ = engine.job_log.jobs(mapping.slug, 20, None)
    synchronized = [job for job in jobs if job.kind is Kind.SYNCHRONIZATION]
    done = [job.finished_at for job in synchronized if job.state == "finished" and job.finished_at]
    return max(done, default=None)
