"""One job, taken step by step, as far as it can go now."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from shared.domain.jobs import Counters, Run, SyncError, SyncJob
from shared.errors import (
    ChangedError,
    FuseError,
    IntegrationError,
    SwitchedOffError,
    TransientError,
)
from shared.log import get_logger
from shared.ports import Lease
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.guard import switched_off
from shared.usecases.keeping import keep
from shared.usecases.telling import tell_ended
from shared.usecases.tracing import Ending, job_span, pages

log = get_logger(__name__)


@dataclass(frozen=True)
class OutOfTime:
    """Steps are left; the queue carries the run on."""

    name: ClassVar = "out_of_time"


@dataclass(frozen=True)
class Wait:
    """A service asked for a pause, or did not answer; the run is carried on later."""

    name: ClassVar = "waits"

    error: TransientError


@dataclass(frozen=True)
class Stopped:
    """The mass-change fuse blew; the run is carried on once somebody approves it."""

    name: ClassVar = "stopped"

    error: FuseError


@dataclass(frozen=True)
class SwitchedOff:
    """Synchronization was switched off; the run is carried on once it is on again."""

    name: ClassVar = "switched_off"


class Stepper(ABC):
    """What the jobs of all kinds of runs have in common: they are carried out alike."""

    def __init__(
        self, engine: Engine, run: Run, job: SyncJob, lease: Lease, crossing: Crossing
    ) -> None:
        self.engine, self.run, self.job, self.lease = engine, run, job, lease
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.slug = crossing.slug
        self.hold = crossing.hold(lease)
        self.sent_before = job.requests

    @abstractmethod
    def _steps(self) -> Iterator[None]:
        """Yield after each step that was remembered; what was remembered is not done again."""

    def go(self, deadline: datetime) -> OutOfTime | Wait | Stopped | SwitchedOff | None:
        """Run the job until it is over (None), however it ended, or cannot go on now."""
        with job_span(self.run, lambda: self.job) as ending:
            outcome = self._go(deadline, ending)
            ending.outcome = outcome.name if outcome else self.job.state.value
        return outcome

    def _go(
        self, deadline: datetime, ending: Ending
    ) -> OutOfTime | Wait | Stopped | SwitchedOff | None:
        try:
            self.sent_before += keep(self.engine)
            for _ in pages(self._steps(), lambda: self.job):
                self.crossing.release()
                if self.engine.clock.now() >= deadline:
                    return OutOfTime()
        except TransientError as error:
            ending.error = error.code
            return Wait(error)
        except FuseError as error:
            return Stopped(error)
        except SwitchedOffError:
            return SwitchedOff()
        except ChangedError:
            raise
        except IntegrationError as error:
            ending.error = error.code
            self._end(error.message)
            return None
        except Exception:
            log.exception("job failed", extra={"job": self.job.id})
            self._end("An unexpected error stopped the job; the app's log has the details.")
            return None
        finally:
            self.crossing.release()
        self._end()
        return None

    def _may_write(self) -> None:
        """Keep the lease, before anything is written.

        :raises ChangedError: another run took the lease over.
        :raises SwitchedOffError: somebody has switched synchronization off.
        """
        if not (found := self.engine.installations.latest()).enabled:
            raise switched_off(found)
        self.hold.renew()

    # The job's own account

    def _list(self, errors: Sequence[SyncError]) -> None:
        """Append errors; the job is saved by what counts them."""
        self.engine.job_log.add_errors(self.job, errors)
        self.job = replace(self.job, errors_listed=self.job.errors_listed + len(errors))

    def _count(self, counters: Counters) -> None:
        """Add to what is counted, and save the job."""
        total = self.job.counters.plus(counters)
        self.job = replace(self.job, counters=total, requests=self._requests())
        self.engine.job_log.save_job(self.job)

    def _requests(self) -> int:
        return self.sent_before + self.crossing.requests

    def _end(self, failure: str = "") -> None:
        now = self.engine.clock.now()
        job = replace(self.job, requests=self._requests())
        self.job = job.failed(now, failure) if failure else job.finished(now, job.message)
        self.engine.job_log.save_job(self.job)
        tell_ended(self.job, self._left_skipped())

    def _left_skipped(self) -> int:
        """Return how many records of the leg wait for a person, as far as the job knows them."""
        return 0
