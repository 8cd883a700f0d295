"""GET /api/health: the app answers. GET /api/health/ready: it can work, and does.

A caller with a role learns the latter from the former, too.
"""

from collections.abc import Callable
from functools import partial

import azure.functions as func

from shared.bootstrap import App, app
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.errors import IntegrationError
from shared.functions import presenting
from shared.functions.answers import answer, answering
from shared.functions.describing import described
from shared.functions.gate import allowed, holds
from shared.usecases.keeping import keep
from shared.usecases.offered import told_off
from shared.usecases.status import last_success, stopped_run

bp = func.Blueprint()


@bp.function_name("health")
@bp.route(route="health", methods=["GET"])
@answering
@described("Whether the app answers; with a role, whether it can work", refusals=(503,))
def health(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return _readiness() if holds(req, *Role) else answer({"status": "alive"})


@bp.function_name("readiness")
@bp.route(route="health/ready", methods=["GET"])
@allowed(*Role)
@described("Whether the app can work, and does")
def readiness(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    return _readiness()


def _readiness() -> func.HttpResponse:
    current = app()
    checks = {side.value: _checked(partial(_reach, current, side)) for side in Side}
    checks["storage"] = _checked(current.engine.job_log.probe)
    checks["queue"] = _checked(current.engine.queue.probe)
    checks["environments"] = _checked(partial(keep, current.engine))
    ready = all(problem is None for problem in checks.values())
    content = {
        "status": "ready" if ready else "not ready",
        "checks": {name: problem or "ok" for name, problem in checks.items()},
        "synchronization": _switch(current) if checks["storage"] is None else None,
        "mappings": _mappings(current) if checks["storage"] is None else [],
        "mistakes": [mistake.text for mistake in current.mapping_set.mistakes],
    }
    return answer(content, 200 if ready else 503)


def _switch(current: App) -> str:
    return "on" if current.engine.installations.current().enabled else "off"


def _checked(check: Callable[[], object]) -> str | None:
    try:
        check()
    except IntegrationError as error:
        return error.message
    return None


def _reach(current: App, side: Side) -> None:
    store = current.engine.stores.open(side)
    try:
        store.probe()
    finally:
        store.release()


def _mappings(current: App) -> list[presenting.Json]:
    return [
        {
            "mapping": mapping.slug,
            "off": told_off(current.engine, mapping),
            "last_success": last_success(current.engine, mapping),
            "stopped": presenting.stopped(stopped_run(current.engine, mapping)),
        }
        for mapping in current.usable
    ]
