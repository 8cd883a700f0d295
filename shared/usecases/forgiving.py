"""Forgive pairs that were skipped: both their records are tried again, in either leg."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from shared.domain.couplings import Coupling
from shared.domain.sides import Leg
from shared.ports import PendingStore
from shared.usecases.engine import Engine


def heal(
    engine: Engine, mapping: str, couplings: Collection[Coupling], legs: Iterable[Leg] = Leg
) -> None:
    """Take the marks of skipped pairs back.

    First in the lists: once a coupling is skipped no more, nothing else tells what waits.

    :param mapping: its slug.
    :param legs: those in whose lists.
    """
    for leg in legs:
        forgive(engine.pending, mapping, leg, couplings, engine.clock.now())
    engine.couplings.update([replace(coupling, skipped=False) for coupling in couplings])


def forgive(
    pending: PendingStore, mapping: str, leg: Leg, couplings: Collection[Coupling], at: datetime
) -> None:
    """Let the next run of *leg* try what it has listed of *couplings*."""
    if not couplings:
        return
    ids = {coupling.id_on(leg.source) for coupling in couplings}
    waiting = pending.waiting(mapping, leg)
    pending.put(mapping, leg, [waiting[id_].forgiven(at) for id_ in ids & waiting.keys()])
