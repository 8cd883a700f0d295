"""What a customer owes and has ordered: GET /api/accounts/{account}/statistics, and the rows in
Dataverse."""

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.functions import presenting_statistics as showing
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed, caller_of
from shared.functions.invoking import invoked
from shared.functions.schedules import override_of
from shared.settings import DEFAULT_STATISTICS_SCHEDULE

bp = func.Blueprint()


@bp.function_name("get_account_statistics")
@bp.route(route="accounts/{account}/statistics", methods=["GET"])
@allowed(*Role)
@described("What the customer behind an account owes and has ordered", refusals=(409,))
def get_statistics(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    told = app().statistics.tell(req.route_params["account"], caller_of(req).object_id)
    return answer(showing.account(told))


@bp.function_name("note_statistics")
@bp.timer_trigger(
    arg_name="timer",
    schedule=override_of("STATISTICS_AT", DEFAULT_STATISTICS_SCHEDULE),
    run_on_startup=False,
)
def note_statistics(timer: func.TimerRequest, context: func.Context) -> None:
    current = app()
    with invoked(context):
        current.notes.note(current.budget)
