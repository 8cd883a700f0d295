"""GET /api/mappings/{mapping}/explain/{side}/{id}: why a record did or did not travel.

And .../compare/{side}/{id}: both records of a pair, field by field.
"""

from uuid import UUID

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.domain.transforms.outcomes import quoted
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.schedules import schedule_of
from shared.usecases.comparing import compare
from shared.usecases.explaining import explain

bp = func.Blueprint()


@bp.function_name("explain_record")
@bp.route(route="mappings/{mapping}/explain/{side}/{id}", methods=["GET"])
@allowed(Role.USER)
@described("Why a record did or did not travel")
def explain_record(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    side, record_id = _record(req, "explain")
    shown = explain(current.engine, mapping, side, record_id)
    return answer(presenting.explanation(shown, schedule_of(mapping)))


@bp.function_name("compare_records")
@bp.route(route="mappings/{mapping}/compare/{side}/{id}", methods=["GET"])
@allowed(Role.USER)
@described("Both records of a pair, field by field", refusals=(409,))
def compare_records(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    side, record_id = _record(req, "compare")
    return answer(presenting.compared(compare(current.engine, mapping, side, record_id)))


def _record(req: func.HttpRequest, asked: str) -> tuple[Side, UUID]:
    side, record_id = req.route_params["side"], req.route_params["id"]
    try:
        return Side(side), UUID(record_id)
    except ValueError as error:
        wrong = (
            f"{quoted(record_id)} is no id of a record"
            if side in [*Side]
            else f"{quoted(side)} is neither bc nor dataverse"
        )
        raise RequestError(
            f"{wrong}: ask for a record as {asked}/bc/{{id}} or {asked}/dataverse/{{id}}, with its "
            "id, a UUID.",
            code="request_invalid",
        ) from error
