"""What travels to a service and back."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from threading import Lock
from typing import Any

import msgspec

from shared.errors import TransientError

_decode = msgspec.json.Decoder(float_hook=Decimal).decode
to_json = msgspec.json.Encoder(decimal_format="number").encode
"""Decimals keep all their digits; UUIDs become text."""
_HALF = b"\\ud"
"""How JSON spells one of the two halves of a character beyond the first 65,536."""


@contextmanager
def reading_json() -> Iterator[None]:
    """Make a msgspec.DecodeError of whatever else shows that a content cannot be read."""
    try:
        yield
    except (RecursionError, UnicodeDecodeError, ArithmeticError) as error:
        raise msgspec.DecodeError("nested too deeply, no UTF-8, or no number") from error


def from_json(content: bytes) -> Any:
    """Return the value; numbers with a fraction are Decimal.

    :raises msgspec.DecodeError: the content is not JSON.
    """
    with reading_json():
        return _decode(content)


def _leniently(content: bytes) -> Any:
    """Return the value also where a text holds half a character, which is that record's matter.

    :raises ValueError, RecursionError, ArithmeticError: the content is not JSON.
    """
    try:
        return from_json(content)
    except msgspec.DecodeError:
        if _HALF not in content.lower():
            raise
        return json.loads(content, parse_float=Decimal, parse_constant=_no_number)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


@dataclass(frozen=True)
class Call:
    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    harmless: bool = False
    """Whether carrying it out twice does no harm."""
    asks: bool = False
    """Whether it writes nothing, by whatever method: a batch of questions."""

    @property
    def repeatable(self) -> bool:
        return self.harmless or self.reads

    @property
    def reads(self) -> bool:
        return self.asks or self.method == "GET"


@dataclass(frozen=True)
class Answer:
    """An answer that settles the request; refusals included."""

    system: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes
    served_at: datetime
    """The service's clock, in whole seconds."""
    to_reading: bool

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """:raises TransientError: something between us and the service answered in its place."""
        try:
            return _leniently(self.content)
        except (ValueError, RecursionError, ArithmeticError) as error:
            raise self.unusable("not JSON") from error

    def unusable(self, what: str) -> TransientError:
        return TransientError(
            f"{self.system} gave an answer that cannot be used: {what}. It is asked again later.",
            code="service_answer_unusable",
            in_doubt=not self.to_reading,
        )


class Tally:
    """What one store has sent, and when it was last answered."""

    def __init__(self) -> None:
        self._lock = Lock()
        self.requests = 0
        self.served_at: datetime | None = None
        self.before_write: Callable[[], None] = lambda: None
        """What it raises keeps a request that writes from being sent."""

    def sent(self) -> None:
        with self._lock:
            self.requests += 1

    def answered(self, served_at: datetime) -> None:
        with self._lock:
            self.served_at = served_at


@dataclass(frozen=True)
class Part:
    """A batch's answer to one operation."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    content: Any
    """The JSON value of its body; None without one."""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300
