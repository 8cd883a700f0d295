"""Functions started by hand, as ``POST /admin/functions/{name}`` does."""

from concurrent.futures import ThreadPoolExecutor

from dev.host.functions import HttpTrigger, LoadedFunction, QueueTrigger, TimerTrigger
from dev.host.messages import by_hand
from dev.host.timers import Timers
from dev.host.worker import Worker


class ByHand:
    """Starts functions and waits for none; a failure is logged by the worker."""

    def __init__(self, worker: Worker, timers: Timers) -> None:
        self._worker = worker
        self._timers = timers
        # A timer may have to wait for its present run, which must not block a worker's thread.
        self._waiting = ThreadPoolExecutor(thread_name_prefix="by hand")

    def invoke(self, function: LoadedFunction, given: str) -> None:
        """Start a timer or queue function, disabled or not.

        :param given: the text of the message; timers take none.
        """
        match function.trigger:
            case TimerTrigger():
                self._waiting.submit(self._timers.fire, function.name)
            case QueueTrigger():
                self._worker.submit(function, by_hand(given, function))
            case HttpTrigger():
                raise ValueError(f"{function.name} is called by its route")

    def close(self) -> None:
        self._waiting.shutdown()
