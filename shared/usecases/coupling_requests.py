"""Ask for runs that couple by match keys, create missing partners, or uncouple."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.sides import Direction, Leg, Side
from shared.usecases.crossing import Crossing
from shared.usecases.engine import Engine
from shared.usecases.matching import Matched, Matcher, check_keys
from shared.usecases.offered import check_on
from shared.usecases.requesting import (
    Wish,
    check_direction,
    check_enabled,
    match_run,
    queue_run,
    request_run,
    uncoupling_run,
)
from shared.usecases.runs import run_at_once


def match(
    engine: Engine, mapping: TableMapping, records: Sequence[UUID], *, create: bool, follow: bool
) -> Run:
    """Queue a run that couples uncoupled records by their match keys.

    :param records: by their Business Central ids; empty for all.
    :raises RequestError: the mapping has no match keys, or creates nothing in Dataverse.
    """
    check_enabled(engine)
    check_on(engine, mapping)
    check_keys(mapping)
    if create:
        check_direction(mapping, Leg.TO_DATAVERSE, creating=True)
    return queue_run(engine, match_run(engine, mapping, records, create=create, follow=follow))


def preview_match(engine: Engine, mapping: TableMapping, records: Sequence[UUID]) -> Matched:
    """Return what :func:`match` would do, and do nothing."""
    check_on(engine, mapping)
    check_keys(mapping)
    crossing = Crossing(engine, mapping, Leg.TO_DATAVERSE, full=False)
    try:
        return Matcher(crossing).match(records)
    finally:
        crossing.release()


def create_partners(
    engine: Engine, mapping: TableMapping, records: Sequence[UUID], leg: Leg | None
) -> Run:
    """Queue a run that creates the partners which chosen records lack, and couples them.

    :param records: by their ids on the leg's source.
    :param leg: None for the mapping's first.
    :raises RequestError: the mapping creates nothing there.
    """
    leg = check_direction(mapping, leg or mapping.direction.legs[0], creating=True)
    return request_run(engine, mapping, Wish(Direction(leg.value), records, create=True))


def uncouple(
    engine: Engine, mapping: TableMapping, side: Side, records: Sequence[UUID], budget: timedelta
) -> Run:
    """Uncouple chosen records in this call, as far as it gets; the queue does the rest."""
    check_enabled(engine)
    return run_at_once(engine, uncoupling_run(engine, mapping, side, records), budget)


def uncouple_all(engine: Engine, mapping: TableMapping) -> Run:
    check_enabled(engine)
    return queue_run(engine, uncoupling_run(engine, mapping, Side.BC))
