"""A clock that only moves when told to, so that a story goes the same way each time it is told."""

from datetime import UTC, datetime, timedelta
from threading import Lock

from dev.simulators.fleet import Fleet
from tests.swift_clock import SwiftClock


class StoppedClock(SwiftClock):
    """The app's clock and those of both services, which are ahead of it or behind."""

    def __init__(self, fleet: Fleet, bc_ahead: timedelta, dataverse_ahead: timedelta) -> None:
        super().__init__(fleet)
        self._now = datetime.now(UTC).replace(microsecond=0)
        self._moving = Lock()
        fleet.business_central.clock.set(self._now + bc_ahead)
        fleet.dataverse.clock.set(self._now + dataverse_ahead)

    def now(self) -> datetime:
        with self._moving:
            return self._now

    def advance(self, by: timedelta) -> None:
        super().advance(by)
        with self._moving:
            self._now += by
