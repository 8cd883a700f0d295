"""Partners that are made since other records need them: the price list of an invoice's currency."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain.decide import unmet
from shared.domain.decisions import Decision, Fail, Wanted
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg, Side
from shared.domain.tables import table_of
from shared.usecases.computing import Computer
from shared.usecases.crossing import Crossing
from shared.usecases.notifications import wake_one

_LEG = Leg.TO_DATAVERSE
_YET = ", and cannot make it yet: "
_GATHERING = 1.0
"""Seconds in which further wishes come together before the mapping's run starts."""


class Wanting:
    """Asks for one job.

    To ask is to list the record among those of its mapping that wait: whatever waits gets a
    partner, and is told of where it does not. What is listed already is not asked for again.
    """

    def __init__(self, crossing: Crossing) -> None:
        self._crossing, self._engine = crossing, crossing.engine

    def ask(self, decisions: Sequence[Decision]) -> list[Decision]:
        """Ask for the partners that records wait for; their messages tell what is in the way."""
        wanted: dict[str, set[UUID]] = {}
        for each in decisions:
            for one in each.wanted if isinstance(each, Fail) else ():
                wanted.setdefault(one.mapping, set()).add(one.id)
        if not wanted:
            return list(decisions)
        answers = {name: self._asked(name, ids) for name, ids in wanted.items()}
        return [_answered(each, answers) for each in decisions]

    def _asked(self, name: str, ids: set[UUID]) -> Mapping[UUID, str]:
        """Return what is to be said of each of *ids*, in a sentence."""
        mapping = self._engine.mappings[name]
        listed = self._engine.pending.waiting(mapping.slug, _LEG)
        told = {id_: _listed(name, listed[id_]) for id_ in ids if id_ in listed}
        refused = self._refused(mapping, [id_ for id_ in ids if id_ not in listed])
        new = [id_ for id_ in ids if id_ not in told.keys() | refused.keys()]
        if new:
            self._put(mapping, new)
        return told | refused | dict.fromkeys(new, f"{name} is asked for its partner.")

    def _refused(self, mapping: TableMapping, ids: Sequence[UUID]) -> dict[UUID, str]:
        """Return why records would get no partner: to ask would be in vain, again and again."""
        if not ids:
            return {}
        if not (mapping.creates and mapping.direction.allows(_LEG)):
            told = f"{mapping.name} gives no record of Business Central a new partner."
            return dict.fromkeys(ids, told)
        bc, dataverse = self._crossing.bc, self._crossing.stores[Side.DATAVERSE]
        table = table_of(mapping, Side.BC, self._engine.mappings)
        found = bc.read_by_id(table, ids, within_filter=True)
        why = dict.fromkeys(ids, "it is outside the mapping's filter, or was deleted")
        for row in Computer(mapping.bc.computed, bc, dataverse).complete(found):
            lacking = unmet(mapping, row)
            why[row.id] = f"its {lacking}" if lacking else ""
        return {
            id_: f"{mapping.name} gives it no partner: {told}." for id_, told in why.items() if told
        }

    def _put(self, mapping: TableMapping, ids: Sequence[UUID]) -> None:
        now = self._engine.clock.now()
        message = f"{self._crossing.mapping.name} needs its partner, which the next run makes."
        entries = [Pending.noted(id_, Cause.DEPENDENCY, message, now) for id_ in ids]
        self._engine.pending.put(mapping.slug, _LEG, entries)
        wake_one(self._engine, mapping, _GATHERING)


def _listed(name: str, entry: Pending) -> str:
    """What that record has been told of others is left to its own message: two that wait for each
    other would repeat it for ever."""
    asked = f"{name} is asked for its partner"
    why = entry.message.partition(_YET)[0].rstrip(".")
    return f"{asked}{_YET}{why}." if entry.attempts else f"{asked}."


def _answered(decision: Decision, answers: Mapping[str, Mapping[UUID, str]]) -> Decision:
    match decision:
        case Fail(cause=Cause.DEPENDENCY, message=message, wanted=(Wanted(name, id_), *_)):
            return replace(decision, message=f"{message} {answers[name][id_]}")
        case _:
            return decision
