"""Rows of JSON become records."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from shared.domain.records import Flaw, Record, Value
from shared.domain.sides import Side

HALVED = Flaw("holds half a character, such as half an emoji, which nobody can be told")
_NEVER = datetime.min.replace(tzinfo=UTC)
_LONGEST_TITLE = 500
"""Characters: it is what people know a record by, in messages and lists."""
_HALF = re.compile("[\ud800-\udfff]")


def whole(value: Value) -> Value:
    """Return a text without halves of characters; what has none is returned itself."""
    if not isinstance(value, str) or value.isascii() or not _HALF.search(value):
        return value
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", value)


def moment(text: str) -> datetime:
    """Return a time of a service in UTC.

    :raises TypeError, ValueError: it is none, or nobody knows in which zone it is meant.
    """
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError(f"a time without a zone: {text}")
    try:
        return read.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"no time in UTC: {text}") from error


@dataclass(frozen=True)
class Column:
    keys: Sequence[str]
    """Its name in the service's JSON; several where they hold the value together."""
    decode: Callable[..., Value]
    """Takes what stands under each of the keys."""

    def read(self, row: Any) -> Value:
        return self.decode(*(row[key] for key in self.keys))


@dataclass(frozen=True)
class RowReader:
    """Reads the rows of one table, for one set of columns."""

    side: Side
    id_key: str
    modified_key: str
    columns: Mapping[str, Column]
    title: str | None

    def read(self, row: Any) -> Record:
        """Whatever is not a row of that table makes a KeyError, TypeError, ValueError or such."""
        etag = row["@odata.etag"]
        if not (etag.isascii() and etag.isprintable()):
            raise ValueError("an ETag that no header can carry back")
        return self._read(row, etag, moment(row[self.modified_key]))

    def read_line(self, row: Any) -> Record:
        """Read a row that is never written back, and does not tell when it was changed."""
        return self._read(row, "", _NEVER)

    def _read(self, row: Any, etag: str, modified_at: datetime) -> Record:
        id_ = UUID(row[self.id_key])
        read = {name: column.read(row) for name, column in self.columns.items()}
        values = {name: whole(value) for name, value in read.items()}
        flaws = {name: HALVED for name, value in read.items() if values[name] is not value}
        title = values.get(self.title) if self.title else None
        return Record(
            self.side,
            id_,
            etag,
            modified_at,
            values,
            str(title or id_)[:_LONGEST_TITLE],
            flaws,
        )
