"""GET /api/mappings/{mapping}/couplings: which records belong together."""

from typing import Self
from uuid import UUID

import azure.functions as func
from pydantic import field_validator, model_validator

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.functions import presenting
from shared.functions.answers import listing, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.jobs import Listing

bp = func.Blueprint()


class CouplingListing(Listing):
    bc_id: UUID | None = None
    dataverse_id: UUID | None = None

    @field_validator("continuation")
    @classmethod
    def _is_an_id(cls, value: str | None) -> str | None:
        if value is None:
            return None
        try:
            return str(UUID(value))  # Ids are spelled in several ways, and stored in one.
        except ValueError:
            raise ValueError("is none that this app has given") from None

    @model_validator(mode="after")
    def _at_most_one(self) -> Self:
        if self.bc_id and self.dataverse_id:
            raise ValueError("give bc_id or dataverse_id, not both")
        return self


@bp.function_name("list_couplings")
@bp.route(route="mappings/{mapping}/couplings", methods=["GET"])
@allowed(Role.USER)
@described("Which records belong together", query=CouplingListing, answers="page")
def list_couplings(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    slug = current.mapping(req.route_params["mapping"]).slug
    asked = parse_query(req, CouplingListing)
    couplings = current.engine.couplings
    if wanted := asked.bc_id or asked.dataverse_id:
        side = Side.BC if asked.bc_id else Side.DATAVERSE
        found = couplings.find(slug, side, [wanted]).values()
        return listing([presenting.coupling(coupling) for coupling in found], None)
    page, continuation = couplings.page(slug, asked.top, asked.continuation)
    return listing([presenting.coupling(coupling) for coupling in page], continuation)
