"""POST /api/mappings/{mapping}/couplings, .../match and .../create: couple records."""

from uuid import UUID

import azure.functions as func
from pydantic import BaseModel, ConfigDict, Field, StrictBool

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.recoupling import Pair
from shared.domain.sides import Leg, Side
from shared.functions import presenting_couplings as presenting
from shared.functions.answers import answer, parse, parse_query
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.sync import accepted
from shared.usecases.coupling import Choice, Initial, couple
from shared.usecases.coupling_preview import preview_coupling
from shared.usecases.coupling_requests import create_partners, match, preview_match
from shared.usecases.importing import import_pairs
from shared.usecases.requesting import MOST_CHOSEN

bp = func.Blueprint()


class _Request(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Previewing(_Request):
    preview: bool = False
    """Answer with what would be done, and do nothing."""


class ChosenPair(_Request):
    bc_id: UUID
    dataverse_id: UUID


class CoupleRequest(_Request):
    pairs: tuple[ChosenPair, ...] = Field(min_length=1, max_length=MOST_CHOSEN)
    initial: Initial | None = None
    """Which side's values the other one takes; unless given, as the mapping's direction has it."""
    start: Side = Side.BC
    """Whose record may be taken from the partner that it has; only one of bc's is."""

    @property
    def choice(self) -> Choice:
        pairs = [Pair(pair.bc_id, pair.dataverse_id) for pair in self.pairs]
        return Choice(pairs, self.start, self.initial)


class ImportRequest(_Request):
    pairs: tuple[ChosenPair, ...] = Field(min_length=1, max_length=MOST_CHOSEN)
    initial: Initial = Initial.NONE
    """Which side's values the other one takes where they differ; none unless given."""


class MatchRequest(_Request):
    records: tuple[UUID, ...] = Field(default=(), max_length=MOST_CHOSEN)
    """Chosen records of Business Central; all uncoupled ones unless given."""
    synchronize: StrictBool = True
    """Synchronize the values of what was coupled next."""
    create_unmatched: StrictBool = False
    """Create a partner for each record that matches none."""


class MatchPreviewing(Previewing):
    top: int = Field(default=100, ge=1, le=1000)
    """How many records a preview answers with."""


class CreateRequest(_Request):
    records: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_CHOSEN)
    """By their ids on the side that they are copied from."""
    direction: Leg | None = None
    """Unless given, the first that the mapping synchronizes in."""


@bp.function_name("couple_records")
@bp.route(route="mappings/{mapping}/couplings", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Couple pairs, or see what that would write",
    query=Previewing,
    body=CoupleRequest,
    status=202,
    or_status=200,
    refusals=(404, 409),
)
def couple_records(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    mapping = current.mapping(req.route_params["mapping"])
    choice = parse(req, CoupleRequest).choice
    if parse_query(req, Previewing).preview:
        shown = preview_coupling(current.engine, mapping, choice)
        return answer({"value": [presenting.pair(each) for each in shown]})
    done = couple(current.engine, mapping, choice)
    if done.follow is not None:
        return answer(presenting.coupled(done), 202, {"Location": f"/api/runs/{done.follow.id}"})
    created = bool(done.job.counters.coupled)
    return answer(presenting.coupled(done), 201 if created else 200)


@bp.function_name("import_couplings")
@bp.route(route="mappings/{mapping}/couplings/import", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Take over pairs that another integration has coupled",
    body=ImportRequest,
    status=200,
    or_status=202,
    refusals=(404, 409),
)
def import_couplings(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    """Couple all pairs that can be, change no value, and tell why the others cannot be."""
    engine, mapping = app().engine, app().mapping(req.route_params["mapping"])
    asked = parse(req, ImportRequest)
    pairs = [Pair(pair.bc_id, pair.dataverse_id) for pair in asked.pairs]
    done = import_pairs(engine, mapping, pairs, asked.initial)
    shown = presenting.imported(done)
    if done.follow is None:
        return answer(shown)
    return answer(shown, 202, {"Location": f"/api/runs/{done.follow.id}"})


@bp.function_name("match_records")
@bp.route(route="mappings/{mapping}/couplings/match", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Couple what the mapping's keys find, or see what that would be",
    query=MatchPreviewing,
    body=MatchRequest,
    status=202,
    or_status=200,
    refusals=(404, 409),
)
def match_records(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    engine, mapping = app().engine, app().mapping(req.route_params["mapping"])
    asked, previewing = parse(req, MatchRequest), parse_query(req, MatchPreviewing)
    if previewing.preview:
        found = preview_match(engine, mapping, asked.records)
        return answer(presenting.matched(found, previewing.top))
    run = match(
        engine,
        mapping,
        asked.records,
        create=asked.create_unmatched,
        follow=asked.synchronize,
    )
    return accepted(run)


@bp.function_name("create_partners")
@bp.route(route="mappings/{mapping}/couplings/create", methods=["POST"])
@allowed(Role.ADMINISTRATOR)
@described(
    "Create the partners of uncoupled records, and couple them",
    body=CreateRequest,
    status=202,
    refusals=(404, 409),
)
def create_missing(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    engine, mapping = app().engine, app().mapping(req.route_params["mapping"])
    asked = parse(req, CreateRequest)
    return accepted(create_partners(engine, mapping, asked.records, asked.direction))
