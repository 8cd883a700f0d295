"""Follows a path from the company through records and navigation properties."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dev.simulators.business_central.addresses import Call, Segment, read_key
from dev.simulators.business_central.errors import (
    bad_request,
    company_not_found,
    no_such_record,
    not_implemented,
    unknown_segment,
)
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.reading import Scope, constants
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import GUID

PLATFORM = 0
"""The number under which what belongs to no company is stored."""
SUBSCRIPTIONS = "subscriptions"
"""The set that stands beside the companies."""


@dataclass(frozen=True)
class Company:
    number: int
    """From 1; part of the names of the company's tables."""
    id: str
    name: str


@dataclass(frozen=True)
class Target:
    """Where a path leads."""

    company: int
    entity_set: EntitySet
    path: str
    """As context URLs spell it."""
    scope: Scope = ()
    keyed: bool = False
    """Whether it is one record rather than a collection."""
    counted: bool = False
    action: str | None = None


class Paths:
    def __init__(self, model: Model, store: Store, companies: Sequence[Company]) -> None:
        self._model = model
        self._store = store
        self._companies = companies

    def resolve(self, route: str, call: Call) -> Target:
        """
        :raises BusinessCentralError: the path leads nowhere.
        """
        sets = self._model.routes[route]
        first, *rest = call.segments
        if first.name == "companies":
            companies = self._model.sets["companies"]
            if not rest:
                return self._start(PLATFORM, "", companies, first)
            company = self._by_key(first.key)
            first, *rest = rest
            if first.name == SUBSCRIPTIONS:
                raise unknown_segment(first.name)
        elif first.name == SUBSCRIPTIONS:
            return self._follow(self._start(PLATFORM, "", _set(sets, first), first), rest)
        else:
            company = self._by_option(call)
        target = self._start(company.number, f"companies({company.id})/", _set(sets, first), first)
        return self._follow(target, rest)

    def row(self, target: Target) -> Row:
        """Return the record that a keyed target leads to.

        :raises BusinessCentralError: there is none.
        """
        found = self._store.find(target.company, target.entity_set, dict(target.scope))
        if found is None:
            raise no_such_record(target.entity_set.entity)
        return found

    @staticmethod
    def _start(company: int, prefix: str, entity_set: EntitySet, segment: Segment) -> Target:
        target = Target(company, entity_set, f"{prefix}{entity_set.name}")
        return target if segment.key is None else _keyed(target, segment.key)

    def _follow(self, target: Target, segments: Sequence[Segment]) -> Target:
        for segment in segments:
            target = self._step(target, segment)
        return target

    def _step(self, target: Target, segment: Segment) -> Target:
        name = segment.name
        if target.counted or target.action:
            raise unknown_segment(name)
        if not target.keyed:
            if name != "$count":
                raise unknown_segment(name)
            return replace(target, counted=True)
        if name.startswith("Microsoft.NAV."):
            return replace(target, action=name.removeprefix("Microsoft.NAV."))
        if name in target.entity_set.fields:
            raise not_implemented(f"Reading the single property '{name}' is not simulated.")
        return self._navigate(target, segment)

    def _navigate(self, target: Target, segment: Segment) -> Target:
        navigation = target.entity_set.navigation.get(segment.name)
        if navigation is None:
            raise unknown_segment(segment.name)
        row = self.row(target)
        there = self._model.sets[navigation.to]
        scope = tuple((name, row[here]) for name, here in navigation.on)
        scope += constants(navigation.where, there)
        path = f"{target.path}/{navigation.name}"
        found = Target(target.company, there, path, scope, keyed=not navigation.many)
        if segment.key is None:
            return found
        if not navigation.many:
            raise bad_request(f"'{navigation.name}' is one record and takes no key.")
        return _keyed(found, segment.key)

    def _by_key(self, key: str | None) -> Company:
        if key is None:
            raise bad_request("'companies' needs a key before more can follow.")
        return self.company(key.strip("'").replace("''", "'"))

    def _by_option(self, call: Call) -> Company:
        named = call.options.get("company") or call.headers.get("company")
        if named is None:
            raise company_not_found("")
        return self.company(named)

    def company(self, named: str) -> Company:
        """Return the company with this id or name.

        :raises BusinessCentralError: there is none.
        """
        for company in self._companies:
            wanted = company.id if GUID.fullmatch(named) else company.name
            if wanted == (named.lower() if GUID.fullmatch(named) else named):
                return company
        raise company_not_found(named)


def _keyed(target: Target, key: str) -> Target:
    scope = (*target.scope, *read_key(target.entity_set, key))
    return replace(target, scope=scope, keyed=True, path=f"{target.path}({key})")


def _set(sets: Mapping[str, EntitySet], segment: Segment) -> EntitySet:
    if segment.name not in sets:
        raise unknown_segment(segment.name)
    return sets[segment.name]
