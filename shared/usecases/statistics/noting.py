"""Keep the rows in Dataverse up with the figures of coupled customers.

A tick looks after the customers that had movements since the last one. What leaves no movement (an
amount becomes overdue, a draft is deleted) is found by a pass over all coupled customers, once in a
while; a pass that takes longer than a call may goes on with the next tick.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from shared.domain.couplings import Coupling
from shared.domain.outcomes import (
    Changed,
    Created,
    Creation,
    Exists,
    Modification,
    Modified,
    Refused,
    Unanswered,
    Written,
)
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.errors import SwitchedOffError
from shared.log import get_logger
from shared.ports import Lease, RecordStore
from shared.ports.statistics import CustomerSource, Noted, NotedStatistics
from shared.usecases.engine import Engine
from shared.usecases.holding import Hold
from shared.usecases.keeping import keep
from shared.usecases.statistics.customers import customer_mappings
from shared.usecases.statistics.rows import KEY, ROWS, differ, values_of

_LEASE = "account-statistics"
"""Beside those of mappings, whose names have no such one."""
_PAGE = 200
"""Customers whose figures are read together."""
_MANY = 5000
"""Customers with movements, beyond which a pass over all of them is made: it can be broken off."""
log = get_logger(__name__)


class StatisticsNotes:
    def __init__(
        self, engine: Engine, source: CustomerSource, noted: NotedStatistics, every: timedelta
    ) -> None:
        """:param every: how much time lies between two passes over all customers."""
        self._engine, self._source, self._noted, self._every = engine, source, noted, every

    def note(self, budget: timedelta) -> Counter[str] | None:
        """Write what has changed; return what became of the customers, None if nobody looked.

        :param budget: how long a call works.
        :raises ConfigurationError: somebody has to change something, or call setup, first.
        :raises TransientError: a service does not answer; the next tick goes on from here.
        """
        if not self._engine.installations.current().enabled:
            return None
        try:
            keep(self._engine)
        except SwitchedOffError:
            return None
        with self._engine.progress.lease(_LEASE, uuid4().hex) as lease:
            if lease is None:
                return None
            store = self._engine.stores.open(Side.DATAVERSE)
            try:
                tick = _Tick(self._engine, self._source, self._noted, lease, store)
                counted = tick.run(self._every, self._engine.clock.now() + budget)
            finally:
                store.release()
        log.info("statistics noted", extra=dict(counted))
        return counted


class _Tick:
    def __init__(
        self,
        engine: Engine,
        source: CustomerSource,
        noted: NotedStatistics,
        lease: Lease,
        store: RecordStore,
    ) -> None:
        self._engine, self._source, self._noted = engine, source, noted
        self._store, self._hold = store, Hold(lease, engine.clock)
        store.before_writing(self._hold.permit)
        self._slugs = [mapping.slug for mapping in customer_mappings(engine)]
        self._counted: Counter[str] = Counter()
        self._state = noted.load()

    def run(self, every: timedelta, until: datetime) -> Counter[str]:
        if not self._slugs:
            return self._counted
        self._follow()
        now, walked_at = self._engine.clock.now(), self._state.walked_at
        if self._state.walking is None and (walked_at is None or now - walked_at >= every):
            self._begin_pass(now)
        if self._state.walking is not None:
            self._walk(until)
        return self._counted

    def _follow(self) -> None:
        position = self._state.position
        if position is None:
            self._save(replace(self._state, position=self._source.newest()))
            return
        movements = self._source.moved(position)
        moved = sorted(movements.customers)
        if len(moved) > _MANY:
            self._begin_pass(self._engine.clock.now())
        else:
            for start in range(0, len(moved), _PAGE):
                self._look_after(self._coupled(moved[start : start + _PAGE]))
                self._hold.renew()
        self._save(replace(self._state, position=movements.position))

    def _begin_pass(self, now: datetime) -> None:
        self._save(replace(self._state, walked_at=now, walking=self._slugs[0], continuation=None))

    def _walk(self, until: datetime) -> None:
        for slug in [slug for slug in self._slugs if slug >= (self._state.walking or "")]:
            place = self._state.continuation if slug == self._state.walking else None
            while True:
                if self._engine.clock.now() >= until:
                    self._save(replace(self._state, walking=slug, continuation=place))
                    return
                page, place = self._engine.couplings.page(slug, _PAGE, place)
                self._look_after(page)
                self._hold.renew()
                if place is None:
                    break
        self._save(replace(self._state, walking=None, continuation=None))

    def _coupled(self, customers: Sequence[UUID]) -> list[Coupling]:
        return [
            coupling
            for slug in self._slugs
            for coupling in self._engine.couplings.find(slug, Side.BC, customers).values()
        ]

    def _look_after(self, couplings: Sequence[Coupling]) -> None:
        """Write the rows of customers that tell something else than their figures.

        :raises TransientError: nobody knows what became of a write.
        """
        if not couplings:
            return
        figures = self._source.read([coupling.bc_id for coupling in couplings])
        ids = [str(coupling.bc_id) for coupling in couplings]
        rows: dict[str, Record] = {
            str(row.values[KEY]): row for row in self._store.find(ROWS, KEY, ids)
        }
        new: list[Creation] = []
        changed: list[Modification] = []
        for coupling in couplings:
            told = figures[coupling.bc_id]
            if told is None:
                self._counted["gone"] += 1
                continue
            values, row = values_of(told, coupling.dataverse_id), rows.get(str(coupling.bc_id))
            if row is None:
                new.append(Creation(values))
            elif differ(row, values):
                changed.append(Modification(row.id, row.etag, values))
            else:
                self._counted["unchanged"] += 1
        self._count("created", self._store.create(ROWS, new))
        self._count("changed", self._store.modify(ROWS, changed, one_way=True))

    def _count(self, what: str, outcomes: Iterable[Created | Modified]) -> None:
        codes: Counter[str] = Counter()
        for outcome in outcomes:
            match outcome:
                case Written():
                    self._counted[what] += 1
                case Unanswered(error):
                    raise error
                case Refused(refusal) | Exists(refusal):
                    # The account is gone, say, which its mapping finds out and lists.
                    self._counted["refused"] += 1
                    codes[refusal.code] += 1
                case Changed():
                    self._counted["refused"] += 1
        for code, rows in codes.items():
            log.warning("statistics refused", extra={"code": code, "rows": rows})

    def _save(self, state: Noted) -> None:
        self._noted.save(state)
        self._state = state
