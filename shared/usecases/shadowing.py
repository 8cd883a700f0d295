"""Shadow mode: timers look at everything, decide as if they were to act, and write to neither side.

All is switched off meanwhile, so that nothing else writes; what was decided is kept and shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from uuid import uuid4

from shared.domain.installation import Installation
from shared.domain.jobs import Run, Trigger
from shared.domain.mapping import TableMapping
from shared.domain.shadow import MOST_KEPT, Look, difference
from shared.domain.sides import Leg
from shared.errors import IntegrationError
from shared.log import get_logger
from shared.ports import Looks, Unsettled
from shared.usecases.crossing import Crossing
from shared.usecases.deciding import Decider, purpose_of
from shared.usecases.engine import Engine
from shared.usecases.keeping import keep
from shared.usecases.offered import off
from shared.usecases.requesting import Wish, new_run
from shared.usecases.setup.switching import check_environments, check_set_up, switched

log = get_logger(__name__)

_EVERY = timedelta(hours=1)
"""How long a look that has seen everything counts: each reads all records of both sides."""
_WHY = "Shadow mode: timers only look. POST /api/setup/enable lets them act."


@dataclass(frozen=True)
class Shadow:
    """What shadow mode has found of one mapping."""

    mapping: TableMapping
    look: Look | None


def go_into_shadow(engine: Engine, looks: Looks, steps: Iterable[str]) -> Installation:
    """Switch everything off but for looking, and forget what was found before.

    :param steps: the names of all that have to have succeeded.
    :raises RequestError: setup was not run to its end, or these are other environments.
    """
    check_environments(engine)
    saved = switched(engine, partial(_shadowed, steps=tuple(steps)))
    for mapping in engine.mappings.values():
        looks.forget(mapping.slug)
    log.warning("shadow mode")
    return saved


def _shadowed(found: Installation, steps: Iterable[str]) -> Installation:
    check_set_up(found, steps)
    return replace(found, enabled=False, off_because=_WHY, met={}, shadow=True)


def shadows(engine: Engine, looks: Looks) -> list[Shadow]:
    return [Shadow(mapping, looks.load(mapping.slug)) for mapping in engine.mappings.values()]


def forget_old(engine: Engine, looks: Looks) -> int:
    """Forget looks as old as runs that are forgotten, since they hold values; return how many."""
    before = engine.clock.now() - engine.keep_jobs
    old = [
        slug
        for slug in looks.mappings()
        if (found := looks.load(slug)) and (found.finished_at or found.started_at) < before
    ]
    for slug in old:
        looks.forget(slug)
    return len(old)


def look(engine: Engine, looks: Looks, mapping: TableMapping, deadline: datetime) -> None:
    """Look at a mapping as far as it gets; the next tick goes on, and begins anew after an hour."""
    try:
        keep(engine)
        if off(engine, mapping) is not None:
            return
    except IntegrationError as error:
        log.warning("mapping not looked at", extra={"mapping": mapping.slug, "why": error.message})
        return
    with engine.progress.lease(mapping.slug, f"look-{uuid4().hex[:8]}") as lease:
        if lease is None:
            return
        run = new_run(engine, mapping, Trigger.TIMER, Wish(unconditional=True))
        found = looks.load(mapping.slug)
        now = engine.clock.now()
        if not run.legs or (found and found.finished_at and now - found.finished_at < _EVERY):
            return
        if found is None or found.finished_at is not None or found.leg not in run.legs:
            found = _begun(looks, mapping.slug, Look(now, run.legs[0]))
        with engine.stores.together():
            _Looking(engine, looks, mapping, run).go(found, deadline)


def _begun(looks: Looks, mapping: str, look: Look) -> Look:
    """Forget first what the one before has found: it may have been more."""
    looks.forget(mapping)
    looks.save(mapping, look, (), 0)
    return look


class _Looking:
    def __init__(self, engine: Engine, looks: Looks, mapping: TableMapping, run: Run) -> None:
        self.engine, self.looks, self.mapping, self.run = engine, looks, mapping, run
        self._crossings: dict[Leg, Crossing] = {}

    def go(self, found: Look, deadline: datetime) -> None:
        slug, clock = self.mapping.slug, self.engine.clock
        try:
            while found.finished_at is None:
                found = self._page(found)
                if clock.now() >= deadline:
                    return
        except IntegrationError as error:
            # Begun anew: the place in the source may be what is wrong.
            _begun(self.looks, slug, Look(clock.now(), self.run.legs[0], problem=error.message))
            log.warning("look not finished", extra={"mapping": slug, "code": error.code})
        else:
            told = {leg.value: dict(counts) for leg, counts in found.decided.items()}
            log.info("mapping looked at", extra={"mapping": slug, **told})

    def _page(self, found: Look) -> Look:
        """Look at one page; what was found, and where the source goes on, is kept."""
        crossing = self._crossing(found.leg)
        decider = Decider(crossing, purpose_of(self.run, self.mapping), Unsettled({}, ()))
        try:
            page = crossing.source.read_page(crossing.source_table, None, found.position)
            decisions = decider.preview(page.records)
        finally:
            crossing.release()
        seen = found.seen(decisions, page.next)
        if page.next is None:
            following = self.run.legs[self.run.legs.index(found.leg) + 1 :]
            seen = (
                replace(seen, leg=following[0])
                if following
                else replace(seen, finished_at=self.engine.clock.now())
            )
        told = [each for d in decisions if (each := difference(found.leg, d))]
        self.looks.save(self.mapping.slug, seen, told[: MOST_KEPT - found.kept], found.kept)
        return seen

    def _crossing(self, leg: Leg) -> Crossing:
        if leg not in self._crossings:
            self._crossings[leg] = Crossing(self.engine, self.mapping, leg, full=False)
        return self._crossings[leg]
