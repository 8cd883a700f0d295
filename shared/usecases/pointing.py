"""The couplings behind fields that point to other records."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping, Lookup, Through
from shared.domain.mapping_sides import BlankMeans, OnlyRecord
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.domain.translation import Lookups, Partners
from shared.usecases.crossing import Crossing
from shared.usecases.offered import off


class Pointing:
    """Looks for one job; remembers nothing of a page but what "blank" stands for."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing, self.leg, self.couplings = crossing, crossing.leg, crossing.couplings
        self._blanks: dict[str, tuple[UUID | None, Value]] = {}

    def lookups(self, fields: Iterable[FieldMapping], records: Sequence[Record]) -> Lookups:
        """Return the couplings that *records* need for those of *fields* that are lookups."""
        pointing = [field for field in fields if field.lookup]
        different = {field.lookup.key: field.lookup for field in pointing if field.lookup}
        return {
            key: self._told(lookup, _values(key, pointing, self.leg.source, records))
            for key, lookup in different.items()
        }

    def _told(self, lookup: Lookup, values: Set[Value]) -> Partners:
        """Return the couplings that are there; those of mappings that are off do not count.

        :param values: what the source's records have in the fields of *lookup*.
        """
        engine = self.crossing.engine
        why = {name: off(engine, self._mapping(name)) for name in lookup.mapping}
        on = tuple(name for name in lookup.mapping if why[name] is None)
        told = " ".join(reason for reason in why.values() if reason)
        if not on:
            stands_for = self._mapping(lookup.mapping[0]).bc.blank_means is not None
            return Partners(off=told, blank_key="what a blank means" if stands_for else None)
        partners = self._partners(lookup.model_copy(update={"mapping": on}), values)
        are_values = any(self._mapping(name).dataverse.choice is not None for name in on)
        return replace(partners, off=told, are_values=are_values)

    def _partners(self, lookup: Lookup, values: Set[Value]) -> Partners:
        if lookup.by is not None:
            return self._named(lookup, lookup.by, values)
        if lookup.through is Through.COMPANY_CONTACT:
            return self._companies(lookup, values)
        couplings = self._coupled(lookup, self.leg.source, _ids(values))
        return Partners(
            {c.bc_id: c.dataverse_id for c in couplings.values()},
            {c.dataverse_id: c.bc_id for c in couplings.values()},
            *self._blank(lookup.mapping[0]),
        )

    def _coupled(self, lookup: Lookup, side: Side, ids: Iterable[UUID]) -> dict[UUID, Coupling]:
        """Return the couplings of *ids*; where several mappings know one, the first counts."""
        wanted, found = list(ids), dict[UUID, Coupling]()
        for name in lookup.mapping:
            left = [id_ for id_ in wanted if id_ not in found]
            slug = self._mapping(name).slug
            found |= self.couplings.find(slug, side, left) if left else {}
        return found

    def _mapping(self, name: str) -> TableMapping:
        return self.crossing.engine.mappings[name]

    # Records that are named by a field

    def _named(self, lookup: Lookup, by: str, values: Set[Value]) -> Partners:
        """Find partners of records that Business Central's field *by* names.

        A name that nobody has stands for nobody, as does the team that owns what nobody owns.
        """
        bc, table = self.crossing.bc, Table(self._mapping(lookup.mapping[0]).bc.entity, (by,))
        if self.leg.source is Side.BC:
            if any(isinstance(value, UUID) for value in values):
                # The record is named by another one's id, which is to be read as one.
                table = replace(table, lookups={by: table.name})
            rows = bc.find(table, by, list(values)) if values else []
            names = {row.id: row.values[by] for row in rows}
            couplings = self._coupled(lookup, Side.BC, names)
            known = {names[id_]: c.dataverse_id for id_, c in couplings.items()}
            return Partners(known, nobody=frozenset(values - set(names.values())))
        couplings = self._coupled(lookup, Side.DATAVERSE, _ids(values))
        wanted = [c.bc_id for c in couplings.values()]
        rows = bc.read_by_id(table, wanted, within_filter=False) if wanted else []
        names = {row.id: row.values[by] for row in rows}
        users = {id_: names[c.bc_id] for id_, c in couplings.items() if c.bc_id in names}
        return Partners({}, users, nobody=frozenset({self.crossing.owning_team}))

    # Customers and vendors that are named by their company's contact

    def _companies(self, lookup: Lookup, values: Set[Value]) -> Partners:
        """Find partners of the customers and vendors behind contacts' numbers."""
        contacts = self.crossing.bc
        if self.leg.source is Side.BC:
            numbers = [value for value in values if isinstance(value, str)]
            companies = contacts.companies_of(numbers) if numbers else {}
            related = [id_ for ids in companies.values() for id_ in ids]
            couplings = self._coupled(lookup, Side.BC, related)
            return Partners(
                {
                    number: couplings[id_].dataverse_id
                    for number, ids in companies.items()
                    for id_ in reversed(ids)
                    if id_ in couplings
                }
            )
        couplings = self._coupled(lookup, Side.DATAVERSE, _ids(values))
        by_kind: dict[str, list[UUID]] = {}
        for name in lookup.mapping:
            mapping = self._mapping(name)
            ids = [c.bc_id for c in couplings.values() if c.mapping == mapping.slug]
            by_kind.setdefault(mapping.bc.standard, []).extend(ids)
        numbers_of: Mapping[UUID, str] = {
            id_: number
            for entity, ids in by_kind.items()
            if ids
            for id_, number in contacts.contact_numbers_of(entity, ids).items()
        }
        return Partners(
            {}, {id_: numbers_of[c.bc_id] for id_, c in couplings.items() if c.bc_id in numbers_of}
        )

    # What a blank stands for

    def _blank(self, name: str) -> tuple[UUID | None, Value]:
        """Return the row that a blank stands for, and what it is known by; read once a job."""
        if name not in self._blanks:
            self._blanks[name] = self._read_blank(self._mapping(name))
        return self._blanks[name]

    def _read_blank(self, mapping: TableMapping) -> tuple[UUID | None, Value]:
        match mapping.bc.blank_means:
            case None:
                return None, None
            case OnlyRecord():
                couplings = list(
                    self.crossing.engine.couplings.each_id(mapping.slug, Side.DATAVERSE)
                )
                return (couplings[0] if len(couplings) == 1 else None), f"the only {mapping.name}"
            case BlankMeans() as rule:
                return self._row_named(mapping, rule)

    def _row_named(self, mapping: TableMapping, rule: BlankMeans) -> tuple[UUID | None, Value]:
        value = self.crossing.bc.read_value(rule.entity, rule.field)
        if value is None:
            return None, None
        table = Table(mapping.dataverse.table, (rule.dataverse,))
        rows = self.crossing.stores[Side.DATAVERSE].find(table, rule.dataverse, [value])
        return (rows[0].id if len(rows) == 1 else None), value


def _ids(values: Iterable[Value]) -> list[UUID]:
    return [value for value in values if isinstance(value, UUID)]


def _values(
    key: str, pointing: Iterable[FieldMapping], side: Side, records: Sequence[Record]
) -> set[Value]:
    """Return what *records* have in the fields whose lookup has that key; blanks are left out."""
    fields = (field for field in pointing if field.lookup and field.lookup.key == key)
    columns = [column for field in fields if (column := field.column(side))]
    values = {record.values[column] for record in records for column in columns}
    return values - {None}
