"""Timers: on schedule, and by hand."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime

import azure.functions.timer

from dev.host.functions import LoadedFunction, TimerTrigger
from dev.host.worker import Failed, Outcome, Worker

Clock = Callable[[], datetime]

_LONGEST_WAIT_SECONDS = 0.1
"""How soon a timer notices that a clock other than the machine's was moved."""


class Timers:
    """All timers of the app; each runs at most once at a time."""

    def __init__(self, functions: Sequence[LoadedFunction], worker: Worker, clock: Clock) -> None:
        self._timers = {
            function.name: _Timer(function, function.trigger, worker, clock)
            for function in functions
            if isinstance(function.trigger, TimerTrigger)
        }

    def start(self) -> None:
        for timer in self._timers.values():
            timer.start()

    def stop(self) -> None:
        """Let no timer start another run, and wait for those that run."""
        for timer in self._timers.values():
            timer.ask_to_stop()
        for timer in self._timers.values():
            timer.wait()

    def fire(self, name: str) -> None:
        """Run a timer now, after its present run if there is one, and return when it is done.

        :raises KeyError: no timer has this name.
        :raises Exception: what the function raised.
        """
        outcome = self._timers[name].run()
        if isinstance(outcome, Failed):
            raise outcome.error


class _Timer:
    def __init__(
        self, function: LoadedFunction, trigger: TimerTrigger, worker: Worker, clock: Clock
    ) -> None:
        self._function = function
        self._trigger = trigger
        self._worker = worker
        self._clock = clock
        self._running = threading.Lock()
        self._stopping = threading.Event()
        name = f"timer {function.name}"
        self._thread = threading.Thread(target=self._keep_schedule, name=name, daemon=True)

    def start(self) -> None:
        if not self._function.disabled:
            self._thread.start()

    def ask_to_stop(self) -> None:
        self._stopping.set()

    def wait(self) -> None:
        if self._thread.is_alive():
            self._thread.join()

    def run(self) -> Outcome:
        with self._running:
            return self._worker.submit(self._function, self._request()).result()

    def _request(self) -> azure.functions.timer.TimerRequest:
        due = self._trigger.schedule.next(self._clock()).isoformat()
        return azure.functions.timer.TimerRequest(
            past_due=False,
            schedule={"AdjustForDST": True},
            schedule_status={"Next": due},
        )

    def _keep_schedule(self) -> None:
        if self._trigger.run_on_startup:
            self.run()
        # A time that passes during a run is left out, as on the platform.
        while self._wait_until(self._trigger.schedule.next(self._clock())):
            self.run()

    def _wait_until(self, due: datetime) -> bool:
        """Return False when the host stops first."""
        while (left := (due - self._clock()).total_seconds()) > 0:
            if self._stopping.wait(min(left, _LONGEST_WAIT_SECONDS)):
                return False
        return not self._stopping.is_set()
