"""What the usecases need from the outside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.intents import Intent
from shared.domain.jobs import Run, SyncError, SyncJob
from shared.domain.outcomes import (
    Created,
    Creation,
    Deleted,
    Deletion,
    Modification,
    Modified,
)
from shared.domain.pending import Pending
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.subscriptions import Subscription
from shared.domain.tables import Table
from shared.domain.watermarks import Watermark


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the app's own time, aware, in UTC."""
        ...

    def sleep(self, seconds: float) -> None: ...


@dataclass(frozen=True)
class Page:
    records: Sequence[Record]
    next: str | None
    """The service's own link to what follows; None after the last page."""
    served_at: datetime
    """The service's clock when it answered, in whole seconds."""


@dataclass(frozen=True)
class Deletions:
    """What a side tells of records that are gone."""

    ids: Sequence[UUID]
    token: str | None
    """To be given the next time; None where the side does not track deletions."""
    complete: bool
    """False where the side cannot tell everything that was deleted since the former token: there
    was none, it has expired, or deletions are not tracked. Then ids have to be compared."""


class RecordStore(Protocol):
    """One side's records. Every call works on many at once.

    Any call can raise ConfigurationError (nothing will work until somebody changes something) or
    TransientError (nothing was changed; the same later).
    """

    @property
    def requests(self) -> int:
        """How many requests this store has sent."""
        ...

    @property
    def time(self) -> datetime:
        """The service's clock at its latest answer."""
        ...

    def read_page(self, table: Table, since: datetime | None, position: str | None) -> Page:
        """Read the next page of records changed at or after *since*, oldest change first.

        :param position: a former page's ``next``; *since* does not count then.
        """
        ...

    def read_by_id(self, table: Table, ids: Sequence[UUID], *, within_filter: bool) -> list[Record]:
        """Read those of *ids* that exist (and pass the table's filter, if asked), in any order."""
        ...

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        """Return those of *ids* of which the service says that there is no such record.

        A record that is merely missing from an answer, or that the app may not read, is not absent.
        """
        ...

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        """Read the records within the table's filter whose *column* equals one of *values*."""
        ...

    def read_value(self, table: str, column: str) -> Value:
        """Read one column of a table that has a single row."""
        ...

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        """Create records; the outcomes stand in the order of *creations*."""
        ...

    def modify(
        self, table: Table, modifications: Sequence[Modification], *, one_way: bool
    ) -> list[Modified]:
        """Change records; the outcomes stand in the order of *modifications*.

        :param one_way: nobody else's changes count, so that concurrency need not be checked.
        """
        ...

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        """Delete records; the outcomes stand in the order of *deletions*.

        A record that is gone already counts as written.
        """
        ...

    def read_deletions(self, table: Table, token: str | None) -> Deletions:
        """Return what was deleted since *token* was given; None asks for a first token."""
        ...

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        """Yield the ids of all records, inside the table's filter or not, page by page."""
        ...

    def count(self, table: Table) -> int:
        """Return how many records pass the table's filter."""
        ...

    def probe(self) -> None:
        """Make a cheap request that shows whether the service answers this app."""
        ...

    def release(self) -> None:
        """Give back the service's slots; the next call takes some again."""
        ...


class RecordStores(Protocol):
    def open(self, side: Side) -> RecordStore:
        """Return a store that counts its own requests, for one job."""
        ...


