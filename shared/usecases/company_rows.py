"""Take the company out of Dataverse rows that are uncoupled: they belong to nobody then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.belonging import COMPANY_TABLE
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import STATES
from shared.domain.mapping_sides import COMPANY
from shared.domain.outcomes import Changed, Modification, Modified, Refused, Unanswered, Written
from shared.domain.records import Record
from shared.domain.sides import Leg
from shared.domain.tables import Table
from shared.errors import RecordError, TransientError
from shared.ports import RecordStore
from shared.usecases.engine import Engine

_ROUNDS = 4
"""How often a row that keeps changing under our hands is looked at again."""


@dataclass
class Released:
    emptied: set[UUID] = field(default_factory=set)
    """The rows that were ours, and are nobody's now."""
    refused: dict[UUID, RecordError] = field(default_factory=dict)
    interruption: TransientError | None = None
    """The service stopped answering: of some rows, nobody knows."""


class CompanyRows:
    """The Dataverse rows of one mapping, as far as they say whose they are."""

    def __init__(self, engine: Engine, mapping: TableMapping, store: RecordStore) -> None:
        self._store, self._own = store, self._company(engine, mapping)
        self._side, lookups = mapping.dataverse, {COMPANY: COMPANY_TABLE}
        reopened = self._side.reopened_where
        columns = (COMPANY, *sorted({*reopened} | STATES if reopened else ()))
        self._table = Table(self._side.table, columns, lookups=lookups)

    @staticmethod
    def _company(engine: Engine, mapping: TableMapping) -> UUID | None:
        """Return the company that the app writes into rows; None where it writes none."""
        if mapping.dataverse.company is None or not mapping.direction.allows(Leg.TO_DATAVERSE):
            return None
        return engine.installations.current().company_row

    def release(self, ids: Collection[UUID]) -> Released:
        """Take our company out of those of *ids* that have it; rows that are gone are no matter."""
        released = Released()
        for _ in range(_ROUNDS):
            rows = self._ours(ids)
            if not rows:
                return released
            ids = self._empty(rows, released)
            if released.interruption is not None:
                return released
        released.refused |= {id_: _restless(id_) for id_ in ids}
        return released

    def all_of_ours(self) -> Sequence[UUID]:
        """Return the rows that have our company, inside the mapping's filter or not."""
        if self._own is None:
            return ()
        return [row.id for row in self._store.find(self._table, COMPANY, [self._own])]

    def _ours(self, ids: Collection[UUID]) -> list[Record]:
        if self._own is None or not ids:
            return []
        rows = self._store.read_by_id(self._table, list(ids), within_filter=False)
        return [row for row in rows if row.values[COMPANY] == self._own]

    def _empty(self, rows: Sequence[Record], released: Released) -> list[UUID]:
        """Return those that were changed meanwhile."""
        emptied: Mapping[str, None] = {COMPANY: None}
        changes = [
            Modification(row.id, row.etag, emptied, reopens=self._side.state_after(row.values, {}))
            for row in rows
        ]
        outcomes = self._store.modify(self._table, changes, one_way=False)
        return [
            row.id
            for row, outcome in zip(rows, outcomes, strict=True)
            if not _noted(row.id, outcome, released)
        ]


def _noted(id_: UUID, outcome: Modified, released: Released) -> bool:
    """Note how a row ended; False where it has to be looked at again."""
    match outcome:
        case Written():
            released.emptied.add(id_)
        case Refused(error):
            released.refused[id_] = error
        case Unanswered(error):
            released.interruption = error
        case Changed():
            return False
    return True


def _restless(id_: UUID) -> RecordError:
    return RecordError(
        f"The row {id_} changed each of the {_ROUNDS} times that its company was about to be "
        "emptied. Uncouple it again.",
        code="record_refused",
    )
