"""What is told of each request to a service: a span, and what can be measured of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit
from uuid import uuid4

from shared.adapters import addresses
from shared.adapters.complaints import request_id_of
from shared.adapters.load import left
from shared.adapters.messages import Answer, Call
from shared.adapters.pace import Pace
from shared.domain.sides import Side
from shared.telemetry import Attribute, Metric, Span, Told, inherited, measure, told

_OUR_IDS = {Side.DATAVERSE: ("x-ms-client-request-id", "x-ms-correlation-id")}
"""The headers in which a service takes our names for a request, and for what it belongs to, as
https://github.com/microsoft/PowerPlatform-DataverseClient-Python sends them. Business Central's
documentation knows none."""
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Waited:
    """Seconds before a request was sent."""

    turn: float
    """For our own limits."""
    service: float
    """Since the service wanted to be left alone."""


class Sent:
    """A request that is on its way."""

    def __init__(self, span: Told, pace: Pace, call: Call, headers: Mapping[str, str]) -> None:
        self.headers = headers
        """Those that name the request to the service."""
        self._span, self._pace, self._call = span, pace, call
        self._measured: dict[Attribute, str | int] = {
            Attribute.SERVICE: pace.side.value,
            Attribute.METHOD: call.method,
        }

    def answered(self, answer: Answer) -> None:
        self._measured[Attribute.STATUS] = answer.status
        if not answer.ok:
            self.failed(str(answer.status))
        if not self._span.listening:
            return
        self._span.tell(
            {
                Attribute.STATUS: answer.status,
                Attribute.RESPONSE_SIZE: len(answer.content),
                **({Attribute.SERVICE_REQUEST_ID: id_} if (id_ := request_id_of(answer)) else {}),
            }
        )
        self._measure_what_is_left(answer)

    def failed(self, code: str) -> None:
        self._measured[Attribute.ERROR] = code
        self._span.fail(code)

    def put_off(self) -> None:
        """The service wants to be left alone."""
        status = self._measured.get(Attribute.STATUS, 0)
        facts = {Attribute.SERVICE: self._pace.side.value, Attribute.STATUS: status}
        measure(Metric.THROTTLES, 1, facts)

    def took(self, seconds: float) -> None:
        measure(Metric.REQUEST_DURATION, seconds, self._measured)

    def _measure_what_is_left(self, answer: Answer) -> None:
        """The pace of a job is the one that all jobs share; others are for single questions."""
        service = {Attribute.SERVICE: self._pace.side.value}
        if inherited(Attribute.JOB) is not None:
            budget = self._pace.left()
            measure(Metric.CONCURRENCY, self._pace.limit, service)
            measure(Metric.BUDGET_REQUESTS, budget.requests, service)
            if budget.seconds is not None:
                measure(Metric.BUDGET_TIME, budget.seconds, service)
        requests, seconds = left(answer)
        if requests is not None:
            measure(Metric.REMAINING_REQUESTS, requests, service)
        if seconds is not None:
            measure(Metric.REMAINING_TIME, seconds, service)


@contextmanager
def sending(
    call: Call, pace: Pace, roots: tuple[str, ...], attempt: int, waited: Waited
) -> Iterator[Sent]:
    """Tell of one attempt.

    :param roots: of the service's APIs.
    """
    route = addresses.route(call.url, roots)
    _measure_waits(pace.side, waited)
    named = _named(pace.side)
    with told(
        Span.CALL,
        {
            Attribute.SERVICE: pace.side.value,
            Attribute.METHOD: call.method,
            Attribute.ROUTE: route,
            **_place(call.url),
            Attribute.ATTEMPT: attempt,
            Attribute.WAITED: round(waited.turn + waited.service, 3),
            Attribute.REQUEST_SIZE: len(call.body or b""),
            **({Attribute.REQUEST_ID: named[0]} if named else {}),
        },
        method=call.method,
        route=route,
    ) as span:
        sent = Sent(span, pace, call, _headers(pace.side, named))
        started = perf_counter()
        try:
            yield sent
        except BaseException as error:
            sent.failed(getattr(error, "code", "") or "unexpected")
            raise
        finally:
            sent.took(perf_counter() - started)


def measure_repetition(side: Side, pause: float) -> None:
    """Measure what a request waits before it is sent again."""
    facts = {Attribute.SERVICE: side.value, Attribute.WHY_WAITED: "repetition"}
    measure(Metric.WAITED, pause, facts)


def _measure_waits(side: Side, waited: Waited) -> None:
    for reason, seconds in (("turn", waited.turn), ("service", waited.service)):
        facts = {Attribute.SERVICE: side.value, Attribute.WHY_WAITED: reason}
        measure(Metric.WAITED, seconds, facts)


def _named(side: Side) -> tuple[str, ...]:
    """Return what we call a request, where the service listens to that."""
    return (str(uuid4()),) if side in _OUR_IDS else ()


def _headers(side: Side, named: tuple[str, ...]) -> Mapping[str, str]:
    if not named:
        return {}
    of_request, of_job = _OUR_IDS[side]
    correlation = inherited(Attribute.CORRELATION_ID)
    return {of_request: named[0], **({of_job: str(correlation)} if correlation else {})}


def _place(url: str) -> dict[Attribute, str | int]:
    parts = urlsplit(url)
    return {
        Attribute.URL: addresses.scrubbed(url),
        Attribute.SCHEME: parts.scheme,
        Attribute.HOST: parts.hostname or "",
        Attribute.PORT: parts.port or _PORTS.get(parts.scheme, 0),
    }
