"""GET /api/jobs: what runs did, and what they listed."""

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import answer, listing, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed

bp = func.Blueprint()


class Listing(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    top: int = Field(default=50, ge=1, le=1000)
    continuation: str | None = Field(default=None, max_length=200)


class MappingListing(Listing):
    mapping: str | None = None
    """Only this mapping's."""


@bp.function_name("list_jobs")
@bp.route(route="jobs", methods=["GET"])
@allowed(Role.USER)
@described("What runs did, the newest first", query=MappingListing, answers="page")
def list_jobs(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    asked = parse_query(req, MappingListing)
    jobs, continuation = app().engine.job_log.jobs(asked.mapping, asked.top, asked.continuation)
    return listing([presenting.job(job) for job in jobs], continuation)


@bp.function_name("get_job")
@bp.route(route="jobs/{job}", methods=["GET"])
@allowed(Role.USER)
@described("One job")
def get_job(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job = app().engine.job_log.job(req.route_params["job"])
    if job is None:
        raise _no_such_job()
    return answer(presenting.job(job))


@bp.function_name("list_job_errors")
@bp.route(route="jobs/{job}/errors", methods=["GET"])
@allowed(Role.USER)
@described("What a job listed", query=Listing, answers="page")
def list_job_errors(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job_log = app().engine.job_log
    asked = parse_query(req, Listing)
    job = job_log.job(req.route_params["job"])
    if job is None:
        raise _no_such_job()
    errors, continuation = job_log.errors(job.id, asked.top, asked.continuation)
    return listing([presenting.error(error) for error in errors], continuation)


def _no_such_job() -> RequestError:
    return RequestError("There is no such job.", code="job_unknown", status=404)
