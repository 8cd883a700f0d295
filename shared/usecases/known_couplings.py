"""Couplings that a run knows without asking for them again.

Its lease keeps all others from coupling meanwhile, so that what it knows stays true.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.sides import Side
from shared.ports import Couplings, CouplingStore

MOST_IDS = 100_000
"""Beyond this, memory counts for more than requests: the store is asked for every page."""
MOST_RECENT = 5_000


class CoupledIds:
    """Which ids of one side are coupled at all: most of what a run over a whole table asks."""

    def __init__(self, store: CouplingStore, mapping: str, side: Side) -> None:
        self._store, self._mapping, self._side = store, mapping, side

    @cached_property
    def _ids(self) -> set[int] | None:
        """The ids as integers, half the size of what they stand for; None if they are too many."""
        ids = self._store.ids(self._mapping, self._side, most=MOST_IDS)
        return None if ids is None else {id_.int for id_ in ids}

    def find(self, mapping: str, side: Side, ids: Iterable[UUID]) -> dict[UUID, Coupling]:
        if mapping == self._mapping and side is self._side and self._ids is not None:
            ids = [id_ for id_ in ids if id_.int in self._ids]
        return self._store.find(mapping, side, ids)

    def insert(self, couplings: Sequence[Coupling]) -> list[Coupling | None]:
        known = self._ids
        stored = self._store.insert(couplings)
        if known is not None:
            known |= {c.id_on(self._side).int for c in stored if c is not None}
        return stored

    def update(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        return self._store.update(couplings)

    def remove(self, couplings: Sequence[Coupling]) -> None:
        self._store.remove(couplings)


class RecentCouplings:
    """What a run has stored itself: its second leg meets again what the first one has written."""

    def __init__(self) -> None:
        self._recent: dict[tuple[str, Side, UUID], Coupling] = {}

    def before(self, store: Couplings) -> "_Remembering":
        """Return *store*, asked only for what is not remembered."""
        return _Remembering(store, self)

    def keep(self, couplings: Iterable[Coupling | None]) -> None:
        for coupling in couplings:
            if coupling is not None:
                for side in Side:
                    self._recent[coupling.mapping, side, coupling.id_on(side)] = coupling
        while len(self._recent) > 2 * MOST_RECENT:
            del self._recent[next(iter(self._recent))]

    def drop(self, couplings: Iterable[Coupling]) -> None:
        for coupling in couplings:
            for side in Side:
                self._recent.pop((coupling.mapping, side, coupling.id_on(side)), None)

    def get(self, mapping: str, side: Side, id_: UUID) -> Coupling | None:
        return self._recent.get((mapping, side, id_))


class _Remembering:
    def __init__(self, store: Couplings, recent: RecentCouplings) -> None:
        self._store, self._recent = store, recent

    def find(self, mapping: str, side: Side, ids: Iterable[UUID]) -> dict[UUID, Coupling]:
        wanted = list(ids)
        known = {id_: c for id_ in wanted if (c := self._recent.get(mapping, side, id_))}
        asked = [id_ for id_ in wanted if id_ not in known]
        return known | self._store.find(mapping, side, asked)

    def insert(self, couplings: Sequence[Coupling]) -> list[Coupling | None]:
        stored = self._store.insert(couplings)
        self._recent.keep(stored)
        return stored

    def update(self, couplings: Sequence[Coupling]) -> list[Coupling]:
        stored = self._store.update(couplings)
        self._recent.keep(stored)
        return stored

    def remove(self, couplings: Sequence[Coupling]) -> None:
        self._recent.drop(couplings)
        self._store.remove(couplings)
