"""How much a row and a transaction may hold.

The service takes 1 MiB a row, in which a character has two bytes or four, 64 KiB a property, and
4 MiB and 100 operations a transaction. The emulator takes more, but for 1 MiB a row as it is sent,
where a character beyond ASCII has six bytes or twelve. What is cut here stays below all of that:
keys, the names of properties, and the lines of HTTP around each operation count, too.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from azure.data.tables import TransactionOperation

Operation = (
    tuple[TransactionOperation, dict[str, Any]]
    | tuple[TransactionOperation, dict[str, Any], Mapping[str, Any]]
)
T = TypeVar("T")

LONGEST_TEXT = 16_000
"""Characters of a property: each can take two of its 32 K units."""
ROOM = 900_000
"""Bytes of a row that texts of any length may take; the rest is for what stands beside them."""
_OPERATIONS = 100
_TRANSACTION = 3_500_000
"""Bytes of the rows as they are sent."""
_AROUND = 1_000
"""Bytes that an operation takes besides its row."""


def size_of(text: str) -> int:
    """Return the bytes that a text takes in a row, or on its way there, whichever are more."""
    return max(len(text.encode("utf-16-le", "surrogatepass")), _as_json(text))


def packed(
    items: Iterable[T], size: Callable[[T], int], *, most: int, largest: int
) -> Iterator[list[T]]:
    """Cut *items* into packs of up to *most*, each with a size of up to *largest* together.

    One that is larger by itself gets a pack of its own.
    """
    pack: list[T] = []
    filled = 0
    for item in items:
        taken = size(item)
        if pack and (len(pack) == most or filled + taken > largest):
            yield pack
            pack, filled = [], 0
        pack.append(item)
        filled += taken
    if pack:
        yield pack


def transactions(operations: Iterable[Operation]) -> Iterator[list[Operation]]:
    """Cut operations into such as the service takes at once, each of one partition."""
    by_partition: dict[str, list[Operation]] = {}
    for operation in operations:
        by_partition.setdefault(operation[1]["PartitionKey"], []).append(operation)
    for same in by_partition.values():
        yield from packed(same, _sent, most=_OPERATIONS, largest=_TRANSACTION)


def _sent(operation: Operation) -> int:
    kind, row, *_ = operation
    return _AROUND if kind is TransactionOperation.DELETE else _AROUND + _as_json(row)


def _as_json(sent: dict[str, Any] | str) -> int:
    return len(json.dumps(sent, default=str))
