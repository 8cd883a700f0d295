"""A service's concurrent requests, shared by all instances of the app through a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from azure.core import MatchConditions
from azure.data.tables import TransactionOperation, UpdateMode

from shared.adapters.ledger import Ledger
from shared.adapters.slots import Share
from shared.adapters.tables.failures import RowRefusedError
from shared.adapters.tables.storage import Operation, Row, Storage, etag_of, key
from shared.adapters.tables.values import time_from_text, time_to_text
from shared.domain.sides import Side
from shared.errors import TransientError
from shared.ports import Clock

_PATIENCE = timedelta(seconds=60)
"""How long to wait for a slot: holders look after theirs several times meanwhile."""
_PAUSE = timedelta(seconds=1)
_RENEWAL = timedelta(seconds=15)
_WAITING = "waiting."


@dataclass(frozen=True)
class _Given:
    """What this process gave back, as it left it."""

    at: datetime
    etags: Mapping[str, str]
    """By row keys."""
    spent: Ledger
    """With each slot."""


class TableSlots:
    """One row a slot, in a partition for each service and principal: limits count per principal.

    Who finds no slot free leaves a row of their own, and waits. While there are such rows,
    newcomers leave a slot for each, and holders hand over what they have beyond one. A slot carries
    what was spent with it, and comes free when it expires: its holder died.
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
        self._tenant, self._principal, self._sizes = tenant, principal, sizes
        self._clock, self._duration = clock, duration
        self._renew_in = min(_RENEWAL, duration / 4)
        self._owner = uuid4().hex
        self._held: dict[Side, dict[str, str]] = {side: {} for side in Side}
        """The ETags of this process's slots, by their row keys."""
        self._given: dict[Side, _Given] = {}

    def acquire(self, side: Side, wanted: int) -> Share:
        give_up_at = self._clock.now() + _PATIENCE
        waits = False
        if share := self._take_again(side, wanted):
            return share
        while not (share := self._take(side, wanted, waits=waits)):
            if not waits:
                self._table.put(self._waiting_row(side))
                waits = True
            if self._clock.now() >= give_up_at:
                self._write([(TransactionOperation.DELETE, self._waiting_row(side))])
                raise TransientError(
                    f"All {self._sizes[side]} requests that may run at once against {side.system} "
                    "are taken by other runs.",
                    code="slots_taken",
                    retry_after=30,
                )
            self._clock.sleep(_PAUSE.total_seconds())
        return share

    def renew(self, side: Side, wanted: int, spent: Ledger) -> Share:
        rows = self._rows(side)
        mine, waiting = self._mine(rows), self._others_waiting(rows)
        more = [] if waiting else self._free(side, rows)[: max(0, wanted - len(mine))]
        kept = mine[: max(1, len(mine) - len(waiting))]
        given = [self._change(rows[name], "", spent) for name in mine[len(kept) :]]
        held = [self._change(rows[name], self._owner, spent) for name in kept]
        if not self._hold(side, [*kept, *more], [*held, *self._takings(side, rows, more), *given]):
            return Share(len(self._held[side]), timedelta(0))
        if not self._held[side]:
            return self.acquire(side, wanted)
        return Share(len(self._held[side]), self._renew_in, _spent(rows, more))

    def release(self, side: Side, spent: Ledger) -> None:
        """Give slots back; one that expired and was taken by somebody else is left alone."""
        held, self._held[side] = self._held[side], {}
        rows = [self._row(side, name, "", spent.to_text()) for name in held]
        given = [_update(row, etag) for row, etag in zip(rows, held.values(), strict=True)]
        etags = self._write(given)
        if etags is not None:
            etags_by_name = dict(zip(held, etags, strict=True))
            self._given[side] = _Given(self._clock.now(), etags_by_name, spent)
        else:
            found = self._rows(side)
            self._write([self._change(found[name], "", spent) for name in self._mine(found)])

    def _take_again(self, side: Side, wanted: int) -> Share | None:
        """Take the slots given back some time ago without looking, if nobody has touched them.

        Whoever waited would have: it saves an idle run a request.
        """
        given = self._given.pop(side, None)
        if given is None or len(given.etags) < wanted:
            return None
        if self._clock.now() - given.at < 2 * _PAUSE:
            return None
        names = list(given.etags)[:wanted]
        rows = [self._row(side, name, self._owner, given.spent.to_text()) for name in names]
        takings = [_update(row, given.etags[row["RowKey"]]) for row in rows]
        if not self._hold(side, names, takings):
            return None
        return Share(wanted, self._renew_in, given.spent.share(wanted))

    def _take(self, side: Side, wanted: int, *, waits: bool) -> Share | None:
        """Take free slots in one transaction; none where somebody was faster, or comes first."""
        rows = self._rows(side)
        free, others = self._free(side, rows), len(self._others_waiting(rows))
        room = max(1, len(free) // (others + 1)) if waits else max(0, len(free) - others)
        names = free[: min(wanted, room)]
        if not names:
            return None
        over = [row for name, row in rows.items() if self._is_over(name, row)]
        cleared: list[Operation] = [(TransactionOperation.DELETE, dict(row)) for row in over]
        if not self._hold(side, names, [*self._takings(side, rows, names), *cleared]):
            return None
        return Share(len(names), self._renew_in, _spent(rows, names))

    def _hold(self, side: Side, names: Sequence[str], operations: list[Operation]) -> bool:
        """Hold slots, of whose rows the first of *operations* are."""
        etags = self._write(operations)
        if etags is None:
            return False
        self._held[side] = dict(zip(names, etags, strict=False))
        return True

    def _write(self, operations: list[Operation]) -> list[str] | None:
        """Return the ETags of the written rows; None where one of them was changed."""
        try:
            answers = self._table.transact(operations) if operations else []
        except RowRefusedError:
            return None
        return [str(answer.get("etag", "")) for answer in answers]

    # Who holds, who waits

    def _rows(self, side: Side) -> dict[str, Row]:
        return {row["RowKey"]: row for row in self._table.scan(self._partition(side))}

    def _free(self, side: Side, rows: Mapping[str, Row]) -> list[str]:
        names = [f"{number:02}" for number in range(self._sizes[side])]
        return [name for name in names if name not in rows or self._is_free(rows[name])]

    def _mine(self, rows: Mapping[str, Row]) -> list[str]:
        slots = (name for name in rows if not name.startswith(_WAITING))
        return [name for name in slots if rows[name].get("Owner") == self._owner]

    def _others_waiting(self, rows: Mapping[str, Row]) -> list[str]:
        waiting = (name for name in rows if name.startswith(_WAITING))
        return [name for name in waiting if not self._is_over(name, rows[name])]

    def _is_over(self, name: str, row: Row) -> bool:
        """Return whether a row of somebody's waiting has served: our own, or an expired one."""
        ours = row.get("Owner") == self._owner
        return name.startswith(_WAITING) and (ours or self._is_expired(row))

    def _is_free(self, row: Row) -> bool:
        return not row.get("Owner") or self._is_expired(row)

    def _is_expired(self, row: Row) -> bool:
        expires = time_from_text(row.get("Expires"))
        return expires is None or expires <= self._clock.now()

    # Rows

    def _partition(self, side: Side) -> str:
        return key(self._tenant, self._principal, side)

    def _row(self, side: Side, name: str, owner: str, spent: str) -> dict[str, Any]:
        expires = time_to_text(self._clock.now() + self._duration)
        partition = self._partition(side)
        row = {"PartitionKey": partition, "RowKey": name, "Owner": owner, "Expires": expires}
        return row | {"Spent": spent}

    def _waiting_row(self, side: Side) -> dict[str, Any]:
        return self._row(side, f"{_WAITING}{self._owner}", self._owner, "")

    def _takings(
        self, side: Side, rows: Mapping[str, Row], names: Sequence[str]
    ) -> Iterable[Operation]:
        for name in names:
            if name in rows:
                yield self._change(rows[name], self._owner, Ledger.from_text(_text(rows[name])))
            else:
                yield TransactionOperation.CREATE, self._row(side, name, self._owner, "")

    def _change(self, row: Row, owner: str, spent: Ledger) -> Operation:
        expires = time_to_text(self._clock.now() + self._duration)
        values = dict(row) | {"Owner": owner, "Expires": expires, "Spent": spent.to_text()}
        return _update(values, etag_of(row))


def _update(row: dict[str, Any], etag: str) -> Operation:
    condition = {
        "mode": UpdateMode.REPLACE,
        "etag": etag,
        "match_condition": MatchConditions.IfNotModified,
    }
    return TransactionOperation.UPDATE, row, condition


def _text(row: Row) -> str:
    return str(row.get("Spent") or "")


def _spent(rows: Mapping[str, Row], names: Sequence[str]) -> Ledger:
    """Return what was spent with these slots, before they were ours."""
    spent = Ledger()
    for name in names:
        if name in rows:
            spent.add(Ledger.from_text(_text(rows[name])))
    return spent
