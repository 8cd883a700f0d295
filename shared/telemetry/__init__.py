"""What the app tells about itself in OpenTelemetry: a facade, as ``shared.log`` is one for lines.

https://opentelemetry.io/docs/specs/otel/
"""

from shared.telemetry.attributes import Attribute, Resource, counted
from shared.telemetry.recording import (
    SCOPE,
    Facts,
    Told,
    carried,
    inherited,
    listen,
    measure,
    stop_listening,
    told,
    within,
)
from shared.telemetry.signals import Instrument, Metric, Span

__all__ = [
    "SCOPE",
    "Attribute",
    "Facts",
    "Instrument",
    "Metric",
    "Resource",
    "Span",
    "Told",
    "carried",
    "counted",
    "inherited",
    "listen",
    "measure",
    "stop_listening",
    "told",
    "within",
]
