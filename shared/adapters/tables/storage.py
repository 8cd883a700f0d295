"""Azure Tables: one account, table names with a prefix, work on many rows at once.

What the service limits and the emulator does not enforce is kept here: transactions of one
partition each, 15 comparisons a filter, keys without ``/ \\ # ?``; and in :mod:`.sizes`.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any, TypeVar

from azure.core import MatchConditions
from azure.core.exceptions import ResourceExistsError, ResourceNotFoundError
from azure.data.tables import (
    TableClient,
    TableEntity,
    TableServiceClient,
    TransactionOperation,
    UpdateMode,
)

from shared.adapters.sessions import ForeignAnswerError
from shared.adapters.tables.failures import (
    TABLES,
    RowRefusedError,
    TableMissingError,
    is_of_table,
    translated,
)
from shared.adapters.tables.sizes import Operation, transactions
from shared.errors import ChangedError

# One INFO line for each table request would drown the app's own log, and costs time.
logging.getLogger("azure.core.pipeline.policies.http_logging_policy").setLevel(logging.WARNING)

Row = TableEntity
KEYS_PER_QUERY = 14
_POINT_READS = 200
_ROWS_PER_KEY = 8
"""So many rows that nobody asked for are read as fast as one that is asked for by its key."""
_FEW = 4
_PATIENCE = 4
"""So often a part of a transaction is split: enough for a few refused rows among many."""
_LARGEST_PAGE = 1000
"""Rows in one answer of the service, which refuses to be asked for more."""
_READERS = 8
_WRITERS = 2
"""Writing is mostly work for the processor, which more threads would only disturb."""
_FORBIDDEN_IN_KEYS = re.compile(r"[/\\#?\x00-\x1f\x7f-\x9f]")

T = TypeVar("T")
R = TypeVar("R")


def key(*parts: object) -> str:
    """Return a partition or row key; its parts are slugs and ids."""
    joined = ".".join(str(part) for part in parts)
    if _FORBIDDEN_IN_KEYS.search(joined) or len(joined) > 500:
        raise ValueError(f"not a table key: {joined!r}")
    return joined


class Storage:
    """The account's tables."""

    def __init__(self, service: TableServiceClient, prefix: str) -> None:
        self._service, self._prefix = service, prefix
        self._tables: dict[str, Table] = {}

    def table(self, name: str) -> "Table":
        if name not in self._tables:
            self._tables[name] = Table(self._service, f"{self._prefix}{name}")
        return self._tables[name]


