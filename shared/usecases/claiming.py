"""Claim rows of no company before they get a partner, or a partner that was chosen for them takes
their values, so that no two companies take one over."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from shared.domain.decisions import Couple, Decision, Insert, Modify
from shared.domain.mapping_sides import COMPANY
from shared.domain.outcomes import Changed, Modification, Modified, Refused, Unanswered, Written
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.ports import RecordStore
from shared.usecases.apply import Interrupted, refused, unanswered
from shared.usecases.crossing import Crossing
from shared.usecases.results import Failed


class Claims:
    """The claims of one job; there are none unless it reads rows of Dataverse by company."""

    def __init__(self, crossing: Crossing) -> None:
        self.crossing = crossing

    def concerns(self, decision: Decision) -> bool:
        """Return whether a record of no company is about to get a partner, or to travel."""
        written = isinstance(decision, Insert | Couple | Modify)
        if not written or self.crossing.leg.source is Side.BC:
            return False
        return COMPANY in self.crossing.stamp.changed and decision.record.values[COMPANY] is None

    def make(self, records: Sequence[Record]) -> dict[UUID, Failed | Interrupted]:
        """Write the app's company into *records*; return what became of those that were lost.

        The row's new version, with the values that were read, is no change of anybody's: it is
        recognized by them, as everything is that the app has written.
        """
        if not records:
            return {}
        stamp = self.crossing.stamp.changed
        claims = [Modification(record.id, record.etag, {}, stamp) for record in records]
        store, table = self._place()
        outcomes = store.modify(table, claims, one_way=False)
        ended = (_lost(record, outcome) for record, outcome in zip(records, outcomes, strict=True))
        return {lost.record.id: lost for lost in ended if lost is not None}

    def settle(self, ids: Sequence[UUID]) -> set[UUID]:
        """Claim those of *ids* that belong to no company; return those that are not ours then.

        :raises TransientError: Dataverse does not say what became of a claim.
        """
        belongs = self.crossing.table(Side.DATAVERSE).belonging
        if belongs is None or not ids:
            return set()
        store, table = self._place()
        rows = store.read_by_id(replace(table, columns=(COMPANY,)), ids, within_filter=False)
        lost = self.make([row for row in rows if row.values[COMPANY] is None])
        for each in lost.values():
            if isinstance(each, Interrupted):
                raise each.error
        foreign = {r.id for r in rows if r.values[COMPANY] not in (None, belongs.company)}
        return foreign.union(lost)

    def _place(self) -> tuple[RecordStore, Table]:
        return self.crossing.stores[Side.DATAVERSE], self.crossing.table(Side.DATAVERSE)


def _lost(record: Record, outcome: Modified) -> Failed | Interrupted | None:
    match outcome:
        case Written():
            return None
        case Changed():
            return Failed(
                record,
                Cause.TRANSIENT,
                f"'{record.title}' ({record.id}) was changed when it was about to be claimed for "
                "this company. It is looked at again by the next run.",
            )
        case Refused(error):
            return refused(record, error)
        case Unanswered(error):
            return unanswered(record, error)
