"""What a benchmark tells, and how it is measured."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from dev.bench.remote import RemoteSimulators
from dev.bench.tables import counted
from dev.bench.world import World, timed

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Measurement:
    name: str
    records: int
    seconds: float
    requests: int
    """Sent to the two services."""
    tables: Mapping[str, int]
    """Requests to the tables, by method and table."""
    peak_megabytes: float
    """Of the process that runs the app; resident."""
    floor_seconds: float | None = None
    aims: list["Aim"] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.records / self.seconds

    @property
    def share_of_floor(self) -> float | None:
        """The app's speed as a share of the bare loop's."""
        return self.floor_seconds / self.seconds if self.floor_seconds else None


@dataclass(frozen=True)
class Aim:
    text: str
    reached: bool


def measured(
    name: str,
    records: int,
    world: World,
    work: Callable[[], object],
    floor_seconds: float | None = None,
) -> Measurement:
    simulators: RemoteSimulators = world.simulators
    before = simulators.requests()
    with _peak_memory() as peak, counted(world.azurite.table_endpoint) as tables:
        seconds, _ = timed(work)
    sent = simulators.requests() - before
    return Measurement(name, records, seconds, sent, dict(tables), peak[0], floor_seconds)


@contextmanager
def _peak_memory() -> Iterator[list[float]]:
    """Look at the resident memory ten times a second."""
    process, done = psutil.Process(), threading.Event()
    peak = [process.memory_info().rss / _MEGABYTE]

    def watch() -> None:
        while not done.wait(0.1):
            peak[0] = max(peak[0], process.memory_info().rss / _MEGABYTE)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
