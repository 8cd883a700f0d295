"""Who gets in between two of a run's requests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.progress import TableProgress
from shared.domain.sides import Side
from shared.domain.watermarks import Watermark
from shared.usecases.doubts import LONGEST_OPERATION
from tests.doors import Doors
from tests.surroundings import Surroundings

FAR_AHEAD = timedelta(days=3650)


def settle(world: Surroundings) -> None:
    for _ in range(2):
        world.clock.advance(LONGEST_OPERATION * 1.1)
        world.tick()


@dataclass
class Between:
    """Acts just before the *at*-th request to the services, once."""

    act: Callable[[], None]
    at: int
    doors: tuple[SimulatorServer, ...]
    count: int = 0
    error: Exception | None = None

    def watch(self, door: SimulatorServer, _request: Request) -> None:
        if door in self.doors:
            self.count += 1
            if self.count == self.at:
                try:
                    self.act()
                except Exception as error:
                    self.error = error

    @property
    def acted(self) -> bool:
        if self.error is not None:
            raise self.error
        return self.count >= self.at


class FarAhead:
    """The clock of an instance that finds every lease expired."""

    def now(self) -> datetime:
        return datetime.now(UTC) + FAR_AHEAD

    def sleep(self, seconds: float) -> None:
        raise AssertionError(f"nothing is worth waiting {seconds} seconds for")


class Theft:
    """Another instance takes the lease of a run, which then goes on writing or does not."""

    def __init__(self, world: Surroundings, doors: Doors, at: int) -> None:
        app = world.app
        prefix = app.settings.storage.table_prefix
        storage = connect_by_string(world.stack.azurite.connection_string, prefix)
        duration = timedelta(seconds=15)
        self._progress = TableProgress(storage, app.engine.company_id, FarAhead(), duration)
        self._between = Between(self.steal, at, doors.services)
        self._services = doors.services
        self._watermarks: Mapping[Side, Watermark] = {}
        self.written_after: list[str] = []

    def steal(self) -> None:
        """Take it at last, though its holder may renew it while it is being taken."""
        taken = False
        while not taken:
            with self._progress.lease("customer", "a thief") as lease:
                taken = lease is not None
        self._watermarks = self._progress.reached("customer").watermarks

    @property
    def moved_since(self) -> bool:
        """Whether a watermark was moved after the lease was taken."""
        return self._watermarks != self._progress.reached("customer").watermarks

    @property
    def happened(self) -> bool:
        return self._between.acted

    def watch(self, door: SimulatorServer, request: Request) -> None:
        """The request that was under way when the lease was taken does not count."""
        late = self._between.count >= self._between.at
        if late and door in self._services and request.method != "GET":
            self.written_after.append(request.path)
        self._between.watch(door, request)
