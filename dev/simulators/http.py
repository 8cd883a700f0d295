"""What a simulated service sees of HTTP, independent of the server that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, unquote

import msgspec

_encode = msgspec.json.Encoder(decimal_format="number").encode
_decode = msgspec.json.Decoder(float_hook=Decimal).decode


@dataclass(frozen=True)
class Request:
    """One request. Header names are lower case; the path is still percent-encoded."""

    method: str
    base: str
    """Scheme and authority as the client wrote them, for example https://localhost:7001."""
    path: str
    query_string: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def url(self) -> str:
        return f"{self.base}{self.path}" + (f"?{self.query_string}" if self.query_string else "")

    @property
    def query(self) -> dict[str, str]:
        """The decoded query options; a name given twice keeps its last value."""
        return dict(parse_qsl(self.query_string, keep_blank_values=True))

    @property
    def segments(self) -> list[str]:
        """The decoded path without empty parts. Keys in brackets keep their slashes encoded."""
        return [unquote(part) for part in self.path.split("/") if part]

    def json(self) -> Any:
        """Return the body; numbers with a fraction are Decimal.

        :raises msgspec.DecodeError: the body is not JSON.
        """
        return _decode(self.body)


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def json_response(
    status: int, content: object, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with JSON; Decimal is written as a number with all its digits."""
    return Response(
        status, {"Content-Type": "application/json"} | dict(headers or {}), to_json(content)
    )


def to_json(content: object) -> bytes:
    return _encode(content)
