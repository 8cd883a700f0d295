"""POST /api/setup/shadow: look and do nothing. GET /api/shadow: what would have been done."""

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.shadow import Difference
from shared.functions import presenting
from shared.functions.answers import answer, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.presenting import Json
from shared.functions.sync import Nothing
from shared.usecases.setup.setting_up import STEPS
from shared.usecases.shadowing import Shadow, go_into_shadow, shadows

bp = func.Blueprint()


class Listing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    top: int = Field(default=100, ge=1, le=1000)
    """How many records are shown."""


@bp.function_name("go_into_shadow")
@bp.route(route="setup/shadow", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Let timers only look", body=Nothing, refusals=(409,))
def shadow_all(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Switch synchronization off, and let timers look what they would do."""
    parse(req, Nothing)
    current = app()
    steps = [step.name for step in STEPS]
    return answer(presenting.installation(go_into_shadow(current.engine, current.looks, steps)))


@bp.function_name("list_shadows")
@bp.route(route="shadow", methods=["GET"])
@allowed(Role.ADMINISTRATOR)
@described("What timers would have done, by mapping and field", answers="list")
def list_shadows(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    found = shadows(current.engine, current.looks)
    on = current.engine.installations.current().shadow
    return answer({"shadow": on, "value": [_summary(each) for each in found]})


@bp.function_name("get_shadow")
@bp.route(route="shadow/{mapping}", methods=["GET"])
@allowed(Role.ADMINISTRATOR)
@described(
    "What timers would have done to records, with the values before and after", query=Listing
)
def get_shadow(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping, top = current.mapping(req.route_params["mapping"]), parse_query(req, Listing).top
    look = current.looks.load(mapping.slug)
    found = current.looks.differences(mapping.slug, look) if look else ()
    shown = [_difference(each) for each in found[:top]]
    return answer({**_summary(Shadow(mapping, look)), "value": shown})


def _summary(shown: Shadow) -> Json:
    look = shown.look
    told: Json = {
        "mapping": shown.mapping.slug,
        "name": shown.mapping.name,
        "complete": bool(look and look.finished_at),
    }
    if look is None:
        return told
    return told | {
        "started_at": look.started_at,
        "finished_at": look.finished_at,
        "read": look.read,
        "would": look.decided,
        "fields": look.fields,
        "kept": look.kept,
        "problem": look.problem or None,
    }


def _difference(shown: Difference) -> Json:
    return {
        "direction": shown.leg,
        "record": str(shown.record),
        "partner": str(shown.partner) if shown.partner else None,
        "title": shown.title,
        "decision": shown.decision,
        "before": shown.before,
        "after": shown.after,
        "reason": shown.reason or None,
    }
