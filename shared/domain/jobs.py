"""What a run did: a run groups its jobs, one per mapping and leg."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from shared.domain.pending import Cause
from shared.domain.sides import Leg

_CORRELATION = UUID("5b1f7e0a-6f0c-4a56-9a0e-6d9f5e6a2c11")
"""Never to be changed: support may ask for ids of long ago."""


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    """The mass-change fuse stopped it; it goes on once somebody approves the run."""
    FAILED = "failed"
    """The job itself stopped; a finished job can hold failed records all the same."""


class Trigger(StrEnum):
    TIMER = "timer"
    REQUEST = "request"
    NOTIFICATION = "notification"


class Kind(StrEnum):
    """What a run and its jobs do."""

    SYNCHRONIZATION = "synchronization"
    COUPLING = "coupling"
    UNCOUPLING = "uncoupling"


@dataclass(frozen=True)
class Counters:
    """How many records ended how. Every record that was read ends in exactly one of them."""

    read: int = 0
    inserted: int = 0
    modified: int = 0
    deleted: int = 0
    uncoupled: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    filtered: int = 0
    """Read by id, but outside the mapping's filter."""
    coupled: int = 0
    """In a coupling job an ending like the others; else a note beside the sum: of those above, how
    many were coupled by their match keys."""

    def plus(self, other: "Counters") -> "Counters":
        return Counters(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )

    def minus(self, other: "Counters") -> "Counters":
        return Counters(
            *(getattr(self, name) - getattr(other, name) for name in self.__dataclass_fields__)
        )

    @property
    def conserved(self) -> bool:
        """Whether a synchronization lost no record on the way."""
        ended = self.inserted + self.modified + self.deleted + self.uncoupled + self.unchanged
        return self.read == ended + self.skipped + self.failed + self.filtered

    def conserved_by(self, kind: Kind) -> bool:
        """Return whether a job of that kind lost no record on the way.

        An uncoupling job modifies rows beside its sum: those whose company it empties.
        """
        match kind:
            case Kind.SYNCHRONIZATION:
                return self.conserved
            case Kind.COUPLING:
                return replace(self, read=self.read - self.coupled).conserved
            case Kind.UNCOUPLING:
                return replace(self, modified=0).conserved


@dataclass(frozen=True)
class SyncError:
    """One record that failed in a job, and why."""

    source_id: UUID
    title: str
    cause: Cause
    message: str
    code: str = ""
    """The refusing service's own error code, if it was a service that refused."""
    request_id: str = ""
    """The refusing service's id of the request, for its support."""
    partner_id: UUID | None = None
    """The coupled record on the other side, unless it is gone."""


@dataclass(frozen=True)
class SyncJob:
    run_id: str
    mapping: str
    """The mapping's slug."""
    leg: Leg
    state: State
    started_at: datetime
    finished_at: datetime | None = None
    counters: Counters = field(default_factory=Counters)
    requests: int = 0
    """Requests sent to the two services."""
    errors_listed: int = 0
    message: str = ""
    """Why the job itself failed, or what it did not do."""
    position: str | None = None
    """The service's own link to the next page, while pages are left."""
    source_started_at: datetime | None = None
    """The source's clock at the job's first answer: the watermark never passes it."""
    retried: bool = False
    """Whether the job is done with the records that were pending when it began."""
    kind: Kind = Kind.SYNCHRONIZATION
    uncoupled_by_policy: int = 0
    """Of those counted as uncoupled, which a person's choices are among: for the fuse."""

    @property
    def id(self) -> str:
        return f"{self.run_id}.{self.mapping}.{self.leg}"

    @property
    def correlation_id(self) -> UUID:
        """What a service is told that all the job's requests belong to; the same each time."""
        return uuid5(_CORRELATION, self.id)

    @property
    def loss(self) -> str:
        """What is told of a job that has not read as many records as have ended somehow."""
        return f"The job's sums differ: {self.counters}. This is a defect; please report it."

    def finished(self, at: datetime, message: str = "") -> Self:
        """Return the finished job; one whose sums differ has failed."""
        if not self.counters.conserved_by(self.kind):
            return self.failed(at, self.loss)
        return replace(self, state=State.FINISHED, finished_at=at, message=message, position=None)

    def stopped(self, message: str) -> Self:
        """Return the job as the mass-change fuse leaves it."""
        return replace(self, state=State.STOPPED, message=message)

    def resumed(self) -> Self:
        """Return the stopped job as it goes on, from where it stood."""
        return replace(self, state=State.RUNNING, message="")

    @property
    def ended(self) -> bool:
        return self.state in (State.FINISHED, State.FAILED)

    def failed(self, at: datetime, message: str) -> Self:
        return replace(self, state=State.FAILED, finished_at=at, message=message)


_FAR_FUTURE = 10**13


def newest_first(moment: datetime) -> str:
    """Return what the ids of runs made at *moment* begin with: the newest sorts first."""
    return f"{_FAR_FUTURE - int(moment.timestamp() * 1000):013}"


@dataclass(frozen=True)
class Run:
    id: str
    mapping: str
    """The mapping's slug."""
    trigger: Trigger
    legs: tuple[Leg, ...]
    full: bool
    records: tuple[UUID, ...]
    """Chosen records, by their ids on the source of the only leg; empty for all."""
    state: State
    created_at: datetime
    finished_at: datetime | None = None
    message: str = ""
    force: bool = False
    """Overwrite the targets with the source's values, whoever changed what."""
    unconditional: bool = False
    """Read all records, whatever was read before."""
    approved: bool = False
    """Somebody has looked at what the mass-change fuse stopped."""
    waits_for: tuple[str, ...] = ()
    """The runs that have to end well before this one begins."""
    kind: Kind = Kind.SYNCHRONIZATION
    create: bool = False
    """Of a synchronization: do nothing but create the partners that chosen records lack. Of a
    coupling: records for which no partner is found get one."""
    follow: bool = False
    """Of a coupling: the values of what was coupled are synchronized next."""

    @property
    def reads_all(self) -> bool:
        return self.full or self.unconditional

    def covers(self, other: "Run") -> bool:
        """Return whether *other* would find nothing left to do once this run has ended well."""
        return (
            self.kind is other.kind is Kind.SYNCHRONIZATION
            and not self.records
            and not other.records
            and set(other.legs) <= set(self.legs)
            and self.full >= other.full
            and self.reads_all >= other.reads_all
            and self.force >= other.force
        )

    @property
    def ended(self) -> bool:
        return self.state in (State.FINISHED, State.FAILED)
