"""GET /api/signals: what this instance did lately, and what that took."""

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed

bp = func.Blueprint()


@bp.function_name("list_signals")
@bp.route(route="signals", methods=["GET"])
@allowed(Role.USER)
@described("The newest jobs of this instance with their requests, and its metrics")
def list_signals(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    signals = app().signals
    return answer({"kept": signals is not None, "value": signals.kept() if signals else None})
