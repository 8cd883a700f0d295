"""What a server has been asked, for tests that count or look at requests."""

from collections import Counter, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from dev.simulators.http import Request


@dataclass(frozen=True)
class Entry:
    """One request and how it was answered."""

    method: str
    target: str
    """Path and query as sent."""
    status: int | None
    """None where no complete answer was sent."""
    named: Mapping[str, str] = field(default_factory=dict)
    """The ids in the request's headers, and in the answer's."""


_IDS = (
    "x-ms-client-request-id",
    "x-ms-correlation-id",
    "x-ms-service-request-id",
)


class Journal:
    """The last requests and the number of all; safe to read while requests come in."""

    def __init__(self, keep: int = 1000) -> None:
        self._lock = Lock()
        self._last: deque[Entry] = deque(maxlen=keep)
        self._statuses: Counter[int | None] = Counter()

    def note(
        self, request: Request, status: int | None, answered: Mapping[str, str] | None = None
    ) -> None:
        """:param answered: the answer's headers."""
        query = f"?{request.query_string}" if request.query_string else ""
        headers = {**request.headers, **(answered or {})}
        named = {name: headers[name] for name in _IDS if name in headers}
        with self._lock:
            self._last.append(Entry(request.method, request.path + query, status, named))
            self._statuses[status] += 1

    @property
    def total(self) -> int:
        with self._lock:
            return self._statuses.total()

    @property
    def statuses(self) -> dict[int | None, int]:
        """How many requests were answered with which status."""
        with self._lock:
            return dict(self._statuses)

    def last(self, number: int | None = None) -> list[Entry]:
        """Return the newest entries, oldest of them first."""
        with self._lock:
            entries = list(self._last)
        return entries if number is None else entries[max(0, len(entries) - number) :]

    def clear(self) -> None:
        with self._lock:
            self._last.clear()
            self._statuses.clear()
