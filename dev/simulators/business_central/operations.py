"""What GET, POST, PATCH and DELETE do to the place that a path leads to."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from dev.simulators.business_central.addresses import Call
from dev.simulators.business_central.errors import (
    bad_request,
    entity_changed,
    invalid_token,
    method_not_allowed,
    no_such_record,
    not_implemented,
    unknown_segment,
)
from dev.simulators.business_central.metadata import describe, service_document
from dev.simulators.business_central.model import Field, Kind, Model
from dev.simulators.business_central.paging import MAXIMUM_PAGE, next_link
from dev.simulators.business_central.paths import Paths, Target
from dev.simulators.business_central.permissions import Permissions
from dev.simulators.business_central.queries import Query, QueryReader
from dev.simulators.business_central.reading import Reader
from dev.simulators.business_central.rows import Json, etag_of
from dev.simulators.business_central.store import Row
from dev.simulators.business_central.values import Stored
from dev.simulators.business_central.writing import Writer

PAGE_SIZE = re.compile(r"(?:odata\.)?maxpagesize\s*=\s*(\d{1,9})")
UNBUILT = {"entityDefinitions"}

Action: TypeAlias = Callable[[int, Row], tuple[str, Row]]
"""Acts on a record of a company; returns the set and the record that the result is."""


@dataclass(frozen=True)
class Reply:
    """The answer to one operation, alone or inside a batch."""

    status: int
    content: Json | str | int | None = None
    """A text is XML, a number plain text, everything else JSON."""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Operations:
    model: Model
    paths: Paths
    queries: QueryReader
    reader: Reader
    writer: Writer
    permissions: Permissions = field(default_factory=Permissions)
    actions: Mapping[tuple[str, str], Action] = field(default_factory=lambda: MappingProxyType({}))

    def perform(self, root: str, route: str, call: Call) -> Reply:
        """Carry out one operation.

        :param root: the URL of the route's root.
        :raises BusinessCentralError: it is refused; nothing has been changed.
        """
        if call.method != "GET" and call.headers.get("data-access-intent") == "ReadOnly":
            raise bad_request("A modification cannot be sent with Data-Access-Intent: ReadOnly.")
        names = [segment.name for segment in call.segments]
        if not names or names == ["$metadata"]:
            return self._describe(root, route, call, names)
        if UNBUILT & set(names):
            raise not_implemented(f"'{names[0]}' is not simulated.")
        target = self.paths.resolve(route, call)
        self.permissions.check(call.method, target.entity_set.name)
        if target.action is not None:
            return self._act(root, target, call)
        match call.method:
            case "GET":
                return self._get(root, target, call)
            case "POST" if not target.keyed and not target.counted:
                return self._create(root, target, call)
            case "PATCH" if target.keyed:
                return self._update(root, target, call)
            case "DELETE" if target.keyed:
                return self._delete(target, call)
            case _:
                raise method_not_allowed(call.method, target.path)

    def _describe(self, root: str, route: str, call: Call, names: list[str]) -> Reply:
        if call.method != "GET":
            raise method_not_allowed(call.method, "the root")
        if names:
            return Reply(200, describe(self.model, route))
        return Reply(200, service_document(self.model, route, root))

    def _get(self, root: str, target: Target, call: Call) -> Reply:
        query = self.queries.read(call.options, target.entity_set)
        where = target.company, target.entity_set, target.scope, query
        if target.counted:
            return Reply(200, self.reader.count(*where))
        if target.keyed:
            return Reply(200, _with_context(root, target, self.reader.record(*where)))
        page = self.reader.page(*where, _page_size(call.headers.get("prefer", "")))
        content: Json = {"@odata.context": f"{root}/$metadata#{target.path}"}
        if page.count is not None:
            content["@odata.count"] = page.count
        content["value"] = page.rows
        if page.token is not None:
            url = f"{root}/{call.path}"
            content["@odata.nextLink"] = next_link(url, call.query_string, page.token, page.top)
        return Reply(200, content)

    def _create(self, root: str, target: Target, call: Call) -> Reply:
        entity_set = target.entity_set
        if not entity_set.insert:
            raise method_not_allowed("POST", entity_set.name)
        query = self.queries.read(call.options, entity_set)
        row = self.writer.create(target.company, entity_set, call.content, scope=target.scope)
        key = ",".join(_key_part(entity_set.fields[name], row[name]) for name in entity_set.key)
        content = self._written(target, query, row)
        location = {"Location": f"{root}/{target.path}({key})"}
        return Reply(201, _with_context(root, target, content), location)

    def _update(self, root: str, target: Target, call: Call) -> Reply:
        if not target.entity_set.modify:
            raise method_not_allowed("PATCH", target.entity_set.name)
        row = self.paths.row(target)
        expected = call.headers.get("if-match")
        if expected is None:
            raise invalid_token("A change needs the header If-Match with the record's ETag or '*'.")
        _check_unchanged(expected, row)
        query = self.queries.read(call.options, target.entity_set)
        new = self.writer.update(target.company, target.entity_set, row, call.content)
        return Reply(200, _with_context(root, target, self._written(target, query, new)))

    def _written(self, target: Target, query: Query, row: Row) -> Json | None:
        """Return a record that has just been written, read again if more than it may be shown."""
        if not query.expand and not self.writer.alters(target.entity_set):
            return self.reader.shown(target.entity_set, row, query)
        scope = tuple((name, row[name]) for name in target.entity_set.key)
        return self.reader.record(target.company, target.entity_set, scope, query)

    def _delete(self, target: Target, call: Call) -> Reply:
        if not target.entity_set.delete:
            raise method_not_allowed("DELETE", target.entity_set.name)
        row = self.paths.row(target)
        _check_unchanged(call.headers.get("if-match", "*"), row)
        self.writer.delete(target.company, target.entity_set, row)
        return Reply(204)

    def act(self, entity_set: str, name: str, company: int, row: Row) -> tuple[str, Row]:
        """Carry out a bound action; return the set and the record that the result is."""
        action = self.actions.get((entity_set, name))
        if action is None:
            raise not_implemented(f"The action '{name}' of {entity_set} is not simulated.")
        return action(company, row)

    def _act(self, root: str, target: Target, call: Call) -> Reply:
        entity_set, name = target.entity_set, str(target.action)
        if name not in entity_set.actions:
            raise unknown_segment(f"Microsoft.NAV.{name}")
        if call.method != "POST":
            raise method_not_allowed(call.method, f"the action {name}")
        result, found = self.act(entity_set.name, name, target.company, self.paths.row(target))
        company = target.path.partition("/")[0]
        return Reply(204, headers={"Location": f"{root}/{company}/{result}({found['id']})"})


def _key_part(field: Field, value: Stored) -> str:
    return f"'{value}'" if field.kind in (Kind.TEXT, Kind.CODE) else str(value)


def _with_context(root: str, target: Target, row: Json | None) -> Json:
    if row is None:
        raise no_such_record(target.entity_set.entity)
    path = target.path[: target.path.rindex("(")] if target.path.endswith(")") else target.path
    return {"@odata.context": f"{root}/$metadata#{path}/$entity", **row}


def _check_unchanged(expected: str, row: Row) -> None:
    tags = {tag.strip().removeprefix("W/") for tag in expected.split(",")}
    if "*" not in tags and etag_of(int(row["_version"])).removeprefix("W/") not in tags:
        raise entity_changed()


def _page_size(prefer: str) -> int:
    match = PAGE_SIZE.search(prefer)
    wanted = int(match[1]) if match else MAXIMUM_PAGE
    return min(wanted, MAXIMUM_PAGE) or MAXIMUM_PAGE
