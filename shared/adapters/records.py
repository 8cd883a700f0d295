"""Rows of JSON become records."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.domain.records import Flaw, Record, Value
from shared.domain.sides import Side

HALVED = Flaw("holds half a character, such as half an emoji, which nobody can be told")
_HALF = re.compile("[\ud800-\udfff]")


def whole(value: Value) -> Value:
    """Return a text without halves of characters; what has none is returned itself."""
    if not isinstance(value, str) or value.isascii() or not _HALF.search(value):
        return value
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", value)


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
        id_, etag = UUID(row[self.id_key]), row["@odata.etag"]
        if not (etag.isascii() and etag.isprintable()):
            raise ValueError("an ETag that no header can carry back")
        read = {name: column.read(row) for name, column in self.columns.items()}
        values = {name: whole(value) for name, value in read.items()}
        flaws = {name: HALVED for name, value in read.items() if values[name] is not value}
        title = values.get(self.title) if self.title else None
        return Record(
            self.side,
            id_,
            etag,
            datetime.fromisoformat(row[self.modified_key]),
            values,
            str(title or id_),
            flaws,
        )
