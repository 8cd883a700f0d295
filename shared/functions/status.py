"""GET /api/status: are we in step? A line for each mapping, and how they depend on each other."""

import os
from datetime import datetime

import azure.functions as func

from shared.bootstrap import App, app
from shared.domain.callers import Role
from shared.domain.mapping import TableMapping
from shared.functions import presenting
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.presenting import Json
from shared.functions.schedules import schedule_of
from shared.functions.timers import function_name
from shared.usecases.overview import Line, overview

bp = func.Blueprint()


@bp.function_name("status")
@bp.route(route="status", methods=["GET"])
@allowed(Role.USER)
@described("Whether all mappings are in step", answers="list")
def status(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    installation = current.engine.installations.current()
    now = current.engine.clock.now()
    lines = overview(current.engine, schedules_of(current) if installation.enabled else {})
    return answer(
        {
            "at": now,
            "synchronization": "on" if installation.enabled else "off",
            "off_because": installation.off_because or None,
            "shadow": installation.shadow,
            "value": [_line(line, now) for line in lines],
            "mistakes": [presenting.mistake(each) for each in current.mapping_set.mistakes],
        }
    )


def schedules_of(current: App) -> dict[str, str]:
    """Return the schedules of the mappings whose timers are not switched off."""
    return {
        mapping.slug: schedule_of(mapping)
        for mapping in current.usable
        if not _is_disabled(mapping)
    }


def _is_disabled(mapping: TableMapping) -> bool:
    """https://learn.microsoft.com/azure/azure-functions/disable-function"""
    name = f"AzureWebJobs.{function_name(mapping.slug)}.Disabled"
    values = (os.environ.get(name), os.environ.get(name.replace(".", "_")))
    return any(value is not None and value.lower() in ("true", "1") for value in values)


def _line(shown: Line, now: datetime) -> Json:
    told: Json = {
        "mapping": shown.mapping.slug,
        "name": shown.mapping.name,
        "direction": shown.mapping.direction,
        "waits_for": shown.waits_for,
        "off": shown.off,
    }
    if shown.reached is None:
        return told
    lag = shown.lag(now)
    running = shown.reached.running
    return told | {
        "state": shown.standing,
        "in_step_until": shown.in_step_until,
        "waiting_since": shown.waiting_since,
        "lag_seconds": None if lag is None else int(lag.total_seconds()),
        "pending": shown.pending,
        "skipped": shown.skipped,
        "last_jobs": [presenting.job(job) for job in shown.reached.last_jobs],
        "running": presenting.run(running, []) if running else None,
        "stopped": presenting.stopped(shown.stopped),
        "next_run": shown.next_run,
    }
