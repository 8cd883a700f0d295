"""Field values as stored text: JSON in which an id is an array of one text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec

from shared.domain.records import Value, Values

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


def values_to_text(values: Mapping[str, Values]) -> str:
    told = {name: {k: _told(v) for k, v in part.items()} for name, part in values.items()}
    return _encode(told).decode()


def values_from_text(text: str) -> dict[str, dict[str, Value]]:
    return {name: {k: _read(v) for k, v in part.items()} for name, part in _decode(text).items()}


def _told(value: Value) -> object:
    return [str(value)] if isinstance(value, UUID) else value


def _read(value: Any) -> Value:
    read: Value = UUID(value[0]) if isinstance(value, list) else value
    return read


def time_to_text(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def time_from_text(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None
