"""GET /api/mappings: how every mapping is set up, and how far it is."""

import azure.functions as func

from shared.bootstrap import app
from shared.domain.callers import Role
from shared.domain.mapping import TableMapping
from shared.functions import presenting
from shared.functions.answers import answer
from shared.functions.describing import described
from shared.functions.gate import allowed
from shared.functions.schedules import schedule_of
from shared.usecases.offered import told_off
from shared.usecases.status import status

bp = func.Blueprint()


@bp.function_name("list_mappings")
@bp.route(route="mappings", methods=["GET"])
@allowed(Role.USER)
@described("All mappings", answers="list")
def list_mappings(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current = app()
    usable = [
        presenting.usable(mapping, current.source(mapping), told_off(current.engine, mapping))
        for mapping in current.usable
    ]
    parts = [
        presenting.usable(part, current.source(part), _off_with_header(part))
        for below in current.mapping_set.parts.values()
        for part in below
    ]
    mistakes = [presenting.mistake(mistake) for mistake in current.mapping_set.mistakes]
    return answer({"value": usable + parts + mistakes})


def _off_with_header(part: TableMapping) -> str | None:
    """Return why lines do not travel: they do with what they are part of."""
    current = app()
    return told_off(current.engine, current.mapping_set.mappings[str(part.part_of)])


@bp.function_name("get_mapping")
@bp.route(route="mappings/{mapping}", methods=["GET"])
@allowed(Role.USER)
@described("How a mapping is set up, and how far it is")
def get_mapping(req: func.HttpRequest, context: func.Context) -> func.HttpResponse:
    current, slug = app(), req.route_params["mapping"]
    part = current.mapping_set.part(slug)
    if part is not None:
        return answer(presenting.part(part, current.source(part), _off_with_header(part)))
    mapping = current.mapping(slug)
    shown = status(current.engine, mapping)
    return answer(presenting.mapping(shown, current.source(mapping), schedule_of(mapping)))
