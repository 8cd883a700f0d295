"""What is measured, each on simulators, emulator and app of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil

from dev.azurite import Azurite
from dev.bench.floor import run_floor
from dev.bench.remote import RemoteSimulators
from dev.bench.world import World, timed

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Measurement:
    name: str
    records: int
    seconds: float
    requests: int
    """Sent to the two services."""
    peak_megabytes: float
    """Of the process that runs the app; resident."""
    floor_seconds: float | None = None

    @property
    def per_second(self) -> float:
        return self.records / self.seconds

    @property
    def share_of_floor(self) -> float | None:
        """The app's speed as a share of the bare loop's."""
        return self.floor_seconds / self.seconds if self.floor_seconds else None


def full_sync(customers: int, latency: float) -> list[Measurement]:
    """A full sync beside its floor, then an idle run and one with 1 % changed."""
    with RemoteSimulators(latency) as simulators, Azurite() as azurite:
        simulators.add_customers(customers)
        floor_seconds, _ = timed(lambda: run_floor(simulators, azurite))
        if simulators.accounts() != customers:
            raise RuntimeError("The bare loop did not carry all customers over.")
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        simulators.add_customers(customers)
        world.sync("currency", full=True)
        full = _measured(
            "full sync to Dataverse",
            customers,
            simulators,
            lambda: world.sync("customer", full=True, direction="to_dataverse"),
            floor_seconds,
        )
        if simulators.accounts() != customers:
            raise RuntimeError("The full sync did not carry all customers over.")
        _run(world)
        idle = _measured("idle run", 0, simulators, lambda: _run(world))
        changed = customers // 100
        simulators.change_customers(changed, "Aarhus")
        some = _measured("1 % changed", changed, simulators, lambda: _run(world))
    return [full, idle, some]


def hundred_changes(couplings: int, latency: float) -> Measurement:
    """A run with 100 changes on a number of couplings; the best of five."""
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        simulators.add_customers(couplings)
        world.sync("currency", full=True)
        world.sync("customer", full=True, direction="to_dataverse")
        _run(world)
        runs = []
        for number in range(5):
            simulators.change_customers(100, f"City {number}")
            name = f"100 changes on {couplings:,} couplings"
            runs.append(_measured(name, 100, simulators, lambda: _run(world)))
    return min(runs, key=lambda measured: measured.seconds)


def _run(world: World) -> None:
    """Run incrementally to Dataverse, from the request to the end of the run.

    The first run after a full one lets the watermark come to rest.
    """
    world.sync("customer", direction="to_dataverse")


def _measured(
    name: str,
    records: int,
    simulators: RemoteSimulators,
    work: Callable[[], object],
    floor_seconds: float | None = None,
) -> Measurement:
    before = simulators.requests()
    with _peak_memory() as peak:
        seconds, _ = timed(work)
    sent = simulators.requests() - before
    return Measurement(name, records, seconds, sent, peak[0], floor_seconds)


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
