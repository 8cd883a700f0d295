"""Every record that is not in order, so that none is forgotten when the watermark moves on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class Cause(StrEnum):
    """Why a record is not in order: it decides what happens next."""

    TRANSIENT = "transient"
    """A service was busy or did not answer; nothing is wrong with the record."""
    DEPENDENCY = "dependency"
    """It points to a record that is not coupled yet."""
    DATA = "data"
    """The other side refuses its values."""
    CONFLICT = "conflict"
    """Both sides changed the same field to different values."""
    AMBIGUOUS = "ambiguous"
    """Several records could be its partner."""
    DELETED = "deleted"
    """Its partner is gone."""
    OWED = "owed"
    """Nothing is wrong: the opposite leg found values that this leg has to carry."""
    IN_DOUBT = "in_doubt"
    """A create was sent and not answered; what became of it is looked up before another is sent."""


_FIRST_DELAY = timedelta(minutes=1)
_LONGEST_DELAY = timedelta(hours=1)


@dataclass(frozen=True)
class Pending:
    source_id: UUID
    cause: Cause
    message: str
    title: str
    attempts: int
    next_try: datetime
    """In the app's clock."""
    since: datetime


def next_try(cause: Cause, attempts: int, now: datetime) -> datetime:
    """Return when a record is tried again: refused data ever more rarely, the rest every run."""
    if cause is not Cause.DATA:
        return now
    delay: timedelta = _FIRST_DELAY * 2 ** min(attempts - 1, 10)
    return now + min(delay, _LONGEST_DELAY)
