"""How much a service allows each principal, and how politely each principal behaves.

Pure bookkeeping: the server tells it when requests arrive, start and end, all in the service's
time, and does the waiting itself.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from types import MappingProxyType
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, NonNegativeInt, PositiveFloat, PositiveInt

UNDER_WAY = timedelta(milliseconds=50)
"""A request on another connection may have been sent before the client read a Retry-After."""


@dataclass(frozen=True)
class Exceeded:
    """A limit that a request went beyond."""

    kind: Literal["requests", "busy", "concurrency", "queue_full", "queue_wait"]
    retry_after: float
    """Seconds until the same request would be let in, at least 1."""


class Allowance(BaseModel):
    """What one principal may use; None stands for no such limit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    window_seconds: PositiveFloat = 300.0
    """Length of the sliding window of *requests* and *busy_seconds*."""
    requests: PositiveInt | None = None
    concurrent: PositiveInt | None = None
    queued: NonNegativeInt | None = 0
    """How many requests beyond *concurrent* wait for their turn; with 0 they are refused."""
    queue_seconds: PositiveFloat = 480.0
    """How long a queued request waits before it is refused."""
    busy_seconds: PositiveFloat | None = None
    """Combined execution time within the window."""


@dataclass(frozen=True)
class Behaviour:
    """What one principal has done so far."""

    requests: int = 0
    refusals: int = 0
    running: int = 0
    waiting: int = 0
    most_concurrent: int = 0
    most_waiting: int = 0
    impolite: int = 0
    """Requests that came before a Retry-After had ended."""


@dataclass
class _Account:
    """The mutable side of one principal."""

    arrivals: deque[float] = field(default_factory=deque)
    busy: deque[tuple[float, float]] = field(default_factory=deque)
    busy_total: float = 0.0
    requests: int = 0
    refusals: int = 0
    running: int = 0
    waiting: int = 0
    most_concurrent: int = 0
    most_waiting: int = 0
    impolite: int = 0
    told_at: float = 0.0
    not_before: float = 0.0
    told_connections: set[str] = field(default_factory=set)

    def behaviour(self) -> Behaviour:
        return Behaviour(
            self.requests,
            self.refusals,
            self.running,
            self.waiting,
            self.most_concurrent,
            self.most_waiting,
            self.impolite,
        )


