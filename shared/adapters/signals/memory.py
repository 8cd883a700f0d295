"""The newest jobs with their requests, and the metrics, in this process's memory."""

from collections import OrderedDict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock

from opentelemetry.context import Context
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, Span, SpanProcessor

from shared.adapters.signals.kept import Kept, KeptCall, KeptJob, KeptPage, Measured, Plain
from shared.adapters.signals.reading import facts_of, moment, points
from shared.telemetry import Attribute, counted
from shared.telemetry.attributes import COUNTERS

_MOST_JOBS = 100
_MOST_CALLS = 300
"""Of a job, and as many pages; a full synchronization of very many records has more."""
_MOST_IN_ALL = 5000
"""Requests of all jobs: a page asks for them again and again."""
_MOST_AT_WORK = 200
"""Jobs whose end is awaited. One that was torn off never ends."""


class Memory:
    def __init__(self, instance: str) -> None:
        self._instance, self._since = instance, datetime.now(UTC)
        self.spans = _Spans()
        self.reader = InMemoryMetricReader()
        self._lock = Lock()
        self._measured: dict[tuple[str, frozenset[tuple[str, Plain]]], Measured] = {}

    def kept(self) -> Kept:
        return Kept(self._instance, self._since, self.spans.jobs(), self._metrics())

    def _metrics(self) -> list[Measured]:
        """A gauge that was not set since somebody looked is not told again by the SDK."""
        with self._lock:
            for each in points(self.reader.get_metrics_data()):
                self._measured[each.name, frozenset(each.attributes.items())] = each
            return sorted(self._measured.values(), key=_place)


def _place(measured: Measured) -> tuple[str, str]:
    return measured.name, str(sorted(measured.attributes.items()))


@dataclass
class _AtWork:
    """What has ended of a job that goes on."""

    calls: list[ReadableSpan] = field(default_factory=list)
    pages: list[ReadableSpan] = field(default_factory=list)
    calls_left_out: int = 0


class _Spans(SpanProcessor):
    """Spans within a job end before it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._at_work: OrderedDict[tuple[int, str], _AtWork] = OrderedDict()
        self._ended: deque[KeptJob] = deque(maxlen=_MOST_JOBS)

    def on_start(self, span: Span, parent_context: Context | None = None) -> None:
        """Nothing is known of it yet."""

    def on_end(self, span: ReadableSpan) -> None:
        facts, context = span.attributes or {}, span.context
        job = facts.get(Attribute.JOB.key)
        if job is None or context is None:
            return  # A request of somebody who waits for it: measured, but not kept.
        key = context.trace_id, str(job)
        with self._lock:
            if Attribute.OUTCOME.key in facts:
                self._keep(_job(span, self._at_work.pop(key, _AtWork())))
                return
            if key not in self._at_work and len(self._at_work) >= _MOST_AT_WORK:
                self._at_work.popitem(last=False)
            work = self._at_work.setdefault(key, _AtWork())
            kept = work.pages if Attribute.PAGE.key in facts else work.calls
            if len(kept) < _MOST_CALLS:
                kept.append(span)
            elif kept is work.calls:
                work.calls_left_out += 1

    def _keep(self, job: KeptJob) -> None:
        self._ended.append(job)
        while sum(len(each.calls) for each in self._ended) > _MOST_IN_ALL:
            self._ended.popleft()

    def jobs(self) -> list[KeptJob]:
        """Return the newest first."""
        with self._lock:
            return [*reversed(self._ended)]


def _job(span: ReadableSpan, work: _AtWork) -> KeptJob:
    told = _Told(span)
    began = span.start_time or 0
    assert span.context is not None
    return KeptJob(
        job=told.text(Attribute.JOB),
        run=told.text(Attribute.RUN),
        mapping=told.text(Attribute.MAPPING),
        direction=told.text(Attribute.DIRECTION),
        kind=told.text(Attribute.KIND),
        trigger=told.text(Attribute.TRIGGER),
        outcome=told.text(Attribute.OUTCOME),
        error=told.text(Attribute.ERROR),
        trace=f"{span.context.trace_id:032x}",
        correlation_id=told.text(Attribute.CORRELATION_ID),
        started_at=moment(began),
        took=_took(span),
        records=told.records(),
        pages=[_page(page, began) for page in work.pages],
        calls=[_call(call, began) for call in sorted(work.calls, key=_start)],
        calls_left_out=work.calls_left_out,
    )


def _page(span: ReadableSpan, began: int) -> KeptPage:
    told = _Told(span)
    number = int(told.number(Attribute.PAGE))
    return KeptPage(number, _after(span, began), _took(span), told.records())


def _call(span: ReadableSpan, began: int) -> KeptCall:
    told = _Told(span)
    status = told.number(Attribute.STATUS)
    return KeptCall(
        service=told.text(Attribute.SERVICE),
        method=told.text(Attribute.METHOD),
        route=told.text(Attribute.ROUTE),
        status=int(status) if status else None,
        error=told.text(Attribute.ERROR),
        attempt=int(told.number(Attribute.ATTEMPT)),
        waited=told.number(Attribute.WAITED),
        began=_after(span, began),
        took=_took(span),
        request_id=told.text(Attribute.SERVICE_REQUEST_ID),
        own_request_id=told.text(Attribute.REQUEST_ID),
    )


def _start(span: ReadableSpan) -> int:
    return span.start_time or 0


def _after(span: ReadableSpan, began: int) -> float:
    return round((_start(span) - began) / 1e9, 6)


def _took(span: ReadableSpan) -> float:
    return round(((span.end_time or 0) - _start(span)) / 1e9, 6)


class _Told:
    """What a span was told with."""

    def __init__(self, span: ReadableSpan) -> None:
        self._facts = facts_of(span.attributes)

    def text(self, attribute: Attribute) -> str:
        return str(self._facts.get(attribute.key, ""))

    def number(self, attribute: Attribute) -> float:
        found = self._facts.get(attribute.key, 0.0)
        return found if isinstance(found, int | float) else 0.0

    def records(self) -> Mapping[str, int]:
        found = {name: self._facts.get(counted(name)) for name in COUNTERS}
        return {name: int(count) for name, count in found.items() if count is not None}
