"""Forget what was noted of pairs whose coupling is going to be removed."""

from collections.abc import Iterable

from shared.domain.couplings import Coupling
from shared.domain.sides import Leg
from shared.usecases.engine import Engine


def forget(engine: Engine, mapping: str, couplings: Iterable[Coupling]) -> None:
    """Take both records out of the lists of both legs, and drop creates in doubt.

    Before the couplings are removed: without one, a record that waits would get a partner again.
    """
    couplings = list(couplings)
    if not couplings:
        return
    for leg in Leg:
        ids = {coupling.id_on(leg.source) for coupling in couplings}
        unsettled = engine.pending.unsettled(mapping, leg)
        engine.pending.remove(mapping, leg, ids & unsettled.waiting.keys())
        dropped = [intent for intent in unsettled.intents if intent.source_id in ids]
        if dropped:
            others = [intent for intent in unsettled.intents if intent.source_id not in ids]
            engine.pending.close_intents(mapping, leg, dropped, others)
