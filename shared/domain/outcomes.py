"""How one write to a service ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.couplings import Version
from shared.domain.records import Value
from shared.domain.stamps import Row
from shared.domain.tables import Table
from shared.errors import RecordError, TransientError


@dataclass(frozen=True)
class Lines:
    """Rows that belong to another one, and are created together with it or not at all."""

    table: Table
    rows: tuple[Mapping[str, Value], ...]
    """Each with its values by column; which row they belong to is left to the service."""


@dataclass(frozen=True)
class Creation:
    values: Mapping[str, Value]
    id: UUID | None = None
    """Chosen by us where the service accepts that; else the service chooses."""
    stamp: Mapping[str, Row] = field(default_factory=dict)
    """Rows to point to besides, by lookup column; only in Dataverse."""
    lines: tuple[Lines, ...] = ()
    """Only in Dataverse."""


@dataclass(frozen=True)
class Modification:
    id: UUID
    etag: str
    """Of the state that was read: the write is refused if the record changed since."""
    values: Mapping[str, Value]
    stamp: Mapping[str, Row] = field(default_factory=dict)
    """Rows to point to besides, by lookup column; only in Dataverse."""
    reopens: Mapping[str, Value] = field(default_factory=dict)
    """The state to have afterwards, for a row that is closed and takes changes only while it is
    active; all of it is carried out, or nothing. Only in Dataverse."""


@dataclass(frozen=True)
class Deletion:
    id: UUID
    etag: str
    """Of the state that was read: the deletion is refused if the record changed since."""


@dataclass(frozen=True)
class Written:
    id: UUID
    version: Version = field(default_factory=Version)
    """Of the record after the write, as far as the service's answer tells."""


@dataclass(frozen=True)
class Refused:
    error: RecordError
    waits: bool = False
    """Whether nothing is wrong with the record: it follows once somebody has made way for it."""
    taken: bool = False
    """Whether another record has a value that no two may have."""


@dataclass(frozen=True)
class Changed:
    """The record changed, or went, after it was read."""


@dataclass(frozen=True)
class Exists:
    """A record with the chosen id, or with another unique key, is already there."""

    error: RecordError


@dataclass(frozen=True)
class Unanswered:
    """Nobody knows whether the write was carried out."""

    error: TransientError


Created = Written | Refused | Exists | Unanswered
Modified = Written | Refused | Changed | Unanswered
Deleted = Written | Refused | Changed | Unanswered
