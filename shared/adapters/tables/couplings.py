"""Couplings in Azure Tables: the coupling under its Business Central id, and a reverse index.

A coupling is two rows. The row under the Dataverse id is inserted first, as the reservation, then
the row under the Business Central id; both are inserted, never upserted, so that a race cannot
couple a record twice. A reservation without its twin is what a crash left: it counts for nothing
and is taken over by the next coupling.

The partitions are 64 buckets by the id's first two hex digits, so that no partition grows with the
whole table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from uuid import UUID

import msgspec
from azure.core import MatchConditions
from azure.data.tables import TransactionOperation, UpdateMode

from shared.adapters.tables.failures import readable
from shared.adapters.tables.sizes import ROOM, Operation, size_of
from shared.adapters.tables.storage import Row, Storage, etag_of, key
from shared.adapters.tables.values import (
    agreement_from_text,
    agreement_to_text,
    from_properties,
    in_properties,
    time_from_text,
    time_to_text,
)
from shared.domain.couplings import Agreement, Coupling, LastResult, Version
from shared.domain.sides import Leg, Side
from shared.errors import ChangedError

_BUCKETS = [f"{number:02x}" for number in range(64)]
_SHORT = {Side.BC: "bc", Side.DATAVERSE: "dv"}
_COLUMN = {Leg.TO_DATAVERSE: "ToDataverse", Leg.FROM_DATAVERSE: "FromDataverse"}


class TableCouplings:
    def __init__(self, storage: Storage, company_id: UUID) -> None:
        self._table, self._company = storage.table("couplings"), company_id

    def find(self, mapping: str, side: Side, ids: Iterable[UUID]) -> dict[UUID, Coupling]:
        wanted = list(ids)
        if side is Side.DATAVERSE:
            reserved = self._look_up(mapping, Side.DATAVERSE, wanted)
            holders = {UUID(row["RowKey"]): UUID(row["BcId"]) for row in reserved}
            couplings = self.find(mapping, Side.BC, set(holders.values()))
            # A reservation that a crash left may name a record that has another partner by now.
            return {
                dataverse_id: coupling
                for dataverse_id, bc_id in holders.items()
                if (coupling := couplings.get(bc_id)) and coupling.dataverse_id == dataverse_id
            }
        rows = self._look_up(mapping, Side.BC, wanted)
        return {coupling.bc_id: coupling for coupling in map(_coupling, rows)}

    def insert(self, couplings: Sequence[Coupling]) -> list[Coupling | None]:
        reserved = self._reserve(couplings)
        operations: list[Operation] = [
            (TransactionOperation.CREATE, self._row(coupling)) for coupling in reserved
        ]
        etags: dict[str, str | None] = {}
        for operation, answer in self._table.try_each(operations):
            etags[operation[1]["RowKey"]] = str(answer["etag"]) if answer else None
        stored = [self._stored(coupling, etags) for coupling in couplings]
        return self._own_twins(couplings, stored)

    def _stored(self, coupling: Coupling, etags: Mapping[str, str | None]) -> Coupling | None:
        etag = etags.get(str(coupling.bc_id))
        return replace(coupling, revision=etag) if etag else None

    def _own_twins(
        self, couplings: Sequence[Coupling], stored: list[Coupling | None]
    ) -> list[Coupling | None]:
        """Count a coupling as stored that a former, interrupted call has stored already."""
        missing = [c for c, done in zip(couplings, stored, strict=True) if done is None]
        if not missing:
            return stored
        found = self.find(missing[0].mapping, Side.BC, [coupling.bc_id for coupling in missing])
        return [
            done or _same_pair(c, found.get(c.bc_id))
            for c, done in zip(couplings, stored, strict=True)
        ]

    def keeps(self, agreement: Agreement) -> bool:
        # An intent tells it as a text within JSON, which is longer.
        return size_of(msgspec.json.encode(agreement_to_text(agreement)).decode()) <= ROOM

    def update(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        operations: list[Operation] = [
            (
                TransactionOperation.UPDATE,
                self._row(coupling),
                {"mode": UpdateMode.REPLACE, **_if_unchanged(coupling.revision)},
            )
            for coupling in couplings
        ]
        etags: dict[str, str] = {}
        for operation, answer in self._table.try_each(operations):
            if answer is None:
                raise _changed()
            etags[operation[1]["RowKey"]] = str(answer["etag"])
        return [replace(c, revision=etags[str(c.bc_id)]) for c in couplings]

    def remove(self, couplings: Sequence[Coupling]) -> None:
        """Remove the couplings first, then the reservations: what a crash leaves between the two
        is a reservation without its twin."""
        operations: list[Operation] = [
            (TransactionOperation.DELETE, self._key(coupling), _if_unchanged(coupling.revision))
            for coupling in couplings
        ]
        refused = [
            row["RowKey"] for (_, row, *_), done in self._table.try_each(operations) if done is None
        ]
        by_id = {str(coupling.bc_id): coupling for coupling in couplings}
        if any(self._is_there(by_id[id_]) for id_ in refused):
            raise _changed()
        reservations: list[Operation] = [
            (TransactionOperation.DELETE, self._reservation(coupling)) for coupling in couplings
        ]
        for _ in self._table.try_each(reservations):
            pass  # A row that is gone already is what was wanted.

    def _is_there(self, coupling: Coupling) -> bool:
        found = self.find(coupling.mapping, Side.BC, [coupling.bc_id]).get(coupling.bc_id)
        return found is not None

    def each_id(self, mapping: str, side: Side) -> Iterator[UUID]:
        """Yield ids from the couplings themselves: a reservation may have lost its twin."""
        column = "RowKey" if side is Side.BC else "DataverseId"
        return (UUID(row[column]) for row in self._scan(mapping, Side.BC, [column]))

    def ids(self, mapping: str, side: Side, most: int) -> list[UUID] | None:
        ids = list(islice(self.each_id(mapping, side), most + 1))
        return ids if len(ids) <= most else None

    def page(
        self, mapping: str, top: int, continuation: str | None
    ) -> tuple[Sequence[Coupling], str | None]:
        """Return couplings in the order of their Business Central ids, as the buckets stand in it.

        :param continuation: the last id of the former page.
        """
        after = continuation or ""
        rows = self._table.query(
            "PartitionKey ge @first and PartitionKey le @last and RowKey gt @after",
            {
                "first": self._partition(
                    mapping, Side.BC, _bucket(after) if after else _BUCKETS[0]
                ),
                "last": self._partition(mapping, Side.BC, _BUCKETS[-1]),
                "after": after,
            },
            few=top + 1,
        )
        found = [_coupling(row) for row in islice(rows, top + 1)]
        if len(found) <= top:
            return found, None
        return found[:top], str(found[top - 1].bc_id)

    def count(self, mapping: str) -> int:
        return sum(1 for _ in self._scan(mapping, Side.BC, ["RowKey"]))

    # Reservations

    def _reserve(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        """Insert the rows under the Dataverse ids; return the couplings that got theirs."""
        by_row = {str(coupling.dataverse_id): coupling for coupling in couplings}
        operations: list[Operation] = [
            (TransactionOperation.CREATE, self._reservation(coupling)) for coupling in couplings
        ]
        taken: list[Coupling] = []
        reserved: list[Coupling] = []
        for operation, answer in self._table.try_each(operations):
            (taken if answer is None else reserved).append(by_row[operation[1]["RowKey"]])
        return reserved + [coupling for coupling in taken if self._take_over(coupling)]

    def _take_over(self, coupling: Coupling) -> bool:
        """Take a reservation whose twin is missing, or that is this coupling's own."""
        partition = self._partition_of(coupling.mapping, Side.DATAVERSE, coupling.dataverse_id)
        row = self._table.get(partition, str(coupling.dataverse_id))
        if row is None:
            return self._table.insert(self._reservation(coupling)) is not None
        holder = UUID(row["BcId"])
        if holder == coupling.bc_id:
            return True
        twin = self.find(coupling.mapping, Side.BC, [holder]).get(holder)
        if twin is not None and twin.dataverse_id == coupling.dataverse_id:
            return False
        return self._table.replace(self._reservation(coupling), etag_of(row)) is not None

    def _reservation(self, coupling: Coupling) -> dict[str, Any]:
        return {
            "PartitionKey": self._partition_of(
                coupling.mapping, Side.DATAVERSE, coupling.dataverse_id
            ),
            "RowKey": str(coupling.dataverse_id),
            "BcId": str(coupling.bc_id),
        }

    # Rows

    def _look_up(self, mapping: str, side: Side, ids: Iterable[UUID]) -> list[Row]:
        keys = [(self._partition_of(mapping, side, id_), str(id_)) for id_ in ids]
        return self._table.look_up(keys)

    def _partition_of(self, mapping: str, side: Side, id_: UUID) -> str:
        return self._partition(mapping, side, _bucket(str(id_)))

    def _partition(self, mapping: str, side: Side, bucket: str) -> str:
        return key(self._company, mapping, _SHORT[side], bucket)

    def _scan(self, mapping: str, side: Side, select: Sequence[str] | None = None) -> Iterator[Row]:
        first, last = (self._partition(mapping, side, b) for b in (_BUCKETS[0], _BUCKETS[-1]))
        return self._table.scan_between(first, last, select)

    def _key(self, coupling: Coupling) -> dict[str, Any]:
        return {
            "PartitionKey": self._partition_of(coupling.mapping, Side.BC, coupling.bc_id),
            "RowKey": str(coupling.bc_id),
        }

    def _row(self, coupling: Coupling) -> dict[str, Any]:
        return {
            **self._key(coupling),
            "Mapping": coupling.mapping,
            "DataverseId": str(coupling.dataverse_id),
            "Generation": coupling.generation,
            "BcEtag": coupling.bc_version.etag,
            "BcModifiedAt": time_to_text(coupling.bc_version.modified_at),
            "DataverseEtag": coupling.dataverse_version.etag,
            "DataverseModifiedAt": time_to_text(coupling.dataverse_version.modified_at),
            "SyncedAt": time_to_text(coupling.synced_at),
            "Skipped": coupling.skipped,
            **_results_row(coupling.results),
            **_agreement_row(coupling.agreement),
        }


