"""The marks that runs wait because of notifications: a row beside each mapping's lease."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from azure.data.tables import TransactionOperation

from shared.adapters.tables.progress import WAKE_ROW
from shared.adapters.tables.storage import Storage, etag_of, key
from shared.adapters.tables.values import time_from_text, time_to_text

_STALE = timedelta(minutes=10)
"""A mark this old is not believed any more: whoever set it may have died before its run was queued.
A run that waits longer all the same only gets company."""


class TableWakeUps:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._company = storage.table("progress"), company_id

    def claim(self, mapping: str, run_id: str, now: datetime) -> bool:
        row = {**self._key(mapping), "Run": run_id, "At": time_to_text(now)}
        if self._table.insert(row) is not None:
            return True
        found = self._table.get(row["PartitionKey"], WAKE_ROW)
        if found is None:  # A run began just now, perhaps after it was notified of this change.
            return self._table.insert(row) is not None
        since = time_from_text(found.get("At"))
        if since is not None and abs(now - since) < _STALE:
            return False
        return self._table.replace(row, etag_of(found)) is not None

    def clear(self, mapping: str) -> None:
        self._table.write([(TransactionOperation.DELETE, self._key(mapping))])

    def _key(self, mapping: str) -> dict[str, Any]:
        return {"PartitionKey": key(self._company, mapping), "RowKey": WAKE_ROW}
