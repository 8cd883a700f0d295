"""Synchronize everything: all mappings in full, each after those whose couplings it needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.domain.belonging import belonging
from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.ordering import awaited, in_order
from shared.domain.sides import Side
from shared.domain.tables import table_of
from shared.errors import IntegrationError
from shared.usecases.engine import Engine
from shared.usecases.leases import lease_of
from shared.usecases.offered import switched_on
from shared.usecases.requesting import Wish, hand_over, save_request

_LEASE = "full."
"""No mapping's slug has a dot in it."""


@dataclass(frozen=True)
class Review:
    """What a full synchronization of one mapping meets."""

    mapping: TableMapping
    waits_for: Sequence[str]
    """The names of the mappings that are completed before."""
    counts: Mapping[Side, int]
    """Records inside the mapping's filters."""
    coupled: int
    problem: str = ""
    """Why records could not be counted: the run would meet the same."""

    @property
    def advice(self) -> str:
        if self.problem:
            return "Correct this first."
        read = {leg.source for leg in self.mapping.direction.legs}
        uncoupled = [side for side in read if self.counts[side] > self.coupled]
        if not uncoupled:
            return "All that is read is coupled; values are compared."
        if not self.mapping.gives_partners(full=True):
            return "Uncoupled records get partners only where others need them, or somebody asks."
        if len(uncoupled) == 1:
            return "One side has uncoupled records: those that may travel get partners."
        if self.mapping.match_keys():
            return "Both sides have uncoupled records: they are matched first, then created."
        return "Both sides have uncoupled records, and no field is a match key: check that."


def start(engine: Engine) -> Sequence[Run]:
    """Start a full run of every mapping; one that is not over is carried on instead.

    :raises RequestError: another call is starting it right now.
    """
    with lease_of(engine, _LEASE, "Another call that starts a full synchronization"):
        return _start(engine)


def _start(engine: Engine) -> Sequence[Run]:
    going_on = [run for run in engine.job_log.newest_group() if not run.ended]
    if going_on:
        for run in going_on:
            engine.queue.put(run.id)  # In case that its message is lost; twice does no harm.
        return engine.job_log.newest_group()
    runs: dict[str, Run] = {}
    mappings = taking_part(engine, anew=True)
    for mapping in in_order(mappings):
        waits_for = tuple(runs[name].id for name in sorted(awaited(mapping, mappings)))
        wish = Wish(full=True, waits_for=waits_for)
        runs[mapping.name] = save_request(engine, mapping, wish)
    # First the group: a run that ends looks there for those that have waited for it.
    engine.job_log.note_group([run.id for run in runs.values()])
    hand_over(engine, list(runs.values()))
    return list(runs.values())


def review(engine: Engine) -> list[Review]:
    """Return what a full synchronization would meet, mapping by mapping, in its order."""
    mappings = taking_part(engine)
    with engine.stores.together():
        return [
            _review(engine, mapping, sorted(awaited(mapping, mappings)))
            for mapping in in_order(mappings)
        ]


def taking_part(engine: Engine, *, anew: bool = False) -> dict[str, TableMapping]:
    """Return the mappings that are on and take part under the ownership model, as they are then.

    :param anew: whether to look again for the entities of those that were off.
    """
    ownership, known = engine.installations.current().ownership, engine.mappings
    return {
        name: mapping.under(ownership, known)
        for name, mapping in switched_on(engine, anew=anew).items()
        if mapping.takes_part(ownership)
    }


def _review(engine: Engine, mapping: TableMapping, waits_for: Sequence[str]) -> Review:
    coupled = engine.couplings.count(mapping.slug)
    try:
        counts = {side: _count(engine, mapping, side) for side in Side}
    except IntegrationError as error:
        return Review(mapping, waits_for, {}, coupled, error.message)
    return Review(mapping, waits_for, counts, coupled)


def _count(engine: Engine, mapping: TableMapping, side: Side) -> int:
    store = engine.stores.open(side)
    try:
        belongs = belonging(mapping, engine.installations.current())
        return store.count(table_of(mapping, side, engine.mappings, belongs))
    finally:
        store.release()
