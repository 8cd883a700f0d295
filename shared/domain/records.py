"""A record as both sides see it: identity, version and the values of mapped fields."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from shared.domain.sides import Side

Value = str | int | bool | Decimal | UUID | None
"""A field's value. Blank is always None: no empty text, no all-zero id. Dates are ISO 8601 text."""

Values = Mapping[str, Value]


@dataclass(frozen=True)
class Flaw:
    """Why nobody can be told a column's value."""

    why: str
    """The end of a sentence about the column."""
    passes: bool = False
    """Whether it goes away without the record being changed."""


@dataclass(frozen=True)
class Record:
    side: Side
    id: UUID
    etag: str
    modified_at: datetime
    """In the side's own clock."""
    values: Values
    title: str
    """What people call the record, for messages: its name or number, else its id."""
    flaws: Mapping[str, Flaw] = field(default_factory=dict)
    """By column."""
