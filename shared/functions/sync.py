"""POST /api/mappings/{mapping}/sync and /api/sync/full: start runs."""

from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.jobs import Run, Trigger
from shared.domain.sides import Direction
from shared.functions import presenting, presenting_decisions
from shared.functions.answers import answer, parse
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.usecases.full_sync import review, start
from shared.usecases.preview import preview
from shared.usecases.requesting import Wish, new_run, request_run

bp = func.Blueprint()


class SyncRequest(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    direction: Direction | None = None
    """Narrows the mapping's direction."""
    records: tuple[UUID, ...] = Field(default=(), max_length=1000)
    """Chosen records, by their ids on the side that the run reads."""
    full: StrictBool = False
    """Read all records, and give uncoupled ones inside the filters a partner."""
    force: StrictBool = False
    """Overwrite the targets with the source's values, whoever changed what."""
    unconditional: StrictBool = False
    """Read all records, whatever was read before: a field new to the mapping is filled in."""
    dry_run: StrictBool = False
    """Answer with what would be done, and do nothing."""
    top: int = Field(default=100, ge=1, le=1000)
    """How many decisions a dry run answers with."""

    @property
    def wish(self) -> Wish:
        return Wish(self.direction, self.records, self.full, self.force, self.unconditional)


class Nothing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def accepted(run: Run) -> func.HttpResponse:
    """Answer that a run was started, and where it can be followed."""
    return answer(presenting.run(run, []), 202, {"Location": f"/api/runs/{run.id}"})


@bp.function_name("request_sync")
@bp.route(route="mappings/{mapping}/sync", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Run a mapping, or show what a run would do",
    body=SyncRequest,
    status=202,
    or_status=200,
    refusals=(409,),
)
def sync_mapping(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    asked = parse(req, SyncRequest)
    if asked.dry_run:
        run = new_run(current.engine, mapping, Trigger.REQUEST, asked.wish)
        shown = preview(current.engine, run, mapping, asked.top)
        decisions = [
            presenting_decisions.decision(leg, decision) for leg, decision in shown.decisions
        ]
        return answer({"value": decisions, "complete": shown.complete})
    return accepted(request_run(current.engine, mapping, asked.wish))


@bp.function_name("request_full_sync")
@bp.route(route="sync/full", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Run all mappings in full", body=Nothing, answers="list", status=202, refusals=(409,))
def request_full_sync(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Start a full run of all mappings; repeated, it carries on what is not over."""
    parse(req, Nothing)
    runs = start(app().engine)
    shown = [presenting.run(run, []) for run in runs]
    return answer({"value": shown}, 202, {"Location": "/api/sync/full"})


@bp.function_name("review_full_sync")
@bp.route(route="sync/full", methods=["GET"])
@allowed(Role.ADMINISTRATOR)
@described("What a full run would meet, and how far the newest is")
def review_full_sync(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Show what a full run would meet, and how far the newest one is."""
    engine = app().engine
    newest = [
        presenting.run(run, list(engine.job_log.jobs_of(run.id)))
        for run in engine.job_log.newest_group()
    ]
    return answer({"review": [presenting.review(each) for each in review(engine)], "runs": newest})
