"""When both sides were looked through, in Azure Tables: one partition for each company."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.adapters.tables.storage import Storage, key
from shared.adapters.tables.values import (
    from_properties,
    in_properties,
    time_from_text,
    time_to_text,
)
from shared.domain.sides import Leg, Side

_SHORT = {Side.BC: "bc", Side.DATAVERSE: "dv"}


class TableTracking:
    """A token's row is named like its mapping and table, neither of which has dots in its name."""

    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._partition = storage.table("tracking"), key(company_id)

    def token(self, mapping: str, table: str) -> str | None:
        row = self._table.get(self._partition, key(mapping, table))
        return None if row is None else from_properties("Token", row) or None

    def save_token(self, mapping: str, table: str, token: str) -> None:
        self._put(key(mapping, table), in_properties("Token", token))

    def compared_at(self, mapping: str, side: Side) -> datetime | None:
        row = self._table.get(self._partition, _comparison(mapping, side))
        return None if row is None else time_from_text(row.get("ComparedAt"))

    def note_comparison(self, mapping: str, side: Side, at: datetime) -> None:
        self._put(_comparison(mapping, side), {"ComparedAt": time_to_text(at)})

    def reread_at(self, mapping: str, leg: Leg) -> datetime | None:
        row = self._table.get(self._partition, key("reread", mapping, leg.value))
        return None if row is None else time_from_text(row.get("RereadAt"))

    def note_reread(self, mapping: str, leg: Leg, at: datetime) -> None:
        self._put(key("reread", mapping, leg.value), {"RereadAt": time_to_text(at)})

    def _put(self, row: str, properties: dict[str, Any]) -> None:
        self._table.put({"PartitionKey": self._partition, "RowKey": row, **properties})


def _comparison(mapping: str, side: Side) -> str:
    return key("compared", mapping, _SHORT[side])
