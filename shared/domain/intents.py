"""What was about to be created, written down before it is sent."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from shared.domain.couplings import Agreement
from shared.domain.records import Value


@dataclass(frozen=True)
class Intent:
    source_id: UUID
    agreement: Agreement
    """What was read and what was to be sent: what both sides agree on if the create comes about."""
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
    """Return a value without what services add or drop: digits of numbers, case and outer blanks.

    Business Central writes codes in capitals, whatever it was sent.
    """
    if isinstance(value, str):
        return value.strip().casefold()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value)
