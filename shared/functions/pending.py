"""GET /api/pending: every record that is not in order. POST /api/pending/resolve: what to do."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.listed import Listed
from shared.domain.mapping import TableMapping
from shared.domain.sides import Leg, Side
from shared.errors import RequestError
from shared.functions import presenting
from shared.functions.answers import listing, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.jobs import MappingListing
from shared.functions.presenting import Json
from shared.functions.sync import accepted
from shared.usecases.engine import Engine
from shared.usecases.resolving import Action, resolve
from shared.usecases.status import not_in_order, partners_of, told_by_partner

bp = func.Blueprint()


class Resolution(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mapping: str
    direction: Leg
    records: tuple[UUID, ...] = Field(min_length=1, max_length=1000)
    """As the list of pending records shows them, with its direction."""
    action: Action
    fields: dict[str, Side] = Field(default_factory=dict, max_length=100)
    """Sides chosen for single fields, by Dataverse column; *action* decides about the others, and
    retry leaves them to the mapping."""


@bp.function_name("list_pending")
@bp.route(route="pending", methods=["GET"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Every record that is not in order", query=MappingListing, answers="page", refusals=(404,)
)
def list_pending(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    asked = parse_query(req, MappingListing)
    chosen = [current.mapping(asked.mapping)] if asked.mapping else current.usable
    waiting = {each.slug: not_in_order(current.engine, each) for each in chosen}
    all_of_them = [(mapping, each) for mapping in chosen for each in waiting[mapping.slug]]
    start = _offset(asked.continuation)
    end = start + asked.top
    shown = _shown(current.engine, waiting, all_of_them[start:end])
    return listing(shown, str(end) if end < len(all_of_them) else None)


def _shown(
    engine: Engine,
    waiting: Mapping[str, Sequence[Listed]],
    chosen: Sequence[tuple[TableMapping, Listed]],
) -> list[Json]:
    """
    :param waiting: all that is not in order, by the mapping's slug: the entries of a pair need not
        be on the same page.
    """
    shown: list[Json] = []
    for mapping, entries in groupby(chosen, key=itemgetter(0)):
        listed = [each for _, each in entries]
        partners = partners_of(engine, mapping, listed)
        told = told_by_partner(engine, mapping, waiting[mapping.slug])
        for leg, entry in listed:
            place = leg, entry.source_id
            partner = partners.get(place)
            shown.append(presenting.pending(mapping.slug, leg, entry, partner, told=place in told))
    return shown


def _offset(continuation: str | None) -> int:
    if continuation is None:
        return 0
    if not (continuation.isascii() and continuation.isdigit()):
        raise RequestError(
            "The continuation is none that this app has given.", code="request_invalid"
        )
    return int(continuation)


@bp.function_name("resolve_pending")
@bp.route(route="pending/resolve", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described("Decide about pending records", body=Resolution, status=202, refusals=(404, 409))
def resolve_pending(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    asked = parse(req, Resolution)
    mapping = current.mapping(asked.mapping)
    return accepted(
        resolve(current.engine, mapping, asked.direction, asked.records, asked.action, asked.fields)
    )
