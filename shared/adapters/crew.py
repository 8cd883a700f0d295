"""The threads that carry out one store's requests."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from shared.adapters.pace import Pace
from shared.errors import IntegrationError
from shared.telemetry import carried

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Crew:
    """Works while the process holds slots; the pace tells how many requests may run at once."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._holds = False
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

        if len(waiting) == 1 or self._pace.wanted == 1:
            return [attempt(item) for item in waiting]
        return list(self._pool().map(carried(attempt), waiting))

    def hold(self) -> None:
        """Join those who hold the slots, if not done yet; only :meth:`release` ends it."""
        if not self._holds:
            self._pace.join()
            self._holds = True

    def release(self) -> None:
        holds, self._holds = self._holds, False
        threads, self._threads = self._threads, None
        if threads:
            threads.shutdown()
        if holds:
            self._pace.leave()

    def _pool(self) -> ThreadPoolExecutor:
        if self._threads is None:
            name = f"{self._pace.side}-request"
            self._threads = ThreadPoolExecutor(self._pace.wanted, name)
        return self._threads
