"""POST /api/setup/reinitialise: read everything again, as after a restored backup."""

import azure.functions as func
from pydantic import BaseModel, ConfigDict

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.functions.answers import answer, parse
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.usecases.reinitialising import begin_anew

bp = func.Blueprint()


class Reinitialising(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mappings: tuple[str, ...] = ()
    """By their slugs; all unless given."""


@bp.function_name("reinitialise")
@bp.route(route="setup/reinitialise", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Forget how far mappings were read; couplings stay",
    body=Reinitialising,
    refusals=(404, 409),
)
def reinitialise(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Let the next run of each mapping read all records; unfinished runs of them are ended."""
    current = app()
    asked = parse(req, Reinitialising).mappings
    chosen = [current.mapping(slug) for slug in asked] if asked else current.usable
    begin_anew(current.engine, chosen)
    return answer({"reinitialised": [mapping.slug for mapping in chosen]})
