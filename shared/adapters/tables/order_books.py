"""The snapshot of open orders in Azure Tables.

Each snapshot is a partition of its own, with a row for each item; a head row names the newest. The
one before stays until the next comes: somebody may be reading it.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import msgspec
from azure.data.tables import TransactionOperation

from shared.adapters.tables.failures import readable
from shared.adapters.tables.sizes import Operation
from shared.adapters.tables.storage import Row, Storage, etag_of, key
from shared.adapters.tables.values import (
    from_properties,
    in_properties,
    time_from_text,
    time_to_text,
)
from shared.domain.availability.figures import Kind, Unknown
from shared.domain.availability.orders import OrderBook, OrderLine

_HEAD = "newest"


class _Line(msgspec.Struct, frozen=True, array_like=True):
    kind: Kind
    quantity: Decimal
    unit: str
    day: date | None


_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(list[_Line]).decode


class TableOrderBooks:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._company = storage.table("orders"), key(company_id)

    def save(self, book: OrderBook) -> None:
        head = self._head()
        former = str(head["Book"]) if head else ""
        name = uuid4().hex
        rows = [self._row(name, *item) for item in book.lines.items()]
        self._table.write((TransactionOperation.UPSERT, row) for row in rows)
        newest = {
            "PartitionKey": self._company,
            "RowKey": _HEAD,
            "Book": name,
            "AsOf": time_to_text(book.as_of),
            "Unknown": " ".join(sorted(each.value for each in book.unknown)),
        }
        put = self._table.replace(newest, etag_of(head)) if head else self._table.insert(newest)
        if put is None:
            return  # Another process was faster, and may have removed rows of this snapshot.
        for _ in self._table.try_each(self._others({name, former})):
            pass  # Whatever another process has removed is gone, too.

    def of(self, numbers: Sequence[str]) -> OrderBook | None:
        head = self._head()
        return None if head is None else self._book(head, numbers)

    def _head(self) -> Row | None:
        return self._table.get(self._company, _HEAD)

    def _book(self, head: Row, numbers: Sequence[str]) -> OrderBook:
        as_of = time_from_text(head["AsOf"])
        assert as_of is not None
        partition = key(self._company, head["Book"])
        rows = self._table.look_up([(partition, _coded(number)) for number in numbers])
        by_code = {row["RowKey"]: _lines(row) for row in rows}
        lines = {number: by_code.get(_coded(number), []) for number in numbers}
        unknown = frozenset(map(Unknown, str(head.get("Unknown") or "").split()))
        return OrderBook(as_of, lines, unknown)

    def _row(self, name: str, number: str, lines: Sequence[OrderLine]) -> dict[str, Any]:
        told = _encode([_Line(each.kind, each.quantity, each.unit, each.day) for each in lines])
        return {
            "PartitionKey": key(self._company, name),
            "RowKey": _coded(number),
            **in_properties("Lines", told.decode()),
        }

    def _others(self, kept: set[str]) -> Iterator[Operation]:
        """Yield what removes every other snapshot, those of a process that died included."""
        keys: Mapping[str, str]
        for keys in self._table.scan_between(
            f"{self._company}.", f"{self._company}/", ("PartitionKey", "RowKey")
        ):
            if str(keys["PartitionKey"]).rpartition(".")[2] not in kept:
                yield TransactionOperation.DELETE, dict(keys)


def _coded(number: str) -> str:
    """Return an item's number as a key, which takes fewer characters than a number can have."""
    return number.encode().hex() or "-"


@readable("orders")
def _lines(row: Row) -> list[OrderLine]:
    read = _decode(from_properties("Lines", row) or "[]")
    return [OrderLine(each.kind, each.quantity, each.unit, each.day) for each in read]
