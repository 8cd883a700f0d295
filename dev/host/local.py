"""The local host itself: everything between a function app and the outside world."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import azure.functions as func

from dev.host.authentication import Authentication, Gatekeeper
from dev.host.by_hand import ByHand
from dev.host.functions import QueueTrigger, load_functions
from dev.host.http import HttpFront
from dev.host.keys import HostKeys
from dev.host.queue_client import TriggerQueue, queue_service
from dev.host.queues import QueueListener, drain
from dev.host.server import Server
from dev.host.settings import HostSettings
from dev.host.sharing import sharing
from dev.host.timers import Timers
from dev.host.worker import Worker

HOST_JSON = Path("host.json")


def utc_now() -> datetime:
    return datetime.now(UTC)


class LocalHost:
    """Serves one function app until it is stopped; can be started again.

    ``fire_timer`` and ``drain_queues`` make the app's own work happen now; with
    ``start(timers=False, queues=False)`` it happens only then.
    """

    def __init__(
        self,
        function_app: func.FunctionApp,
        *,
        connection_string: str,
        port: int = 0,
        clock: Callable[[], datetime] = utc_now,
        keys: HostKeys | None = None,
        settings: HostSettings | None = None,
        environment: Mapping[str, str] = os.environ,
        time_limit: float = 230.0,
        invisible: timedelta = timedelta(minutes=10),
        authentication: Authentication | None = None,
        allowed_origins: Sequence[str] = (),
    ) -> None:
        """Index *function_app*.

        :param connection_string: of the storage account whose queues trigger functions.
        :param clock: tells the timers the time; aware.
        :param settings: host.json of the working directory unless given.
        :param environment: the app settings.
        :param time_limit: seconds until an HTTP answer is given up.
        :param invisible: how long a received message is this host's, unless renewed.
        :param authentication: in front of the app; its ``app_settings`` belong to the app's.
        :param allowed_origins: whose pages may ask: the platform's setting ``cors``.
        :raises HostRefusedError: lists what the platform would refuse.
        """
        self.keys = keys or HostKeys()
        self.functions = load_functions(function_app, environment)
        self._settings = settings or HostSettings.read(HOST_JSON)
        self._connection_string = connection_string
        self._port = port
        self._clock = clock
        self._environment = environment
        self._time_limit = time_limit
        self._invisible = invisible
        self._authentication = authentication
        self._allowed_origins = allowed_origins
        self._until_stopped = ExitStack()
        self._started: _Parts | None = None

    @property
    def url(self) -> str:
        """Scheme and authority; the routes follow under the route prefix."""
        return self._parts.server.url

    def start(self, *, timers: bool = False, queues: bool = True) -> Self:
        """Serve HTTP; with *timers* keep their schedules; with *queues* listen to them."""
        if self._started is not None:
            raise RuntimeError("the host is already started")
        with ExitStack() as until_stopped:
            parts = self._build(until_stopped)
            for listener in parts.listeners if queues else ():
                listener.start()
            if timers:
                parts.timers.start()
            parts.server.start()
            until_stopped.callback(parts.server.stop)
            self._started, self._until_stopped = parts, until_stopped.pop_all()
        return self

    def stop(self) -> None:
        """Take on nothing more, and wait for what runs."""
        self._until_stopped.close()
        self._started = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def authentication(self) -> Authentication | None:
        """What stands in front of the app; can be switched while the host runs."""
        return self._authentication

    @authentication.setter
    def authentication(self, authentication: Authentication | None) -> None:
        self._authentication = authentication
        if self._started is not None:
            self._started.gatekeeper.authentication = authentication

    def fire_timer(self, name: str) -> None:
        """Run a timer function now and return when it is done; a disabled one too.

        :raises KeyError: no timer has this name.
        :raises Exception: what the function raised.
        """
        self._parts.timers.fire(name)

    def drain_queues(
        self,
        timeout: float = 30.0,
        *,
        include_delayed: bool = False,
        include_poison: bool = False,
    ) -> None:
        """Deliver messages until the triggers' queues are empty and nothing runs.

        Poison queues are looked into once this host has moved something there.

        :param timeout: seconds.
        :param include_delayed: also wait for messages that become visible later, in real time:
            the emulator's clock cannot be moved. Keep the delays in tests short.
        :param include_poison: also deliver what others than this host put into poison queues.
        :raises TimeoutError: says which queues still have messages.
        """
        drain(
            self._parts.listeners,
            timeout,
            include_delayed=include_delayed,
            include_poison=include_poison,
        )

    @property
    def _parts(self) -> "_Parts":
        if self._started is None:
            raise RuntimeError("the host is not started")
        return self._started

    def _build(self, until_stopped: ExitStack) -> "_Parts":
        """Make what runs. Closed in reverse: the worker last, since all others wait for it."""
        worker = Worker(self._environment)
        until_stopped.callback(worker.close)
        timers = Timers(self.functions, worker, self._clock)
        until_stopped.callback(timers.stop)
        listeners = self._listeners(worker, until_stopped)
        by_hand = ByHand(worker, timers)
        until_stopped.callback(by_hand.close)
        front = HttpFront(
            self.functions,
            worker,
            by_hand.invoke,
            keys=self.keys,
            route_prefix=self._settings.route_prefix,
            time_limit=self._time_limit,
        )
        gatekeeper = Gatekeeper(front)
        gatekeeper.authentication = self._authentication
        server = Server(sharing(gatekeeper, self._allowed_origins), self._port)
        return _Parts(timers, listeners, server, gatekeeper)

    def _listeners(self, worker: Worker, until_stopped: ExitStack) -> list[QueueListener]:
        triggered = [
            (function, function.trigger.queue)
            for function in self.functions
            if isinstance(function.trigger, QueueTrigger) and not function.disabled
        ]
        settings = self._settings.queues
        at_once = len(triggered) * (settings.batch_size + settings.threshold + 1)
        service = until_stopped.enter_context(
            queue_service(self._connection_string, connections=at_once + 1)
        )
        listeners = []
        for function, name in triggered:
            queue = TriggerQueue(service, name)
            queue.create()
            listener = QueueListener(function, queue, settings, worker, self._invisible)
            until_stopped.callback(listener.stop)
            listeners.append(listener)
        return listeners


@dataclass(frozen=True)
class _Parts:
    """What exists between start and stop."""

    timers: Timers
    listeners: Sequence[QueueListener]
    server: Server
    gatekeeper: Gatekeeper
