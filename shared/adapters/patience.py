"""When a request may be sent, and how long to wait before it is sent again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import SystemRandom
from threading import Lock

from shared.errors import TransientError
from shared.ports import Clock

_random = SystemRandom()

_LONGEST_PAUSE = 24 * 3600.0
"""Seconds. Whoever asks for more, or for a moment that cannot be, is asked once a day."""


@dataclass(frozen=True)
class Patience:
    """All in seconds, but for *attempts*."""

    attempts: int = 5
    """How often a request is sent at most."""
    longest_wait: float = 30.0
    """Longer waits are left to the caller, who has other work to do."""
    first_pause: float = 1.0
    """Doubled at every further attempt, where the service does not say how long to wait."""
    connect: float = 10.0
    read: float = 100.0
    """Between two pieces of an answer."""

    def pause(self, attempt: int) -> float:
        """Return how long to wait after the *attempt*-th failure: half of it is chance."""
        longest = min(self.first_pause * 2.0 ** (attempt - 1), self.longest_wait)
        return longest * _random.uniform(0.5, 1.0)


class Gate:
    """Closed while a service wants to be left alone, for all threads of this process."""

    def __init__(self, system: str, clock: Clock) -> None:
        self._system, self._clock = system, clock
        self._lock = Lock()
        self._opens_at = datetime.min.replace(tzinfo=UTC)

    def close(self, opens_at: datetime) -> None:
        with self._lock:
            self._opens_at = max(self._opens_at, opens_at)

    def pass_through(self, longest_wait: float) -> float:
        """Return when a request may be sent: the seconds that were waited.

        :raises TransientError: the gate stays closed for longer than the caller waits.
        """
        waited = 0.0
        while (left := (self._opens_at - self._clock.now()).total_seconds()) > 0:
            if left > longest_wait:
                raise TransientError(
                    f"{self._system} asks to be left alone for {left:.0f} seconds. "
                    "The work goes on by itself after that.",
                    code="service_busy",
                    retry_after=left,
                )
            self._clock.sleep(left)
            waited += left
        return waited


def retry_after(header: str | None, served_at: datetime) -> float | None:
    """Return the seconds that a Retry-After header means; None where there is no usable one.

    :param served_at: by the clock of the service, which a moment in the header is of, too.
    """
    if header is None:
        return None
    text = header.strip()
    if text.replace(".", "", 1).isdecimal():
        return min(float(text), _LONGEST_PAUSE)
    try:
        seconds = (parsedate_to_datetime(text) - served_at).total_seconds()
    except (ValueError, TypeError):
        return None
    return min(max(0.0, seconds), _LONGEST_PAUSE)
