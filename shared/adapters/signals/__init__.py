"""Who listens to spans and metrics, as the settings have it.

OpenTelemetry's SDK is imported by whoever listens, and by nobody else: it costs a cold start a
twentieth of a second, Azure Monitor's exporter a quarter.
"""

from shared.adapters.signals.kept import Kept, Signals
from shared.adapters.signals.listening import listen_as

__all__ = ["Kept", "Signals", "listen_as"]
