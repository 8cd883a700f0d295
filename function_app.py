"""The function app: registers the blueprints."""

import azure.functions as func

from shared.functions import (
    couplings,
    explain,
    health,
    jobs,
    mappings,
    notifications,
    pending,
    queue,
    runs,
    salespeople,
    sync,
    timers,
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
    salespeople,
    notifications,
    queue,
    timers,
)
for _module in _MODULES:
    app.register_functions(_module.bp)
