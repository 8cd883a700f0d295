"""The gate in front of a service: requests run as far as the limits allow, and queue beyond."""

import asyncio
from collections import defaultdict, deque
from datetime import datetime

from dev.simulators.limits import Exceeded, Limits


class Gate:
    """First come, first served, per principal. Used from one event loop only."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._queues: defaultdict[str, deque[asyncio.Future[None]]] = defaultdict(deque)

    async def enter(self, principal: str) -> Exceeded | None:
        """Wait for a turn and take it, or return the limit that forbids it."""
        if not self._queues[principal] and self._limits.may_start(principal):
            self._limits.start(principal)
            return None
        return self._limits.queue(principal) or await self._wait(principal)

    def leave(self, principal: str, now: datetime, busy: float) -> None:
        """Give the turn back after *busy* seconds of execution."""
        self._limits.end(principal, now, busy)
        queue = self._queues[principal]
        while queue and self._limits.may_start(principal):
            self._limits.unqueue(principal, in_time=True)
            self._limits.start(principal)
            queue.popleft().set_result(None)

    async def _wait(self, principal: str) -> Exceeded | None:
        turn = asyncio.get_running_loop().create_future()
        self._queues[principal].append(turn)
        await asyncio.wait({turn}, timeout=self._limits.allowance.queue_seconds)
        if turn.done():
            return None
        self._queues[principal].remove(turn)
        return self._limits.unqueue(principal, in_time=False)
