"""GET /api/links/{mapping}/{side}/{id}: the coupled record, and where people look at it."""

from typing import Any
from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.sides import Side
from shared.errors import IntegrationError, RequestError
from shared.functions.answers import answer, leading, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed, holds
from shared.usecases.linking import Link, Shown

bp = func.Blueprint()
Json = dict[str, Any]


class LinkQuery(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    redirect: bool = False
    """Lead a browser to the coupled record, instead of an answer in JSON."""


@bp.function_name("get_link")
@bp.route(route="links/{mapping}/{side}/{id}", methods=["GET"])
@allowed(*Role)
@described(
    "The coupled record on the other side, and where people look at it",
    query=LinkQuery,
    or_status=302,
    refusals=(409,),
)
def get_link(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    try:
        side, record_id = Side(req.route_params["side"]), UUID(req.route_params["id"])
    except ValueError as error:
        raise RequestError(
            "Ask for a record as links/{mapping}/bc/{id} or links/{mapping}/dataverse/{id}, with "
            "its id.",
            code="request_invalid",
        ) from error
    link = current.linking.find(mapping, side, record_id)
    if parse_query(req, LinkQuery).redirect:
        return leading(_leading_to(link))
    return answer(_shown(link, administers=holds(req, Role.ADMINISTRATOR)))


def _leading_to(link: Link) -> str:
    if link.partner is None:
        raise RequestError(_not_coupled(link), code="record_not_coupled", status=409)
    if isinstance(link.partner.at, IntegrationError):
        raise link.partner.at
    return link.partner.at


def _shown(link: Link, *, administers: bool) -> Json:
    shown: Json = {
        "mapping": link.mapping.slug,
        "coupled": link.partner is not None,
        "record": _place(link.record),
        "partner": None if link.partner is None else _place(link.partner),
    }
    if link.partner is not None:
        return shown
    offers = _offers(link) if administers else None
    problem = {"code": "record_not_coupled", "detail": _not_coupled(link)}
    return shown | {"problem": problem, "offers": offers}


def _place(shown: Shown) -> Json:
    told: Json = {"side": shown.side.value, "id": str(shown.id)}
    if isinstance(shown.at, IntegrationError):
        problem = {"code": shown.at.code, "detail": shown.at.message}
        return told | {"url": None, "problem": problem}
    return told | {"url": shown.at}


def _offers(link: Link) -> Json:
    """Return the calls that couple the record: with a chosen one, or with one that is created."""
    ids = {"bc_id": None, "dataverse_id": None, f"{link.record.side.value}_id": str(link.record.id)}
    address = f"/api/mappings/{link.mapping.slug}/couplings"
    couple = {"method": "POST", "href": address, "body": {"pairs": [ids]}}
    leg = link.creating
    if leg is None:
        return {"couple": couple, "create": None}
    body = {"records": [str(link.record.id)], "direction": leg.value}
    return {
        "couple": couple,
        "create": {"method": "POST", "href": f"{address}/create", "body": body},
    }


def _not_coupled(link: Link) -> str:
    record = link.record
    return (
        f"The record {record.id} of {record.side.system} is not coupled in {link.mapping.name}. An "
        "administrator couples it with a record that is there, or has one created."
    )
