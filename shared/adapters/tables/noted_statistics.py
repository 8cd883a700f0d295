"""How far the rows of account statistics follow the figures, in Azure Tables: one row a company."""

from uuid import UUID

from shared.adapters.tables.failures import readable
from shared.adapters.tables.storage import Row, Storage, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.ports.statistics import Noted, Position

_ROW = "statistics"


class TableNotedStatistics:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._partition = storage.table("statistics"), key(company_id)

    def load(self) -> Noted:
        row = self._table.get(self._partition, _ROW)
        return Noted() if row is None else _noted(row)

    def save(self, noted: Noted) -> None:
        position = noted.position
        self._table.put(
            {
                "PartitionKey": self._partition,
                "RowKey": _ROW,
                "Changed": time_to_text(position.changed) if position else None,
                "Entry": str(position.entry) if position and position.entry is not None else None,
                "WalkedAt": time_to_text(noted.walked_at),
                "Walking": noted.walking,
                "Continuation": noted.continuation,
            }
        )


@readable("statistics")
def _noted(row: Row) -> Noted:
    changed, entry = time_from_text(row.get("Changed")), row.get("Entry")
    position = None if changed is None else Position(changed, int(entry) if entry else None)
    return Noted(
        position,
        time_from_text(row.get("WalkedAt")),
        row.get("Walking") or None,
        row.get("Continuation") or None,
    )
