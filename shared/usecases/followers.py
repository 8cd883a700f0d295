"""Records that get a partner once another one has: the price of an item that becomes a product."""

from collections.abc import Sequence
from uuid import UUID

from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg
from shared.usecases.engine import Engine

_LEG = Leg.TO_DATAVERSE


class Notes:
    """Lets the mappings of the same records look at those that are about to be coupled.

    Nothing in Business Central changes by that: without a note nobody would read them again.
    """

    def __init__(self, engine: Engine, mapping: TableMapping, ids: Sequence[UUID]) -> None:
        self._engine, self._mapping = engine, mapping
        followers = [each for each in engine.mappings.values() if ids and _follows(each, mapping)]
        self._known = {each.slug: self._note_unlisted(each.slug, ids) for each in followers}
        """By follower, those of *ids* that were listed before."""

    def repeat(self, ids: Sequence[UUID]) -> None:
        """Note those of the same ids that are coupled now, once more: a run of a follower's may
        have looked in between, and found nothing."""
        for follower, known in self._known.items():
            self._put(follower, [id_ for id_ in ids if id_ not in known])
            if left := [id_ for id_ in ids if id_ in known]:
                self._note_unlisted(follower, left)

    def _note_unlisted(self, follower: str, ids: Sequence[UUID]) -> set[UUID]:
        listed = self._engine.pending.waiting(follower, _LEG).keys()
        self._put(follower, [id_ for id_ in ids if id_ not in listed])
        return listed & set(ids)

    def _put(self, follower: str, ids: Sequence[UUID]) -> None:
        now = self._engine.clock.now()
        message = f"Its partner in {self._mapping.name} is new; this one follows."
        entries = [Pending.noted(id_, Cause.DEPENDENCY, message, now) for id_ in ids]
        self._engine.pending.put(follower, _LEG, entries)


def _follows(follower: TableMapping, mapping: TableMapping) -> bool:
    """Return whether the records of both are the same, and the follower's point to themselves."""
    return (
        follower.bc.standard == mapping.bc.standard
        and not follower.only_coupled
        and any(
            field.bc == "id" and field.lookup and mapping.name in field.lookup.mapping
            for field in follower.fields_for(_LEG)
        )
    )
