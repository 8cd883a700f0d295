"""Ask for runs: what somebody may want of one, and how the queue gets it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from shared.domain.jobs import Kind, Run, State, Trigger, newest_first
from shared.domain.mapping import TableMapping
from shared.domain.sides import Direction, Leg, Side
from shared.errors import IntegrationError, RequestError
from shared.ports import Receipt
from shared.usecases.engine import Engine
from shared.usecases.guard import switched_off
from shared.usecases.offered import check_on, not_taking_part

MOST_CHOSEN = 1000
"""Records that one run can be asked for by their ids."""


def run_id(now: datetime) -> str:
    """Return an id that sorts before those of all former runs."""
    return f"{newest_first(now)}-{uuid4().hex[:8]}"


@dataclass(frozen=True)
class Wish:
    """What somebody wants of a run, beyond what its mapping says."""

    direction: Direction | None = None
    """Narrows the mapping's direction."""
    records: Sequence[UUID] = ()
    """Chosen records, by their ids on the side that is read; each counts once."""
    full: bool = False
    force: bool = False
    unconditional: bool = False
    waits_for: tuple[str, ...] = ()
    create: bool = False
    """Nothing but create the partners that the chosen records lack."""


_NOTHING_SPECIAL = Wish()


def new_run(
    engine: Engine, mapping: TableMapping, trigger: Trigger, wish: Wish = _NOTHING_SPECIAL
) -> Run:
    """Return a run that is not saved yet."""
    asked = wish.direction or mapping.direction
    _check(mapping, wish, asked)
    now = engine.clock.now()
    legs = tuple(leg for leg in asked.legs if mapping.direction.allows(leg))
    state, message = State.QUEUED, ""
    if not mapping.takes_part(engine.installations.current().ownership):
        legs, state = (), State.FINISHED
        message = f"{not_taking_part(mapping).removesuffix('.')}; nothing was done."
    elif not legs:
        state = State.FINISHED
        message = f"{mapping.name} does not synchronize {_in_words(asked)}; nothing was done."
    return Run(
        run_id(now),
        mapping.slug,
        trigger,
        legs,
        wish.full,
        tuple(dict.fromkeys(wish.records)),
        state,
        now,
        None if legs else now,
        message,
        wish.force,
        wish.unconditional,
        waits_for=wish.waits_for,
        create=wish.create,
    )


def _check(mapping: TableMapping, wish: Wish, asked: Direction) -> None:
    if wish.records and (wish.direction is None or len(asked.legs) != 1):
        raise RequestError(
            "Chosen records need a direction, to_dataverse or from_dataverse: their ids are those "
            "of the side that the run reads.",
            code="direction_needed",
        )
    if wish.force and len(asked.legs) != 1:
        raise RequestError(
            f"{mapping.name} synchronizes both ways: to force it needs a direction, to_dataverse "
            "or from_dataverse, whose target is overwritten.",
            code="direction_needed",
        )


def save_request(engine: Engine, mapping: TableMapping, wish: Wish) -> Run:
    """Save a run that the caller hands to the queue.

    :raises SwitchedOffError: nothing is synchronized now.
    """
    check_enabled(engine)
    run = new_run(engine, mapping, Trigger.REQUEST, wish)
    engine.job_log.save_run(run)
    return run


def request_run(engine: Engine, mapping: TableMapping, wish: Wish = _NOTHING_SPECIAL) -> Run:
    """Save a run and hand it to the queue.

    :raises SwitchedOffError: nothing is synchronized now.
    :raises RequestError: the mapping is off, or does not take what is wished for.
    """
    check_enabled(engine)
    check_on(engine, mapping)
    return queue_run(engine, new_run(engine, mapping, Trigger.REQUEST, wish))


def check_enabled(engine: Engine) -> None:
    """:raises SwitchedOffError: setup was not run to its end, or somebody has switched it off."""
    installation = engine.installations.current()
    if not installation.enabled:
        raise switched_off(installation)


def queue_run(engine: Engine, run: Run) -> Run:
    engine.job_log.save_run(run)
    if run.state is State.QUEUED:
        hand_over(engine, [run])
    return run


def hand_over(engine: Engine, runs: Sequence[Run], delay: float = 0) -> list[Receipt]:
    """Hand saved runs to the queue, those of them that wait for no other.

    Whoever asked for them is told that nothing was started where the queue does not take them: so
    they end here, and are not found a day later as runs whose message was lost.

    :param delay: seconds.
    """
    try:
        return [engine.queue.put(run.id, delay=delay) for run in runs if not run.waits_for]
    except IntegrationError:
        for run in runs:
            found = engine.job_log.run(run.id)
            if found is not None and found.state is State.QUEUED:
                engine.job_log.save_run(
                    replace(
                        found,
                        state=State.FAILED,
                        finished_at=engine.clock.now(),
                        message="The storage queue did not take it; nothing was done. Ask again.",
                    )
                )
        raise


def check_direction(mapping: TableMapping, leg: Leg, *, creating: bool = False) -> Leg:
    """Return *leg*, in which somebody wants records to travel.

    :param creating: whether partners are to be created.
    :raises RequestError: the mapping does not synchronize that way, or creates nothing there.
    """
    if not mapping.direction.allows(leg):
        raise RequestError(
            f"{mapping.name} does not synchronize {_in_words(Direction(leg.value))}; nothing was "
            "done.",
            code="against_direction",
        )
    if creating and not mapping.creates:
        raise RequestError(
            f"{mapping.name} creates no partners; couple existing records.",
            code="not_created",
        )
    return leg


def _in_words(direction: Direction) -> str:
    return direction.value.replace("_", " ").replace("dataverse", "Dataverse")


# Couplings


def match_run(
    engine: Engine,
    mapping: TableMapping,
    records: Sequence[UUID] = (),
    *,
    create: bool = False,
    follow: bool = True,
) -> Run:
    """Return a run, not saved yet, that couples records by their match keys.

    :param records: by their Business Central ids; empty for all.
    :param create: records for which no partner is found get one.
    :param follow: the values of what was coupled are synchronized next.
    """
    run = _coupling_run(engine, mapping, Kind.COUPLING, Leg.TO_DATAVERSE, records)
    return replace(run, create=create, follow=follow)


def uncoupling_run(
    engine: Engine, mapping: TableMapping, side: Side, records: Sequence[UUID] = ()
) -> Run:
    """Return a run, not saved yet, that uncouples.

    :param records: by their ids on *side*; empty for all.
    """
    leg = Leg.TO_DATAVERSE if side is Side.BC else Leg.FROM_DATAVERSE
    return _coupling_run(engine, mapping, Kind.UNCOUPLING, leg, records)


def _coupling_run(
    engine: Engine, mapping: TableMapping, kind: Kind, leg: Leg, records: Sequence[UUID]
) -> Run:
    now = engine.clock.now()
    return Run(
        run_id(now),
        mapping.slug,
        Trigger.REQUEST,
        (leg,),
        full=False,
        records=tuple(dict.fromkeys(records)),
        state=State.QUEUED,
        created_at=now,
        kind=kind,
    )
