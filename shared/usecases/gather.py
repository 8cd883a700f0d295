"""Gather what has to be known about a page of records before anything is decided."""

from collections.abc import Sequence
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.decide import Known
from shared.domain.merge import changed_fields
from shared.domain.records import Record
from shared.domain.translation import Lookups
from shared.usecases.crossing import Crossing
from shared.usecases.finding import Finder
from shared.usecases.pointing import Pointing


class Gatherer:
    """Gathers for one job."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.couplings = crossing.couplings
        self.pointing = Pointing(crossing)
        self._finder = Finder(crossing, self.pointing)

    def gather(
        self,
        records: Sequence[Record],
        creating: frozenset[UUID],
        looking: frozenset[UUID] = frozenset(),
        *,
        matching: bool = True,
    ) -> dict[UUID, Known]:
        """Return what is known about each record.

        :param creating: the records for which this run couples and creates partners.
        :param looking: the records whose partner is looked at even if nothing has changed.
        :param matching: whether partners are looked for by match keys.
        """
        couplings = self.couplings.find(
            self.mapping.slug, self.leg.source, [record.id for record in records]
        )
        wanted = [
            coupling.id_on(self.leg.target)
            for record in records
            if (coupling := couplings.get(record.id))
            and (record.id in looking or self.travels(record, coupling))
        ]
        targets = self.read_targets(wanted)
        gone = self._gone([id_ for id_ in wanted if id_ not in targets])
        uncoupled = [r for r in records if r.id not in couplings and r.id in creating]
        found = self._finder.find(uncoupled) if matching else {}
        return {
            record.id: Known(
                coupling := couplings.get(record.id),
                targets.get(coupling.id_on(self.leg.target)) if coupling else None,
                coupling is not None and coupling.id_on(self.leg.target) in gone,
                found.get(record.id),
                record.id in creating,
            )
            for record in records
        }

    def travels(self, record: Record, coupling: Coupling) -> bool:
        """Return whether a coupled record has something to carry over, and may."""
        return not coupling.skipped and self.differs(record, coupling)

    def differs(self, record: Record, coupling: Coupling) -> bool:
        if coupling.agreement is None:
            return True
        return bool(changed_fields(self.mapping, self.leg, record, coupling.agreement))

    def read_targets(self, ids: Sequence[UUID]) -> dict[UUID, Record]:
        if not ids:
            return {}
        crossing = self.crossing
        rows = crossing.target.read_by_id(crossing.target_table, ids, within_filter=False)
        return {row.id: row for row in rows}

    def _gone(self, missing: Sequence[UUID]) -> set[UUID]:
        """Return those missing targets that are deleted beyond doubt."""
        return (
            self.crossing.target.absent(self.crossing.target_table, missing) if missing else set()
        )

    def lookups(self, records: Sequence[Record]) -> Lookups:
        """Return the couplings behind the lookup fields of *records*."""
        return self.pointing.lookups(self.mapping.fields_for(self.leg), records)
