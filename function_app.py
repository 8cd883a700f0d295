"""The function app: registers the blueprints."""

import azure.functions as func

from shared.functions import (
    availability,
    couple,
    couplings,
    explain,
    health,
    jobs,
    lag,
    links,
    mappings,
    notifications,
    openapi,
    pages,
    pending,
    people,
    queue,
    reinitialising,
    runs,
    salespeople,
    setup,
    shadow,
    signals,
    statistics,
    status,
    sync,
    timers,
    uncouple,
)

# The platform asks for no key: each route's own decorator says who may call it.
app = func.FunctionApp(http_auth_level=func.AuthLevel.ANONYMOUS)
_MODULES = (
    health,
    status,
    setup,
    shadow,
    mappings,
    sync,
    explain,
    runs,
    jobs,
    lag,
    signals,
    pending,
    couplings,
    couple,
    uncouple,
    salespeople,
    availability,
    statistics,
    links,
    people,
    pages,
    notifications,
    queue,
    reinitialising,
    timers,
)
_described = [module.bp for module in _MODULES]
blueprints = (*_described, openapi.blueprint(_described))
for _blueprint in blueprints:
    app.register_functions(_blueprint)
