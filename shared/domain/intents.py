"""What was about to be created, written down before it is sent."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.domain.records import Value


@dataclass(frozen=True)
class Intent:
    source_id: UUID
    fingerprint: str
    """Of the values that were sent."""
    sent_at: datetime
    """In the target's clock, not later than the sending."""
    generation: int
    page: str = ""
    """The stored page of intents that holds this one."""


def fingerprint(values: Mapping[str, Value]) -> str:
    """Return a hash that two equal sets of values share; blanks do not count."""
    told = sorted((name, _told(value)) for name, value in values.items() if value is not None)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def _told(value: Value) -> str:
    """Return numbers without the digits that services add or drop: 10, 10.0 and 10.00 are one."""
    if isinstance(value, bool) or value is None or isinstance(value, str | UUID):
        return str(value)
    return f"{value.normalize():f}" if not isinstance(value, int) else str(value)
