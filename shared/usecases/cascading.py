"""What is uncoupled together with its parent: the contacts of a customer, for example."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table, table_of
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.offered import off
from shared.usecases.requesting import MOST_CHOSEN, queue_run, uncoupling_run


def uncouple_children(
    engine: Engine,
    mapping: TableMapping,
    parents: Sequence[Coupling],
    crossing: Crossing,
) -> list[Run]:
    """Queue runs that uncouple the pairs of which both records are under a pair of *parents*.

    They are asked for before the parents are uncoupled: asked for twice, they do no harm.
    """
    runs: list[Run] = []
    for child in engine.mappings.values():
        children = child.children(mapping.name)
        if children and off(engine, child):
            continue  # Its records cannot be read, and its pairs are left as they are.
        for field in children:
            found = list(_Children(engine, child, field, crossing).under(parents))
            for start in range(0, len(found), MOST_CHOSEN):
                chosen = found[start : start + MOST_CHOSEN]
                runs.append(queue_run(engine, uncoupling_run(engine, child, Side.BC, chosen)))
    return runs


class _Children:
    """The couplings of one mapping that are under those of another by one lookup."""

    def __init__(
        self,
        engine: Engine,
        mapping: TableMapping,
        field: FieldMapping,
        crossing: Crossing,
    ) -> None:
        self.engine, self.mapping, self.field = engine, mapping, field
        self.stores, self.bc = crossing.stores, crossing.bc

    def under(self, parents: Sequence[Coupling]) -> Iterator[UUID]:
        """Yield the Business Central ids of pairs that are under one of *parents* on both sides."""
        rows = self._rows([parent.dataverse_id for parent in parents])
        found = self.engine.couplings.find(self.mapping.slug, Side.DATAVERSE, rows)
        records = self._records([coupling.bc_id for coupling in found.values()])
        above = self._parents(records.values())
        pairs = {(parent.bc_id, parent.dataverse_id) for parent in parents}
        for row_id, coupling in found.items():
            row = rows[row_id].values[self._column(Side.DATAVERSE)]
            if any((id_, row) in pairs for id_ in above.get(coupling.bc_id, ())):
                yield coupling.bc_id

    def _rows(self, ids: Sequence[UUID]) -> dict[UUID, Record]:
        store, table = self.stores[Side.DATAVERSE], self._table(Side.DATAVERSE)
        return {row.id: row for row in store.find(table, self._column(Side.DATAVERSE), ids)}

    def _records(self, ids: Sequence[UUID]) -> dict[UUID, Record]:
        if not ids:
            return {}
        store, table = self.stores[Side.BC], self._table(Side.BC)
        return {row.id: row for row in store.read_by_id(table, ids, within_filter=False)}

    def _table(self, side: Side) -> Table:
        """Return the children's table with nothing but what leads to their parents."""
        table = table_of(self.mapping, side, self.engine.mappings)
        column = self._column(side)
        lookups = {name: to for name, to in (table.lookups or {}).items() if name == column}
        return Table(table.name, (column,), lookups=lookups)

    def _parents(self, records: Iterable[Record]) -> Mapping[UUID, Sequence[Value]]:
        """Return the ids of the parents in Business Central, by their children's ids."""
        column = self._column(Side.BC)
        values = {record.id: record.values[column] for record in records}
        assert self.field.lookup is not None
        if self.field.lookup.through is None:
            return {id_: (value,) for id_, value in values.items()}
        numbers = {value for value in values.values() if isinstance(value, str)}
        companies = self.bc.companies_of(sorted(numbers)) if numbers else {}
        return {id_: companies.get(str(value), ()) for id_, value in values.items()}

    def _column(self, side: Side) -> str:
        column = self.field.column(side)
        assert column is not None
        return column
