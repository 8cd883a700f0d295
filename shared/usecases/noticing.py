"""Notice that coupled records were deleted, whether or not their partners change.

Dataverse tells by change tracking. Business Central does not tell: from time to time, all ids are
compared with the couplings. Either way, the record is only noted here; that it is gone is confirmed
when it is looked at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Side
from shared.log import get_logger
from shared.ports import Lease
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.pointers import note_pointers

log = get_logger(__name__)

_AT_ONCE = 1000


def notice(crossing: Crossing, lease: Lease) -> None:
    """Note the deletions that this leg of the mapping accounts for."""
    for side in Side:
        if crossing.mapping.answering_leg(side) is crossing.leg:
            _notice(crossing, lease, side)


def _notice(crossing: Crossing, lease: Lease, side: Side) -> None:
    engine, table = crossing.engine, crossing.table(side)
    token = lease.token(table.name) if side is Side.DATAVERSE else None
    told = crossing.stores[side].read_deletions(table, token)
    _note_ids(crossing, side, told.ids)
    tracked = told.token is not None
    if not told.complete and (tracked or _is_due(engine, lease, side)):
        now = engine.clock.now()
        _compare(crossing, side)
        lease.note_comparison(side, now)
    if told.token is not None:
        lease.note_token(table.name, told.token)


def _is_due(engine: Engine, lease: Lease, side: Side) -> bool:
    compared_at = lease.compared_at(side)
    return compared_at is None or abs(engine.clock.now() - compared_at) >= engine.compare_every


def _compare(crossing: Crossing, side: Side) -> None:
    """Compare the coupled ids with those that exist."""
    slug, store = crossing.slug, crossing.stores[side]
    # Half the size of the ids that they stand for.
    coupled = {id_.int for id_ in crossing.engine.couplings.each_id(slug, side)}
    if coupled:
        present = {id_.int for page in store.read_ids(crossing.table(side)) for id_ in page}
        missing = [UUID(int=id_) for id_ in coupled - present]
        log.info(
            "ids compared",
            extra={"mapping": slug, "side": side.value, "missing": len(missing)},
        )
        _note_ids(crossing, side, missing)


def _note_ids(crossing: Crossing, side: Side, ids: Sequence[UUID]) -> None:
    engine, mapping, rest = crossing.engine, crossing.mapping, iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        couplings = list(engine.couplings.find(mapping.slug, side, chunk).values())
        note_gone(engine, mapping, side, couplings)
        if side is Side.DATAVERSE:
            note_pointers(crossing, couplings)


def note_gone(
    engine: Engine, mapping: TableMapping, side: Side, couplings: Iterable[Coupling]
) -> None:
    """Let the leg that accounts for deletions on *side* look at the partners of *couplings*."""
    leg, rest = mapping.answering_leg(side), iter(couplings)
    waiting: dict[UUID, Pending] | None = None
    while chunk := list(islice(rest, _AT_ONCE)):
        if waiting is None:
            waiting = engine.pending.waiting(mapping.slug, leg)
        noted = [_noted(engine, coupling.id_on(leg.source), waiting, side) for coupling in chunk]
        engine.pending.put(mapping.slug, leg, [entry for entry in noted if entry is not None])


def _noted(engine: Engine, id_: UUID, waiting: dict[UUID, Pending], side: Side) -> Pending | None:
    """Return the entry to be stored; None where the deletion is known."""
    before, now = waiting.get(id_), engine.clock.now()
    message = f"Its partner in {side.system} seems to be deleted."
    if before is None:
        before = Pending.noted(id_, Cause.DELETED, message, now)
    elif before.broken:
        return None
    return replace(
        before,
        cause=Cause.DELETED,
        message=message,
        attempts=0,
        next_try=now,
        skipped=False,
        broken=True,
    )
