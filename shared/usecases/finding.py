"""Find the partners of uncoupled records by match keys."""

from collections.abc import Sequence
from uuid import UUID

from shared.domain.mapping_fields import FieldMapping
from shared.domain.matching import Ambiguous, Key, Keyed, Match, choose, in_targets_terms, key_on
from shared.domain.records import Record
from shared.usecases.crossing import Crossing
from shared.usecases.pointing import Pointing

Keys = tuple[FieldMapping, ...]


class Finder:
    def __init__(self, crossing: Crossing, pointing: Pointing) -> None:
        self.crossing, self.mapping, self.leg = crossing, crossing.mapping, crossing.leg
        self._pointing = pointing

    def find(self, records: Sequence[Record]) -> dict[UUID, Match | Ambiguous]:
        """Find the free targets of uncoupled records, one priority of match keys after the other.

        Two records that match one target do not share it: the one read first has it, whatever the
        page size.
        """
        found: dict[UUID, Match | Ambiguous] = {}
        taken: set[UUID] = set()
        for keys in self.mapping.match_keys():
            open_records = [r for r in records if not isinstance(found.get(r.id), Match)]
            if not open_records:
                break
            lookups = self._pointing.lookups(keys, open_records)
            told = [in_targets_terms(keys, self.leg, record, lookups) for record in open_records]
            candidates = self._candidates(keys, told)
            for source in told:
                free = (row for row in candidates.get(source.key, ()) if row.id not in taken)
                match choose(keys, self.leg, free):
                    case Match(target) as match:
                        taken.add(target.id)
                        found[source.record.id] = match
                    case Ambiguous() as several:
                        found[source.record.id] = several
                    case None:
                        pass
        return found

    def _candidates(self, keys: Keys, sources: Sequence[Keyed]) -> dict[Key | None, list[Record]]:
        """Return uncoupled targets by their keys; those without are left out."""
        column = keys[0].column(self.leg.target)
        assert column is not None
        by_key = {source.key[0]: source.values[0] for source in sources if source.key}
        if not by_key:
            return {}
        crossing = self.crossing
        found = crossing.target.find(crossing.target_table, column, list(by_key.values()))
        rows = {row.id: row for row in found}
        coupled = crossing.couplings.find(self.mapping.slug, self.leg.target, rows)
        candidates: dict[Key | None, list[Record]] = {}
        for row in rows.values():
            key = key_on(keys, row)
            if row.id not in coupled and key is not None:
                candidates.setdefault(key, []).append(row)
        return candidates
