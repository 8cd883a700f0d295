"""The function app: registers the blueprints."""

import azure.functions as func

from shared.functions import (
    couple,
    couplings,
    explain,
    health,
    jobs,
    mappings,
    notifications,
    pending,
    queue,
    runs,
    sync,
    timers,
    uncouple,
)

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
_MODULES = (
    health,
    mappings,
    sync,
    explain,
    runs,
    jobs,
    pending,
    couplings,
    couple,
    uncouple,
    notifications,
    queue,
    timers,
)
for _module in _MODULES:
    app.register_functions(_module.bp)
