"""Every record that is not in order, so that none is forgotten when the watermark moves on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID

from shared.domain.policies import Instruction


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
    UNMATCHED = "unmatched"
    """No record could be its partner."""
    DELETED = "deleted"
    """Its partner is gone."""
    OWED = "owed"
    """Nothing is wrong: the opposite leg found values that this leg has to carry."""
    IN_DOUBT = "in_doubt"
    """A create was sent and not answered; what became of it is looked up before another is sent."""
    NOTED = "noted"
    """Nothing is wrong: a value could not go over as it is, and was cut or rounded."""
    OVERRULED = "overruled"
    """Nothing is wrong: a value gave way to the other side's, and is kept with the job."""


PUT_OFF = (Cause.TRANSIENT, Cause.DEPENDENCY, Cause.IN_DOUBT)
"""Causes that go away by themselves."""
_SKIPPED_WHEN_REPEATED = (Cause.DATA, Cause.DELETED)
_FIRST_DELAY = timedelta(minutes=1)
_LONGEST_DELAY = timedelta(hours=1)
_SECOND_LOOK = timedelta(minutes=2)
"""After that, a service that has answered a list in part does so no more, or will for long."""


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
    skipped: bool = False
    """Not tried again by itself; its coupling says the same."""
    instruction: Instruction | None = None
    """What a person decided; carried out by the next run."""
    broken: bool = False
    """Its partner is gone, or seems to be. That stays true whatever else happens to the record."""

    @classmethod
    def noted(cls, source_id: UUID, cause: Cause, message: str, at: datetime) -> Self:
        """Return what the next run is to look at, and nobody has tried yet."""
        return cls(source_id, cause, message, "", attempts=0, next_try=at, since=at)

    @classmethod
    def failed(
        cls,
        source_id: UUID,
        title: str,
        cause: Cause,
        message: str,
        at: datetime,
        before: Self | None,
        *,
        skipped: bool,
    ) -> Self:
        """Return the entry of a record that failed, once more if it was listed *before*.

        What a person decided is kept where this failure only puts it off.
        """
        attempts = before.attempts + 1 if before else 1
        return cls(
            source_id,
            cause,
            message,
            title,
            attempts,
            next_try(cause, attempts, at),
            before.since if before else at,
            skipped,
            before.instruction if before and cause in PUT_OFF else None,
            broken=cause is Cause.DELETED or (before is not None and before.broken),
        )

    def is_due(self, at: datetime) -> bool:
        """Return whether a job that began *at* tries the record, rather than a later one."""
        if self.instruction is not None:
            return True
        untried = self.attempts == 0
        return not self.skipped and (untried or not at < self.next_try <= at + _LONGEST_DELAY)

    def confirms_absence(self, at: datetime) -> bool:
        """Return whether a partner that is missing *at* was missing some time before, too."""
        if not self.broken or self.attempts == 0:
            return False
        # What waits for its partner to be restored was confirmed before that was tried.
        return self.cause is Cause.DEPENDENCY or abs(at - self.next_try) >= _SECOND_LOOK

    @property
    def looks_at_partner(self) -> bool:
        """Whether the partner may be gone, and is looked at even if the record has not changed."""
        return self.broken or self.instruction is not None

    @property
    def was_coupled(self) -> bool:
        """Whether it was noted of a pair: without its coupling, it is uncoupled on purpose."""
        uncoupled = self.instruction is not None and self.instruction.uncouple
        return self.broken or uncoupled or self.cause is Cause.OWED

    def forgiven(self, at: datetime) -> Self:
        """Return the entry as if the record had never failed: the next run tries it."""
        return replace(self, skipped=False, attempts=0, next_try=at)

    def waits_for_a_person(self, cause: Cause, message: str) -> bool:
        """Return whether a coupled record that fails once more is left until somebody decides:
        it was refused in the same way, or in conflict, the time before."""
        if self.instruction is not None:
            return False
        if cause is Cause.CONFLICT:
            return self.attempts > 0 and self.cause is Cause.CONFLICT
        return cause in _SKIPPED_WHEN_REPEATED and self.repeats(cause, message)

    def repeats(self, cause: Cause, message: str) -> bool:
        """Return whether the record failed in the same way the time before."""
        return self.attempts > 0 and (self.cause, self.message) == (cause, message)


def next_try(cause: Cause, attempts: int, now: datetime) -> datetime:
    """Return when a record is tried again.

    Refused data is tried once more by the next run, then ever more rarely; the rest every run.
    """
    if cause is not Cause.DATA or attempts < 2:
        return now
    delay: timedelta = _FIRST_DELAY * 2 ** min(attempts - 2, 10)
    return now + min(delay, _LONGEST_DELAY)
