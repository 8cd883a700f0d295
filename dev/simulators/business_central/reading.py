"""Reads: one record, a page of a collection, and what $expand hangs below them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from dev.simulators.business_central.errors import dialog, not_implemented
from dev.simulators.business_central.filters import Condition
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.paging import Sequencing
from dev.simulators.business_central.queries import Expand, Query
from dev.simulators.business_central.rows import Json, Shape, Shapes
from dev.simulators.business_central.store import Row, Store, quote
from dev.simulators.business_central.values import NO_GUID, Stored

Scope: TypeAlias = tuple[tuple[str, Stored], ...]
"""Fields and values that limit a read, because the path leads through another record."""

CHUNK = 500


@dataclass(frozen=True)
class Page:
    rows: list[Json]
    token: str | None
    """Where the next page goes on; None on the last page."""
    top: int | None
    """How many rows the caller still wants after this page, if it said how many."""
    count: int | None


@dataclass(frozen=True)
class _Loaded:
    shape: Shape
    values: list[tuple[Any, ...]]
    rows: list[Json]


class Reader:
    def __init__(self, model: Model, store: Store, shapes: Shapes) -> None:
        self._model = model
        self._store = store
        self._shapes = shapes

    def record(
        self, company: int, entity_set: EntitySet, scope: Scope, query: Query
    ) -> Json | None:
        """Return the record that *scope* leads to, None if there is none."""
        loaded = self._load(company, entity_set, query, [_scoped(scope)], limit=1)
        return loaded.rows[0] if loaded.rows else None

    def shown(self, entity_set: EntitySet, row: Row, query: Query) -> Json:
        """Return a whole row as $select shows it."""
        shape = self._shapes.of(entity_set, query.select)
        return shape.write([row[name] for name in shape.columns])

    def page(
        self, company: int, entity_set: EntitySet, scope: Scope, query: Query, size: int
    ) -> Page:
        """Return up to *size* rows.

        :raises BusinessCentralError: the set cannot be read in this way.
        """
        _check_readable(entity_set, scope, query)
        sequencing = Sequencing.of(entity_set, query.orderby)
        conditions = [_scoped(scope), query.filter or Condition()]
        after = [] if query.skiptoken is None else [sequencing.after(query.skiptoken)]
        wanted = size if query.top is None else min(size, query.top)
        loaded = self._load(
            company, entity_set, query, conditions + after, sequencing, wanted + 1, query.skip
        )
        more = len(loaded.rows) > wanted and wanted != query.top
        return Page(
            rows=loaded.rows[:wanted],
            token=self._token(loaded, sequencing, wanted) if more else None,
            top=None if query.top is None else query.top - wanted,
            count=self.count(company, entity_set, scope, query) if query.count else None,
        )

    def count(self, company: int, entity_set: EntitySet, scope: Scope, query: Query) -> int:
        """Return how many rows match, on whatever page they are."""
        _check_readable(entity_set, scope, query)
        self._store.refresh(company, entity_set)
        table = self._store.table(company, entity_set)
        where = _and([_scoped(scope), query.filter or Condition()])
        sql = f"SELECT count(*) FROM {table.name} WHERE {where.sql}"
        return int(self._store.select(sql, where.parameters)[0][0])

    @staticmethod
    def _token(loaded: _Loaded, sequencing: Sequencing, wanted: int) -> str:
        last = loaded.values[wanted - 1]
        return sequencing.token([last[loaded.shape.position(name)] for name in sequencing.names])

    def _load(
        self,
        company: int,
        entity_set: EntitySet,
        query: Query,
        conditions: Iterable[Condition],
        sequencing: Sequencing | None = None,
        limit: int = -1,
        offset: int = 0,
        needed: Iterable[str] = (),
    ) -> _Loaded:
        self._store.refresh(company, entity_set)
        here = {name for expand in query.expand for _, name in expand.navigation.on}
        order = sequencing or Sequencing.of(entity_set, query.orderby)
        shape = self._shapes.of(entity_set, query.select, {*here, *needed, *order.names})
        where = _and(conditions)
        sql = (
            f"SELECT {','.join(map(quote, shape.columns))} "
            f"FROM {self._store.table(company, entity_set).name} "
            f"WHERE {where.sql} ORDER BY {order.sql} LIMIT ? OFFSET ?"
        )
        values = self._store.select(sql, [*where.parameters, limit, offset])
        loaded = _Loaded(shape, values, [shape.write(each) for each in values])
        for expand in query.expand:
            self._expand(company, expand, loaded)
        return loaded

    def _expand(self, company: int, expand: Expand, above: _Loaded) -> None:
        """Hang the records that *expand* leads to below the rows."""
        navigation = expand.navigation
        pick = _picker(above.shape, [here for _, here in navigation.on])
        keys = [pick(each) for each in above.values]
        below = self._below(company, expand, set(keys))
        for key, row in zip(keys, above.rows, strict=True):
            found = below.get(key, [])
            if not navigation.many:
                row[navigation.name] = found[0] if found else None
                continue
            start, top = expand.query.skip, expand.query.top
            if expand.query.count:
                row[f"{navigation.name}@odata.count"] = len(found)
            row[navigation.name] = found[start : None if top is None else start + top]

    def _below(
        self, company: int, expand: Expand, keys: set[tuple[Stored, ...]]
    ) -> dict[tuple[Stored, ...], list[Json]]:
        navigation = expand.navigation
        target = self._model.sets[navigation.to]
        there = [name for name, _ in navigation.on]
        fixed = _scoped(constants(navigation.where, target))
        below = defaultdict(list)
        for chunk in _chunks(sorted({key[0] for key in keys} - {NO_GUID}, key=str)):
            marks = ",".join("?" * len(chunk))
            among = Condition(f"{quote(there[0])} IN ({marks})", tuple(chunk))
            conditions = [among, fixed, expand.query.filter or Condition()]
            loaded = self._load(company, target, expand.query, conditions, needed=there)
            pick = _picker(loaded.shape, there)
            for values, row in zip(loaded.values, loaded.rows, strict=True):
                below[pick(values)].append(row)
        return below


def constants(where: Iterable[tuple[str, str]], target: EntitySet) -> Scope:
    """Return the constants of a navigation in stored form: enum members become numbers."""
    found = []
    for name, value in where:
        members = target.fields[name].members
        found.append((name, members.index(value) if members else value))
    return tuple(found)


def _check_readable(entity_set: EntitySet, scope: Scope, query: Query) -> None:
    if query.orderby and entity_set.is_query:
        raise not_implemented(f"{entity_set.name} can only be read in its own order.")
    if any(entity_set.fields[name].filter_only for name in query.filtered):
        raise not_implemented("Filters that change how amounts are computed are not simulated.")
    needs = entity_set.rules.needs
    if needs and not set(needs) & (query.filtered | {name for name, _ in scope}):
        raise dialog(f"To read {entity_set.name}, filter by {' or '.join(needs)}.")


def _picker(shape: Shape, names: Sequence[str]) -> Callable[[tuple[Any, ...]], tuple[Stored, ...]]:
    positions = [shape.position(name) for name in names]
    return lambda values: tuple(values[position] for position in positions)


def _scoped(scope: Scope) -> Condition:
    sql = " AND ".join(f"{quote(name)} = ?" for name, _ in scope)
    return Condition(sql or "1", tuple(value for _, value in scope))


def _and(conditions: Iterable[Condition]) -> Condition:
    parts = [each for each in conditions if each.sql != "1"]
    sql = " AND ".join(f"({each.sql})" for each in parts)
    return Condition(sql or "1", tuple(value for each in parts for value in each.parameters))


def _chunks(values: list[Stored]) -> Iterable[list[Stored]]:
    return (values[start : start + CHUNK] for start in range(0, len(values), CHUNK))
