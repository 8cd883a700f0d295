"""Ask once for many callers, and remember the answer for a while.

Whoever asks for what somebody is asking for already waits for that answer. Asking goes on in a
thread of its own, so that nobody waits longer than they want to; what comes too late for them is
there for the next ones, and what nobody waits for any more before its turn comes is not asked.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Generic, TypeVar

from shared.errors import IntegrationError, TransientError
from shared.ports import Clock
from shared.telemetry import carried

MOST = 10_000
"""Answers. The oldest are forgotten beyond that."""
_THREADS = 8
_SOON = 5.0
"""Seconds until somebody asks again, where the service does not say."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True)
class Remembered(Generic[V]):
    value: V
    read_at: datetime
    """In the app's clock, before it was asked for."""
    stale: bool = False
    """Whether it is older than it should be, since nobody answers now."""


@dataclass(frozen=True)
class Patience:
    fresh: timedelta
    """How long an answer is told again without asking."""
    stale: timedelta
    """How old an answer may be while nobody gives a newer one."""
    wait: float
    """Seconds."""

    @property
    def remembers(self) -> bool:
        return bool(self.fresh or self.stale)


class Memory(Generic[K, V]):
    def __init__(self, clock: Clock, what: str, patience: Patience, *, code: str) -> None:
        """
        :param what: does not answer, in a message.
        :param code: of the error where there is no answer now.
        """
        self._clock, self._what, self._patience, self._code = clock, what, patience, code
        self._lock = Lock()
        self._known: OrderedDict[K, Remembered[V]] = OrderedDict()
        self._asked: dict[K, Future[Remembered[V]]] = {}
        self._threads = ThreadPoolExecutor(_THREADS, "asking")

    def get(
        self, keys: Iterable[K], ask: Callable[[Sequence[K]], Mapping[K, V]]
    ) -> Mapping[K, Remembered[V] | IntegrationError]:
        """Return the answer for each key, or why there is none.

        :param ask: returns an answer for each of its keys.
        """
        wanted = list(dict.fromkeys(keys))
        found, awaited = self._begin(wanted, ask)
        wait(awaited.values(), timeout=self._patience.wait)
        return found | {key: self._outcome(key, asked) for key, asked in awaited.items()}

    def _begin(
        self, wanted: Sequence[K], ask: Callable[[Sequence[K]], Mapping[K, V]]
    ) -> tuple[dict[K, Remembered[V] | IntegrationError], dict[K, Future[Remembered[V]]]]:
        found: dict[K, Remembered[V] | IntegrationError] = {}
        awaited: dict[K, Future[Remembered[V]]] = {}
        mine: list[K] = []
        now = self._clock.now()
        with self._lock:
            for key in wanted:
                known = self._known.get(key)
                if known is not None and abs(now - known.read_at) < self._patience.fresh:
                    found[key] = known
                    continue
                if key not in self._asked:
                    self._asked[key] = Future()
                    mine.append(key)
                awaited[key] = self._asked[key]
        if mine:
            self._threads.submit(carried(self._ask), mine, ask, now)
        return found, awaited

    def _ask(
        self,
        keys: Sequence[K],
        ask: Callable[[Sequence[K]], Mapping[K, V]],
        now: datetime,
    ) -> None:
        try:
            if self._clock.now() - now > timedelta(seconds=self._patience.wait):
                # Whoever asked first waits no longer; others come first.
                raise self._too_slow()
            answers = ask(keys)
            remembered = {key: Remembered(answers[key], now) for key in keys}
        except BaseException as error:
            for asked in self._settled(keys, {}):
                asked.set_exception(error)
            return
        for key, asked in zip(keys, self._settled(keys, remembered), strict=True):
            asked.set_result(remembered[key])

    def _settled(
        self, keys: Sequence[K], answers: Mapping[K, Remembered[V]]
    ) -> list[Future[Remembered[V]]]:
        with self._lock:
            for key, answer in answers.items() if self._patience.remembers else ():
                self._known[key] = answer
                self._known.move_to_end(key)
            while len(self._known) > MOST:
                self._known.popitem(last=False)
            return [self._asked.pop(key) for key in keys]

    def _outcome(self, key: K, asked: "Future[Remembered[V]]") -> Remembered[V] | IntegrationError:
        """
        :raises Exception: something unexpected happened.
        """
        error = asked.exception() if asked.done() else self._too_slow()
        if error is None:
            return asked.result()
        if not isinstance(error, TransientError):
            if isinstance(error, IntegrationError):
                return error
            raise error
        with self._lock:
            known = self._known.get(key)
        if known is not None and self._clock.now() - known.read_at < self._patience.stale:
            return Remembered(known.value, known.read_at, stale=True)
        return TransientError(
            f"The answer is not known now. {error.message} Ask again after the pause.",
            code=self._code,
            answer=error.answer,
            retry_after=error.retry_after or _SOON,
        )

    def _too_slow(self) -> TransientError:
        return TransientError(
            f"{self._what} has not answered within {self._patience.wait:g} seconds.",
            code=self._code,
        )
