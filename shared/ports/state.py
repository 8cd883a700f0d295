"""What is kept of each mapping: couplings, records not in order, how far it was read."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling
from shared.domain.intents import Intent
from shared.domain.pending import Pending
from shared.domain.sides import Leg, Side
from shared.domain.watermarks import Watermark


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
    def keeps(self, agreement: Agreement) -> bool:
        """Return whether a coupling can hold so much."""
        ...

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

    def of_legs(self, mapping: str, legs: Collection[Leg]) -> list[tuple[Leg, Pending]]: ...

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

    # What is noted here is saved when the lease is renewed or given back.

    def token(self, table: str) -> str | None:
        """Return the token that Dataverse gave last for a table of the mapping.

        Mappings that share a table follow it apart: what one was told, the others still have to be.
        """
        ...

    def note_token(self, table: str, token: str) -> None: ...

    def compared_at(self, side: Side) -> datetime | None:
        """Return when a side's ids were last compared with the couplings, in the app's clock."""
        ...

    def note_comparison(self, side: Side, at: datetime) -> None: ...

    def reread_at(self, leg: Leg) -> datetime | None:
        """Return when a leg last read all records again, in the app's clock."""
        ...

    def note_reread(self, leg: Leg, at: datetime) -> None: ...

    def renew(
        self,
        watermarks: Mapping[Side, Watermark] | None = None,
        fingerprints: Mapping[Leg, str] | None = None,
    ) -> None:
        """Keep the lease, and save watermarks and fingerprints together with it.

        :raises ChangedError: the lease was lost; nothing was saved.
        """
        ...

    def begin_anew(self) -> None:
        """Forget how far was read, what deletions were told, and which run waits for an approval.

        :raises ChangedError: the lease was lost; nothing was saved.
        """
        ...

    def hand_on(self) -> None:
        """Keep the lease beyond the block, for the same owner's next call and as long as a lease
        lives: no other run gets in between."""
        ...

    def note_stopped(self, run_id: str | None) -> None:
        """Remember which run waits for an approval; None where none does.

        :raises ChangedError: the lease was lost; nothing was saved.
        """
        ...


@dataclass(frozen=True)
class Reached:
    """How far a mapping has got."""

    watermarks: Mapping[Side, Watermark]
    fingerprints: Mapping[Leg, str]
    """What decided about records and values when each leg was last run."""
    stopped_run: str | None
    """The run that the mass-change fuse stopped last, unless its end was noted."""


class Progress(Protocol):
    def lease(
        self, mapping: str, owner: str, *, between: bool = False
    ) -> AbstractContextManager[Lease | None]:
        """Hold the mapping's lease for a block; None where somebody else holds it.

        :param between: whether it may be taken between two calls of a run, which gets it back.
        """
        ...

    def reached(self, mapping: str) -> Reached:
        """Return how far a mapping has got, without its lease."""
        ...


class WakeUps(Protocol):
    """Lets at most one run of each mapping wait because of change notifications."""

    def claim(self, mapping: str, run_id: str, now: datetime) -> bool:
        """Note that *run_id* waits for its turn; False where another run waits already."""
        ...

    def clear(self, mapping: str) -> None:
        """Note that a run begins to read: what is notified from here on needs another one."""
        ...
