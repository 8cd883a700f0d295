"""Azure Monitor's exporters. Imported only where a setting asks for them."""

import logging
import os

from azure.core.credentials import TokenCredential
from opentelemetry.sdk.metrics.export import MetricExporter
from opentelemetry.sdk.trace.export import SpanExporter

from shared.settings import TelemetrySettings

_SWITCHED_OFF = (
    "APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL",
    "APPLICATIONINSIGHTS_SDKSTATS_DISABLED",
    "APPLICATIONINSIGHTS_CONTROLPLANE_DISABLED",
    "APPLICATIONINSIGHTS_OPENTELEMETRY_RESOURCE_METRIC_DISABLED",
)
"""What the exporter would tell Microsoft about itself, by what it could be switched from there, and
a metric with each batch of spans that measures nothing. It reads them when it is imported and made;
whoever sets them otherwise is not overruled."""


def exporters(settings: TelemetrySettings) -> tuple[SpanExporter, MetricExporter]:
    for name in _SWITCHED_OFF:
        os.environ.setdefault(name, "true")
    from azure.monitor.opentelemetry.exporter import (
        AzureMonitorMetricExporter,
        AzureMonitorTraceExporter,
    )

    # A line for each request that it sends would be of no use to anybody.
    logging.getLogger("azure.core.pipeline.policies.http_logging_policy").setLevel(logging.WARNING)
    connection = settings.connection_string
    assert connection is not None  # The settings have seen to that.
    options = {
        "connection_string": connection.get_secret_value(),
        "credential": _credential(settings),
        # What could not be sent is lost: nothing of it is left behind on a disk.
        "disable_offline_storage": True,
    }
    return AzureMonitorTraceExporter(**options), AzureMonitorMetricExporter(**options)


def _credential(settings: TelemetrySettings) -> TokenCredential | None:
    if not settings.by_identity:
        return None
    from azure.identity import ManagedIdentityCredential

    return ManagedIdentityCredential(client_id=settings.authentication.get("clientid"))
