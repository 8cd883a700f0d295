"""What a process remembers of its own signals, to be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

Plain = str | int | float


@dataclass(frozen=True)
class KeptCall:
    """A request to a service."""

    service: str
    method: str
    route: str
    status: int | None
    error: str
    attempt: int
    waited: float
    """Seconds before it was sent."""
    began: float
    """Seconds after the job did."""
    took: float
    """Seconds."""
    request_id: str
    """The service's."""
    own_request_id: str


@dataclass(frozen=True)
class KeptPage:
    number: int
    began: float
    took: float
    records: Mapping[str, int]


@dataclass(frozen=True)
class KeptJob:
    """What one call did of a job."""

    job: str
    run: str
    mapping: str
    direction: str
    kind: str
    trigger: str
    outcome: str
    error: str
    trace: str
    correlation_id: str
    started_at: datetime
    took: float
    records: Mapping[str, int]
    pages: Sequence[KeptPage]
    calls: Sequence[KeptCall]
    calls_left_out: int
    """There were more of them than are kept."""


@dataclass(frozen=True)
class Measured:
    """A metric's value for one set of attributes, since the process began."""

    name: str
    unit: str
    attributes: Mapping[str, Plain]
    at: datetime
    value: float
    """Of a histogram the sum."""
    count: int | None = None
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Kept:
    instance: str
    since: datetime
    jobs: Sequence[KeptJob]
    """The newest first."""
    metrics: Sequence[Measured] = field(default_factory=list)


class Signals(Protocol):
    """What a process remembers."""

    def kept(self) -> Kept: ...
