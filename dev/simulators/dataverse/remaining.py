"""What is left of the service protection limits, as every answer tells."""

from collections import deque
from collections.abc import Mapping
from datetime import datetime

from dev.simulators.limits import Limits

REQUESTS = "x-ms-ratelimit-burst-remaining-xrm-requests"
SECONDS = "x-ms-ratelimit-time-remaining-xrm-requests"


class Remaining:
    """Counts each user's requests and their execution time in the window of the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._handled: dict[str, deque[tuple[float, float]]] = {}
        self._busy: dict[str, float] = {}

    def after(self, user_id: str, now: datetime, seconds: float) -> Mapping[str, str]:
        """Return the headers of an answer that took *seconds*; none where there are no limits."""
        allowance = self._limits.allowance
        if allowance.requests is None or allowance.busy_seconds is None:
            return {}
        moment = now.timestamp()
        handled = self._handled.setdefault(user_id, deque())
        handled.append((moment, seconds))
        busy = self._busy.get(user_id, 0.0) + seconds
        # What is later than now was handled before the clock was set back.
        while not moment - allowance.window_seconds < handled[0][0] <= moment:
            busy -= handled.popleft()[1]
        self._busy[user_id] = busy
        return {
            REQUESTS: str(max(0, allowance.requests - len(handled))),
            SECONDS: f"{max(0.0, allowance.busy_seconds - busy):,.2f}",
        }
