"""Leases and how far mappings have got in Azure Tables: one row each, so that nothing moves without
the lease, and looking after it saves the rest."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from shared.adapters.tables.failures import readable
from shared.adapters.tables.storage import Row, Storage, Table, etag_of, key
from shared.adapters.tables.values import (
    from_properties,
    in_properties,
    time_from_text,
    time_to_text,
)
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark
from shared.errors import ChangedError
from shared.ports import Clock, Lease, Reached

_LEASE = "lease"
WAKE_ROW = "wake"
_OF_THE_LEASE = ("PartitionKey", "RowKey", "Owner", "Expires", "HandedOn")
"""All else in a mapping's row is kept from one run to the next."""
_STOPPED = "Stopped"
_FINGERPRINTS = {leg: f"Fingerprint_{leg.value}" for leg in Leg}
_NEWEST = {side: f"Newest_{side.value}" for side in Side}
_SETTLED = {side: f"Settled_{side.value}" for side in Side}
_COMPARED = {side: f"Compared_{side.value}" for side in Side}
_REREAD = {leg: f"Reread_{leg.value}" for leg in Leg}


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

    def reached(self, mapping: str) -> Reached:
        row = self._table.get(key(self._company, mapping), _LEASE)
        if row is None:
            return Reached(dict.fromkeys(Side, Watermark()), {}, None)
        fingerprints = {leg: row[name] for leg, name in _FINGERPRINTS.items() if name in row}
        return Reached(_watermarks(row), fingerprints, row.get(_STOPPED))

    def _acquire(self, mapping: str, owner: str, *, between: bool) -> "_TableLease | None":
        partition = key(self._company, mapping)
        rows = {row["RowKey"]: row for row in self._table.scan(partition)}
        held, woken = rows.get(_LEASE), WAKE_ROW in rows
        now = self._clock.now()
        lease = _TableLease(self._table, partition, owner, self._clock, self._duration, held, woken)
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
        found: Row | None,
        woken: bool,
    ) -> None:
        self._table, self._partition, self._owner = table, partition, owner
        self._keys: dict[str, Any] = {"PartitionKey": partition, "RowKey": _LEASE}
        self._clock, self._duration = clock, duration
        self._found = found or Row()
        self._kept = {
            name: value for name, value in self._found.items() if name not in _OF_THE_LEASE
        }
        self.woken = woken
        self.etag = ""
        self.gives_back_to: str | None = None
        """The run between two of whose calls the lease was taken."""
        self._handed_on = False

    def watermark(self, side: Side) -> Watermark:
        return _watermarks(self._seen)[side]

    @property
    def left_behind(self) -> str | None:
        return None if self._found.get("HandedOn") else self._found.get("Owner") or None

    @property
    def stopped_run(self) -> str | None:
        return self._kept.get(_STOPPED)

    def fingerprint(self, leg: Leg) -> str | None:
        return self._kept.get(_FINGERPRINTS[leg])

    def token(self, table: str) -> str | None:
        return from_properties(_token(table), self._kept) or None

    def note_token(self, table: str, token: str) -> None:
        name = _token(table)
        others = {each: value for each, value in self._kept.items() if not each.startswith(name)}
        self._kept = others | in_properties(name, token)

    def compared_at(self, side: Side) -> datetime | None:
        return _comparisons(self._seen)[side]

    def note_comparison(self, side: Side, at: datetime) -> None:
        self._kept[_COMPARED[side]] = time_to_text(at)

    def reread_at(self, leg: Leg) -> datetime | None:
        return _rereadings(self._seen)[leg]

    def note_reread(self, leg: Leg, at: datetime) -> None:
        self._kept[_REREAD[leg]] = time_to_text(at)

    def renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        changed: dict[str, Any] = {}
        for side, mark in (watermarks or {}).items():
            changed[_NEWEST[side]] = time_to_text(mark.newest)
            changed[_SETTLED[side]] = mark.settled
        changed |= {_FINGERPRINTS[leg]: hash_ for leg, hash_ in (fingerprints or {}).items()}
        self._save(changed)

    def note_stopped(self, run_id: str | None) -> None:
        self._save({_STOPPED: run_id})

    def begin_anew(self) -> None:
        self._save(dict.fromkeys(self._kept))

    def _save(self, changed: Mapping[str, Any]) -> None:
        """Renew the lease, with what was *changed*; None takes a value away."""
        kept = {**self._kept, **changed}
        kept = {name: value for name, value in kept.items() if value is not None}
        etag = self._table.replace(self._held() | kept, self.etag)
        if etag is None:
            raise ChangedError(
                f"The lease of {self._partition} was lost to another run.", code="lease_lost"
            )
        self.etag, self._kept = etag, kept

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
        self._table.replace(self.row() | left, self.etag)

    def row(self) -> dict[str, Any]:
        return self._held() | self._kept

    def _held(self) -> dict[str, Any]:
        expires = time_to_text(self._clock.now() + self._duration)
        return {**self._keys, "Owner": self._owner, "Expires": expires}

    @property
    def _seen(self) -> Row:
        return Row(self._keys | self._kept)


def _token(table: str) -> str:
    return f"Token_{table}_"


@readable("progress")
def _watermarks(row: Row) -> dict[Side, Watermark]:
    return {
        side: Watermark(time_from_text(row.get(_NEWEST[side])), bool(row.get(_SETTLED[side])))
        for side in Side
    }


@readable("progress")
def _comparisons(row: Row) -> dict[Side, datetime | None]:
    return {side: time_from_text(row.get(_COMPARED[side])) for side in Side}


@readable("progress")
def _rereadings(row: Row) -> dict[Leg, datetime | None]:
    return {leg: time_from_text(row.get(_REREAD[leg])) for leg in Leg}


@readable("progress")
def _expires(row: Row) -> datetime | None:
    return time_from_text(row.get("Expires"))