class Couplings(Protocol):
    """What a job does with couplings."""

    def find(self, mapping: str, side: Side, ids: Iterable[UUID]) -> dict[UUID, Coupling]:
        """Return the couplings of *ids*, by the id on *side*."""
        ...

    def insert(self, couplings: Sequence[Coupling]) -> list[Coupling | None]:
        """Store new couplings; None stands where either record is coupled already."""
        ...

    def update(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        """Store couplings that were read before, and return them with their new revisions.

        :raises ChangedError: one of them was changed or removed in between.
        """
        ...

    def remove(self, couplings: Sequence[Coupling]) -> None:
        """Remove couplings that were read before; those that are gone already count as removed.

        :raises ChangedError: one of them was changed in between.
        """
        ...


class CouplingStore(Couplings, Protocol):
    def ids(self, mapping: str, side: Side, most: int) -> list[UUID] | None:
        """Return the coupled ids on *side*, or None if there are more than *most*."""
        ...

    def each_id(self, mapping: str, side: Side) -> Iterator[UUID]:
        """Yield all coupled ids on *side*."""
        ...

    def page(
        self, mapping: str, top: int, continuation: str | None
    ) -> tuple[Sequence[Coupling], str | None]: ...

    def count(self, mapping: str) -> int: ...


@dataclass(frozen=True)
class Unsettled:
    """What former jobs of one mapping and leg have left."""

    waiting: dict[UUID, Pending]
    """The records that are not in order."""
    intents: Sequence[Intent]
    """The creates of which nobody knows yet what became of them."""


class PendingStore(Protocol):
    """The retry index and the open intents of one mapping and leg."""

    def unsettled(self, mapping: str, leg: Leg) -> Unsettled: ...

    def waiting(self, mapping: str, leg: Leg) -> dict[UUID, Pending]: ...

    def put(self, mapping: str, leg: Leg, pending: Sequence[Pending]) -> None: ...

    def remove(self, mapping: str, leg: Leg, ids: Iterable[UUID]) -> None: ...

    def intend(self, mapping: str, leg: Leg, intents: Sequence[Intent]) -> list[Intent]:
        """Store intents, many to a row, and return them with the pages that hold them."""
        ...

    def close_intents(
        self, mapping: str, leg: Leg, intents: Iterable[Intent], still_open: Iterable[Intent]
    ) -> None:
        """Drop the pages that hold *intents*, but for those entries that are *still_open*."""
        ...


class Lease(Protocol):
    """The right to run one mapping. Lost when it was not renewed in time."""

    @property
    def left_behind(self) -> str | None:
        """The run that held the lease before and never gave it back: its process died."""
        ...

    @property
    def stopped_run(self) -> str | None:
        """The mapping's run that the mass-change fuse stopped and nobody has decided about."""
        ...

    def watermark(self, side: Side) -> Watermark: ...

    @property
    def woken(self) -> bool:
        """Whether a run waited because of a change notification when the lease was taken."""
        ...

    def fingerprint(self, leg: Leg) -> str | None:
        """What decided about records and values when the leg was last run."""
        ...

    def renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        """Keep the lease, and save watermarks and fingerprints in the same transaction.

        :raises ChangedError: the lease was lost; nothing was saved.
        """
        ...

    def note_stopped(self, run_id: str | None) -> None:
        """Remember which run waits for an approval; None where none does.

        :raises ChangedError: the lease was lost; nothing was saved.
        """
        ...


class Progress(Protocol):
    def lease(self, mapping: str, owner: str) -> AbstractContextManager[Lease | None]:
        """Hold the mapping's lease for a block; None where somebody else holds it."""
        ...

    def watermarks(self, mapping: str) -> Mapping[Side, Watermark]: ...

    def fingerprints(self, mapping: str) -> Mapping[Leg, str]:
        """Return what decided about records and values when each leg was last run."""
        ...


class Tracking(Protocol):
    """How far deletions have been noticed."""

    def token(self, mapping: str, table: str) -> str | None:
        """Return the token that Dataverse gave last for a mapping's table.

        Mappings that share a table follow it apart: what one was told, the others still have to be.
        """
        ...

    def save_token(self, mapping: str, table: str, token: str) -> None: ...

    def compared_at(self, mapping: str, side: Side) -> datetime | None:
        """Return when a side's ids were last compared with the couplings, in the app's clock."""
        ...

    def note_comparison(self, mapping: str, side: Side, at: datetime) -> None: ...


class JobLog(Protocol):
    def save_run(self, run: Run) -> None: ...

    def run(self, run_id: str) -> Run | None: ...

    def save_job(self, job: SyncJob) -> None: ...

    def jobs_of(self, run_id: str) -> Sequence[SyncJob]: ...

    def job(self, job_id: str) -> SyncJob | None: ...

    def add_errors(self, job: SyncJob, errors: Sequence[SyncError]) -> None:
        """Append errors to a job; *job.errors_listed* tells how many it has before."""
        ...

    def note_group(self, run_ids: Sequence[str]) -> None:
        """Remember which runs were asked for together, in the order in which they wait."""
        ...

    def newest_group(self) -> Sequence[Run]:
        """Return the runs that were last asked for together."""
        ...

    def jobs(
        self, mapping: str | None, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncJob], str | None]:
        """Return jobs, newest first."""
        ...

    def errors(
        self, job_id: str, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncError], str | None]: ...

    def forget(self, before: datetime, most: int) -> int:
        """Remove up to *most* runs made before a time, with their jobs, and return how many."""
        ...


class WorkQueue(Protocol):
    def put(self, run_id: str, *, delay: float = 0, attempt: int = 0) -> None:
        """Ask for a run to be carried on, after *delay* seconds.

        :param attempt: how often in a row the run could not go on.
        """
        ...


class WakeUps(Protocol):
    """Lets at most one run of each mapping wait because of change notifications."""

    def claim(self, mapping: str, run_id: str, now: datetime) -> bool:
        """Note that *run_id* waits for its turn; False where another run waits already."""
        ...

    def clear(self, mapping: str) -> None:
        """Note that a run begins to read: what is notified from here on needs another one."""
        ...


class ChangeSubscriptions(Protocol):
    """This app's subscriptions to changes of its company in Business Central.

    Any call can raise ConfigurationError or TransientError.
    """

    def supported(self) -> Set[str]:
        """Return the entity sets that can be subscribed to."""
        ...

    def existing(self) -> tuple[Sequence[Subscription], datetime]:
        """Return those that lead to this app, and Business Central's time."""
        ...

    def create(self, entity: str) -> None:
        """Subscribe; Business Central calls the app at once, which has to answer meanwhile."""
        ...

    def renew(self, subscription: Subscription) -> None:
        """Let a subscription live for another three days; the app is called as for a new one."""
        ...

    def delete(self, subscription: Subscription) -> None: ...

    def release(self) -> None:
        """Give back the service's slots."""
        ...
