"""Sends what the simulated services have to tell, as time goes by."""

import logging
from collections.abc import Sequence
from threading import Event, Thread
from typing import Protocol

_PAUSE = 0.5
_log = logging.getLogger(__name__)


class Telling(Protocol):
    def deliver_due(self) -> int: ...


class Courier:
    """A thread that lets services deliver what is due by their clocks.

    Tests have none: they let a service deliver when it suits them.
    """

    def __init__(self, services: Sequence[Telling]) -> None:
        self._services = services
        self._stop = Event()
        self._thread = Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Return when nothing is sent any more."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_PAUSE):
            for service in self._services:
                try:
                    service.deliver_due()
                except Exception:
                    _log.exception("a simulated service could not deliver")
