"""Are we in step? How every mapping stands, at one look."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.jobs import Run, SyncJob
from shared.domain.mapping import TableMapping
from shared.domain.ordering import awaited, in_order
from shared.domain.schedules import next_time
from shared.domain.sides import Leg
from shared.domain.standing import (
    Progressed,
    Standing,
    Story,
    in_step_until,
    progressed,
    standing,
    waiting_since,
)
from shared.usecases.engine import Engine
from shared.usecases.full_sync import taking_part
from shared.usecases.offered import told_off
from shared.usecases.status import not_in_order, once, stopped_run, told_by_partner

_LOOKED_AT = 500
"""How many of the newest runs are read at once; a mapping without one among them is asked apart."""
_OF_ONE = 4


@dataclass(frozen=True)
class Line:
    """How one mapping stands."""

    mapping: TableMapping
    waits_for: tuple[str, ...]
    """The slugs of the mappings that are completed before."""
    off: str | None
    """Why it takes no part; None where it does. Nothing else is told then."""
    standing: Standing | None = None
    in_step_until: datetime | None = None
    waiting_since: datetime | None = None
    pending: Mapping[str, int] | None = None
    """How many records are not in order, by cause; a pair counts once."""
    skipped: int = 0
    """Of those, how many are not tried again by themselves."""
    reached: Progressed | None = None
    stopped: Run | None = None
    next_run: datetime | None = None
    """None where no timer runs it."""
    interval: timedelta | None = None
    """Between two turns of its timer."""
    known_since: datetime | None = None
    """When the oldest run began that is looked at."""

    def lag(self, now: datetime) -> timedelta | None:
        """Return how long ago the oldest change may have been that is not carried over.

        An upper bound: nobody asks the services. None where not all was read once.
        """
        if self.in_step_until is None:
            return None
        return now - min(self.in_step_until, self.waiting_since or now)

    def missed(self, now: datetime) -> float | None:
        """Return how many turns its timer has had since it last succeeded in each direction.

        Where it never has, those since its first runs count. None where no timer runs it, or
        nothing has run yet.
        """
        since = self.in_step_until or self.known_since
        return (now - since) / self.interval if since and self.interval else None


def overview(engine: Engine, schedules: Mapping[str, str]) -> list[Line]:
    """Return how all usable mappings stand, each after those that it waits for.

    :param schedules: of the mappings whose timers are on, by slug; none where all is switched off.
    """
    stories = defaultdict[str, list[tuple[Run, Sequence[SyncJob]]]](list)
    newest, _ = engine.job_log.runs(None, _LOOKED_AT)
    for run, jobs in newest:
        stories[run.mapping].append((run, jobs))
    part = taking_part(engine)
    return [
        _line(engine, part[mapping.name], stories[mapping.slug], schedules.get(mapping.slug))
        if mapping.name in part
        else _left_out(engine, mapping)
        for mapping in in_order(engine.mappings)
    ]


def _waits_for(engine: Engine, mapping: TableMapping) -> tuple[str, ...]:
    names = sorted(awaited(mapping, engine.mappings))
    return tuple(engine.mappings[name].slug for name in names)


def _left_out(engine: Engine, mapping: TableMapping) -> Line:
    return Line(mapping, _waits_for(engine, mapping), told_off(engine, mapping))


def _line(engine: Engine, mapping: TableMapping, story: Story, schedule: str | None) -> Line:
    legs: tuple[Leg, ...] = mapping.direction.legs
    if not story:
        story, _ = engine.job_log.runs(mapping.slug, _OF_ONE)
    reached = progressed(story, legs)
    listed = not_in_order(engine, mapping)
    waiting = [entry for _, entry in listed]
    counted = once(listed, told_by_partner(engine, mapping, listed))
    stopped = stopped_run(engine, mapping)
    now = engine.clock.now()
    upcoming = next_time(schedule, now) if schedule else None
    interval = _interval(schedule, upcoming)
    return Line(
        mapping,
        _waits_for(engine, mapping),
        None,
        standing(
            reached,
            legs,
            waiting,
            stopped=stopped is not None,
            overdue=_overdue(story, schedule, now),
            interval=interval,
        ),
        in_step_until(reached, legs),
        waiting_since(waiting),
        dict(Counter(entry.cause.value for entry in counted)),
        sum(entry.skipped for entry in counted),
        reached,
        stopped,
        upcoming,
        interval,
        story[-1][0].created_at if story else None,
    )


def _overdue(story: Story, schedule: str | None, now: datetime) -> timedelta | None:
    """Return how long ago the timer should have come after the newest run."""
    if not story or schedule is None:
        return None
    due = next_time(schedule, story[0][0].created_at)
    return None if due is None or due >= now else now - due


def _interval(schedule: str | None, upcoming: datetime | None) -> timedelta | None:
    following = next_time(schedule, upcoming) if schedule and upcoming else None
    return following - upcoming if following and upcoming else None
