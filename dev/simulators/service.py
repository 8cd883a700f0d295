"""What the server asks of a simulated service."""

from typing import Protocol

from dev.simulators.clock import SimulatorClock
from dev.simulators.http import Request, Response
from dev.simulators.limits import Exceeded, Limits


class Service(Protocol):
    """A simulated service: requests in, responses out, no sockets, threads or sleeping."""

    name: str
    """business_central, dataverse or entra."""
    clock: SimulatorClock
    limits: Limits

    def handle(self, request: Request) -> Response:
        """Answer one request, however bad. Called under one lock per service."""
        ...

    def principal(self, request: Request) -> str:
        """Return whose limits the request counts for, cheaply; empty if unknown."""
        ...

    def refuse(self, exceeded: Exceeded) -> Response:
        """Return the service's own answer to a request beyond a limit."""
        ...
