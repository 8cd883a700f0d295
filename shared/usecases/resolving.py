"""Carry out what a person decides about records that are not in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from shared.domain.jobs import Run
from shared.domain.mapping import TableMapping
from shared.domain.policies import DeletionPolicy, Instruction
from shared.domain.sides import Leg, Side
from shared.errors import RequestError
from shared.usecases.engine import Engine
from shared.usecases.leases import lease_of
from shared.usecases.offered import check_on
from shared.usecases.requesting import check_enabled, request_run


class Action(StrEnum):
    RETRY = "retry"
    """Try again, as if it had never failed."""
    BC_WINS = "bc_wins"
    DATAVERSE_WINS = "dataverse_wins"
    RESTORE = "restore"
    """Create the deleted partner anew."""
    DELETE = "delete"
    """Delete the record whose partner is deleted."""
    UNCOUPLE = "uncouple"


_INSTRUCTIONS = {
    Action.BC_WINS: Instruction(winner=Side.BC),
    Action.DATAVERSE_WINS: Instruction(winner=Side.DATAVERSE),
    Action.RESTORE: Instruction(deleted=DeletionPolicy.RESTORE),
    Action.DELETE: Instruction(deleted=DeletionPolicy.DELETE),
    Action.UNCOUPLE: Instruction(uncouple=True),
}
_ABOUT_VALUES = (Action.RETRY, Action.BC_WINS, Action.DATAVERSE_WINS)
_ABOUT_BROKEN_COUPLINGS = (Action.RESTORE, Action.DELETE)


def resolve(
    engine: Engine,
    mapping: TableMapping,
    leg: Leg,
    records: Sequence[UUID],
    action: Action,
    fields: Mapping[str, Side],
) -> Run:
    """Note what was decided, and start a run that carries it out unless another comes first.

    :param records: by their ids on the source of *leg*, as the list of pending records shows them.
    :param fields: sides chosen for single fields, by Dataverse column.
    """
    check_enabled(engine)
    check_on(engine, mapping)
    ownership = engine.installations.current().ownership
    _check_fields(mapping.under(ownership, engine.mappings), action, fields)
    with lease_of(engine, mapping.slug):
        waiting = engine.pending.waiting(mapping.slug, leg)
        unknown = [str(id_) for id_ in records if id_ not in waiting]
        if unknown:
            raise RequestError(
                f"Not in the list of {mapping.name}, {leg}: {', '.join(unknown)}. "
                "GET /api/pending shows what is.",
                code="pending_unknown",
                status=404,
            )
        instruction = _instruction(action, fields)
        entries = [replace(waiting[id_], instruction=instruction) for id_ in dict.fromkeys(records)]
        # An intact pair stays skipped where only a broken one was meant.
        forgives = action not in _ABOUT_BROKEN_COUPLINGS
        if forgives:
            entries = [entry.forgiven(engine.clock.now()) for entry in entries]
        engine.pending.put(mapping.slug, leg, entries)
        if forgives:
            _forgive_partners(engine, mapping, leg, records, instruction)
    return request_run(engine, mapping)


def _instruction(action: Action, fields: Mapping[str, Side]) -> Instruction | None:
    known = _INSTRUCTIONS.get(action)
    if not fields:
        return known
    return replace(known or Instruction(), fields=dict(fields))


def _check_fields(mapping: TableMapping, action: Action, fields: Mapping[str, Side]) -> None:
    if fields and action not in _ABOUT_VALUES:
        raise RequestError(
            f"Sides of single fields are chosen with the actions {', '.join(_ABOUT_VALUES)}; leave "
            f"out fields with {action}.",
            code="request_invalid",
        )
    known = {f.dataverse for f in mapping.enabled_fields() if mapping.travels_both_ways(f)}
    unknown = sorted(set(fields) - known)
    if unknown:
        raise RequestError(
            f"{mapping.name} has no field {', '.join(unknown)} that travels both ways. "
            "Name fields by their Dataverse columns.",
            code="request_invalid",
        )


def _forgive_partners(
    engine: Engine,
    mapping: TableMapping,
    leg: Leg,
    records: Iterable[UUID],
    instruction: Instruction | None,
) -> None:
    """Take the marks of skipped records back on their couplings, and in the opposite leg.

    That leg gets the same instruction: whichever comes first in the run carries it out.
    """
    couplings = engine.couplings.find(mapping.slug, leg.source, records).values()
    opposite = engine.pending.waiting(mapping.slug, leg.opposite)
    partners = {coupling.id_on(leg.target) for coupling in couplings}
    also = [
        replace(opposite[id_].forgiven(engine.clock.now()), instruction=instruction)
        for id_ in partners
        if id_ in opposite
    ]
    engine.pending.put(mapping.slug, leg.opposite, also)
    # Last: once a coupling is skipped no more, nothing else tells what its lists wait for.
    skipped = [coupling for coupling in couplings if coupling.skipped]
    engine.couplings.update([replace(coupling, skipped=False) for coupling in skipped])
