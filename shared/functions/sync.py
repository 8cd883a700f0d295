"""POST /api/mappings/{mapping}/sync, and the runs it starts."""

from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field

from shared.bootstrap import app
from shared.domain.jobs import Trigger
from shared.domain.sides import Direction
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import answer, answering, parse
from shared.usecases.preview import preview
from shared.usecases.runs import new_run, request_run

bp = func.Blueprint()


class SyncRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    direction: Direction | None = None
    """Narrows the mapping's direction."""
    records: tuple[UUID, ...] = Field(default=(), max_length=1000)
    """Chosen records, by their ids on the side that the run reads."""
    full: bool = False
    """Read all records, and give uncoupled ones inside the filters a partner."""
    dry_run: bool = False
    """Answer with what would be done, and do nothing."""
    top: int = Field(default=100, ge=1, le=1000)
    """How many decisions a dry run answers with."""


@bp.function_name("request_sync")
@bp.route(route="mappings/{mapping}/sync", methods=["POST"])
@answering
def sync_mapping(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    asked = parse(req, SyncRequest)
    if asked.dry_run:
        run = new_run(
            current.engine,
            mapping,
            Trigger.REQUEST,
            direction=asked.direction,
            full=asked.full,
            records=asked.records,
        )
        shown = preview(current.engine, run, mapping, asked.top)
        decisions = [presenting.decision(leg, decision) for leg, decision in shown.decisions]
        return answer({"value": decisions, "complete": shown.complete})
    run = request_run(
        current.engine, mapping, direction=asked.direction, full=asked.full, records=asked.records
    )
    return answer(presenting.run(run, []), 202, {"Location": f"/api/runs/{run.id}"})


@bp.function_name("get_run")
@bp.route(route="runs/{run}", methods=["GET"])
@answering
def get_run(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job_log = app().engine.job_log
    run = job_log.run(req.route_params["run"])
    if run is None:
        raise RequestError("There is no such run.", code="run_unknown", status=404)
    return answer(presenting.run(run, list(job_log.jobs_of(run.id))))
