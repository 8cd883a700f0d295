"""A service's concurrent requests, shared by all instances of the app through a table."""

from collections.abc import Mapping
from datetime import timedelta
from threading import Lock
from typing import Any
from uuid import uuid4

from azure.core import MatchConditions
from azure.data.tables import TransactionOperation, UpdateMode

from shared.adapters.tables.storage import Operation, Row, RowRefusedError, Storage, etag_of, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.sides import Side
from shared.errors import TransientError
from shared.ports import Clock

_ATTEMPTS = 20
_PAUSE = 0.5


class TableSlots:
    """One row a slot, in a partition for each service and principal: limits count per principal.

    A slot that its holder never gave back comes free when it expires.
    """

    def __init__(
        self,
        storage: Storage,
        tenant: object,
        principal: str,
        sizes: Mapping[Side, int],
        clock: Clock,
        duration: timedelta,
    ) -> None:
        """
        :param sizes: how many requests may run at once against each service.
        :param duration: longer than a page takes.
        """
        self._table = storage.table("slots")
        self._tenant, self._principal, self._sizes = tenant, principal, sizes
        self._clock, self._duration = clock, duration
        self._owner = uuid4().hex
        self._lock = Lock()
        self._held: dict[Side, list[str]] = {side: [] for side in Side}

    def acquire(self, side: Side, wanted: int) -> int:
        for _ in range(_ATTEMPTS):
            taken = self._take(side, min(wanted, self._sizes[side]))
            if taken:
                with self._lock:
                    self._held[side] += taken
                return len(taken)
            self._clock.sleep(_PAUSE)
        raise TransientError(
            f"All {self._sizes[side]} requests that may run at once against {side.system} are "
            "taken by other runs.",
            code="slots_taken",
            retry_after=30,
        )

    def release(self, side: Side, count: int) -> None:
        """Give slots back; one that expired and was taken by somebody else is left alone."""
        with self._lock:
            given, self._held[side] = self._held[side][:count], self._held[side][count:]
        rows = [
            row
            for row in self._table.look_up([(self._partition(side), name) for name in given])
            if row.get("Owner") == self._owner
        ]
        self._write([self._change(row, owner="") for row in rows])

    def _take(self, side: Side, wanted: int) -> list[str]:
        """Take up to *wanted* free slots in one transaction; none where somebody was faster."""
        partition = self._partition(side)
        rows = {row["RowKey"]: row for row in self._table.scan(partition)}
        names = [f"{number:02}" for number in range(self._sizes[side])]
        free = [name for name in names if self._is_free(rows.get(name))][:wanted]
        operations = [
            self._change(rows[name], self._owner) if name in rows else self._new(partition, name)
            for name in free
        ]
        return free if self._write(operations) else []

    def _write(self, operations: list[Operation]) -> bool:
        try:
            if operations:
                self._table.transact(operations)
        except RowRefusedError:
            return False
        return True

    def _is_free(self, row: Row | None) -> bool:
        if row is None or not row.get("Owner"):
            return True
        expires = time_from_text(row.get("Expires"))
        return expires is None or expires <= self._clock.now()

    def _partition(self, side: Side) -> str:
        return key(self._tenant, self._principal, side)

    def _row(self, partition: str, name: str, owner: str) -> dict[str, Any]:
        expires = time_to_text(self._clock.now() + self._duration)
        return {"PartitionKey": partition, "RowKey": name, "Owner": owner, "Expires": expires}

    def _new(self, partition: str, name: str) -> Operation:
        return TransactionOperation.CREATE, self._row(partition, name, self._owner)

    def _change(self, row: Row, owner: str) -> Operation:
        condition = {
            "mode": UpdateMode.REPLACE,
            "etag": etag_of(row),
            "match_condition": MatchConditions.IfNotModified,
        }
        values = self._row(row["PartitionKey"], row["RowKey"], owner)
        return TransactionOperation.UPDATE, values, condition
