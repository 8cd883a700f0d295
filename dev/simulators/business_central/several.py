"""An entity set with several pieces of AL code behind it, as events and extensions add them."""

from dev.simulators.business_central.store import Row
from dev.simulators.business_central.writing import Behaviour, Write


class Several(Behaviour):
    """Does what each of them does, one after the other."""

    def __init__(self, *behaviours: Behaviour) -> None:
        self._behaviours = behaviours
        self.alters = any(each.alters for each in behaviours)

    def inserting(self, write: Write) -> None:
        for each in self._behaviours:
            each.inserting(write)

    def inserted(self, company: int, row: Row) -> None:
        for each in self._behaviours:
            each.inserted(company, row)

    def modifying(self, row: Row, write: Write) -> None:
        for each in self._behaviours:
            each.modifying(row, write)

    def modified(self, company: int, old: Row, new: Row) -> None:
        for each in self._behaviours:
            each.modified(company, old, new)

    def deleted(self, company: int, row: Row) -> None:
        for each in self._behaviours:
            each.deleted(company, row)
