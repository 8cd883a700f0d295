"""The retry index and the open intents in Azure Tables.

A pending record is a row under its source id. Intents come by the thousand and go a moment later,
so that many share a row: a page of intents under a key of its own, in the same partition.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import msgspec
from azure.data.tables import TransactionOperation

from shared.adapters.tables.failures import readable
from shared.adapters.tables.sizes import (
    LONGEST_TEXT,
    ROOM,
    Operation,
    packed,
    size_of,
)
from shared.adapters.tables.storage import Row, Storage, key
from shared.adapters.tables.values import (
    agreement_from_text,
    agreement_to_text,
    from_properties,
    in_properties,
    time_from_text,
    time_to_text,
)
from shared.domain.intents import Intent
from shared.domain.pending import Cause, Pending
from shared.domain.policies import Instruction
from shared.domain.sides import Leg
from shared.ports import Unsettled

_INTENTS = "intents."
_INTENTS_PER_ROW = 100
"""An entry takes one or two thousand characters, of long texts more."""

_encode = msgspec.json.encode


class TablePending:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._company = storage.table("pending"), company_id

    def unsettled(self, mapping: str, leg: Leg) -> Unsettled:
        waiting: dict[UUID, Pending] = {}
        intents: list[Intent] = []
        for row in self._table.scan(self._partition(mapping, leg)):
            if row["RowKey"].startswith(_INTENTS):
                intents += _intents(row)
            else:
                pending = _pending(row)
                waiting[pending.source_id] = pending
        return Unsettled(waiting, intents)

    def waiting(self, mapping: str, leg: Leg) -> dict[UUID, Pending]:
        rows = self._table.query(
            "PartitionKey eq @partition and RowKey lt @intents",
            {"partition": self._partition(mapping, leg), "intents": _INTENTS},
        )
        return {pending.source_id: pending for pending in map(_pending, rows)}

    def of_legs(self, mapping: str, legs: Collection[Leg]) -> list[tuple[Leg, Pending]]:
        places = {self._partition(mapping, leg): leg for leg in Leg}
        rows = self._table.query(
            "PartitionKey ge @first and PartitionKey le @last and RowKey lt @intents",
            {"first": min(places), "last": max(places), "intents": _INTENTS},
        )
        found = ((places[row["PartitionKey"]], row) for row in rows)
        return [(leg, _pending(row)) for leg, row in found if leg in legs]

    def put(self, mapping: str, leg: Leg, pending: Sequence[Pending]) -> None:
        partition = self._partition(mapping, leg)
        self._table.write(
            (TransactionOperation.UPSERT, _pending_row(partition, entry)) for entry in pending
        )

    def remove(self, mapping: str, leg: Leg, ids: Iterable[UUID]) -> None:
        partition = self._partition(mapping, leg)
        operations: list[Operation] = [
            (TransactionOperation.DELETE, {"PartitionKey": partition, "RowKey": str(id_)})
            for id_ in ids
        ]
        for _ in self._table.try_each(operations):
            pass  # A row that is gone already is what was wanted.

    def intend(self, mapping: str, leg: Leg, intents: Sequence[Intent]) -> list[Intent]:
        partition = self._partition(mapping, leg)
        packs = packed(intents, _size, most=_INTENTS_PER_ROW, largest=ROOM)
        pages = [(_INTENTS + uuid4().hex, pack) for pack in packs]
        self._table.put_each([_intents_row(partition, page, pack) for page, pack in pages])
        return [replace(intent, page=page) for page, pack in pages for intent in pack]

    def close_intents(
        self, mapping: str, leg: Leg, intents: Iterable[Intent], still_open: Iterable[Intent]
    ) -> None:
        partition = self._partition(mapping, leg)
        pages: dict[str, list[Intent]] = {intent.page: [] for intent in intents}
        for intent in still_open:
            if intent.page in pages:
                pages[intent.page].append(intent)
        for _ in self._table.try_each(_closing(partition, pages)):
            pass  # A page that is gone already is what was wanted.

    def _partition(self, mapping: str, leg: Leg) -> str:
        return key(self._company, mapping, leg)


def _closing(partition: str, pages: dict[str, list[Intent]]) -> Iterator[Operation]:
    for page, intents in pages.items():
        if intents:
            yield TransactionOperation.UPSERT, _intents_row(partition, page, intents)
        else:
            yield TransactionOperation.DELETE, {"PartitionKey": partition, "RowKey": page}


def _pending_row(partition: str, pending: Pending) -> dict[str, Any]:
    return {
        "PartitionKey": partition,
        "RowKey": str(pending.source_id),
        "Cause": pending.cause.value,
        "Message": pending.message[:LONGEST_TEXT],
        "Title": pending.title[:LONGEST_TEXT],
        "Attempts": pending.attempts,
        "NextTry": time_to_text(pending.next_try),
        "Since": time_to_text(pending.since),
        "Skipped": pending.skipped,
        "Instruction": _told(pending.instruction),
        "Broken": pending.broken,
    }


def _told(instruction: Instruction | None) -> str | None:
    return None if instruction is None else msgspec.json.encode(instruction).decode()


def _instruction(text: str | None) -> Instruction | None:
    return None if text is None else msgspec.json.decode(text, type=Instruction)


@readable("pending")
def _pending(row: Row) -> Pending:
    next_try, since = time_from_text(row["NextTry"]), time_from_text(row["Since"])
    assert next_try is not None
    assert since is not None
    return Pending(
        UUID(row["RowKey"]),
        Cause(row["Cause"]),
        row["Message"],
        row["Title"],
        row["Attempts"],
        next_try,
        since,
        bool(row.get("Skipped")),
        _instruction(row.get("Instruction")),
        bool(row.get("Broken")),
    )


def _size(intent: Intent) -> int:
    return size_of(_encode(_entry(intent)).decode())


def _entry(intent: Intent) -> tuple[str, int, str]:
    return str(intent.source_id), intent.generation, agreement_to_text(intent.agreement)


def _intents_row(partition: str, page: str, intents: Sequence[Intent]) -> dict[str, Any]:
    return {
        "PartitionKey": partition,
        "RowKey": page,
        "SentAt": time_to_text(min(intent.sent_at for intent in intents)),
        **in_properties("Entries", _encode([_entry(intent) for intent in intents]).decode()),
    }


@readable("pending")
def _intents(row: Row) -> list[Intent]:
    sent_at = time_from_text(row["SentAt"])
    assert sent_at is not None
    return [
        Intent(UUID(source_id), agreement_from_text(text), sent_at, generation, row["RowKey"])
        for source_id, generation, text in msgspec.json.decode(from_properties("Entries", row))
    ]
