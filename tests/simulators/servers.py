"""A service with nothing in it, and servers around it, for the tests of the kernel."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests

from dev.simulators.certificates import CertificateAuthority
from dev.simulators.clock import SimulatorClock
from dev.simulators.http import Request, Response, json_response
from dev.simulators.limits import Exceeded, Limits
from dev.simulators.server import SimulatorServer, Socket


class EchoService:
    """Answers with what it was asked and remembers it."""

    name = "echo"

    def __init__(self, limits: Limits | None = None) -> None:
        self.clock = SimulatorClock()
        self.limits = limits or Limits.off()
        self.handled: list[Request] = []

    def handle(self, request: Request) -> Response:
        if request.path == "/defect":
            raise RuntimeError("a defect of the simulator")
        self.handled.append(request)
        if request.path == "/nothing":
            return Response(204)
        return json_response(
            200,
            {
                "method": request.method,
                "url": request.url,
                "headers": dict(request.headers),
                "body": request.body.decode(),
            },
        )

    def principal(self, request: Request) -> str:
        return request.headers.get("x-principal", "")

    def refuse(self, exceeded: Exceeded) -> Response:
        headers = {"Retry-After": str(round(exceeded.retry_after))}
        return json_response(429, {"error": exceeded.kind}, headers)


@contextmanager
def serving(
    service: EchoService, directory: Path, latency: float = 0.0
) -> Iterator[tuple[SimulatorServer, requests.Session]]:
    """Serve over HTTPS; the session trusts the server."""
    authority = CertificateAuthority(directory)
    with (
        SimulatorServer(service, Socket(authority), latency=latency) as server,
        requests.Session() as session,
    ):
        session.verify = str(authority.file)
        session.trust_env = False
        yield server, session