class Table:
    """One that is not there has no rows: the first write creates it."""

    def __init__(self, service: TableServiceClient, name: str) -> None:
        self._service, self.name = service, name
        self._is_missing = False
        """Whether it was, when it was read last."""

    @cached_property
    def _client(self) -> TableClient:
        return self._service.get_table_client(self.name)

    def get(self, partition: str, row: str) -> Row | None:
        try:
            return translated(lambda: self._client.get_entity(partition, row))
        except ResourceNotFoundError as error:
            self._note_missing(error)
            return None

    def look_up(self, keys: Sequence[tuple[str, str]]) -> list[Row]:
        """Return the rows that exist, of partition and row keys.

        A few are read one by one, which takes the same time however many rows there are. Of many,
        the first partition is read as a whole: where enough of its rows are wanted, so are the
        others; else several keys are asked for at a time.
        """
        if len(keys) <= _POINT_READS:
            found = self._parallel(lambda at: self.get(*at), keys, _READERS)
            return [row for row in found if row is not None]
        (first, wanted), *rest = _by_partition(keys).items()
        there = list(self.scan(first))
        if len(there) <= _ROWS_PER_KEY * len(wanted):
            partitions = self._parallel(lambda at: list(self.scan(at[0])), rest, _READERS)
        else:
            queries = [
                _by_keys(partition, chunk)
                for partition, rows in rest
                for chunk in chunks(rows, KEYS_PER_QUERY)
            ]
            partitions = self._parallel(self._query_all, queries, _READERS)
        asked = set(keys)
        return [
            row
            for rows in (there, *partitions)
            for row in rows
            if (row["PartitionKey"], row["RowKey"]) in asked
        ]

    def scan(self, partition: str, select: Sequence[str] | None = None) -> Iterator[Row]:
        """Return a partition's rows, in the order of their keys."""
        yield from self.query("PartitionKey eq @partition", {"partition": partition}, select)

    def scan_between(
        self, first: str, last: str, select: Sequence[str] | None = None
    ) -> Iterator[Row]:
        """Return the rows of all partitions from *first* to *last*, in the order of their keys."""
        yield from self.query(
            "PartitionKey ge @first and PartitionKey le @last",
            {"first": first, "last": last},
            select,
        )

    def query(
        self,
        filter_: str,
        parameters: Mapping[str, Any],
        select: Sequence[str] | None = None,
        few: int | None = None,
    ) -> Iterator[Row]:
        """:param few: how many rows are wanted, where that may be fewer than there are."""
        pages = self._client.query_entities(
            filter_,
            parameters=dict(parameters),
            select=list(select) if select else None,
            results_per_page=None if few is None else min(few, _LARGEST_PAGE),
        )
        return self._rows(iter(pages))

    def _rows(self, pages: Iterator[Row]) -> Iterator[Row]:
        try:
            while (row := translated(lambda: next(pages, None))) is not None:
                yield row
        except ResourceNotFoundError as error:
            if not is_of_table(error):
                raise TABLES.unavailable(error) from error
            self._note_missing(error)

    def put(self, row: dict[str, Any]) -> None:
        self._into(lambda: self._client.upsert_entity(row, mode=UpdateMode.REPLACE))

    def put_each(self, rows: Sequence[dict[str, Any]]) -> None:
        """Write large rows, each in a request of its own: together they could be too much."""
        self._parallel(self.put, rows, _WRITERS)

    def insert(self, row: dict[str, Any]) -> str | None:
        """Insert a row and return its ETag, or None where there is one already."""
        try:
            return str(self._into(lambda: self._client.create_entity(row))["etag"])
        except ResourceExistsError:
            return self._etag_where_written(row)

    def replace(self, row: dict[str, Any], etag: str) -> str | None:
        """Replace a row that is still as it was read; None where it is not."""
        try:
            answer = translated(
                lambda: self._client.update_entity(
                    row,
                    mode=UpdateMode.REPLACE,
                    etag=etag,
                    match_condition=MatchConditions.IfNotModified,
                )
            )
        except (ChangedError, ResourceNotFoundError):
            return self._etag_where_written(row)
        return str(answer["etag"])

    def _etag_where_written(self, row: Mapping[str, Any]) -> str | None:
        """Return the ETag of a row that is as wanted: the SDK repeats a write without an answer."""
        there = self.get(row["PartitionKey"], row["RowKey"])
        as_wanted = there == {name: value for name, value in row.items() if value is not None}
        return etag_of(there) if there and as_wanted else None

    def transact(self, operations: Sequence[Operation]) -> list[Mapping[str, Any]]:
        """Carry out operations on one partition, all or none.

        :raises RowRefusedError: one of them failed; none was carried out.
        """
        if len(operations) == 1:
            return [self._single(operations[0])]
        whole = [_replacing(operation) for operation in operations]
        answers = self._into(lambda: self._client.submit_transaction(whole))
        if len(answers) != len(whole):
            told = f"{len(answers)} answers came to {len(whole)} operations"
            raise TABLES.unavailable(ForeignAnswerError(told))
        return answers

    def write(self, operations: Iterable[Operation]) -> None:
        """Carry out operations that do not depend on one another, partition by partition."""
        self._parallel(self._carry_out, list(transactions(operations)), _WRITERS)

    def try_each(
        self, operations: Iterable[Operation]
    ) -> Iterator[tuple[Operation, Mapping[str, Any] | None]]:
        """Carry out operations and return each with its answer, or None where it was refused."""
        answers = self._parallel(self._try, list(transactions(operations)), _WRITERS)
        return (pair for pairs in answers for pair in pairs)

    def _try(
        self, operations: Sequence[Operation], patience: int = _PATIENCE
    ) -> list[tuple[Operation, Mapping[str, Any] | None]]:
        """Split a refused transaction at the row that stands in its way.

        Where one row after the other does, as for two who delete the same ones, they go alone.
        """
        if len(operations) <= _FEW or not patience:
            return [(operation, self._alone(operation)) for operation in operations]
        try:
            return list(zip(operations, self.transact(operations), strict=True))
        except RowRefusedError as error:
            at = error.index
            return [
                *self._try(operations[:at], patience - 1),
                (operations[at], None),
                *self._try(operations[at + 1 :], patience - 1),
            ]

    def _carry_out(self, operations: Sequence[Operation]) -> None:
        """Carry out operations: all together, or, where they are few, one by one.

        A transaction takes as long as a handful of single writes, before its first row.

        :raises RowRefusedError: one of them failed.
        """
        if len(operations) > _FEW:
            self.transact(operations)
            return
        for index, operation in enumerate(operations):
            self._single(operation, index)

    def _single(self, operation: Operation, index: int = 0) -> Mapping[str, Any]:
        """Carry out one operation, the *index*-th of several.

        :raises RowRefusedError: it failed.
        """
        answer = self._alone(operation)
        if answer is None:
            raise RowRefusedError(index)
        return answer

    def _alone(self, operation: Operation) -> Mapping[str, Any] | None:
        """Carry out one operation; None where it was refused."""
        kind, row, *rest = _replacing(operation)
        options: dict[str, Any] = dict(rest[0]) if rest else {}
        calls: dict[TransactionOperation, Callable[..., Any]] = {
            TransactionOperation.CREATE: self._client.create_entity,
            TransactionOperation.UPSERT: self._client.upsert_entity,
            TransactionOperation.UPDATE: self._client.update_entity,
            TransactionOperation.DELETE: self._client.delete_entity,
        }
        adds = kind in (TransactionOperation.CREATE, TransactionOperation.UPSERT)
        carry_out = self._into if adds else translated
        try:
            answer: Mapping[str, Any] = carry_out(lambda: calls[kind](row, **options)) or {}
        except (ChangedError, ResourceExistsError, ResourceNotFoundError):
            return None
        return answer

    def _into(self, write: Callable[[], T]) -> T:
        """Carry out a write that may be the first one: an account begins without tables.

        To look for each table at every start would cost more than to learn that one is missing.
        """
        if not self._is_missing:
            try:
                return translated(write)
            except (ResourceNotFoundError, TableMissingError):
                pass
        self.create()
        try:
            return translated(write)
        except (ResourceNotFoundError, TableMissingError) as error:
            raise TABLES.unavailable(error) from error

    def create(self) -> None:
        """Create the table where it is missing; whoever may not write is refused in any case."""
        try:
            translated(lambda: self._service.create_table_if_not_exists(self.name))
        except ResourceNotFoundError as error:
            raise TABLES.unavailable(error) from error
        self._is_missing = False

    def _note_missing(self, error: ResourceNotFoundError) -> None:
        self._is_missing |= is_of_table(error)

    def _query_all(self, filter_: str) -> list[Row]:
        return list(self._rows(iter(self._client.query_entities(filter_))))

    def _parallel(self, work: Callable[[T], R], items: Sequence[T], at_once: int) -> list[R]:
        if len(items) < 2:
            return [work(item) for item in items]
        with ThreadPoolExecutor(min(at_once, len(items)), thread_name_prefix=self.name) as threads:
            return list(threads.map(work, items))


def _replacing(operation: Operation) -> Operation:
    """Let a row that is put replace the stored one.

    The SDK would merge the two, and leave out what is None: a value could never be taken back.
    """
    if operation[0] is not TransactionOperation.UPSERT:
        return operation
    return operation[0], operation[1], {"mode": UpdateMode.REPLACE}


def etag_of(row: Row) -> str:
    return str(row.metadata["etag"])


def chunks(items: Sequence[T], size: int) -> Iterator[list[T]]:
    return (list(items[start : start + size]) for start in range(0, len(items), size))


def _by_partition(keys: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for partition, row in keys:
        grouped.setdefault(partition, []).append(row)
    return grouped


def _by_keys(partition: str, rows: Sequence[str]) -> str:
    # Keys are slugs and ids, which hold no quotes.
    either = " or ".join(f"RowKey eq '{row}'" for row in rows)
    return f"PartitionKey eq '{partition}' and ({either})"
