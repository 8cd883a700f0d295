"""Field values as stored text: JSON in which an id is an array of one text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from shared.adapters.tables.sizes import LONGEST_TEXT
from shared.domain.couplings import Agreement
from shared.domain.records import Value, Values

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def agreement_to_text(agreement: Agreement) -> str:
    return _encode([_told(agreement.bc), _told(agreement.dataverse)]).decode()


def agreement_from_text(text: str) -> Agreement:
    bc, dataverse = _decode(text)
    return Agreement(_read(bc), _read(dataverse))


def values_to_text(values: Values) -> str:
    return _encode(_told(values)).decode()


def values_from_text(text: str) -> dict[str, Value]:
    return _read(_decode(text or "{}"))


def _told(values: Values) -> dict[str, object]:
    return {
        name: [str(value)] if isinstance(value, UUID) else value for name, value in values.items()
    }


def _read(values: dict[str, Any]) -> dict[str, Value]:
    return {
        name: UUID(value[0]) if isinstance(value, list) else value for name, value in values.items()
    }


def in_properties(name: str, text: str) -> dict[str, str]:
    """Cut a long text into properties of a length that a table takes: name0, name1 ..."""
    parts = range(0, len(text), LONGEST_TEXT)
    return {f"{name}{n}": text[at : at + LONGEST_TEXT] for n, at in enumerate(parts)}


def from_properties(name: str, row: Mapping[str, Any]) -> str:
    """Return a text that was cut into properties; empty where there is none."""
    parts: list[str] = []
    while (part := row.get(f"{name}{len(parts)}")) is not None:
        parts.append(part)
    return "".join(parts)


def time_to_text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def time_from_text(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
