"""What a service says when it refuses: both speak OData's error format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import msgspec

from shared.adapters.messages import Answer, Part, from_json
from shared.errors import ServiceAnswer

_CORRELATION = re.compile(r"\s*CorrelationId:\s*([0-9a-fA-F-]{36})\.?")
_REQUEST_IDS = ("x-ms-service-request-id", "req_id", "x-ms-request-id", "request-id")
_LONGEST_QUOTE = 500


def identified(part: Part, answer: Answer) -> Part:
    """Return *part* with the request id of the batch's answer, unless it has its own."""
    ids = {name: answer.headers[name] for name in _REQUEST_IDS if name in answer.headers}
    return replace(part, headers={**ids, **part.headers})


def request_id_of(answer: Answer) -> str:
    """Return what the service calls the request; empty where it does not say."""
    if not answer.ok:
        return Complaint.of(answer).request_id
    return next((answer.headers[name] for name in _REQUEST_IDS if name in answer.headers), "")


@dataclass(frozen=True)
class Complaint:
    status: int
    code: str
    text: str
    """The service's own words, trimmed."""
    request_id: str

    @classmethod
    def of(cls, answer: Answer) -> Self:
        try:
            content = from_json(answer.content)
        except msgspec.DecodeError:
            content = None
        return cls._from(answer.status, answer.headers, content)

    @classmethod
    def of_part(cls, part: Part) -> Self:
        """A part that carries no request id has its batch's; see :func:`identified`."""
        return cls._from(part.status, part.headers, part.content)

    @classmethod
    def _from(cls, status: int, headers: Mapping[str, str], content: Any) -> Self:
        error = content.get("error") if isinstance(content, dict) else None
        told = error if isinstance(error, dict) else {}
        text, code = str(told.get("message") or ""), str(told.get("code") or "")
        ids = [headers[name] for name in _REQUEST_IDS if name in headers]
        if found := _CORRELATION.search(text):
            ids.append(found[1])
            text = _CORRELATION.sub("", text)
        text = " ".join(text.split())[:_LONGEST_QUOTE]
        return cls(status, code, text, ids[-1] if ids else "")

    @property
    def answer(self) -> ServiceAnswer:
        return ServiceAnswer(self.status, self.code, self.request_id)

    @property
    def quoted(self) -> str:
        """The code and words as they follow an HTTP status in brackets."""
        told = ", ".join(told for told in (self.code, self.text.rstrip(".")) if told)
        return f", {told}" if told else ""

    @property
    def reason(self) -> str:
        """The service's words as the end of a sentence, without its stop."""
        return self.text.rstrip(".") or self.code or f"HTTP {self.status}"
