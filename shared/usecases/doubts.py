"""Find out what became of creates that were intended but never answered.

Dataverse creates carry a derived id: reading it settles the matter. Business Central chooses its
own ids: there, a record that was changed since the intent and equals what was sent is the one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling
from shared.domain.identifiers import derived_id
from shared.domain.intents import Intent, fingerprint
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.usecases.crossing import Crossing
from shared.usecases.results import Failed

LONGEST_OPERATION = timedelta(minutes=10)
"""Business Central gives an operation up after 8 minutes, its gateway after 10: a create without
an answer can still be carried out until then."""


@dataclass(frozen=True)
class Adopt:
    """The create was carried out: this is its result, not coupled yet."""

    record: Record
    target: Record
    agreement: Agreement
    """What was sent: edits of either side since then are told from it."""
    generation: int = 1


@dataclass(frozen=True)
class NeverHappened:
    record: Record


class Doubts:
    """The open intents of one job's mapping and leg."""

    def __init__(self, crossing: Crossing, intents: Iterable[Intent]) -> None:
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self.intents: dict[UUID, Intent] = {intent.source_id: intent for intent in intents}
        self._settled: list[Intent] = []

    def concerns(self, record_id: UUID, coupling: Coupling | None) -> bool:
        """Return whether a create for the record is open: of its first partner, or of a new one."""
        intent = self.intents.get(record_id)
        return intent is not None and (coupling is None or coupling.generation < intent.generation)

    def resolve(self, records: Sequence[Record]) -> list[Adopt | NeverHappened | Failed]:
        """Return what became of the creates of *records*, each of which has an open intent."""
        if not records:
            return []
        found = self._read_derived(records) if self._derives else self._search(records)
        for answer in found:
            if not isinstance(answer, Failed):
                self._settled.append(self.intents.pop(answer.record.id))
        return found

    def forget(self, ids: Iterable[UUID]) -> None:
        """Drop the intents of records that are coupled by now, or gone."""
        self._settled += [self.intents.pop(id_) for id_ in ids if id_ in self.intents]

    def close(self) -> None:
        """Forget the intents that were resolved, once their couplings are stored."""
        if self._settled:
            self.crossing.engine.pending.close_intents(
                self.mapping.slug, self.leg, self._settled, self.intents.values()
            )
            self._settled.clear()

    @property
    def _derives(self) -> bool:
        return self.leg.target is Side.DATAVERSE

    def _read_derived(self, records: Sequence[Record]) -> list[Adopt | NeverHappened | Failed]:
        ids = {r.id: self._derived(r, self.intents[r.id].generation) for r in records}
        rows = self._free(
            self.crossing.target.read_by_id(
                self.crossing.target_table, [*ids.values()], within_filter=False
            )
        )
        return [
            self._adopt(record, row) if (row := rows.get(ids[record.id])) else NeverHappened(record)
            for record in records
        ]

    def _derived(self, record: Record, generation: int) -> UUID:
        return derived_id(self.crossing.engine.company_id, self.mapping.slug, record.id, generation)

    def _free(self, rows: Iterable[Record]) -> dict[UUID, Record]:
        table = self.crossing.target_table
        by_id = {row.id: row for row in rows if not table.is_others(row)}
        coupled = self.crossing.couplings.find(self.mapping.slug, self.leg.target, by_id)
        return {id_: row for id_, row in by_id.items() if id_ not in coupled}

    def _search(self, records: Sequence[Record]) -> list[Adopt | NeverHappened | Failed]:
        since = min(self.intents[record.id].sent_at for record in records)
        candidates = self._changed_since(since)
        return [self._found(record, candidates) for record in records]

    def _changed_since(self, since: datetime) -> Mapping[str, list[Record]]:
        agreements = [each.agreement.of(self.leg.target) for each in self.intents.values()]
        wanted = {fingerprint(values) for values in agreements}
        sets_of_columns = {frozenset(values) for values in agreements}
        found: dict[str, list[Record]] = {}
        position: str | None = None
        while True:
            page = self.crossing.target.read_page(self.crossing.target_table, since, position)
            for row in self._free(page.records).values():
                for columns in sets_of_columns:
                    print_ = fingerprint({column: row.values.get(column) for column in columns})
                    if print_ in wanted:
                        found.setdefault(print_, []).append(row)
            position = page.next
            if position is None:
                return found

    def _found(
        self, record: Record, candidates: Mapping[str, list[Record]]
    ) -> Adopt | NeverHappened | Failed:
        intent = self.intents[record.id]
        equal = candidates.get(self._fingerprint(intent), [])
        match equal:
            case [target]:
                equal.clear()
                return self._adopt(record, target)
            case []:
                return self._nothing(record, intent)
            case several:
                ids = ", ".join(str(target.id) for target in several)
                return Failed(
                    record,
                    Cause.IN_DOUBT,
                    f"The create of '{record.title}' was not answered, and {len(several)} "
                    f"{self.leg.target.system} records equal it: {ids}. "
                    "Couple it with the right one.",
                )

    def _adopt(self, record: Record, target: Record) -> Adopt:
        intent = self.intents[record.id]
        return Adopt(record, target, intent.agreement, intent.generation)

    def _fingerprint(self, intent: Intent) -> str:
        return fingerprint(intent.agreement.of(self.leg.target))

    def _nothing(self, record: Record, intent: Intent) -> NeverHappened | Failed:
        until = intent.sent_at + LONGEST_OPERATION
        if self.crossing.target.time >= until:
            return NeverHappened(record)
        return Failed(
            record,
            Cause.IN_DOUBT,
            f"The create of '{record.title}' was not answered and may still be carried out. "
            f"It is looked for until {until:%H:%M:%S} UTC, and only then sent again.",
        )
