"""What an operator asks of a mapping: how it is set up, how far it is, what is not in order."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.domain.jobs import Kind, Run, State, SyncJob
from shared.domain.listed import Listed, lesser
from shared.domain.mapping import TableMapping
from shared.domain.pending import Pending
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.ports import Reached
from shared.usecases.engine import Engine
from shared.usecases.offered import told_off

Place = tuple[Leg, UUID]
"""Where an entry stands in the list: its leg and its record's id."""


@dataclass(frozen=True)
class MappingStatus:
    mapping: TableMapping
    couplings: int
    pending: dict[str, int]
    """How many records are not in order, by cause; a pair counts once."""
    watermarks: dict[Side, Watermark]
    last_jobs: tuple[SyncJob, ...]
    """The newest job of each leg."""
    stopped: Run | None
    """The run that waits for a decision; the timers leave the mapping alone until then."""
    off: str | None
    """Why the mapping is off, may be, or takes no part; None where it is on."""


def status(engine: Engine, mapping: TableMapping) -> MappingStatus:
    waiting = not_in_order(engine, mapping)
    causes = Counter(
        p.cause.value for p in once(waiting, told_by_partner(engine, mapping, waiting))
    )
    reached = engine.progress.reached(mapping.slug)
    return MappingStatus(
        mapping,
        engine.couplings.count(mapping.slug),
        dict(causes),
        dict(reached.watermarks),
        last_jobs(engine, mapping),
        _undecided(engine, reached),
        told_off(engine, mapping),
    )


def not_in_order(engine: Engine, mapping: TableMapping) -> list[Listed]:
    """Return what each leg lists as not in order, the longest waiting first."""
    waiting = engine.pending.of_legs(mapping.slug, mapping.direction.legs)
    return sorted(waiting, key=lambda pair: pair[1].since)


def told_by_partner(
    engine: Engine, mapping: TableMapping, waiting: Sequence[Listed]
) -> frozenset[Place]:
    """Return the entries of pairs that the opposite leg lists, too, and says more about."""
    if len({leg for leg, _ in waiting}) < 2:
        return frozenset()
    listed = {(leg, entry.source_id): (leg, entry) for leg, entry in waiting}
    fewer = min(([each for each in waiting if each[0] is leg] for leg in Leg), key=len)
    twins = [
        (listed[leg, id_], twin)
        for (leg, id_), partner in partners_of(engine, mapping, fewer).items()
        if (twin := listed.get((leg.opposite, partner)))
    ]
    told = (lesser(one, twin) for one, twin in twins)
    return frozenset((leg, entry.source_id) for leg, entry in told)


def once(waiting: Sequence[Listed], told_elsewhere: Collection[Place]) -> list[Pending]:
    """Return the entries of all records that are not in order, one for each pair."""
    return [entry for leg, entry in waiting if (leg, entry.source_id) not in told_elsewhere]


def partners_of(
    engine: Engine, mapping: TableMapping, waiting: Sequence[Listed]
) -> dict[Place, UUID]:
    """Return whom the listed records are coupled with, by leg and record."""
    found: dict[Place, UUID] = {}
    for leg in mapping.direction.legs:
        ids = [entry.source_id for of, entry in waiting if of is leg]
        couplings = engine.couplings.find(mapping.slug, leg.source, ids)
        found |= {(leg, id_): each.id_on(leg.target) for id_, each in couplings.items()}
    return found


def last_jobs(engine: Engine, mapping: TableMapping) -> tuple[SyncJob, ...]:
    jobs, _ = engine.job_log.jobs(mapping.slug, 1, None)
    return tuple(jobs)


def stopped_run(engine: Engine, mapping: TableMapping) -> Run | None:
    """Return the mapping's run that the mass-change fuse stopped and nobody has decided about."""
    return _undecided(engine, engine.progress.reached(mapping.slug))


def _undecided(engine: Engine, reached: Reached) -> Run | None:
    found = engine.job_log.run(reached.stopped_run) if reached.stopped_run else None
    return found if found is not None and found.state is State.STOPPED else None


def last_success(engine: Engine, mapping: TableMapping) -> datetime | None:
    """Return since when each of the mapping's legs has succeeded, judged by its newest jobs.

    That is the older of the legs' last successes; None where a leg has none.
    """
    jobs, _ = engine.job_log.jobs(mapping.slug, 20, None)
    synchronized = [job for job in reversed(jobs) if job.kind is Kind.SYNCHRONIZATION]
    oldest_first = [job for job in synchronized if job.state is State.FINISHED]
    succeeded = {job.leg: job.finished_at for job in oldest_first if job.finished_at}
    if any(leg not in succeeded for leg in mapping.direction.legs):
        return None
    return min(succeeded[leg] for leg in mapping.direction.legs)
