"""Rows of JSON become records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared.domain.records import Record, Value
from shared.domain.sides import Side


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
        values = {name: column.read(row) for name, column in self.columns.items()}
        title = values.get(self.title) if self.title else None
        return Record(
            self.side,
            id_,
            etag,
            datetime.fromisoformat(row[self.modified_key]),
            values,
            str(title or id_),
        )
