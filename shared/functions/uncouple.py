"""DELETE /api/mappings/{mapping}/couplings/{bc_id} and POST .../uncouple: take pairs apart."""

from collections.abc import Sequence
from typing import Self
from uuid import UUID

import azure.functions as func
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from shared.bootstrap import App, app
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import answer, parse
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.sync import accepted
from shared.usecases.coupling_requests import uncouple, uncouple_all
from shared.usecases.requesting import MOST_CHOSEN

bp = func.Blueprint()


class UncoupleRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    records: tuple[UUID, ...] = Field(default=(), max_length=MOST_CHOSEN)
    side: Side = Side.BC
    """Whose ids *records* are."""
    all: StrictBool = False
    """Uncouple the whole mapping instead."""

    @model_validator(mode="after")
    def _records_or_all(self) -> Self:
        if bool(self.records) == self.all:
            raise ValueError('give records, or "all": true')
        return self


@bp.function_name("uncouple_record")
@bp.route(route="mappings/{mapping}/couplings/{bc_id}", methods=["DELETE"])
@allowed(Role.ADMINISTRATOR)
@described("Take one pair apart", or_status=202, refusals=(400, 404, 409))
def uncouple_record(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    try:
        bc_id = TypeAdapter(UUID).validate_python(req.route_params["bc_id"])
    except ValidationError as error:
        raise RequestError("The address ends with no id.", code="request_invalid") from error
    return _uncoupled(app(), req.route_params["mapping"], Side.BC, [bc_id])


@bp.function_name("uncouple_records")
@bp.route(route="mappings/{mapping}/couplings/uncouple", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Take pairs apart: chosen ones, or all of the mapping",
    body=UncoupleRequest,
    or_status=202,
    refusals=(404, 409),
)
def uncouple_records(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current, slug = app(), req.route_params["mapping"]
    asked = parse(req, UncoupleRequest)
    if asked.all:
        return accepted(uncouple_all(current.engine, current.mapping(slug)))
    return _uncoupled(current, slug, asked.side, asked.records)


def _uncoupled(
    current: App, mapping: str, side: Side, records: Sequence[UUID]
) -> func.HttpResponse:
    """Answer with what was done, or where the rest can be followed."""
    engine = current.engine
    run = uncouple(engine, current.mapping(mapping), side, records, current.budget)
    if not run.ended:
        return accepted(run)
    return answer(presenting.run(run, list(engine.job_log.jobs_of(run.id))))
