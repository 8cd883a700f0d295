"""One service's requests, as fast as this process may send them.

All jobs of a process share the slots that it holds: whoever comes second need not wait for slots
of their own. With slots/all of a service's slots comes the same part of its budget.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Condition, Lock

from shared.adapters.concurrency import Concurrency
from shared.adapters.ledger import Budget, Ledger
from shared.adapters.patience import Gate
from shared.adapters.slots import Share, Slots
from shared.domain.sides import Side
from shared.errors import IntegrationError, TransientError
from shared.ports import Clock

_LONGEST_WAIT = 30.0
"""Seconds. Longer ones are left to the caller, as with a service's own."""
_LONGEST_KEPT = timedelta(seconds=5)
"""Then others come first: where there is one slot only, runs take turns."""
_WORTH_TELLING = timedelta(seconds=5)
"""Shorter pauses are over before others would learn of them."""
_APART = timedelta(seconds=1)
"""By so much the clocks of two processes may differ, which all follow the same time."""
_WEIGHT = 0.2
"""Of the newest request in the time that one is expected to take."""


class Pace:
    def __init__(self, side: Side, slots: Slots, clock: Clock, wanted: int, budget: Budget) -> None:
        """
        :param wanted: all slots of the service; nobody asks for fewer.
        :param budget: of all slots together.
        """
        self.side, self.wanted = side, wanted
        self._slots, self._clock, self._budget = slots, clock, budget
        self.gate = Gate(side.system, clock)
        self._told_until = datetime.min.replace(tzinfo=UTC)
        """What other processes know of this one's gate."""
        self._members = 0
        self._keepers = 0
        self._held_since = clock.now()
        self._membership = Lock()
        """Held while slots are taken, renewed or given back."""
        self._renew_in: timedelta | None = None
        self._renewed_at = clock.now()
        self._state = Condition()
        """Guards all that follows."""
        self._held = 0
        self._running = 0
        self._number = 0
        self._usual = 0.0
        self._ledger = Ledger()
        self._concurrency = Concurrency()

    def join(self) -> None:
        """Begin to send requests; the first of a process's jobs takes the slots.

        :raises TransientError: all slots are taken.
        """
        with self._membership:
            if not self._held:
                self._hold(self._slots.acquire(self.side, self.wanted))
                self._held_since = self._clock.now()
            self._members += 1

    def leave(self) -> None:
        """The last of a process's jobs gives the slots back, unless somebody keeps them."""
        with self._membership:
            self._members -= 1
            if not self._keepers or self._clock.now() - self._held_since > _LONGEST_KEPT:
                self._give_back()

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the slots from one job to the next: to give and to take them are requests, too."""
        with self._membership:
            self._keepers += 1
        try:
            yield
        finally:
            with self._membership:
                self._keepers -= 1
                if not self._keepers:
                    self._give_back()

    def _give_back(self) -> None:
        if self._members or not self._held:
            return
        with self._state:
            spent = self._ledger
            self._held, self._ledger = 0, Ledger()
        self._slots.release(self.side, spent)

    @contextmanager
    def turn(self) -> Iterator[int]:
        """Wait for a turn and take it; its number is for :meth:`answered` and :meth:`refused`.

        :raises TransientError: the budget has no room for longer than anybody should wait here.
        """
        self._renew_if_due()
        number = self._begin()
        try:
            yield number
        finally:
            with self._state:
                self._running -= 1
                self._state.notify_all()

    def put_off(self, seconds: float) -> None:
        """Send nothing for so long: the service wants to be left alone.

        All processes are told where it is long, once for all threads that hear the same.
        """
        opens_at = self._clock.now() + timedelta(seconds=seconds)
        self.gate.close(opens_at)
        with self._state:
            known_until = max(self._told_until, self._clock.now())
            if opens_at - known_until < _WORTH_TELLING:
                return
            self._told_until = opens_at + _APART
        with suppress(IntegrationError):  # Then they hear it from the service itself.
            self._slots.close(self.side, self._told_until)

    def answered(self, number: int, kind: Hashable, seconds: float) -> None:
        self._took(seconds)
        with self._state:
            self._concurrency.answered(number, self._number, kind, seconds)

    def refused(self, number: int, seconds: float) -> None:
        """The service had too much to do, or was silent for too long."""
        self._took(seconds)
        with self._state:
            self._concurrency.refused(number, self._number)

    @property
    def limit(self) -> int:
        """How many requests may run at once now."""
        with self._state:
            return self._concurrency.limit

    def left(self) -> Budget:
        """Return what this process may still spend in these five minutes."""
        with self._state:
            budget = self._budget.share(max(1, self._held) / self.wanted)
            return self._ledger.left(self._now(), budget)

    def _took(self, seconds: float) -> None:
        with self._state:
            self._ledger.spend(self._now(), seconds=seconds)
            self._usual += _WEIGHT * (seconds - self._usual)

    def _begin(self) -> int:
        while wait := self._try():
            if wait > _LONGEST_WAIT:
                raise TransientError(
                    f"The requests that {self.side.system} allows in five minutes are used up for "
                    f"{wait:.0f} seconds. The work goes on by itself after that.",
                    code="budget_spent",
                    retry_after=wait,
                )
            self._clock.sleep(wait)
        with self._state:
            self._number += 1
            return self._number - 1

    def _try(self) -> float:
        """Begin a request and return 0, or the seconds until there is room for it."""
        with self._state:
            self._state.wait_for(lambda: self._running < self._concurrency.limit)
            budget = self._budget.share(max(1, self._held) / self.wanted)
            coming = self._usual * (self._running + 1)
            wait = self._ledger.wait(self._now(), budget, coming)
            if not wait:
                self._running += 1
                self._ledger.spend(self._now(), requests=1.0)
            return wait

    def _renew_if_due(self) -> None:
        """Look after the slots in passing; one thread does, and the others do not wait for it."""
        # A clock that was set back must not keep them from being renewed.
        since = abs(self._clock.now() - self._renewed_at)
        if self._renew_in is None or since < self._renew_in:
            return
        if not self._membership.acquire(blocking=False):
            return
        try:
            if self._held:
                with self._state:
                    spent = self._ledger.share(1.0)
                self._hold(self._slots.renew(self.side, self.wanted, spent))
        finally:
            self._membership.release()

    def _hold(self, share: Share) -> None:
        """Go on with these slots; what was spent with those given away went along."""
        if share.closed_until is not None and share.closed_until != self._told_until:
            self.gate.close(share.closed_until)
        with self._state:
            if share.slots < self._held:
                self._ledger = self._ledger.share(share.slots / self._held)
            self._ledger.add(share.spent)
            self._held = share.slots
            self._concurrency.at_most(share.slots)
            self._state.notify_all()
        self._renew_in, self._renewed_at = share.renew_in, self._clock.now()

    def _now(self) -> float:
        return self._clock.now().timestamp()
