"""The function app: registers the blueprints."""

import azure.functions as func

from shared.functions import (
    couplings,
    health,
    jobs,
    mappings,
    notifications,
    queue,
    sync,
    timers,
)

app = func.FunctionApp(http_auth_level=func.AuthLevel.FUNCTION)
for _module in (health, mappings, sync, jobs, couplings, notifications, queue, timers):
    app.register_functions(_module.bp)
