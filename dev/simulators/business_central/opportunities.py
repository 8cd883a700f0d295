"""What the AL code behind the opportunities does.

Their values come from entries of sales cycles, which are not simulated: ``set_calculated`` sets
what they add up to.
"""

from dev.simulators.business_central.errors import blank_field
from dev.simulators.business_central.model import EntitySet
from dev.simulators.business_central.store import Row
from dev.simulators.business_central.values import NO_DATE
from dev.simulators.business_central.writing import Behaviour, Write
from dev.simulators.clock import SimulatorClock

ENDED = ("Won", "Lost")


class Opportunities(Behaviour):
    alters = False

    def __init__(
        self, entity_set: EntitySet, clock: SimulatorClock, *, need_contacts: bool
    ) -> None:
        self._statuses = entity_set.fields["status"].members
        self._clock = clock
        self._need_contacts = need_contacts

    def inserting(self, write: Write) -> None:
        if self._need_contacts and not write.values.get("contactNumber"):
            raise blank_field("contactNumber")
        write.values.setdefault("creationDate", self._today())
        self._close(write.values, {})

    def modifying(self, row: Row, write: Write) -> None:
        if self._need_contacts and write.values.get("contactNumber") == "":
            raise blank_field("contactNumber")
        self._close(write.values, row)

    def _close(self, values: Row, before: Row) -> None:
        """An opportunity that is won or lost is closed, and one that goes on is not (recalled)."""
        if "status" not in values or values["status"] == before.get("status"):
            return
        is_closed = self._statuses[int(values["status"])] in ENDED
        values.setdefault("closed", int(is_closed))
        values.setdefault("dateClosed", self._today() if is_closed else NO_DATE)

    def _today(self) -> str:
        return self._clock.now().date().isoformat()