class Limits:
    """The limits of one service; switched off, they count and refuse nothing.

    Refused requests count in the window too, so a principal that keeps knocking waits longer.
    """

    def __init__(
        self,
        *,
        window_seconds: float = 300.0,
        requests: int | None = None,
        concurrent: int | None = None,
        queued: int | None = 0,
        queue_seconds: float = 480.0,
        busy_seconds: float | None = None,
        enabled: bool = True,
    ) -> None:
        self.allowance = Allowance(
            window_seconds=window_seconds,
            requests=requests,
            concurrent=concurrent,
            queued=queued,
            queue_seconds=queue_seconds,
            busy_seconds=busy_seconds,
        )
        self.enabled = enabled
        self._accounts: dict[str, _Account] = {}
        self._lock = Lock()

    @classmethod
    def off(cls) -> Self:
        return cls(enabled=False)

    def behaviour(self, principal: str) -> Behaviour:
        with self._lock:
            return self._accounts.get(principal, _Account()).behaviour()

    def behaviours(self) -> Mapping[str, Behaviour]:
        with self._lock:
            return MappingProxyType({who: a.behaviour() for who, a in self._accounts.items()})

    @property
    def impolite(self) -> int:
        """Requests of all principals that came before a Retry-After had ended."""
        return sum(behaviour.impolite for behaviour in self.behaviours().values())

    @property
    def refusals(self) -> int:
        return sum(behaviour.refusals for behaviour in self.behaviours().values())

    def forget(self) -> None:
        """Empty windows and counters; what is running stays counted as running."""
        with self._lock:
            for principal, account in list(self._accounts.items()):
                kept = _Account(running=account.running, waiting=account.waiting)
                self._accounts[principal] = kept

    def arrive(self, principal: str, now: datetime, connection: str = "") -> Exceeded | None:
        """Count a request; return the window limit it exceeds, if any."""
        moment = now.timestamp()
        with self._lock:
            account = self._accounts.setdefault(principal, _Account())
            account.requests += 1
            account.arrivals.append(moment)
            self._slide(account, moment)
            if _is_impolite(account, moment, connection):
                account.impolite += 1
            return self._refused(account, self._window_exceeded(account, moment))

    def may_start(self, principal: str) -> bool:
        """Return whether another request of *principal* may run now."""
        concurrent = self.allowance.concurrent
        with self._lock:
            running = self._accounts.setdefault(principal, _Account()).running
            return not self.enabled or concurrent is None or running < concurrent

    def start(self, principal: str) -> None:
        with self._lock:
            account = self._accounts.setdefault(principal, _Account())
            account.running += 1
            account.most_concurrent = max(account.most_concurrent, account.running)

    def end(self, principal: str, now: datetime, busy: float) -> None:
        """A request that was started has been executed in *busy* seconds."""
        with self._lock:
            account = self._accounts.setdefault(principal, _Account())
            account.running -= 1
            account.busy.append((now.timestamp(), busy))
            account.busy_total += busy

    def queue(self, principal: str) -> Exceeded | None:
        """Put a request into the queue, or say that it is full."""
        queued = self.allowance.queued
        with self._lock:
            account = self._accounts.setdefault(principal, _Account())
            if queued is not None and account.waiting >= queued:
                exceeded = Exceeded("queue_full" if queued else "concurrency", 1.0)
                return self._refused(account, exceeded)
            account.waiting += 1
            account.most_waiting = max(account.most_waiting, account.waiting)
            return None

    def unqueue(self, principal: str, *, in_time: bool) -> Exceeded | None:
        """Take a request out of the queue, *in_time* or because it waited too long."""
        with self._lock:
            account = self._accounts[principal]
            account.waiting -= 1
            return None if in_time else self._refused(account, Exceeded("queue_wait", 1.0))

    def told_to_wait(
        self, principal: str, now: datetime, seconds: float, connection: str = ""
    ) -> None:
        """An answer with Retry-After went out to *principal* on *connection*."""
        moment = now.timestamp()
        with self._lock:
            account = self._accounts.setdefault(principal, _Account())
            if moment >= account.not_before:
                account.told_at = moment
                account.told_connections.clear()
            account.told_connections.add(connection)
            account.not_before = max(account.not_before, moment + seconds)

    def _refused(self, account: _Account, exceeded: Exceeded | None) -> Exceeded | None:
        if exceeded is not None:
            account.refusals += 1
        return exceeded

    def _slide(self, account: _Account, moment: float) -> None:
        start = moment - self.allowance.window_seconds
        while account.arrivals and account.arrivals[0] <= start:
            account.arrivals.popleft()
        while account.busy and account.busy[0][0] <= start:
            account.busy_total -= account.busy.popleft()[1]

    def _window_exceeded(self, account: _Account, moment: float) -> Exceeded | None:
        allowance = self.allowance
        if not self.enabled:
            return None
        if allowance.requests is not None and len(account.arrivals) > allowance.requests:
            free_at = account.arrivals[-allowance.requests] + allowance.window_seconds
            return Exceeded("requests", max(1.0, free_at - moment))
        if allowance.busy_seconds is not None and account.busy_total >= allowance.busy_seconds:
            return Exceeded("busy", max(1.0, self._busy_until(account) - moment))
        return None

    def _busy_until(self, account: _Account) -> float:
        """When enough execution time has left the window; in seconds since the epoch."""
        total, limit = account.busy_total, self.allowance.busy_seconds or 0.0
        for ended, busy in account.busy:
            total -= busy
            if total < limit:
                return ended + self.allowance.window_seconds
        return 0.0


def _is_impolite(account: _Account, moment: float, connection: str) -> bool:
    if moment >= account.not_before:
        return False
    was_told = connection in account.told_connections
    return was_told or moment - account.told_at > UNDER_WAY.total_seconds()
