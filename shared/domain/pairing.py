"""Pair whole tables by match keys: what only one record of each side has in common is a pair.

Nothing depends on the order in which records are read: where several of either side share a key,
none of them is coupled by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.matching import Key, in_targets_terms, key_on, named
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.sides import Leg
from shared.domain.translation import Lookups


@dataclass(frozen=True, slots=True)
class Candidate:
    """What pairing has to know of a record."""

    id: UUID
    title: str
    keys: tuple[Key | None, ...]
    """By priority; None where one of its fields is blank."""
    coupled: bool = False

    @classmethod
    def source(
        cls, mapping: TableMapping, leg: Leg, record: Record, lookups: Lookups, *, coupled: bool
    ) -> Self:
        """:param lookups: the couplings behind those match keys that are lookups."""
        groups = mapping.match_keys()
        keys = tuple(in_targets_terms(group, leg, record, lookups).key for group in groups)
        return cls(record.id, record.title, keys, coupled)

    @classmethod
    def target(cls, mapping: TableMapping, record: Record, *, coupled: bool) -> Self:
        keys = tuple(key_on(group, record) for group in mapping.match_keys())
        return cls(record.id, record.title, keys, coupled)


@dataclass(frozen=True)
class Paired:
    source: Candidate
    target: Candidate
    by: str
    """The target's columns that tell the two belong together."""


@dataclass(frozen=True)
class Unpaired:
    source: Candidate
    cause: Cause
    reason: str
    """What stands in the way, as the end of a sentence about the source."""
    targets: Sequence[Candidate] = ()
    """Those that could be its partner, as far as keys tell."""


Groups = Mapping[Key, Sequence[Candidate]]


def pair(
    mapping: TableMapping, leg: Leg, sources: Iterable[Candidate], targets: Iterable[Candidate]
) -> list[Paired | Unpaired]:
    """Return what becomes of each of *sources*, none of which is coupled, in their order.

    The keys are tried one priority after the other, each for itself.
    """
    pairing = _Pairing(leg, list(sources), list(targets))
    for priority, fields in enumerate(mapping.match_keys()):
        pairing.attempt(priority, fields)
    return pairing.result(mapping)


class _Pairing:
    def __init__(
        self, leg: Leg, sources: Sequence[Candidate], targets: Sequence[Candidate]
    ) -> None:
        self.leg, self.sources, self.targets = leg, sources, targets
        self.paired: dict[UUID, Paired] = {}
        self.taken: set[UUID] = set()
        self.objections: dict[UUID, Unpaired] = {}

    def attempt(self, priority: int, fields: tuple[FieldMapping, ...]) -> None:
        """Pair what is left by one priority's keys."""
        open_sources = [s for s in self.sources if s.id not in self.paired]
        rivals = _by_key(priority, open_sources)
        found = _by_key(priority, (t for t in self.targets if t.id not in self.taken))
        for key, sharing in rivals.items():
            hits = found.get(key, ())
            free = [target for target in hits if not target.coupled]
            if len(sharing) == len(free) == 1:
                [source], [target] = sharing, free
                self.paired[source.id] = Paired(source, target, named(fields, self.leg.target))
                self.taken.add(target.id)
            elif hits:
                self._object(sharing, hits, free, fields)

    def _object(
        self,
        sharing: Sequence[Candidate],
        hits: Sequence[Candidate],
        free: Sequence[Candidate],
        fields: tuple[FieldMapping, ...],
    ) -> None:
        for source in sharing:
            objection = self._objection(source, sharing, hits, free, fields)
            before = self.objections.get(source.id)
            if before is None or before.cause is Cause.UNMATCHED is not objection.cause:
                self.objections[source.id] = objection

    def _objection(
        self,
        source: Candidate,
        sharing: Sequence[Candidate],
        hits: Sequence[Candidate],
        free: Sequence[Candidate],
        fields: tuple[FieldMapping, ...],
    ) -> Unpaired:
        by, system = named(fields, self.leg.target), self.leg.target.system
        if not free:
            reason = f"matches only {system} records that have a partner, by {by}: {_ids(hits)}"
            return Unpaired(source, Cause.UNMATCHED, reason, hits)
        if len(free) > 1:
            reason = f"matches {len(free)} uncoupled {system} records by {by}: {_ids(free)}"
            return Unpaired(source, Cause.AMBIGUOUS, reason, free)
        others = [other for other in sharing if other.id != source.id]
        reason = (
            f"matches {system} record {free[0].id} by {by}, and so do other "
            f"{self.leg.source.system} records: {_ids(others)}"
        )
        return Unpaired(source, Cause.AMBIGUOUS, reason, free)

    def result(self, mapping: TableMapping) -> list[Paired | Unpaired]:
        tried = ", or by ".join(named(keys, self.leg.target) for keys in mapping.match_keys())
        nothing = f"matches no {self.leg.target.system} record by {tried}"
        return [
            self.paired.get(source.id)
            or self.objections.get(source.id)
            or Unpaired(source, Cause.UNMATCHED, nothing)
            for source in self.sources
        ]


_MOST_NAMED = 10


def _ids(candidates: Sequence[Candidate]) -> str:
    named_ids = ", ".join(str(candidate.id) for candidate in candidates[:_MOST_NAMED])
    more = len(candidates) - _MOST_NAMED
    return f"{named_ids} and {more} more" if more > 0 else named_ids


def _by_key(priority: int, candidates: Iterable[Candidate]) -> Groups:
    groups: dict[Key, list[Candidate]] = {}
    for candidate in candidates:
        key = candidate.keys[priority]
        if key is not None:
            groups.setdefault(key, []).append(candidate)
    return groups
