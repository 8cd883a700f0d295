"""A coupling ties one record of Business Central to one row of Dataverse, for one mapping."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self
from uuid import UUID

from shared.domain.records import Record, Values
from shared.domain.sides import Leg, Side


@dataclass(frozen=True)
class Version:
    """Which state of a record was agreed: unknown where a bulk write did not answer with it."""

    etag: str | None = None
    modified_at: datetime | None = None

    @classmethod
    def of(cls, record: Record) -> Self:
        return cls(record.etag, record.modified_at)


@dataclass(frozen=True)
class Agreement:
    """The merge base: the mapped fields' values on both sides when they last agreed.

    Both sides' values are kept because truncation, case and choices cannot be inverted.
    """

    bc: Values
    dataverse: Values

    def of(self, side: Side) -> Values:
        return self.bc if side is Side.BC else self.dataverse

    def without_dataverse(self, columns: Container[str]) -> Self:
        """Return what is agreed on where nothing is known of *columns* of Dataverse yet."""
        left = {name: value for name, value in self.dataverse.items() if name not in columns}
        return replace(self, dataverse=left)

    @classmethod
    def between(cls, side: Side, values: Values, partners: Values) -> Self:
        """Make an agreement from *side*'s values and the other side's."""
        return cls(values, partners) if side is Side.BC else cls(partners, values)


@dataclass(frozen=True)
class LastResult:
    """How the last write to one side, or the last attempt at it, ended."""

    succeeded: bool
    job_id: str


@dataclass(frozen=True)
class Coupling:
    mapping: str
    """The mapping's slug."""
    bc_id: UUID
    dataverse_id: UUID
    generation: int = 1
    """Grows when a record is coupled anew."""
    agreement: Agreement | None = None
    """None until the coupled records were synchronized for the first time."""
    bc_version: Version = field(default_factory=Version)
    dataverse_version: Version = field(default_factory=Version)
    synced_at: datetime | None = None
    """When the records last agreed, in the app's clock; for people, never for decisions."""
    skipped: bool = False
    """Left out of normal runs, in both legs, since it failed twice in the same way."""
    results: Mapping[Leg, LastResult] = field(default_factory=dict)
    revision: str | None = None
    """The stored row's own version; None for one not stored yet."""

    def id_on(self, side: Side) -> UUID:
        return self.bc_id if side is Side.BC else self.dataverse_id

    def version(self, side: Side) -> Version:
        return self.bc_version if side is Side.BC else self.dataverse_version

    def agreed(
        self,
        agreement: Agreement,
        side: Side,
        version: Version,
        partners: Version,
        at: datetime,
    ) -> Self:
        """Return the coupling after both sides agreed; *version* belongs to *side*."""
        seen = self.seen(side, version).seen(side.other, partners)
        return replace(seen, agreement=agreement, synced_at=at, skipped=False)

    def seen(self, side: Side, version: Version) -> Self:
        """Return the coupling after *side* was found as agreed, in a version of its own."""
        if side is Side.BC:
            return replace(self, bc_version=version)
        return replace(self, dataverse_version=version)

    def ended(self, leg: Leg, *, succeeded: bool, job_id: str) -> Self:
        return replace(self, results={**self.results, leg: LastResult(succeeded, job_id)})
