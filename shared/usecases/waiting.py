"""Read the records that wait for another try."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from shared.domain.pending import Pending
from shared.domain.records import Record
from shared.usecases.crossing import Crossing


@dataclass(frozen=True)
class Sought:
    records: Sequence[Record]
    missing: Sequence[UUID]
    outside: bool
    """Whether they were looked for outside the mapping's filter, too."""


def seek(
    crossing: Crossing, ids: Sequence[UUID], waiting: Mapping[UUID, Pending]
) -> Iterator[Sought]:
    """Read records by id; the filter does not count for those whose partner is in question."""
    looking = {id_ for id_ in ids if id_ in waiting and waiting[id_].looks_at_partner}
    for outside in (False, True):
        chosen = [id_ for id_ in ids if (id_ in looking) is outside]
        if chosen:
            source, table = crossing.source, crossing.source_table
            records = source.read_by_id(table, chosen, within_filter=not outside)
            there = {record.id for record in records}
            yield Sought(records, [id_ for id_ in chosen if id_ not in there], outside)


def chunks(ids: Sequence[UUID], size: int) -> Iterator[Sequence[UUID]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))
