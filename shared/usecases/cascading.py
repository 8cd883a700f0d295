"""What is uncoupled together with its parent: the contacts of a customer, for example."""

from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.jobs import Run
from shared.domain.mapping import FieldMapping, TableMapping
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table, table_of
from shared.ports import RecordStore
from shared.usecases.engine import Engine
from shared.usecases.requesting import MOST_CHOSEN, queue_run, uncoupling_run


def uncouple_children(
    engine: Engine,
    mapping: TableMapping,
    parents: Sequence[Coupling],
    stores: Mapping[Side, RecordStore],
) -> list[Run]:
    """Queue runs that uncouple the pairs of which both records are under a pair of *parents*.

    They are asked for before the parents are uncoupled: asked for twice, they do no harm.
    """
    runs: list[Run] = []
    for child in engine.mappings.values():
        for field in child.children(mapping.name):
            found = list(_Children(engine, child, field, stores).under(parents))
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
        stores: Mapping[Side, RecordStore],
    ) -> None:
        self.engine, self.mapping, self.field, self.stores = engine, mapping, field, stores

    def under(self, parents: Sequence[Coupling]) -> Iterator[UUID]:
        """Yield the Business Central ids of pairs that are under one of *parents* on both sides."""
        rows = self._rows([parent.dataverse_id for parent in parents])
        found = self.engine.couplings.find(self.mapping.slug, Side.DATAVERSE, rows)
        records = self._records([coupling.bc_id for coupling in found.values()])
        pairs = {(parent.bc_id, parent.dataverse_id) for parent in parents}
        for row_id, coupling in found.items():
            record = records.get(coupling.bc_id)
            if record and (self._parent(record), self._parent(rows[row_id])) in pairs:
                yield coupling.bc_id

    def _rows(self, ids: Sequence[UUID]) -> dict[UUID, Record]:
        store, table = self.stores[Side.DATAVERSE], self._table(Side.DATAVERSE)
        return {row.id: row for row in store.find(table, self.field.dataverse, ids)}

    def _records(self, ids: Sequence[UUID]) -> dict[UUID, Record]:
        if not ids:
            return {}
        store, table = self.stores[Side.BC], self._table(Side.BC)
        return {row.id: row for row in store.read_by_id(table, ids, within_filter=False)}

    def _table(self, side: Side) -> Table:
        """Return the children's table with nothing but what leads to their parents."""
        table = table_of(self.mapping, side, self.engine.mappings)
        column = self._column(side)
        return Table(table.name, (column,), lookups={column: (table.lookups or {})[column]})

    def _parent(self, record: Record) -> object:
        return record.values[self._column(record.side)]

    def _column(self, side: Side) -> str:
        column = self.field.column(side)
        assert column is not None
        return column
