"""What was spent of a service's budget in the last five minutes; pure.

Both services count in a sliding window of that length, see
https://learn.microsoft.com/dynamics365/business-central/dev-itpro/administration/operational-limits-online
and https://learn.microsoft.com/power-apps/developer/data-platform/api-limits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import msgspec

WINDOW = 300.0
_GRAIN = 5.0
"""Seconds that are counted together; they leave the window when the last of them does."""


@dataclass(frozen=True)
class Budget:
    """What may be spent within the window."""

    requests: float
    seconds: float | None = None
    """Of the service's own time; None stands for no such limit."""

    def share(self, of_all: float) -> "Budget":
        return Budget(self.requests * of_all, self.seconds and self.seconds * of_all)


class Ledger:
    """Times are seconds since the epoch, on our own clock."""

    def __init__(self, entries: Iterable[tuple[int, float, float]] = ()) -> None:
        """*entries*: the number of a grain, requests, seconds."""
        self._entries: dict[int, tuple[float, float]] = {}
        for grain, requests, seconds in entries:
            self._add(grain, requests, seconds)

    def spend(self, now: float, requests: float = 0.0, seconds: float = 0.0) -> None:
        self.forget(now)
        self._add(int(now // _GRAIN), requests, seconds)

    def add(self, other: Self) -> None:
        for grain, (requests, seconds) in other._entries.items():
            self._add(grain, requests, seconds)

    def share(self, of_all: float) -> Self:
        """Return a part of everything spent, for a part of the slots."""
        parts = self._entries.items()
        return type(self)((at, of_all * each[0], of_all * each[1]) for at, each in parts)

    def forget(self, now: float) -> None:
        """Leave out what has left the window, and what a clock that was wrong put far ahead."""
        for grain in [*self._entries]:
            if not 0 < _leaves_at(grain) - now < 2 * WINDOW:
                del self._entries[grain]

    def wait(self, now: float, budget: Budget, coming_seconds: float = 0.0) -> float:
        """Return the seconds until another request fits into *budget*.

        :param coming_seconds: what it and those that are under way will take of the service's time.
            More than the whole budget fits only into an empty window.
        """
        self.forget(now)
        requests = sum(each[0] for each in self._entries.values())
        seconds = sum(each[1] for each in self._entries.values())
        room = None if budget.seconds is None else max(0.0, budget.seconds - coming_seconds)
        wait = 0.0
        for grain in sorted(self._entries):
            fits_count = requests + 1.0 <= max(1.0, budget.requests)
            if fits_count and (room is None or seconds <= room):
                break
            requests -= self._entries[grain][0]
            seconds -= self._entries[grain][1]
            wait = _leaves_at(grain) - now
        return wait

    def left(self, now: float, budget: Budget) -> Budget:
        """Return what is not spent of *budget*."""
        self.forget(now)
        requests = budget.requests - sum(each[0] for each in self._entries.values())
        if budget.seconds is None:
            return Budget(max(0.0, requests))
        seconds = budget.seconds - sum(each[1] for each in self._entries.values())
        return Budget(max(0.0, requests), max(0.0, seconds))

    def to_text(self) -> str:
        rows = [
            (at, round(requests, 3), round(seconds, 3))
            for at, (requests, seconds) in self._entries.items()
        ]
        return msgspec.json.encode(rows).decode()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what :meth:`to_text` wrote; an empty text stands for nothing spent."""
        rows = msgspec.json.decode(text, type=list[tuple[int, float, float]]) if text else []
        return cls(rows)

    def _add(self, grain: int, requests: float, seconds: float) -> None:
        before = self._entries.get(grain, (0.0, 0.0))
        self._entries[grain] = before[0] + requests, before[1] + seconds


def _leaves_at(grain: int) -> float:
    return (grain + 1) * _GRAIN + WINDOW
