"""Gather what has to be known about a page of records before anything is decided."""

from collections.abc import Iterable, Sequence, Set
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.decide import Known
from shared.domain.mapping import FieldMapping, Lookup, TableMapping
from shared.domain.matching import Ambiguous, Match, choose, folded, matches
from shared.domain.merge import changed_fields
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.domain.translation import Lookups, Partners
from shared.usecases.crossing import Crossing


class Gatherer:
    """Gathers for one job; remembers nothing of a page but what "blank" stands for."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.couplings = crossing.couplings
        self._blanks: dict[str, tuple[UUID | None, Value]] = {}

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
        found = self._match(uncoupled) if matching else {}
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

    # Matching

    def _match(self, records: Sequence[Record]) -> dict[UUID, Match | Ambiguous]:
        """Find the free targets of uncoupled records, one priority of match keys after the other.

        Two records that match one target do not share it: the one read first has it, whatever the
        page size.
        """
        found: dict[UUID, Match | Ambiguous] = {}
        taken: set[UUID] = set()
        for keys in self.mapping.match_keys():
            open_records = [r for r in records if not isinstance(found.get(r.id), Match)]
            candidates = self._candidates(keys, open_records)
            for record in open_records:
                free = (
                    target
                    for target in candidates.get(self._key(keys, self.leg.source, record), ())
                    if target.id not in taken and matches(keys, record, target)
                )
                match choose(keys, self.leg, free):
                    case Match(target) as match:
                        taken.add(target.id)
                        found[record.id] = match
                    case Ambiguous() as several:
                        found[record.id] = several
                    case None:
                        pass
        return found

    def _candidates(
        self, keys: tuple[FieldMapping, ...], records: Sequence[Record]
    ) -> dict[Value, list[Record]]:
        """Return uncoupled targets by the folded value of the first key."""
        column = keys[0].column(self.leg.target)
        assert column is not None
        raw = (self._raw(keys, self.leg.source, record) for record in records)
        values = {key: value for value in raw if (key := folded(value)) is not None}
        if not values:
            return {}
        crossing = self.crossing
        found = crossing.target.find(crossing.target_table, column, list(values.values()))
        rows = {row.id: row for row in found}
        coupled = self.couplings.find(self.mapping.slug, self.leg.target, rows)
        candidates: dict[Value, list[Record]] = {}
        for row in rows.values():
            if row.id not in coupled:
                candidates.setdefault(self._key(keys, self.leg.target, row), []).append(row)
        return candidates

    @staticmethod
    def _raw(keys: tuple[FieldMapping, ...], side: Side, record: Record) -> Value:
        column = keys[0].column(side)
        assert column is not None
        return record.values[column]

    def _key(self, keys: tuple[FieldMapping, ...], side: Side, record: Record) -> Value:
        return folded(self._raw(keys, side, record))

    # Lookups

    def lookups(self, records: Sequence[Record]) -> Lookups:
        """Return the couplings behind the lookup fields of *records*."""
        pointing = [field for field in self.mapping.fields_for(self.leg) if field.lookup]
        different = {field.lookup.key: field.lookup for field in pointing if field.lookup}
        return {
            key: self._partners(lookup, _values(key, pointing, self.leg.source, records))
            for key, lookup in different.items()
        }

    def _partners(self, lookup: Lookup, values: Set[Value]) -> Partners:
        """:param values: what the source's records have in the fields of *lookup*."""
        mapping = self.crossing.engine.mappings[lookup.mapping]
        if lookup.by is not None:
            return self._named_partners(mapping, lookup.by, values)
        ids = [value for value in values if isinstance(value, UUID)]
        couplings = self.couplings.find(mapping.slug, self.leg.source, ids)
        return Partners(
            {c.bc_id: c.dataverse_id for c in couplings.values()},
            {c.dataverse_id: c.bc_id for c in couplings.values()},
            *self._blank(lookup.mapping),
        )

    def _named_partners(self, mapping: TableMapping, by: str, values: Set[Value]) -> Partners:
        """Find partners of records that Business Central's field *by* names.

        A name that nobody has stands for nobody, as does the team that owns what nobody owns.
        """
        bc, table = self.crossing.stores[Side.BC], Table(mapping.bc.entity, (by,))
        if self.leg.source is Side.BC:
            rows = bc.find(table, by, list(values)) if values else []
            names = {row.id: row.values[by] for row in rows}
            couplings = self.couplings.find(mapping.slug, Side.BC, names)
            known = {names[id_]: c.dataverse_id for id_, c in couplings.items()}
            return Partners(known, nobody=frozenset(values - set(names.values())))
        ids = [value for value in values if isinstance(value, UUID)]
        couplings = self.couplings.find(mapping.slug, Side.DATAVERSE, ids)
        wanted = [c.bc_id for c in couplings.values()]
        rows = bc.read_by_id(table, wanted, within_filter=False) if wanted else []
        names = {row.id: row.values[by] for row in rows}
        users = {id_: names[c.bc_id] for id_, c in couplings.items() if c.bc_id in names}
        return Partners({}, users, nobody=frozenset({self.crossing.owning_team}))

    def _blank(self, name: str) -> tuple[UUID | None, Value]:
        """Return the row that a blank stands for, and what it is known by; read once a job."""
        if name not in self._blanks:
            self._blanks[name] = self._read_blank(self.crossing.engine.mappings[name])
        return self._blanks[name]

    def _read_blank(self, mapping: TableMapping) -> tuple[UUID | None, Value]:
        rule = mapping.bc.blank_means
        if rule is None:
            return None, None
        value = self.crossing.stores[Side.BC].read_value(rule.entity, rule.field)
        if value is None:
            return None, None
        table = Table(mapping.dataverse.table, (rule.dataverse,))
        rows = self.crossing.stores[Side.DATAVERSE].find(table, rule.dataverse, [value])
        return (rows[0].id if len(rows) == 1 else None), value


def _values(
    key: str, pointing: Iterable[FieldMapping], side: Side, records: Sequence[Record]
) -> set[Value]:
    """Return what *records* have in the fields whose lookup has that key; blanks are left out."""
    fields = (field for field in pointing if field.lookup and field.lookup.key == key)
    columns = [column for field in fields if (column := field.column(side))]
    values = {record.values[column] for record in records for column in columns}
    return values - {None}
