"""Queue triggers: the rules of the platform's queue listener, on real queues.

https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger, and for
what that leaves open the source of Microsoft.Azure.WebJobs.Extensions.Storage.Queues.
"""

import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

from azure.core.exceptions import AzureError, ResourceNotFoundError
from azure.storage.queue import QueueMessage

from dev.host.functions import LoadedFunction
from dev.host.messages import UndecodableMessageError, decode
from dev.host.queue_client import TriggerQueue
from dev.host.settings import QueueSettings
from dev.host.worker import Failed, Outcome, Succeeded, Worker

_log = logging.getLogger("dev.host")

_SHORTEST_WAIT_SECONDS = 0.1
"""Between two looks at an empty queue; doubles up to the longest one of the settings."""

_REST_SECONDS = 0.1
_LONGEST_REST_SECONDS = 0.8
"""Between two looks of a drain at queues whose messages are not due; the rest doubles."""
_RUNNING_SECONDS = 0.5
"""How long a drain leaves the queues alone while nothing ends of what runs."""


@dataclass(frozen=True)
class Tally:
    """What a listener has in hand, and what it had."""

    running: int
    finished: int


class QueueListener:
    """Delivers one queue's messages to one function."""

    def __init__(
        self,
        function: LoadedFunction,
        queue: TriggerQueue,
        settings: QueueSettings,
        worker: Worker,
        invisible: timedelta,
    ) -> None:
        """:param invisible: how long a received message is ours; renewed at half of it."""
        self.queue = queue
        self._function = function
        self._settings = settings
        self._worker = worker
        self._invisible = invisible
        self._receiving = threading.Lock()
        self._changed = threading.Condition()
        self._tally = Tally(0, 0)
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        most = settings.batch_size + settings.threshold
        self._deliveries = ThreadPoolExecutor(most, f"queue {queue.name}")

    @property
    def tally(self) -> Tally:
        with self._changed:
            return self._tally

    def wait_for_other(self, seen: Tally, timeout: float) -> None:
        """Wait until the tally is another one than *seen*, but no longer than so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._tally != seen, timeout)

    def start(self) -> None:
        """Listen in the background."""
        self._thread = threading.Thread(target=self._listen, name=f"listen {self.queue.name}")
        self._thread.daemon = True
        self._thread.start()

    def stop(self) -> None:
        """Receive no more, and wait for what was received."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        self._deliveries.shutdown()

    def poll(self) -> int:
        """Take on one batch if few enough run; return how many messages that were."""
        with self._receiving:
            if self.tally.running > self._settings.threshold:
                return 0
            batch = self._receive()
            self._count(started=len(batch))
        for message in batch:
            self._deliveries.submit(self._deliver, message)
        return len(batch)

    def _receive(self) -> list[QueueMessage]:
        try:
            return self.queue.receive(self._settings.batch_size, self._invisible)
        except ResourceNotFoundError:
            self.queue.create()
            return []

    def _listen(self) -> None:
        longest = self._settings.max_polling_interval.total_seconds()
        wait = _SHORTEST_WAIT_SECONDS
        while not self._stopping.is_set():
            self._wait_for_room()
            if self._poll_or_complain():
                wait = _SHORTEST_WAIT_SECONDS
            else:
                self._stopping.wait(wait)
                wait = min(wait * 2, longest)

    def _wait_for_room(self) -> None:
        with self._changed:
            self._changed.wait_for(
                lambda: self._tally.running <= self._settings.threshold, timeout=1
            )

    def _poll_or_complain(self) -> int:
        try:
            return self.poll()
        except AzureError as error:
            _log.warning("%s: cannot read its queue: %s", self._function.name, error)
            return 0

    def _deliver(self, message: QueueMessage) -> None:
        try:
            # A message that a crashed host received too often is not tried again.
            if (message.dequeue_count or 0) > self._settings.max_dequeue_count:
                self.queue.poison(message)
            else:
                self._settle(message, self._run(message))
        except AzureError as error:
            _log.warning("%s: message %s is not settled: %s", self.queue.name, message.id, error)
        finally:
            self._count(finished=1)

    def _run(self, message: QueueMessage) -> Outcome:
        try:
            argument = decode(message, self._function, self._settings.message_encoding)
        except UndecodableMessageError as error:
            _log.error("%s: %s", self._function.name, error)
            return Failed(error)
        running = self._worker.submit(self._function, argument)
        while True:
            try:
                return running.result(timeout=self._invisible.total_seconds() / 2)
            except TimeoutError:
                self.queue.renew(message, self._invisible)

    def _settle(self, message: QueueMessage, outcome: Outcome) -> None:
        match outcome:
            case Succeeded():
                self.queue.delete(message)
            case Failed() if (message.dequeue_count or 0) >= self._settings.max_dequeue_count:
                _log.warning("%s: message %s is poison", self.queue.name, message.id)
                self.queue.poison(message)
            case Failed():
                self.queue.release(message, self._settings.visibility_timeout)

    def _count(self, *, started: int = 0, finished: int = 0) -> None:
        with self._changed:
            self._tally = Tally(
                self._tally.running + started - finished, self._tally.finished + finished
            )
            self._changed.notify_all()


def drain(
    listeners: Sequence[QueueListener],
    timeout: float,
    *,
    include_delayed: bool,
    include_poison: bool,
) -> None:
    """Deliver until no queue has a message that is due and nothing runs.

    :param timeout: seconds.
    :param include_delayed: also wait for the messages that become visible later. The storage
        service's clock decides when, and nothing can move that: the wait is a real one.
    :param include_poison: also look into poison queues into which the listeners moved nothing.
    :raises TimeoutError: says which queues still have messages.
    """
    deadline = time.monotonic() + timeout
    seen, pause = list[Tally](), _REST_SECONDS
    while not _drained(listeners, include_delayed, include_poison):
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {timeout} s messages are left: {_left(listeners)}")
        before = _tallies(listeners)
        busy = [pair for pair in zip(listeners, before, strict=True) if pair[1].running]
        if busy:
            listener, tally = busy[0]
            listener.wait_for_other(tally, _RUNNING_SECONDS)
        elif before == seen:
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_REST_SECONDS)
        else:
            pause = _REST_SECONDS
        seen = before


def _drained(
    listeners: Sequence[QueueListener], include_delayed: bool, include_poison: bool
) -> bool:
    # A function may put messages into a queue that was just found empty; so the queues are only
    # empty when nothing ran before the look at them, and nothing has finished since.
    before = _tallies(listeners)
    # Each look is a request. What is moved to a poison queue from here on changes the tallies.
    include_poison = include_poison or any(listener.queue.has_poisoned for listener in listeners)
    asked = [each for each in listeners if include_poison or not each.queue.is_poison]
    if sum([listener.poll() for listener in asked]) or any(tally.running for tally in before):
        return False
    if include_delayed and any(listener.queue.size() for listener in asked):
        return False
    return before == _tallies(listeners)


def _tallies(listeners: Sequence[QueueListener]) -> list[Tally]:
    return [listener.tally for listener in listeners]


def _left(listeners: Sequence[QueueListener]) -> str:
    return ", ".join(
        f"{listener.queue.name} {listener.queue.size()}, of which {listener.tally.running} running"
        for listener in listeners
    )
