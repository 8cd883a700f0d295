"""GET /api/jobs: what runs did, and what they listed."""

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.transforms.outcomes import quoted
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
    job_id = req.route_params["job"]
    job = app().engine.job_log.job(job_id)
    if job is None:
        raise _no_such_job(job_id)
    return answer(presenting.job(job))


@bp.function_name("list_job_errors")
@bp.route(route="jobs/{job}/errors", methods=["GET"])
@allowed(Role.USER)
@described("What a job listed", query=Listing, answers="page")
def list_job_errors(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    job_log = app().engine.job_log
    asked = parse_query(req, Listing)
    job_id = req.route_params["job"]
    job = job_log.job(job_id)
    if job is None:
        raise _no_such_job(job_id)
    errors, continuation = job_log.errors(job.id, asked.top, asked.continuation)
    return listing([presenting.error(error) for error in errors], continuation)


def _no_such_job(job_id: str) -> RequestError:
    return RequestError(
        f"There is no job {quoted(job_id)}; GET /api/jobs lists those that are kept.",
        code="job_unknown",
        status=404,
    )
