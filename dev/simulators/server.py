"""A simulated service on a loopback socket of its own."""

import asyncio
import socket
import ssl
from threading import Event, RLock, Thread
from types import TracebackType
from typing import Self

import uvicorn

from dev.simulators.application import Application, Watch
from dev.simulators.certificates import CertificateAuthority
from dev.simulators.connection import Protocol
from dev.simulators.control import Control, Routes
from dev.simulators.faults import Faults
from dev.simulators.journal import Journal
from dev.simulators.service import Service

_START_SECONDS = 10.0
_STOP_SECONDS = 10.0
_KEEP_ALIVE_SECONDS = 120
_BACKLOG = 2048


class Socket:
    """A bound port, so that a service can know its address before it exists."""

    def __init__(self, authority: CertificateAuthority | None, port: int = 0) -> None:
        """Bind *port*, 0 for any. Without an *authority* it is plain HTTP, for benchmarks.

        :raises OSError: the port is taken.
        """
        # asyncio switches Nagle's algorithm off only where the protocol is named; with it, each
        # answer waits 40 ms for an acknowledgement.
        self.raw = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self.raw.bind(("127.0.0.1", port))
            self.raw.listen(_BACKLOG)  # until then, another process could bind the same port
        except OSError as error:
            self.raw.close()
            told = f"port {port} of 127.0.0.1 cannot be used ({error.strerror})"
            raise OSError(told) from error
        self.context = authority.server_context() if authority else None
        scheme = "https" if authority else "http"
        self.url = f"{scheme}://localhost:{self.raw.getsockname()[1]}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.raw.close()


class SimulatorServer:
    """Serves one service from a thread of its own, between :meth:`start` and :meth:`stop`."""

    def __init__(
        self,
        service: Service,
        bound: Socket,
        *,
        latency: float = 0.0,
        controls: Routes | None = None,
    ) -> None:
        """*latency*: seconds that each request takes beyond the service's own time.

        :param controls: the service's own control routes.
        """
        self.service = service
        self.url = bound.url
        self.faults = Faults()
        self.journal = Journal()
        control = Control(service, self.faults, self.journal, controls)
        self._application = Application(service, self.faults, self.journal, control.handle, latency)
        self._socket = bound.raw
        self._server = uvicorn.Server(_configuration(self._application, bound.context))
        self._thread = Thread(target=self._run, name=f"{service.name} simulator", daemon=True)
        self._running = Event()

    @property
    def lock(self) -> RLock:
        """Held while the service works; take it to use the service from another thread."""
        return self._application.lock

    @property
    def watch(self) -> Watch | None:
        """Called before each request is served, from the server's thread; None for nobody."""
        return self._application.watch

    @watch.setter
    def watch(self, watch: Watch | None) -> None:
        self._application.watch = watch

    @property
    def latency(self) -> float:
        return self._application.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self._application.latency = seconds

    @property
    def seconds_per_write(self) -> float:
        return self._application.seconds_per_write

    @seconds_per_write.setter
    def seconds_per_write(self, seconds: float) -> None:
        self._application.seconds_per_write = seconds

    def start(self) -> None:
        """Return when requests are accepted."""
        self._thread.start()
        if not (self._running.wait(_START_SECONDS) and self._server.started):
            raise RuntimeError(f"the {self.service.name} simulator did not start")

    def stop(self) -> None:
        """Return when the port is free again; requests held open are dropped."""
        if not self._running.is_set():
            self._socket.close()
            return
        self.begin_to_stop()
        self._thread.join(_STOP_SECONDS)

    def begin_to_stop(self) -> None:
        """Take no more requests; the port is free once :meth:`stop` returns."""
        self._server.should_exit = True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=self._server.config.get_loop_factory()) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        serving = asyncio.create_task(self._server.serve([self._socket]))
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.001)
        self._running.set()
        await serving


def _configuration(application: Application, context: ssl.SSLContext | None) -> uvicorn.Config:
    factory = None if context is None else lambda _config, _default: context
    return uvicorn.Config(
        application,
        http=Protocol,
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=2,
        ssl_context_factory=factory,
    )
