"""Time, the log of runs and jobs, the queue, and who tells of changes."""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.domain.jobs import Run, SyncError, SyncJob
from shared.domain.standing import Story
from shared.domain.subscriptions import Subscription


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the app's own time, aware, in UTC."""
        ...

    def sleep(self, seconds: float) -> None: ...


class JobLog(Protocol):
    def probe(self) -> None:
        """Look whether storage lets the app write and read.

        :raises IntegrationError: it does not.
        """
        ...

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

    def runs(
        self, mapping: str | None, top: int, continuation: str | None = None
    ) -> tuple[Story, str | None]:
        """Return runs with their jobs, newest first."""
        ...

    def errors(
        self, job_id: str, top: int, continuation: str | None
    ) -> tuple[Sequence[SyncError], str | None]: ...

    def left_open(self, before: datetime) -> Sequence[Run]:
        """Return the runs made before a time that are queued or running still."""
        ...

    def forget(self, before: datetime, most: int) -> int:
        """Remove up to *most* runs made before a time, with their jobs, and return how many."""
        ...


@dataclass(frozen=True)
class Receipt:
    """Of a message that was put on the queue."""

    message: str
    claim: str
    """What the queue wants to see before it gives the message back."""


class WorkQueue(Protocol):
    def probe(self) -> None:
        """Look whether the queue lets the app send.

        :raises IntegrationError: it does not.
        """
        ...

    def put(self, run_id: str, *, delay: float = 0, attempt: int = 0) -> Receipt:
        """Ask for a run to be carried on, after *delay* seconds.

        :param attempt: how often in a row the run could not go on.
        """
        ...

    def withdraw(self, receipt: Receipt) -> None:
        """Take a message back, unless it was delivered meanwhile."""
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
