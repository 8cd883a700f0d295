"""Sends an operation to the part that answers it."""

from dev.simulators.dataverse.actions import ACTIONS, Actions
from dev.simulators.dataverse.addresses import Addresses, Segment, parse_key
from dev.simulators.dataverse.bulk import NAMESPACE, Bulk
from dev.simulators.dataverse.calls import Call, content
from dev.simulators.dataverse.customizing import Customizing
from dev.simulators.dataverse.errors import bad_argument, no_resource, not_built, wrong_method
from dev.simulators.dataverse.functions import NAMES, Functions
from dev.simulators.dataverse.metadata import METADATA_SETS, Metadata
from dev.simulators.dataverse.queries import Queries
from dev.simulators.dataverse.role_actions import RoleActions
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.values import guid
from dev.simulators.dataverse.writes import Writes
from dev.simulators.http import Response


class Routes:
    def __init__(
        self,
        schema: Schema,
        addresses: Addresses,
        queries: Queries,
        writes: Writes,
        bulk: Bulk,
        functions: Functions,
        metadata: Metadata,
        customizing: Customizing,
        actions: Actions,
        role_actions: RoleActions,
    ) -> None:
        self._schema = schema
        self._addresses = addresses
        self._queries = queries
        self._writes = writes
        self._bulk = bulk
        self._functions = functions
        self._metadata = metadata
        self._customizing = customizing
        self._actions = actions
        self._role_actions = role_actions

    def answer(self, call: Call) -> Response:
        """:raises DataverseError: the operation is refused; undo what it has written."""
        if not call.segments:
            return self._service_document(call)
        first, *rest = call.segments
        if first.name in NAMES:
            return self._functions.answer(call, first.name)
        is_writing = first.name in METADATA_SETS and call.request.method != "GET"
        if is_writing or first.name == "CreateEntities":
            return self._customizing.answer(call)
        if first.name in METADATA_SETS or first.name == "$metadata":
            return self._metadata.answer(call)
        if first.name in ACTIONS:
            return self._actions.answer(call, first.name)
        if first.name == "RetrieveRolePrivilegesRole" and call.request.method == "GET":
            return self._role_actions.privileges_of_role(call, _role_id(call, first))
        if first.name[:1].isupper():
            raise not_built(f"the action or function {first.name}")
        table = self._addresses.table(first.name)
        if first.key is None:
            return self._on_set(call, table, rest)
        return self._on_row(call, table, first, rest)

    def _on_set(self, call: Call, table: Table, rest: list[Segment]) -> Response:
        method = call.request.method
        match [segment.name for segment in rest]:
            case []:
                if method == "GET":
                    return self._queries.many(call, table)
                if method == "POST":
                    return self._writes.create(call, table)
                raise wrong_method(method)
            case ["$count"] if method == "GET":
                return self._queries.count(call, table)
            case [action] if action.startswith(NAMESPACE) and method == "POST":
                return self._bulk.answer(call, table, action)
        raise no_resource(rest[0].name)

    def _on_row(self, call: Call, table: Table, address: Segment, rest: list[Segment]) -> Response:
        method = call.request.method
        if method == "PATCH" and not rest:
            return self._writes.upsert(call, table, address)
        row_id = self._addresses.locate(table, parse_key(table, address.key or ""))
        if rest and rest[0].name.startswith(NAMESPACE):
            return self._role_actions.answer(call, table, row_id, rest[0].name)
        match method:
            case "GET" if rest:
                return self._queries.below(call, table, row_id, rest)
            case "GET":
                return self._queries.one(call, table, row_id)
            case "DELETE" if not rest:
                return self._writes.delete(call, table, row_id)
        if rest:
            return self._writes.below(call, table, row_id, rest)
        raise wrong_method(method)

    def _service_document(self, call: Call) -> Response:
        sets = sorted(self._schema.by_entity_set)
        value = [{"name": name, "kind": "EntitySet", "url": name} for name in sets]
        return content(200, {"@odata.context": f"{call.root}/$metadata", "value": value})


def _role_id(call: Call, function: Segment) -> str:
    """Return the parameter RoleId, which may stand in the brackets or behind an alias."""
    _, _, value = (function.key or "").partition("=")
    found = guid(call.query.get(value.strip(), value.strip()))
    if found is None:
        raise bad_argument("RetrieveRolePrivilegesRole needs a RoleId.")
    return found
