"""Notice that coupled records were deleted, whether or not their partners change.

Dataverse tells by change tracking. Business Central does not tell: from time to time, all ids are
compared with the couplings. Either way, the record is only noted here; that it is gone is confirmed
when it is looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.log import get_logger
from shared.ports import Lease, RecordStore
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine

log = get_logger(__name__)

_AT_ONCE = 1000


def notice(crossing: Crossing, lease: Lease) -> None:
    """Note the deletions that this leg of the mapping accounts for."""
    for side in Side:
        if crossing.mapping.answering_leg(side) is crossing.leg:
            table = crossing.target_table if side is crossing.leg.target else crossing.source_table
            _notice(crossing.engine, lease, crossing.mapping, side, crossing.stores[side], table)


def _notice(
    engine: Engine,
    lease: Lease,
    mapping: TableMapping,
    side: Side,
    store: RecordStore,
    table: Table,
) -> None:
    token = lease.token(table.name) if side is Side.DATAVERSE else None
    told = store.read_deletions(table, token)
    _note_ids(engine, mapping, side, told.ids)
    tracked = told.token is not None
    if not told.complete and (tracked or _is_due(engine, lease, side)):
        now = engine.clock.now()
        _compare(engine, mapping, side, store, table)
        lease.note_comparison(side, now)
    if told.token is not None:
        lease.note_token(table.name, told.token)


def _is_due(engine: Engine, lease: Lease, side: Side) -> bool:
    compared_at = lease.compared_at(side)
    return compared_at is None or abs(engine.clock.now() - compared_at) >= engine.compare_every


def _compare(
    engine: Engine, mapping: TableMapping, side: Side, store: RecordStore, table: Table
) -> None:
    """Compare the coupled ids with those that exist."""
    # Half the size of the ids that they stand for.
    coupled = {id_.int for id_ in engine.couplings.each_id(mapping.slug, side)}
    if coupled:
        present = {id_.int for page in store.read_ids(table) for id_ in page}
        missing = [UUID(int=id_) for id_ in coupled - present]
        log.info(
            "ids compared",
            extra={"mapping": mapping.slug, "side": side.value, "missing": len(missing)},
        )
        _note_ids(engine, mapping, side, missing)


def _note_ids(engine: Engine, mapping: TableMapping, side: Side, ids: Sequence[UUID]) -> None:
    note_gone(engine, mapping, side, _coupled(engine, mapping, side, ids))


def _coupled(
    engine: Engine, mapping: TableMapping, side: Side, ids: Sequence[UUID]
) -> Iterator[Coupling]:
    rest = iter(ids)
    while chunk := list(islice(rest, _AT_ONCE)):
        yield from engine.couplings.find(mapping.slug, side, chunk).values()


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
        before = Pending(id_, Cause.DELETED, message, "", attempts=0, next_try=now, since=now)
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
