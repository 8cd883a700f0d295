"""A direction that was taken out of a mapping leaves nothing behind that nobody looks at."""

from collections.abc import Mapping
from uuid import UUID

from shared.domain.mapping import TableMapping
from shared.domain.pending import Pending
from shared.domain.sides import Leg
from shared.ports import Lease
from shared.usecases.engine import Engine
from shared.usecases.forgiving import heal
from shared.usecases.noticing import note_gone


def forget_removed_legs(engine: Engine, lease: Lease, mapping: TableMapping) -> None:
    """Forget what is not in order in legs that the mapping has no more.

    Their fingerprint goes last: should the leg return, it reads everything again, and meets the
    same records.
    """
    for leg in Leg:
        if not mapping.direction.allows(leg) and lease.fingerprint(leg):
            _forget(engine, mapping, leg, engine.pending.waiting(mapping.slug, leg))
            lease.renew(fingerprints={leg: ""})


def _forget(
    engine: Engine, mapping: TableMapping, leg: Leg, waiting: Mapping[UUID, Pending]
) -> None:
    couplings = engine.couplings.find(mapping.slug, leg.source, waiting)
    skipped = [coupling for coupling in couplings.values() if coupling.skipped]
    heal(engine, mapping.slug, skipped, [leg.opposite])
    broken = engine.couplings.find(
        mapping.slug, leg.source, [id_ for id_, entry in waiting.items() if entry.broken]
    )
    note_gone(engine, mapping, leg.target, broken.values())
    engine.pending.remove(mapping.slug, leg, waiting)
