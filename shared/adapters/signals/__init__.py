"""Who listens to spans and metrics, as the settings have it.

OpenTelemetry's SDK is imported by whoever listens, and by nobody else: it costs a cold start a
tenth of a second, and Azure Monitor's exporter more on top.
"""

from shared.adapters.signals.kept import Kept, Signals
from shared.adapters.signals.listening import listen_as

__all__ = ["Kept", "Signals", "listen_as"]
