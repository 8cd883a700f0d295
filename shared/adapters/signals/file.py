"""Spans and metrics in a file, a line of JSON each."""

from collections.abc import Iterable, Sequence
from errno import ENOSPC
from os import strerror
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec
from opentelemetry.sdk.metrics import Counter, Histogram
from opentelemetry.sdk.metrics.export import (
    AggregationTemporality,
    MetricExporter,
    MetricExportResult,
    MetricsData,
)
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

from shared.adapters.signals.reading import facts_of, moment, points
from shared.log import get_logger

_encode = msgspec.json.Encoder().encode
_log = get_logger(__name__)


class Lines:
    """A file that is renamed when it is full, and takes the place of the one before."""

    def __init__(self, file: Path, largest: int) -> None:
        """:param largest: in bytes."""
        self._file, self._largest = file, largest
        self._lock = Lock()
        self._failing = False

    def write(self, entries: Iterable[dict[str, Any]]) -> bool:
        """Return whether they are there now.

        Telling must not stop what is told of, nor fill the log while a disk is full.
        """
        content = b"".join(_encode(entry) + b"\n" for entry in entries)
        try:
            with self._lock:
                self._make_room(len(content))
                self._append(content)
        except OSError as error:
            if not self._failing:
                _log.warning("telemetry not written", extra={"why": error.strerror})
            self._failing = True
            return False
        self._failing = False
        return True

    def _append(self, content: bytes) -> None:
        """Take a half line back, to which the next one would be added."""
        with self._file.open("ab", buffering=0) as file:
            end = file.tell()
            if file.write(content) < len(content):
                file.truncate(end)
                raise OSError(ENOSPC, strerror(ENOSPC))

    def _make_room(self, size: int) -> None:
        try:
            if self._file.stat().st_size + size > self._largest:
                self._file.replace(self._file.with_name(f"{self._file.name}.1"))
        except FileNotFoundError:  # Not there yet, or another process has just renamed it.
            self._file.parent.mkdir(parents=True, exist_ok=True)


class FileSpans(SpanExporter):
    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        done = self._lines.write(map(_span, spans))
        return SpanExportResult.SUCCESS if done else SpanExportResult.FAILURE


class FileMetrics(MetricExporter):
    """Counters and histograms are told as what came to them since the last time."""

    def __init__(self, lines: Lines) -> None:
        delta = AggregationTemporality.DELTA
        super().__init__(preferred_temporality={Counter: delta, Histogram: delta})
        self._lines = lines

    def export(
        self, metrics_data: MetricsData, timeout_millis: float = 10_000, **kwargs: Any
    ) -> MetricExportResult:
        del timeout_millis, kwargs
        entries = [
            {"signal": "metric", **msgspec.to_builtins(point)} for point in points(metrics_data)
        ]
        done = self._lines.write(entries)
        return MetricExportResult.SUCCESS if done else MetricExportResult.FAILURE

    def force_flush(self, timeout_millis: float = 10_000) -> bool:
        del timeout_millis
        return True

    def shutdown(self, timeout_millis: float = 30_000, **kwargs: Any) -> None:
        """Nothing is open."""


def _span(span: ReadableSpan) -> dict[str, Any]:
    context = span.get_span_context()
    assert context is not None
    started, ended = span.start_time or 0, span.end_time or 0
    return {
        "signal": "span",
        "name": span.name,
        "kind": span.kind.name.lower(),
        "trace": f"{context.trace_id:032x}",
        "span": f"{context.span_id:016x}",
        "parent": f"{span.parent.span_id:016x}" if span.parent else None,
        "started_at": moment(started),
        "seconds": round((ended - started) / 1e9, 6),
        "failed": not span.status.is_ok,
        "attributes": facts_of(span.attributes),
    }
