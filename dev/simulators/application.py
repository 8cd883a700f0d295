"""What happens to a request between the socket and the service: limits, latency and faults."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from threading import RLock
from time import perf_counter

from starlette.types import Receive, Scope, Send

from dev.simulators.admission import Gate
from dev.simulators.connection import Client, read_request
from dev.simulators.effort import operations
from dev.simulators.faults import Fault, Faults
from dev.simulators.http import Request, Response
from dev.simulators.journal import Journal
from dev.simulators.service import Service

CONTROL = "/_simulator/"
Watch = Callable[[Request], Fault | None]
"""What happens just before a request is served: a user acts, say. It may name a fault for it."""
_log = logging.getLogger(__name__)


class Application:
    """The ASGI application around one service."""

    def __init__(
        self,
        service: Service,
        faults: Faults,
        journal: Journal,
        control: Callable[[Request], Response],
        latency: float,
    ) -> None:
        """*control* answers requests below /_simulator/, which no limit or fault touches."""
        self.latency = latency
        """Seconds that a request takes beyond the service's own time."""
        self.seconds_per_write = 0.0
        """What each record that a request writes takes, the service's own time included."""
        self.lock = RLock()
        """Held while the service works; take it to use the service from another thread."""
        self.watch: Watch | None = None
        """Sees each request before limits, faults and the service do."""
        self._service = service
        self._faults = faults
        self._journal = journal
        self._control = control
        self._gate = Gate(service.limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = await read_request(scope, receive)
        if request is None:
            return
        client = Client(scope, receive, send)
        if request.path.startswith(CONTROL):
            await client.send_all(self._dated(self._control(request)))
        else:
            await self._serve(request, client)

    async def _serve(self, request: Request, client: Client) -> None:
        watched = self.watch(request) if self.watch else None
        principal = self._principal(request)
        exceeded = self._service.limits.arrive(
            principal, self._service.clock.now(), client.connection
        )
        fault = watched or self._faults.strike(request)
        if fault and fault.kind in ("timeout_before", "reset"):
            await self._leave_unanswered(request, fault, client)
        elif fault and fault.kind in ("status", "html_body"):
            now = self._service.clock.now()
            await self._answer(request, principal, fault.answer(now), client)
        elif exceeded:
            await self._answer(request, principal, self._service.refuse(exceeded), client)
        else:
            response = await self._admitted(request, principal, fault)
            if fault and fault.kind in ("timeout_after", "cut_body"):
                await self._leave_unanswered(request, fault, client, response)
            elif fault and fault.kind == "half_body":
                half = response.body[: len(response.body) // 2]
                await self._answer(request, principal, replace(response, body=half), client)
            else:
                await self._answer(request, principal, response, client)

    def _principal(self, request: Request) -> str:
        with self.lock:
            return self._service.principal(request)

    async def _admitted(self, request: Request, principal: str, fault: Fault | None) -> Response:
        exceeded = await self._gate.enter(principal)
        if exceeded:
            return self._service.refuse(exceeded)
        busy = self.latency + (fault.seconds if fault else 0.0)
        try:
            if busy:
                await asyncio.sleep(busy)
            started = perf_counter()
            response = self._handle(request)
            worked = perf_counter() - started
            rest = max(0.0, self.seconds_per_write * operations(request) - worked)
            if rest:
                await asyncio.sleep(rest)
            busy += worked + rest
        finally:
            self._gate.leave(principal, self._service.clock.now(), busy)
        return response

    def _handle(self, request: Request) -> Response:
        """Run in the event loop: a thread costs more than it gains while one lock rules."""
        try:
            with self.lock:
                return self._service.handle(request)
        except Exception:
            _log.exception("the simulated service failed", extra={"url": request.url})
            return Response(500, {"Content-Type": "text/plain"}, b"The simulator has a defect.")

    async def _answer(
        self, request: Request, principal: str, response: Response, client: Client
    ) -> None:
        self._journal.note(request, response.status, response.headers)
        wait = response.headers.get("Retry-After")
        if wait is not None:
            now = self._service.clock.now()
            self._service.limits.told_to_wait(
                principal, now, _seconds(wait, now), client.connection
            )
        await client.send_all(self._dated(response))

    async def _leave_unanswered(
        self, request: Request, fault: Fault, client: Client, response: Response | None = None
    ) -> None:
        self._journal.note(request, None)
        if fault.kind == "reset":
            await client.reset()
        elif fault.kind == "cut_body" and response:
            await client.send_half(self._dated(response))
        else:
            await client.hold()

    def _dated(self, response: Response) -> Response:
        """Clients take the service's time from its Date header."""
        date = format_datetime(self._service.clock.now(), usegmt=True)
        return Response(response.status, {**response.headers, "Date": date}, response.body)


def _seconds(retry_after: str, now: datetime) -> float:
    if retry_after.isdecimal():
        return float(retry_after)
    return max(0.0, (parsedate_to_datetime(retry_after) - now).total_seconds())
