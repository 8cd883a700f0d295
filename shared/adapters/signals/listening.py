"""Let those listen that the settings name, and nobody else any more."""

from typing import TYPE_CHECKING

from shared import telemetry
from shared.adapters.signals.kept import Signals
from shared.settings import TelemetrySettings

if TYPE_CHECKING:
    from shared.adapters.signals.sdk import Listeners

_listeners: "Listeners | None" = None


def listen_as(settings: TelemetrySettings) -> Signals | None:
    """Return what is remembered from now on; None where nothing is.

    Those that have listened until now are told what they have not been told yet.
    """
    global _listeners
    before, _listeners = _listeners, None
    if before is not None:
        telemetry.stop_listening()
        before.close()
    if not settings.listens:
        return None
    from shared.adapters.signals.sdk import Listeners

    _listeners = Listeners(settings)
    telemetry.listen(_listeners.tracers, _listeners.meters)
    return _listeners.memory
