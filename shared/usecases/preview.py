"""A dry run: the decisions of the same journey are returned, and nothing is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.domain.decisions import Decision
from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.records import Record
from shared.domain.sides import Leg
from shared.domain.watermarks import overlap
from shared.ports import Unsettled
from shared.usecases.crossing import Crossing
from shared.usecases.deciding import Decider, purpose_of
from shared.usecases.engine import Engine
from shared.usecases.offered import check_on
from shared.usecases.waiting import chunks, seek


@dataclass(frozen=True)
class Preview:
    decisions: tuple[tuple[Leg, Decision], ...]
    complete: bool
    """False where there are more records than were asked for."""


def preview(engine: Engine, run: Run, mapping: TableMapping, most: int) -> Preview:
    """Return what *run* would do with the first *most* records.

    The legs are looked at as things are now: what the first leg would write is not there for the
    second one to read.

    :raises RequestError: the mapping is off.
    """
    check_on(engine, mapping)
    found: list[tuple[Leg, Decision]] = []
    for leg in run.legs:
        crossing = Crossing(engine, mapping, leg, full=run.full)
        unsettled = engine.pending.unsettled(mapping.slug, leg)
        decider = Decider(crossing, purpose_of(run, mapping), unsettled)
        try:
            for records in _pages(engine, run, crossing, unsettled):
                left = most - len(found)
                found += [(leg, decision) for decision in decider.preview(records[:left])]
                if len(records) > left:
                    return Preview(tuple(found), complete=False)
        finally:
            crossing.release()
    return Preview(tuple(found), complete=True)


def _pages(
    engine: Engine, run: Run, crossing: Crossing, unsettled: Unsettled
) -> Iterator[Sequence[Record]]:
    if run.records:
        yield crossing.source.read_by_id(crossing.source_table, run.records, within_filter=False)
        return
    shown: set[UUID] = set()
    for records in _waiting(engine, crossing, unsettled):
        shown |= {record.id for record in records}
        yield records
    since = None if run.reads_all else _since(engine, crossing)
    position: str | None = None
    while True:
        page = crossing.source.read_page(crossing.source_table, since, position)
        yield [record for record in page.records if record.id not in shown]
        position = page.next
        if position is None:
            return


def _waiting(
    engine: Engine, crossing: Crossing, unsettled: Unsettled
) -> Iterator[Sequence[Record]]:
    """Yield what would be tried again, as far as it is there."""
    now = engine.clock.now()
    due = [entry.source_id for entry in unsettled.waiting.values() if entry.is_due(now)]
    for chunk in chunks(due, engine.retry_page):
        for sought in seek(crossing, chunk, unsettled.waiting):
            yield sought.records


def _since(engine: Engine, crossing: Crossing) -> datetime | None:
    """Return since when changes are read; None for all, also where the mapping was changed."""
    reached = engine.progress.reached(crossing.slug)
    known = reached.fingerprints.get(crossing.leg)
    if known not in (None, crossing.mapping.fingerprint(crossing.leg)):
        return None
    side = crossing.leg.source
    return reached.watermarks[side].read_from(side, overlap(side, engine.bc_overlap))
