"""The time that a simulated service believes in."""

from datetime import UTC, datetime, timedelta
from threading import Lock


class SimulatorClock:
    """A clock that can be stopped, set, moved and skewed; safe to use from several threads.

    Running, it follows the machine's clock plus its skew. Stopped, it shows the time it was set to
    until it is advanced.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._skew = timedelta()
        self._stopped_at: datetime | None = None

    def now(self) -> datetime:
        with self._lock:
            return self._stopped_at or datetime.now(UTC) + self._skew

    def set(self, moment: datetime) -> None:
        """Stop the clock at *moment*, which must carry a time zone."""
        if moment.tzinfo is None:
            raise ValueError("a simulator's clock needs a time with a zone")
        with self._lock:
            self._stopped_at = moment.astimezone(UTC)

    def skew(self, by: timedelta) -> None:
        """Run, *by* ahead of the machine's clock (behind it, if negative)."""
        with self._lock:
            self._stopped_at, self._skew = None, by

    def advance(self, by: timedelta) -> None:
        """Move on, stopped or running."""
        with self._lock:
            if self._stopped_at is None:
                self._skew += by
            else:
                self._stopped_at += by
