"""The clock of a test's app, for which no time passes that nobody wants."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from dev.simulators.fleet import Fleet


class SwiftClock:
    """The app's clock: it sleeps by moving on, and takes the services' clocks along."""

    def __init__(self, fleet: Fleet) -> None:
        self._services = (fleet.business_central, fleet.dataverse)
        self._lock = Lock()
        self._ahead = timedelta()
        self._hurry = timedelta()
        self.slept: list[float] = []

    def now(self) -> datetime:
        """Return the time, and let some pass for the app where the test is in a hurry."""
        with self._lock:
            self._ahead += self._hurry
            return datetime.now(UTC) + self._ahead

    def hurry(self, by: timedelta) -> None:
        """Let *by* pass for the app, not for the services, whenever it looks at the clock."""
        self._hurry = by

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(timedelta(seconds=seconds))

    def jump(self, by: timedelta) -> None:
        """Set the app's clock wrong, or right again, and nobody else's."""
        with self._lock:
            self._ahead += by

    def advance(self, by: timedelta) -> None:
        with self._lock:
            self._ahead += by
            for service in self._services:
                service.clock.advance(by)
