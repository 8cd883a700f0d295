"""What OpenTelemetry's SDK holds, in plain values."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from opentelemetry.sdk.metrics.export import HistogramDataPoint, MetricsData, NumberDataPoint

from shared.adapters.signals.kept import Measured, Plain


def moment(nanoseconds: int) -> datetime:
    return datetime.fromtimestamp(nanoseconds / 1e9, UTC)


def facts_of(attributes: Mapping[str, Any] | None) -> dict[str, Plain]:
    """Return a copy: what the SDK has is its own."""
    return dict(attributes or {})


def points(data: MetricsData | None) -> Iterator[Measured]:
    """Yield every value of every metric."""
    for resource in data.resource_metrics if data else ():
        for scope in resource.scope_metrics:
            for metric in scope.metrics:
                for point in metric.data.data_points:
                    yield _measured(metric.name, metric.unit or "", point)


def _measured(name: str, unit: str, point: Any) -> Measured:
    at, facts = moment(point.time_unix_nano), facts_of(point.attributes)
    if isinstance(point, HistogramDataPoint):
        return Measured(name, unit, facts, at, point.sum, point.count, point.min, point.max)
    assert isinstance(point, NumberDataPoint)
    return Measured(name, unit, facts, at, point.value)
