"""OpenTelemetry's SDK, set up for those that listen. Imported only where somebody does."""

from uuid import uuid4

from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import (
    MetricExporter,
    MetricReader,
    PeriodicExportingMetricReader,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_ON

from shared.adapters.signals.file import FileMetrics, FileSpans, Lines
from shared.adapters.signals.memory import Memory
from shared.errors import ConfigurationError
from shared.settings import TelemetrySettings
from shared.telemetry import SCOPE
from shared.telemetry import Resource as Facts

_FILE_DELAY = 1000
"""Milliseconds until a span is in the file."""
_SENT_DELAY = 5000


class Listeners:
    """All that a process tells of itself goes to these."""

    def __init__(self, settings: TelemetrySettings) -> None:
        instance = settings.instance_id or uuid4().hex[:8]
        resource = Resource(
            {
                Facts.NAME.key: settings.site_name or SCOPE,
                Facts.INSTANCE.key: instance,
            }
        )
        # First, since it can fail: threads that were begun before would go on without an end.
        sending = _exporters(settings) if settings.azure_monitor else None
        # Whatever the platform's sampling decides: a job is one of few hundred in a day.
        self.tracers = TracerProvider(sampler=ALWAYS_ON, resource=resource)
        self.memory = Memory(instance) if settings.memory else None
        readers: list[MetricReader] = []
        if self.memory is not None:
            self.tracers.add_span_processor(self.memory.spans)
            readers.append(self.memory.reader)
        if settings.file is not None:
            lines = Lines(settings.file, settings.file_megabytes * 1024 * 1024)
            spans = BatchSpanProcessor(FileSpans(lines), schedule_delay_millis=_FILE_DELAY)
            self.tracers.add_span_processor(spans)
            readers.append(_periodic(FileMetrics(lines), settings))
        if sending is not None:
            to_traces, to_metrics = sending
            spans = BatchSpanProcessor(to_traces, schedule_delay_millis=_SENT_DELAY)
            self.tracers.add_span_processor(spans)
            readers.append(_periodic(to_metrics, settings))
        self.meters = MeterProvider(readers, resource)

    def close(self) -> None:
        """Tell what was not told yet."""
        self.tracers.shutdown()
        self.meters.shutdown()


def _exporters(settings: TelemetrySettings) -> tuple[SpanExporter, MetricExporter]:
    from shared.adapters.signals.azure_monitor import exporters

    try:
        return exporters(settings)
    except ValueError as error:
        raise ConfigurationError(
            "APPLICATIONINSIGHTS_CONNECTION_STRING is not what the Application Insights resource "
            "shows. Copy it anew, or set TELEMETRY_AZURE_MONITOR to false.",
            code="settings_invalid",
        ) from error


def _periodic(exporter: MetricExporter, settings: TelemetrySettings) -> MetricReader:
    return PeriodicExportingMetricReader(exporter, settings.interval_seconds * 1000)
