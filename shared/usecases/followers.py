"""Records that get a partner once another one has: the price of an item that becomes a product."""

from collections.abc import Sequence

from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg
from shared.usecases.engine import Engine

_LEG = Leg.TO_DATAVERSE


def note_followers(engine: Engine, mapping: TableMapping, couplings: Sequence[Coupling]) -> None:
    """Let the mappings of the same records look at those that are about to be coupled.

    Nothing in Business Central changes by that: without a note nobody would read them again.
    """
    now = engine.clock.now()
    for follower in engine.mappings.values():
        if couplings and _follows(follower, mapping):
            listed = engine.pending.waiting(follower.slug, _LEG)
            message = f"Its partner in {mapping.name} is new; this one follows."
            entries = [
                Pending(c.bc_id, Cause.DEPENDENCY, message, "", attempts=0, next_try=now, since=now)
                for c in couplings
                if c.bc_id not in listed
            ]
            engine.pending.put(follower.slug, _LEG, entries)


def _follows(follower: TableMapping, mapping: TableMapping) -> bool:
    """Return whether the records of both are the same, and the follower's point to themselves."""
    return (
        follower.bc.entity == mapping.bc.entity
        and not follower.only_coupled
        and any(
            field.bc == "id" and field.lookup and mapping.name in field.lookup.mapping
            for field in follower.fields_for(_LEG)
        )
    )
