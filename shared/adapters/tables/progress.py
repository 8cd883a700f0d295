"""Leases and watermarks in Azure Tables: rows of one partition a mapping, so that a watermark is
saved in one transaction with its lease."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from azure.core import MatchConditions
from azure.data.tables import TransactionOperation, UpdateMode

from shared.adapters.tables.failures import RowRefusedError, readable
from shared.adapters.tables.storage import Operation, Row, Storage, Table, etag_of, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.errors import ChangedError
from shared.ports import Clock, Lease

_LEASE = "lease"
_STOPPED = "stopped"
WAKE_ROW = "wake"
_FINGERPRINTS = {leg: f"fingerprint-{leg.value}" for leg in Leg}
_WATERMARKS = {Side.BC: "watermark-bc", Side.DATAVERSE: "watermark-dv"}


class TableProgress:
    def __init__(
        self, storage: Storage, company_id: UUID, clock: Clock, duration: timedelta
    ) -> None:
        """
        :param duration: how long a lease lives without being renewed: longer than a page takes,
            short enough to wait for when an owner died.
        """
        self._table, self._company = storage.table("progress"), company_id
        self._clock, self._duration = clock, duration

    @contextmanager
    def lease(self, mapping: str, owner: str, *, between: bool = False) -> Iterator[Lease | None]:
        lease = self._acquire(mapping, owner, between=between)
        try:
            yield lease
        finally:
            if lease is not None:
                lease.release()

    def watermarks(self, mapping: str) -> Mapping[Side, Watermark]:
        rows = self._rows(key(self._company, mapping))
        return {side: _watermark(rows.get(name)) for side, name in _WATERMARKS.items()}

    def fingerprints(self, mapping: str) -> Mapping[Leg, str]:
        rows = self._rows(key(self._company, mapping))
        return {leg: rows[name]["Hash"] for leg, name in _FINGERPRINTS.items() if name in rows}

    def stopped_run(self, mapping: str) -> str | None:
        return _stopped_run(self._table.get(key(self._company, mapping), _STOPPED))

    def _rows(self, partition: str) -> dict[str, Any]:
        return {row["RowKey"]: row for row in self._table.scan(partition)}

    def _acquire(self, mapping: str, owner: str, *, between: bool) -> "_TableLease | None":
        partition = key(self._company, mapping)
        rows = self._rows(partition)
        now = self._clock.now()
        lease = _TableLease(self._table, partition, owner, self._clock, self._duration, rows)
        held = rows.get(_LEASE)
        if held is None:
            etag = self._table.insert(lease.row())
        else:
            expires = _expires(held)
            # One that ends later than leases live was made by a clock that was wrong: its owner,
            # should it live, notices that the lease is lost.
            if expires is not None and now < expires <= now + 2 * self._duration:
                run = held["Owner"] if held.get("HandedOn") else None
                if run is None or not (between or run == owner):
                    return None
                lease.gives_back_to = None if run == owner else run
            etag = self._table.replace(lease.row(), etag_of(held))
        if etag is None:
            return None
        lease.etag = etag
        return lease


class _TableLease:
    def __init__(
        self,
        table: Table,
        partition: str,
        owner: str,
        clock: Clock,
        duration: timedelta,
        rows: Mapping[str, Any],
    ) -> None:
        self._table, self._partition, self._owner = table, partition, owner
        self._clock, self._duration, self._found = clock, duration, rows
        self.etag = ""
        self.gives_back_to: str | None = None
        """The run between two of whose calls the lease was taken."""
        self._handed_on = False

    def watermark(self, side: Side) -> Watermark:
        return _watermark(self._found.get(_WATERMARKS[side]))

    @property
    def left_behind(self) -> str | None:
        held = self._found.get(_LEASE)
        return (held.get("Owner") or None) if held and not held.get("HandedOn") else None

    @property
    def stopped_run(self) -> str | None:
        return _stopped_run(self._found.get(_STOPPED))

    @property
    def woken(self) -> bool:
        return WAKE_ROW in self._found

    def fingerprint(self, leg: Leg) -> str | None:
        row = self._found.get(_FINGERPRINTS[leg])
        return row["Hash"] if row else None

    def renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        rows = [self._watermark_row(side, mark) for side, mark in (watermarks or {}).items()]
        rows += [
            self._named(_FINGERPRINTS[leg], {"Hash": hash_})
            for leg, hash_ in (fingerprints or {}).items()
        ]
        self._save(rows)

    def note_stopped(self, run_id: str | None) -> None:
        row = self._named(_STOPPED, {"Run": run_id or ""})
        self._save([row])
        self._found = {**self._found, _STOPPED: row}

    def _save(self, rows: Sequence[dict[str, Any]]) -> None:
        """Renew the lease, and write *rows* in the same transaction."""
        condition = {
            "mode": UpdateMode.REPLACE,
            "etag": self.etag,
            "match_condition": MatchConditions.IfNotModified,
        }
        operations: list[Operation] = [(TransactionOperation.UPDATE, self.row(), condition)]
        operations += [(TransactionOperation.UPSERT, row) for row in rows]
        try:
            answers = self._table.transact(operations)
        except RowRefusedError as error:
            raise ChangedError(
                f"The lease of {self._partition} was lost to another run.", code="lease_lost"
            ) from error
        self.etag = str(answers[0]["etag"])

    def hand_on(self) -> None:
        self._handed_on = True

    def release(self) -> None:
        """Let the lease expire now, or mark it as handed on; one that was lost is left alone.

        What came in between two calls of a run gives the lease back to that run.
        """
        left: dict[str, Any] = {"Expires": None, "Owner": ""}
        if self._handed_on:
            left = {"HandedOn": True}
        elif self.gives_back_to is not None:
            left = {"HandedOn": True, "Owner": self.gives_back_to}
        self._table.replace({**self.row(), **left}, self.etag)

    def row(self) -> dict[str, Any]:
        return {
            "PartitionKey": self._partition,
            "RowKey": _LEASE,
            "Owner": self._owner,
            "Expires": time_to_text(self._clock.now() + self._duration),
        }

    def _watermark_row(self, side: Side, watermark: Watermark) -> dict[str, Any]:
        values = {"Newest": time_to_text(watermark.newest), "Settled": watermark.settled}
        return self._named(_WATERMARKS[side], values)

    def _named(self, name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"PartitionKey": self._partition, "RowKey": name, **values}


def _stopped_run(row: Row | None) -> str | None:
    return (row.get("Run") or None) if row else None


def _watermark(row: Row | None) -> Watermark:
    return Watermark() if row is None else _stored_watermark(row)


@readable("progress")
def _stored_watermark(row: Row) -> Watermark:
    return Watermark(time_from_text(row.get("Newest")), bool(row.get("Settled")))


@readable("progress")
def _expires(row: Row) -> datetime | None:
    return time_from_text(row.get("Expires"))
