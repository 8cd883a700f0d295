"""Records spans and metrics; what becomes of them is decided elsewhere, as with log lines.

Nothing happens unless somebody listens: the app, where a setting asks for it, or an OpenTelemetry
SDK that the platform has set up.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from opentelemetry import context, metrics, trace
from opentelemetry.context import Context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from shared.telemetry.attributes import Attribute
from shared.telemetry.signals import Instrument, Metric, Span

SCOPE = "business-central-sync"
Value = str | int | float
Facts = Mapping[Attribute, Value]
_KINDS = {"internal": trace.SpanKind.INTERNAL, "client": trace.SpanKind.CLIENT}
_INHERITED = context.create_key("sync-inherited")
"""What the spans within one are told with, too."""
_propagator = TraceContextTextMapPropagator()


class _Meter(Protocol):
    """What a counter, a gauge and a histogram have in common here."""

    def __call__(self, amount: float, attributes: Mapping[str, Value]) -> None: ...


class _Recorder:
    def __init__(self, tracer: trace.Tracer, meter: metrics.Meter) -> None:
        self.tracer = tracer
        self.metrics = {metric: _instrument(meter, metric) for metric in Metric}


def _instrument(meter: metrics.Meter, metric: Metric) -> _Meter:
    match metric.kind:
        case Instrument.COUNTER:
            return meter.create_counter(metric.key, metric.unit, metric.meaning).add
        case Instrument.GAUGE:
            return meter.create_gauge(metric.key, metric.unit, metric.meaning).set
        case Instrument.HISTOGRAM:
            return meter.create_histogram(metric.key, metric.unit, metric.meaning).record


def _platforms() -> _Recorder:
    """Return what tells an SDK of the platform's, if there is one, and else nobody."""
    return _Recorder(trace.get_tracer(SCOPE), metrics.get_meter(SCOPE))


_recorder = _platforms()


def listen(tracers: trace.TracerProvider, meters: metrics.MeterProvider) -> None:
    """Tell these from now on, and nobody else."""
    global _recorder
    _recorder = _Recorder(tracers.get_tracer(SCOPE), meters.get_meter(SCOPE))


def stop_listening() -> None:
    global _recorder
    _recorder = _platforms()


class Told:
    """A span that goes on."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span

    @property
    def listening(self) -> bool:
        """Whether it is worth finding out what it could be told with."""
        return self._span.is_recording()

    def tell(self, facts: Facts) -> None:
        self._span.set_attributes({attribute.key: value for attribute, value in facts.items()})

    def tell_counts(self, counts: Mapping[str, int]) -> None:
        """:param counts: by their attributes."""
        self._span.set_attributes(counts)

    def fail(self, code: str) -> None:
        """Say why; the sentences of errors can name records, and stay in the app."""
        self._span.set_attribute(Attribute.ERROR.key, code)
        self._span.set_status(trace.StatusCode.ERROR)


@contextmanager
def told(
    span: Span,
    facts: Facts,
    *,
    inherited: Facts | None = None,
    **blanks: str,
) -> Iterator[Told]:
    """Record a span around a block.

    :param inherited: facts that all spans within it are told with, too.
    :param blanks: of the span's title.
    """
    current = context.get_current()
    known = _inherited(current)
    if inherited:
        current = context.set_value(_INHERITED, {**known, **inherited}, current)
    started = _recorder.tracer.start_span(
        span.title.format(**blanks),
        current,
        _KINDS[span.kind],
        {each.key: value for each, value in {**known, **(inherited or {}), **facts}.items()},
    )
    token = context.attach(trace.set_span_in_context(started, current))
    ongoing = Told(started)
    try:
        yield ongoing
    except BaseException as error:
        ongoing.fail(getattr(error, "code", "") or "unexpected")
        raise
    finally:
        context.detach(token)
        started.end()


def inherited(attribute: Attribute) -> Value | None:
    """Return what the spans around are told with, also where nobody listens."""
    return _inherited(context.get_current()).get(attribute)


def _inherited(current: Context) -> dict[Attribute, Value]:
    found: Any = context.get_value(_INHERITED, current)
    return found if isinstance(found, dict) else {}


def measure(metric: Metric, amount: float, facts: Facts) -> None:
    """Add to a counter, set a gauge, or record a histogram's value."""
    _recorder.metrics[metric](amount, {each.key: value for each, value in facts.items()})


def carried(work: Callable[..., Any]) -> Callable[..., Any]:
    """Return *work* as it is done by another thread within the spans that go on in this one."""
    here = context.get_current()

    def within(*arguments: Any) -> Any:
        token = context.attach(here)
        try:
            return work(*arguments)
        finally:
            context.detach(token)

    return within


@contextmanager
def within(trace_parent: str) -> Iterator[None]:
    """Let the spans of a block belong to the trace of whoever called.

    :param trace_parent: the header of https://www.w3.org/TR/trace-context/; empty for none.
    """
    token = context.attach(_propagator.extract({"traceparent": trace_parent}))
    try:
        yield
    finally:
        context.detach(token)
