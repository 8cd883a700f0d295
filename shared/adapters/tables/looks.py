"""Looks at mappings in Azure Tables: how far each is, and what it has found."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from azure.data.tables import TransactionOperation

from shared.adapters.tables.failures import readable
from shared.adapters.tables.sizes import LONGEST_TEXT, ROOM, size_of
from shared.adapters.tables.storage import Row, Storage, key
from shared.adapters.tables.values import (
    from_properties,
    in_properties,
    values_from_text,
    values_to_text,
)
from shared.domain.records import Values
from shared.domain.shadow import Difference, Look
from shared.domain.sides import Leg

_HEAD = "look"
_FOUND = "found."
_BEGINNING = 1_000
"""Characters that are kept of each text where a record's do not fit into a row."""


class _Look(msgspec.Struct, frozen=True):
    started_at: datetime
    leg: Leg
    position: str | None
    finished_at: datetime | None
    read: dict[Leg, int]
    decided: dict[Leg, dict[str, int]]
    fields: dict[Leg, dict[str, int]]
    kept: int
    problem: str = ""


_decode = msgspec.json.Decoder(_Look).decode


class TableLooks:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._company = storage.table("shadow"), company_id

    def load(self, mapping: str) -> Look | None:
        row = self._table.get(self._partition(mapping), _HEAD)
        return None if row is None else _look(row)

    def save(self, mapping: str, look: Look, found: Sequence[Difference], begins_at: int) -> None:
        rows = [self._row(mapping, n, each) for n, each in enumerate(found, begins_at)]
        self._table.put_each(rows)
        told = msgspec.json.encode(
            _Look(
                look.started_at,
                look.leg,
                look.position,
                look.finished_at,
                dict(look.read),
                {leg: dict(counts) for leg, counts in look.decided.items()},
                {leg: dict(counts) for leg, counts in look.fields.items()},
                look.kept,
                look.problem,
            )
        )
        keys = {"PartitionKey": self._partition(mapping), "RowKey": _HEAD}
        self._table.put({**keys, **in_properties("Look", told.decode())})

    def differences(self, mapping: str, look: Look) -> Sequence[Difference]:
        rows = self._table.scan(self._partition(mapping))
        found = [_difference(row) for row in rows if row["RowKey"].startswith(_FOUND)]
        return found[: look.kept]

    def forget(self, mapping: str) -> None:
        """Forget also what somebody else forgets just now.

        The head goes last: rows without one would be found by nobody any more.
        """
        keys = [*self._table.scan(self._partition(mapping), ("PartitionKey", "RowKey"))]
        for last in (False, True):
            rows = (dict(each) for each in keys if (each["RowKey"] == _HEAD) is last)
            self._table.try_each((TransactionOperation.DELETE, row) for row in rows)

    def mappings(self) -> Sequence[str]:
        heads = self._table.query(
            "PartitionKey ge @first and PartitionKey lt @last and RowKey eq @head",
            {"first": self._partition(""), "last": f"{self._company}/", "head": _HEAD},
            ("PartitionKey",),
        )
        return [str(row["PartitionKey"]).removeprefix(self._partition("")) for row in heads]

    def _partition(self, mapping: str) -> str:
        return key(self._company, mapping)

    def _row(self, mapping: str, number: int, shown: Difference) -> dict[str, Any]:
        return {
            "PartitionKey": self._partition(mapping),
            "RowKey": f"{_FOUND}{number:04}",
            "Leg": shown.leg.value,
            "Record": str(shown.record),
            "Title": shown.title,
            "Decision": shown.decision,
            "Partner": str(shown.partner) if shown.partner else "",
            "Reason": shown.reason[:LONGEST_TEXT],
            **_values_row(shown),
        }


def _values_row(shown: Difference) -> dict[str, str]:
    before, after = values_to_text(shown.before), values_to_text(shown.after)
    if size_of(before) + size_of(after) > ROOM:
        before, after = (values_to_text(_begun(each)) for each in (shown.before, shown.after))
    return {**in_properties("Before", before), **in_properties("After", after)}


def _begun(values: Values) -> Values:
    """Return values with the beginnings of long texts: they are looked at, and not written."""
    return {
        name: f"{value[:_BEGINNING]}…" if isinstance(value, str) and value[_BEGINNING:] else value
        for name, value in values.items()
    }


@readable("shadow")
def _look(row: Row) -> Look:
    read = _decode(from_properties("Look", row))
    return Look(
        read.started_at,
        read.leg,
        read.position,
        read.finished_at,
        read.read,
        read.decided,
        read.fields,
        read.kept,
        read.problem,
    )


@readable("shadow")
def _difference(row: Row) -> Difference:
    return Difference(
        Leg(row["Leg"]),
        UUID(row["Record"]),
        row["Title"],
        row["Decision"],
        UUID(row["Partner"]) if row["Partner"] else None,
        values_from_text(from_properties("Before", row)),
        values_from_text(from_properties("After", row)),
        row["Reason"],
    )
