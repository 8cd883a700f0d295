"""Sends an operation to the part that answers it."""

from dev.simulators.dataverse.addresses import Addresses, Segment, parse_key
from dev.simulators.dataverse.bulk import NAMESPACE, Bulk
from dev.simulators.dataverse.calls import Call, content
from dev.simulators.dataverse.errors import no_resource, not_built, wrong_method
from dev.simulators.dataverse.functions import NAMES, Functions
from dev.simulators.dataverse.metadata import METADATA_SETS, Metadata
from dev.simulators.dataverse.queries import Queries
from dev.simulators.dataverse.schema import Schema, Table
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
    ) -> None:
        self._schema = schema
        self._addresses = addresses
        self._queries = queries
        self._writes = writes
        self._bulk = bulk
        self._functions = functions
        self._metadata = metadata

    def answer(self, call: Call) -> Response:
        """:raises DataverseError: the operation is refused; undo what it has written."""
        if not call.segments:
            return self._service_document(call)
        first, *rest = call.segments
        if first.name in NAMES:
            return self._functions.answer(call, first.name)
        if first.name in METADATA_SETS or first.name == "$metadata":
            return self._metadata.answer(call)
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
            raise not_built(f"{rest[0].name} of {table.name}")
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
