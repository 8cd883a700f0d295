"""Values that are missing in a choice's definition: it may have been answered in part.

Rows are asked for one by one, and the service says itself that there is none. A choice's values are
only ever told as a list, so that a second list, some time later, has to miss them as well.
"""

from collections.abc import Mapping
from uuid import UUID

from shared.domain import sentences
from shared.domain.couplings import Coupling
from shared.domain.decisions import Fail, Skip
from shared.domain.pending import Cause, Pending
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.usecases.crossing import Crossing


class Vanishing:
    def __init__(self, crossing: Crossing, waiting: Mapping[UUID, Pending]) -> None:
        self._crossing, self._waiting = crossing, waiting

    def put_off(self, record: Record, coupling: Coupling, gone: Side) -> Fail | Skip | None:
        """Return what becomes of a source record meanwhile; None where the absence is confirmed.

        :param gone: the side that lacks its record of *coupling*.
        """
        leg, now = self._crossing.leg, self._crossing.engine.clock.now()
        waits = self._waiting.get(record.id)
        if gone is Side.BC or self._crossing.mapping.dataverse.choice is None:
            return None
        if waits is not None and waits.instruction is not None:
            return None
        if waits is None or not (waits.broken and waits.attempts):
            message = sentences.vanished(leg, record, gone, coupling.id_on(gone))
            return Fail(record, Cause.DELETED, message, coupling=coupling)
        if waits.confirms_absence(now):
            return None
        return Skip(record, "its value was missing a moment ago; a later run looks", untouched=True)
