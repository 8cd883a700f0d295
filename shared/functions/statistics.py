"""GET /api/accounts/{account}/statistics: what a customer owes and has ordered."""

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.functions import presenting_statistics as showing
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed, caller_of

bp = func.Blueprint()


@bp.function_name("get_account_statistics")
@bp.route(route="accounts/{account}/statistics", methods=["GET"])
@allowed(*Role)
@described("What the customer behind an account owes and has ordered", refusals=(409,))
def get_statistics(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    told = app().statistics.tell(req.route_params["account"], caller_of(req).object_id)
    return answer(showing.account(told))
