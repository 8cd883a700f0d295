"""GET /api/runs and /api/runs/{run}, and the decision about one that the fuse has stopped."""

import azure.functions as func
from pydantic import BaseModel, ConfigDict, StrictBool

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.functions import presenting
from shared.functions.answers import answer, listing, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.jobs import MappingListing
from shared.functions.sync import accepted
from shared.usecases.approvals import approve, disapprove, no_such_run

bp = func.Blueprint()


class Approval(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    approve: StrictBool = True
    """False ends the run instead."""


@bp.function_name("list_runs")
@bp.route(route="runs", methods=["GET"])
@allowed(Role.USER)
@described("Runs with their jobs, the newest first", query=MappingListing, answers="page")
def list_runs(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job_log, asked = app().engine.job_log, parse_query(req, MappingListing)
    runs, continuation = job_log.runs(asked.mapping, asked.top, asked.continuation)
    return listing([presenting.run(run, list(jobs)) for run, jobs in runs], continuation)


@bp.function_name("get_run")
@bp.route(route="runs/{run}", methods=["GET"])
@allowed(Role.USER)
@described("A run with its jobs")
def get_run(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job_log = app().engine.job_log
    run = job_log.run(req.route_params["run"])
    if run is None:
        raise no_such_run(req.route_params["run"])
    return answer(presenting.run(run, list(job_log.jobs_of(run.id))))


@bp.function_name("approve_run")
@bp.route(route="runs/{run}/approve", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Let a stopped run go on, or end it",
    body=Approval,
    status=202,
    or_status=200,
    refusals=(409,),
)
def approve_run(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    engine, run_id = app().engine, req.route_params["run"]
    if parse(req, Approval).approve:
        return accepted(approve(engine, run_id))
    ended = disapprove(engine, run_id)
    return answer(presenting.run(ended, list(engine.job_log.jobs_of(ended.id))))
