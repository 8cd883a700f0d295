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
    salespeople,
    sync,
    timers,
    uncouple,
)

# The platform asks for no key: each route's own decorator says who may call it.
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
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
    salespeople,
    notifications,
    queue,
    timers,
)
for _module in _MODULES:
    app.register_functions(_module.bp)
