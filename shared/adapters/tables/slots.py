"""A service's concurrent requests, shared by all instances of the app through a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any
from uuid import uuid4

import msgspec

from shared.adapters.ledger import Ledger
from shared.adapters.sharing import Holding, Sharing
from shared.adapters.slots import Share
from shared.adapters.tables.failures import readable
from shared.adapters.tables.storage import Row, Storage, etag_of, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.sides import Side
from shared.errors import TransientError
from shared.ports import Clock

_PATIENCE = timedelta(seconds=60)
"""How long to wait for a slot: holders look after theirs several times meanwhile."""
_PAUSE = timedelta(seconds=1)
_AT_ONCE = 5
"""So often a change that another instance forestalled is tried again without a pause."""
_RENEWAL = timedelta(seconds=15)
_CHANCE = SystemRandom()
_CLOSED, _HELD, _WAITING = "ClosedUntil", "Held_", "Waiting_"
_encode = msgspec.json.encode
_decode = msgspec.json.Decoder(tuple[int, datetime, str]).decode


@dataclass(frozen=True)
class _Stored:
    sharing: Sharing
    etag: str | None
    """None where there is no row yet."""


class TableSlots:
    """One row for each service and principal: limits count per principal.

    Every change is one conditional write of the whole row; the row as this process left it is
    tried first, which saves reading it where nobody else came in between.
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
        :param duration: longer than a request takes; between requests, slots are renewed.
        """
        self._table = storage.table("slots")
        self._partition = key(tenant, principal)
        self._sizes = sizes
        self._clock, self._duration = clock, duration
        self._renew_in = min(_RENEWAL, duration / 4)
        self._owner = uuid4().hex
        self._left: dict[Side, _Stored] = {}
        """The rows as this process left them."""

    def acquire(self, side: Side, wanted: int) -> Share:
        give_up_at = self._clock.now() + _PATIENCE
        waits = False
        while not (share := self._take(side, wanted)):
            if not waits:
                self._change(side, lambda sharing: sharing.wait(self._owner, give_up_at))
                waits = True
            if self._clock.now() >= give_up_at:
                self._change(side, lambda sharing: sharing.leave(self._owner))
                raise TransientError(
                    f"All {self._sizes[side]} requests that may run at once against {side.system} "
                    "are taken by other runs.",
                    code="slots_taken",
                    retry_after=30,
                )
            self._clock.sleep(_PAUSE.total_seconds())
        return share

    def renew(self, side: Side, wanted: int, spent: Ledger) -> Share:
        kept = self._decide(
            side, lambda sharing: sharing.keep(self._owner, wanted, spent, self._until())
        )
        return kept or self.acquire(side, wanted)

    def release(self, side: Side, spent: Ledger) -> None:
        self._change(side, lambda sharing: sharing.release(self._owner, spent))

    def close(self, side: Side, until: datetime) -> None:
        self._change(side, lambda sharing: sharing.close(until, self._clock.now()))

    def _take(self, side: Side, wanted: int) -> Share | None:
        return self._decide(side, lambda sharing: sharing.take(self._owner, wanted, self._until()))

    def _change(self, side: Side, change: Callable[[Sharing], Sharing]) -> None:
        self._decide(side, lambda sharing: (change(sharing), Ledger()))

    def _decide(
        self, side: Side, decide: Callable[[Sharing], tuple[Sharing, Ledger] | None]
    ) -> Share | None:
        """Change who holds what, as is decided on the row as it stands; None where nothing is."""
        attempt = 0
        while True:
            remembered = self._left.pop(side, None)
            stored = remembered or self._read(side)
            decided = decide(stored.sharing.seen_by(self._owner, self._clock.now()))
            if decided:
                sharing, spent = decided
                if etag := self._write(side, sharing, stored.etag):
                    self._left[side] = _Stored(sharing, etag)
                    mine = sharing.held.get(self._owner)
                    slots = mine.slots if mine else 0
                    return Share(slots, self._renew_in, spent, sharing.closed_until)
            elif not remembered:
                return None
            attempt += 1
            if attempt > _AT_ONCE:
                self._clock.sleep(_CHANCE.uniform(0, _PAUSE.total_seconds()))

    def _until(self) -> datetime:
        return self._clock.now() + self._duration

    # Rows

    def _read(self, side: Side) -> _Stored:
        row = self._table.get(self._partition, side)
        if row is None:
            return _Stored(Sharing(self._sizes[side]), None)
        return _Stored(replace(_from_row(row), size=self._sizes[side]), etag_of(row))

    def _write(self, side: Side, sharing: Sharing, etag: str | None) -> str | None:
        """Return the row's new ETag; None where another instance changed it."""
        row = {"PartitionKey": self._partition, "RowKey": str(side), **_to_row(sharing)}
        return self._table.replace(row, etag) if etag else self._table.insert(row)


def _to_row(sharing: Sharing) -> dict[str, Any]:
    """A column for each who holds or waits: together they could be too long for one."""
    held = {f"{_HELD}{who}": _told(holding) for who, holding in sharing.held.items()}
    waiting = {f"{_WAITING}{who}": time_to_text(at) for who, at in sharing.waiting.items()}
    closed = {} if (at := sharing.closed_until) is None else {_CLOSED: time_to_text(at)}
    return {"Left": sharing.left.to_text(), **closed, **held, **waiting}


@readable("slots")
def _from_row(row: Row) -> Sharing:
    held = {name.removeprefix(_HELD): row[name] for name in row if name.startswith(_HELD)}
    waiting = {name.removeprefix(_WAITING): row[name] for name in row if name.startswith(_WAITING)}
    return Sharing(
        0,
        {who: _read_holding(text) for who, text in held.items()},
        {who: datetime.fromisoformat(text) for who, text in waiting.items()},
        Ledger.from_text(row.get("Left", "")),
        time_from_text(row.get(_CLOSED)),
    )


def _told(holding: Holding) -> str:
    return _encode((holding.slots, holding.until, holding.spent.to_text())).decode()


def _read_holding(text: str) -> Holding:
    slots, until, spent = _decode(text)
    return Holding(slots, until, Ledger.from_text(spent))
