"""Match the uncoupled records of a mapping: both sides are read, and paired by match keys."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from shared.domain.mapping import TableMapping
from shared.domain.mapping_sides import COMPANY
from shared.domain.pairing import Candidate, Paired, Unpaired, pair
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import RequestError
from shared.ports import RecordStore
from shared.usecases.crossing import Crossing
from shared.usecases.pointing import Pointing


@dataclass(frozen=True)
class Matched:
    found: Sequence[Paired | Unpaired]
    """What becomes of each uncoupled record, in the order in which they were read."""
    coupled: int = 0
    """Chosen records that have a partner already."""
    unknown: Sequence[UUID] = ()
    """Chosen records that are outside the mapping's filter, or not there."""


def check_keys(mapping: TableMapping) -> None:
    """:raises RequestError: nothing tells which records belong together."""
    if not mapping.match_keys():
        raise RequestError(
            f"{mapping.name} has no match keys. Mark fields of its file by match: 1, match: 2.",
            code="match_keys_missing",
        )


class Matcher:
    def __init__(self, crossing: Crossing, after_page: Callable[[], None] = lambda: None) -> None:
        """:param after_page: called whenever a page was read."""
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.couplings, self.after_page = crossing.engine.couplings, after_page

    def match(self, chosen: Sequence[UUID]) -> Matched:
        """Pair uncoupled records of the leg's source with those of its target.

        :param chosen: the only records to be paired, by their ids on the source; empty for all.
        """
        source, target = self.leg.source, self.leg.target
        pages = [self._read(chosen)] if chosen else self._read_all(source)
        sources = list(self._sources(pages))
        targets = self._targets(self._read_all(target))
        free = [candidate for candidate in sources if not candidate.coupled]
        there = {candidate.id for candidate in sources}
        return Matched(
            pair(self.mapping, self.leg, free, targets),
            len(sources) - len(free) if chosen else 0,
            [id_ for id_ in chosen if id_ not in there],
        )

    def _read(self, chosen: Sequence[UUID]) -> list[Record]:
        store, table = self._place(self.leg.source)
        return store.read_by_id(table, chosen, within_filter=True)

    def _read_all(self, side: Side) -> Iterator[Sequence[Record]]:
        store, table = self._place(side)
        position: str | None = None
        while True:
            page = store.read_page(table, None, position)
            yield page.records
            self.after_page()
            position = page.next
            if position is None:
                return

    def _sources(self, pages: Iterable[Sequence[Record]]) -> Iterator[Candidate]:
        coupled = self._coupled(self.leg.source)
        pointing = Pointing(self.crossing)
        keys = [field for group in self.mapping.match_keys() for field in group]
        for records in pages:
            lookups = pointing.lookups(keys, records)
            for record in records:
                known = record.id.int in coupled
                yield Candidate.source(self.mapping, self.leg, record, lookups, coupled=known)

    def _targets(self, pages: Iterable[Sequence[Record]]) -> Iterator[Candidate]:
        coupled = self._coupled(self.leg.target)
        for records in pages:
            for record in records:
                yield Candidate.target(self.mapping, record, coupled=record.id.int in coupled)

    def _coupled(self, side: Side) -> set[int]:
        return {id_.int for id_ in self.couplings.each_id(self.mapping.slug, side)}

    def _place(self, side: Side) -> tuple[RecordStore, Table]:
        """Return a side's store, and its table with nothing but names and match keys."""
        crossing = self.crossing
        table = crossing.table(side)
        keys = [
            name for keys in self.mapping.match_keys() for k in keys if (name := k.column(side))
        ]
        further = (table.title, COMPANY if table.belonging else None)
        columns = dict.fromkeys([*keys, *(name for name in further if name)])
        return crossing.stores[side], replace(table, columns=tuple(columns))