def _bucket(id_: str) -> str:
    """Return the first six bits of an id, so that buckets stand in the order of their ids."""
    return _BUCKETS[int(id_[:2], 16) // 4]


def _same_pair(coupling: Coupling, twin: Coupling | None) -> Coupling | None:
    return twin if twin and twin.dataverse_id == coupling.dataverse_id else None


def _changed() -> ChangedError:
    return ChangedError("A coupling was changed by somebody else.", code="coupling_changed")


def _if_unchanged(revision: str | None) -> dict[str, Any]:
    return {"etag": revision, "match_condition": MatchConditions.IfNotModified}


def _results_row(results: Mapping[Leg, LastResult]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for leg, result in results.items():
        row |= {f"{_COLUMN[leg]}Succeeded": result.succeeded, f"{_COLUMN[leg]}Job": result.job_id}
    return row


def _results(row: Row) -> dict[Leg, LastResult]:
    return {
        leg: LastResult(row[f"{name}Succeeded"], row[f"{name}Job"])
        for leg, name in _COLUMN.items()
        if f"{name}Job" in row
    }


def _agreement_row(agreement: Agreement | None) -> dict[str, str]:
    return {} if agreement is None else in_properties("Agreement", agreement_to_text(agreement))


def _agreement(row: Row) -> Agreement | None:
    text = from_properties("Agreement", row)
    return agreement_from_text(text) if text else None


@readable("couplings")
def _coupling(row: Row) -> Coupling:
    return Coupling(
        row["Mapping"],
        UUID(row["RowKey"]),
        UUID(row["DataverseId"]),
        row["Generation"],
        _agreement(row),
        Version(row.get("BcEtag"), time_from_text(row.get("BcModifiedAt"))),
        Version(row.get("DataverseEtag"), time_from_text(row.get("DataverseModifiedAt"))),
        time_from_text(row.get("SyncedAt")),
        bool(row.get("Skipped")),
        _results(row),
        etag_of(row),
    )
