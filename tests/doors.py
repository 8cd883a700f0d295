"""Doors to everything that the app writes to: there its requests are counted, spoilt, or ended.

The two services are watched by their own simulators. The storage account gets doors of its own,
servers that pass requests on to Azurite, which the app is told to use instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from threading import Lock

from urllib3 import HTTPConnectionPool, connection_from_url

from dev.azurite import ACCOUNT, KEY, Azurite
from dev.simulators.clock import SimulatorClock
from dev.simulators.faults import Fault
from dev.simulators.fleet import Fleet
from dev.simulators.http import Request, Response
from dev.simulators.limits import Exceeded, Limits
from dev.simulators.server import SimulatorServer, Socket

_OF_THE_CONNECTION = {"connection", "keep-alive", "transfer-encoding", "content-length"}
_OF_A_NEW_TABLE = b"/Tables"
"""A table comes with its first row; processes that follow find it."""
DEAD = Fault(kind="status", status=403, times=None)
"""What a dead process hears: nobody sends such a request again."""


class PassedOn:
    """A service that has no content of its own: another one behind it answers."""

    name = "storage"

    def __init__(self, endpoint: str) -> None:
        self.clock = SimulatorClock()
        self.limits = Limits.off()
        self._behind: HTTPConnectionPool = connection_from_url(endpoint, timeout=30, retries=False)

    def handle(self, request: Request) -> Response:
        answer = self._behind.urlopen(
            request.method,
            request.url.removeprefix(request.base),
            request.body or None,
            _passing(request.headers),
            decode_content=False,
        )
        return Response(answer.status, _passing(answer.headers), answer.data)

    def principal(self, _request: Request) -> str:
        return ""

    def refuse(self, exceeded: Exceeded) -> Response:
        raise AssertionError(f"storage has no limits here: {exceeded}")

    def close(self) -> None:
        self._behind.close()


def _passing(headers: Mapping[str, str]) -> dict[str, str]:
    return {k: v for k, v in headers.items() if k.lower() not in _OF_THE_CONNECTION}


class Doors:
    """All ways out of the app, between :meth:`start` and :meth:`stop`."""

    def __init__(self, fleet: Fleet, azurite: Azurite) -> None:
        self._open = ExitStack()
        self.services = (fleet.business_central_server, fleet.dataverse_server)
        self.tables = self._door(azurite.table_endpoint)
        self.queue = self._door(azurite.queue_endpoint)

    def _door(self, endpoint: str) -> SimulatorServer:
        service = PassedOn(endpoint)
        self._open.callback(service.close)
        return self._open.enter_context(SimulatorServer(service, Socket(None)))

    def close(self) -> None:
        self._open.close()

    @property
    def connection_string(self) -> str:
        """What the app connects to instead of Azurite itself.

        The SDK takes a localhost for the emulator of another product.
        """
        tables, queue = (
            f"{door.url.replace('localhost', '127.0.0.1')}/{ACCOUNT}"
            for door in (self.tables, self.queue)
        )
        return (
            f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={KEY};"
            f"TableEndpoint={tables};QueueEndpoint={queue};"
        )

    @property
    def all(self) -> tuple[SimulatorServer, ...]:
        return (*self.services, self.tables, self.queue)

    @contextmanager
    def watched(self, watch: Callable[[SimulatorServer, Request], Fault | None]) -> Iterator[None]:
        """Have *watch* see every request that leaves the app, one at a time."""
        one_at_a_time = Lock()

        def through(door: SimulatorServer) -> Callable[[Request], Fault | None]:
            def see(request: Request) -> Fault | None:
                with one_at_a_time:
                    return watch(door, request)

            return see

        for door in self.all:
            door.watch = through(door)
        try:
            yield
        finally:
            for door in self.all:
                door.watch = None


class Life:
    """A process that dies when it is about to write for the *last*-th time.

    From then on nothing that it still tries has any effect. To die after a write is to die before
    the next one: between two writes there is nothing that leaves a trace.
    """

    def __init__(self, last: int | None = None, *, unless: Sequence[bytes] = ()) -> None:
        """:param unless: what writes contain that do not count."""
        self._last, self._unless = last, (_OF_A_NEW_TABLE, *unless)
        self.writes: list[str] = []
        self.dead = False

    def watch(self, _door: SimulatorServer, request: Request) -> Fault | None:
        if not self.dead and self._counts(request):
            self.writes.append(f"{request.method} {request.path} {request.body!r}")
            self.dead = len(self.writes) == self._last
        return DEAD if self.dead else None

    def _counts(self, request: Request) -> bool:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return False
        return not any(part in request.path.encode() + request.body for part in self._unless)
