"""Faults that a simulated service can be told to have, as rules that match requests."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from itertools import count
from threading import Lock
from typing import Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveInt,
    field_validator,
    model_validator,
)

from dev.simulators.http import Request, Response, to_json

Kind = Literal[
    "timeout_before",
    "timeout_after",
    "status",
    "cut_body",
    "half_body",
    "reset",
    "html_body",
    "latency",
]


class Fault(BaseModel):
    """One rule: which requests it matches, which of them it spoils, and how."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    """What happens.

    timeout_before: the service never sees the request; the connection stays open, unanswered.
    timeout_after: the service carries the request out; the connection stays open, unanswered.
    status: a gateway answers with *status*, and with *retry_after* and *body* if given.
    cut_body: carried out; half of the announced answer is sent, then the connection ends.
    half_body: carried out; the answer ends in its middle, as if that were all of it.
    reset: the service never sees the request; the connection is reset.
    html_body: a gateway answers with *status* and a page of HTML.
    latency: carried out *seconds* later than usual.
    """
    method: str = ""
    """A regular expression for the whole method; empty for all."""
    path: str = ""
    """A regular expression to be found in the path and query as sent."""
    body_contains: str = ""
    """Text to be found in the request's body, for example one operation of a batch."""
    skip: NonNegativeInt = 0
    """How many matching requests pass first."""
    times: PositiveInt | None = 1
    """How many matching requests are spoilt after that; None for all."""
    status: int = Field(default=503, ge=200, le=599)
    retry_after: NonNegativeInt | None = None
    """Seconds, sent as the Retry-After header of *status* and *html_body*."""
    as_date: bool = False
    """Whether that header tells the moment instead, as HTTP allows."""
    body: str | None = None
    """The answer's body; None for an error in the shape of OData, or for a page of HTML."""
    content_type: str = "application/json"
    """Of *body*, where the kind is *status*."""
    seconds: NonNegativeFloat = 0.0
    """Of *latency*."""

    @field_validator("method", "path")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"not a regular expression: {error}") from error
        return pattern

    @model_validator(mode="after")
    def _latency_has_seconds(self) -> Self:
        if self.kind == "latency" and not self.seconds:
            raise ValueError("latency needs seconds above 0")
        return self

    def matches(self, request: Request) -> bool:
        target = f"{request.path}?{request.query_string}" if request.query_string else request.path
        return (
            (
                not self.method
                or re.fullmatch(self.method, request.method, re.IGNORECASE) is not None
            )
            and re.search(self.path, target) is not None
            and self.body_contains.encode() in request.body
        )

    def answer(self, now: datetime) -> Response:
        """Return what a gateway in front of the service says; for *status* and *html_body*."""
        wait = (
            {} if self.retry_after is None else {"Retry-After": self._wait(self.retry_after, now)}
        )
        if self.kind == "html_body":
            page = self.body or f"<html><body><h1>{self.status}</h1>Gateway</body></html>"
            return Response(self.status, wait | {"Content-Type": "text/html"}, page.encode())
        body = _error(self.status) if self.body is None else self.body.encode()
        return Response(self.status, wait | {"Content-Type": self.content_type}, body)

    def _wait(self, seconds: int, now: datetime) -> str:
        moment = now + timedelta(seconds=seconds)
        return format_datetime(moment, usegmt=True) if self.as_date else str(seconds)


def _error(status: int) -> bytes:
    known = status in HTTPStatus.__members__.values()
    phrase = HTTPStatus(status).phrase if known else "Unknown"
    return to_json({"error": {"code": phrase.replace(" ", ""), "message": f"{phrase}."}})


@dataclass
class _Rule:
    fault: Fault
    seen: int = 0
    """Matching requests so far."""

    @property
    def applied(self) -> int:
        beyond = max(0, self.seen - self.fault.skip)
        return beyond if self.fault.times is None else min(beyond, self.fault.times)

    def strikes(self, request: Request) -> bool:
        """Count a matching request; return whether this one is spoilt."""
        if not self.fault.matches(request):
            return False
        before = self.applied
        self.seen += 1
        return self.applied > before


@dataclass(frozen=True)
class FaultReport:
    """How often a rule has matched and been applied."""

    id: int
    fault: Fault
    seen: int
    applied: int


class Faults:
    """The rules of one server, tried in the order they were added; the first that strikes wins."""

    def __init__(self) -> None:
        self._rules: dict[int, _Rule] = {}
        self._ids = count(1)
        self._lock = Lock()

    def add(self, fault: Fault) -> int:
        """Return the rule's id, for :meth:`remove` and :meth:`report`."""
        with self._lock:
            rule_id = next(self._ids)
            self._rules[rule_id] = _Rule(fault)
            return rule_id

    def remove(self, rule_id: int) -> bool:
        """Return whether there was such a rule."""
        with self._lock:
            return self._rules.pop(rule_id, None) is not None

    def clear(self) -> None:
        with self._lock:
            self._rules.clear()

    def report(self) -> list[FaultReport]:
        with self._lock:
            return [
                FaultReport(rule_id, rule.fault, rule.seen, rule.applied)
                for rule_id, rule in self._rules.items()
            ]

    def strike(self, request: Request) -> Fault | None:
        """Return the fault that spoils *request*, if any."""
        if not self._rules:
            return None
        with self._lock:
            struck = (rule.fault for rule in self._rules.values() if rule.strikes(request))
            return next(struck, None)
