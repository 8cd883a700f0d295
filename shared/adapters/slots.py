"""How many requests may run at once, and the threads that run them."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Protocol, TypeVar

from shared.domain.sides import Side
from shared.errors import IntegrationError

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Slots(Protocol):
    """A service's concurrent requests, shared by everything that works with it."""

    def acquire(self, side: Side, wanted: int) -> int:
        """Take up to *wanted* slots, at least one, and return how many.

        :raises TransientError: all are taken, and none came free in reasonable time.
        """
        ...

    def release(self, side: Side, count: int) -> None: ...


class LocalSlots:
    """For one process that has a service for itself: everybody gets what they ask for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._taken = dict.fromkeys(Side, 0)

    def acquire(self, side: Side, wanted: int) -> int:
        with self._lock:
            self._taken[side] += wanted
        return wanted

    def release(self, side: Side, count: int) -> None:
        with self._lock:
            self._taken[side] -= count

    def taken(self, side: Side) -> int:
        return self._taken[side]


class Crew:
    """Runs one store's requests, as many at once as it has slots."""

    def __init__(self, side: Side, slots: Slots, wanted: int) -> None:
        self._side, self._slots, self._wanted = side, slots, wanted
        self._taken = 0
        self._threads: ThreadPoolExecutor | None = None

    def run(
        self, work: Callable[[_Item], _Result], items: Iterable[_Item]
    ) -> list[_Result | IntegrationError]:
        """Return what became of each item, in order; every item is tried."""
        waiting = list(items)
        if not waiting:
            return []
        self.hold()

        def attempt(item: _Item) -> _Result | IntegrationError:
            try:
                return work(item)
            except IntegrationError as error:
                return error

        if len(waiting) == 1 or self._taken == 1:
            return [attempt(item) for item in waiting]
        return list(self._pool().map(attempt, waiting))

    def hold(self) -> None:
        """Take slots, if none are held; only :meth:`release` gives them back."""
        if not self._taken:
            self._taken = self._slots.acquire(self._side, self._wanted)

    def release(self) -> None:
        taken, self._taken = self._taken, 0
        threads, self._threads = self._threads, None
        if threads:
            threads.shutdown()
        if taken:
            self._slots.release(self._side, taken)

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self._taken, f"{self._side}-request")
        return self._threads
