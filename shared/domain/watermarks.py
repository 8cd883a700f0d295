"""How far a side has been read, in that side's own clock."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from shared.domain.sides import Side

WHOLE_SECONDS = timedelta(milliseconds=999)
"""Dataverse's modifiedon has whole seconds: a later change in the same second looks no newer."""

_BEGINNING = datetime.min.replace(tzinfo=UTC)

RESOLUTION = {Side.BC: timedelta(milliseconds=1), Side.DATAVERSE: timedelta(seconds=1)}
"""The step in which each side shows modified times."""


@dataclass(frozen=True)
class Watermark:
    """The newest modified time that was read and remembered."""

    newest: datetime | None = None
    """None: nothing was read yet, and the next run reads everything."""
    settled: bool = False
    """Whether a run has read beyond *newest* plus the overlap, so that nothing older can appear."""

    def read_from(self, side: Side, overlap: timedelta) -> datetime | None:
        """Return the modified time from which (inclusive) the next run reads.

        What has the newest time itself is read again until the watermark is settled, and not
        after that: or a bulk import would be read again by every run that follows.
        """
        if self.newest is None:
            return None
        if self.settled:
            return self.newest + RESOLUTION[side]
        return self.newest - min(overlap, self.newest - _BEGINNING)

    def advance(self, newest_read: datetime | None, started_at: datetime) -> "Watermark":
        """Return the watermark after a page was remembered.

        It never moves back, and never past the start of the run: what changed while the run went
        on is read again by the next one.
        """
        if newest_read is None:
            return self
        reached = min(newest_read, started_at)
        if self.newest is not None and reached <= self.newest:
            return self
        return Watermark(reached)

    def settle(self, started_at: datetime, overlap: timedelta) -> "Watermark":
        """Return the watermark after a run that read everything there was at *started_at*."""
        if self.newest is None or self.settled or started_at < self.newest + overlap:
            return self
        return replace(self, settled=True)


def overlap(side: Side, bc_overlap: timedelta) -> timedelta:
    """Return how far back a side is read again.

    In Business Central a long transaction can become visible after shorter, later ones.
    """
    return bc_overlap if side is Side.BC else WHOLE_SECONDS
