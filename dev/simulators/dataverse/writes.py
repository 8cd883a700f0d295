"""Answers writes of rows, properties and links."""

from collections.abc import Mapping
from typing import Any

from dev.simulators.dataverse.addresses import Addresses, ById, ByKey, Key, Segment, parse_key
from dev.simulators.dataverse.calls import Call, applied, content, no_content
from dev.simulators.dataverse.errors import (
    already_exists,
    bad_payload,
    bad_query,
    no_property,
    not_found,
    not_found_by_key,
    version_mismatch,
    wrong_method,
)
from dev.simulators.dataverse.expansions import Rendering
from dev.simulators.dataverse.options import parse_options
from dev.simulators.dataverse.reads import Reader
from dev.simulators.dataverse.records import Records
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.shapes import etag
from dev.simulators.dataverse.solutions import OF_ROWS, SOLUTION, Solutions
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.values import Stored
from dev.simulators.http import Response


class Writes:
    """Runs inside a transaction that the caller undoes when a write is refused."""

    def __init__(
        self, schema: Schema, storage: Storage, records: Records, solutions: Solutions
    ) -> None:
        self._solutions = solutions
        self._schema = schema
        self._storage = storage
        self._records = records
        self._reader = Reader(schema, storage)
        self._addresses = Addresses(schema, storage)

    def create(self, call: Call, table: Table) -> Response:
        kind = OF_ROWS.get(table.name)
        solution = self._solutions.named(call.header(SOLUTION)) if kind else None
        row_id = self._records.create(table, call.body(), call.author)
        if kind:
            self._solutions.add(solution, kind, row_id, call.author)
        return self._written(call, table, row_id, f"{table.entity_set}({row_id})", is_new=True)

    def upsert(self, call: Call, table: Table, segment: Segment) -> Response:
        """Answer PATCH: update, or create where the preconditions allow it."""
        key = parse_key(table, segment.key or "")
        row_id = self._addresses.find(table, key)
        if_match = call.header("if-match")
        if row_id is None and if_match:
            raise _absent(table, key)
        if row_id is not None:
            if call.header("if-none-match") == "*":
                raise already_exists(table.name)
            self._check_version(table, row_id, if_match)
        is_new = row_id is None
        row_id = self.put(table, key, row_id, call.body(), call)
        address = f"{table.entity_set}({segment.key})"
        return self._written(call, table, row_id, address, is_new=is_new)

    def put(self, table: Table, key: Key, row_id: str | None, body: Any, call: Call) -> str:
        """Update the row that a key leads to, or create it if there is none; return its id."""
        if row_id is None:
            given: Mapping[str, Stored] = (
                {table.primary_id: key.id} if isinstance(key, ById) else key.values
            )
            return self._records.create(table, body, call.author, given)
        if isinstance(key, ByKey) and isinstance(body, dict):
            body = {name: value for name, value in body.items() if name not in key.values}
        self._records.update(table, row_id, body, call.author)
        return row_id

    def delete(self, call: Call, table: Table, row_id: str) -> Response:
        self._check_version(table, row_id, call.header("if-match"))
        self._records.delete(table, row_id, call.author)
        if table.name in OF_ROWS:
            self._solutions.forget(row_id)
        return no_content()

    def below(self, call: Call, table: Table, row_id: str, segments: list[Segment]) -> Response:
        """Answer a write below a row: of one property, of a link, or into a collection."""
        name, rest = segments[0].name, [segment.name for segment in segments[1:]]
        if rest == ["$ref"] and (name in table.collections or name in table.navigations):
            self._link(call, table, row_id, segments[0])
        elif name in table.collections and not rest and call.request.method == "POST":
            return self._create_related(call, table, row_id, name)
        elif name in table.columns and not rest:
            self._set_property(call, table, row_id, name)
        else:
            raise no_property(name, table.name)
        return no_content()

    def _check_version(self, table: Table, row_id: str, if_match: str | None) -> None:
        if not if_match or if_match == "*":
            return
        sql = f'SELECT versionnumber FROM "{table.name}" WHERE "{table.primary_id}" = ?'
        found = self._storage.query(sql, [row_id])
        if not found:
            raise not_found(table.name, row_id)
        if if_match != etag(found[0][0]):
            raise version_mismatch(table.name)

    def _set_property(self, call: Call, table: Table, row_id: str, name: str) -> None:
        match call.request.method:
            case "PUT":
                body = call.body()
                if not isinstance(body, dict) or "value" not in body:
                    raise bad_payload('The body must be {"value": ...}.')
                value = body["value"]
            case "DELETE":
                value = None
            case method:
                raise wrong_method(method)
        self._check_version(table, row_id, call.header("if-match"))
        self._records.update(table, row_id, {name: value}, call.author)

    def _link(self, call: Call, table: Table, row_id: str, segment: Segment) -> None:
        if not self._storage.exists(table, row_id):
            raise not_found(table.name, row_id)
        if call.request.method == "DELETE":
            self._unlink(call, table, row_id, segment)
            return
        body = call.body()
        reference = body.get("@odata.id") if isinstance(body, dict) else None
        if not isinstance(reference, str):
            raise bad_payload('The body must be {"@odata.id": "<address of a row>"}.')
        other = self._addresses.resolve(reference, call.created)
        if segment.name in table.collections and call.request.method == "POST":
            self._records.associate(table, row_id, segment.name, other, call.author)
        elif segment.name in table.navigations and call.request.method == "PUT":
            column, targets = table.navigations[segment.name]
            if other[0].name not in targets:
                raise bad_payload(f"'{segment.name}' cannot refer to {other[0].name}.")
            to = (other[0].name, other[1])
            self._records.point(table, row_id, column.name, to, call.author)
        else:
            raise wrong_method(call.request.method)

    def _unlink(self, call: Call, table: Table, row_id: str, segment: Segment) -> None:
        if segment.name in table.navigations:
            column, _ = table.navigations[segment.name]
            self._records.point(table, row_id, column.name, None, call.author)
            return
        if segment.key is not None:
            other_id = segment.key
        else:
            reference = call.query.get("$id", "")
            if not reference:
                raise bad_query("Say which row to take out, in brackets or with $id.")
            _, other_id = self._addresses.resolve(reference, call.created)
        self._records.disassociate(table, row_id, segment.name, other_id.lower(), call.author)

    def _create_related(self, call: Call, table: Table, row_id: str, name: str) -> Response:
        """Create a row in a collection of another."""
        other, other_id = self._records.create_related(
            table, row_id, name, call.body(), call.author
        )
        address = f"{other.entity_set}({other_id})"
        return self._written(call, other, other_id, address, is_new=True)

    def _written(
        self, call: Call, table: Table, row_id: str, address: str, *, is_new: bool
    ) -> Response:
        headers = {"OData-EntityId": f"{call.root}/{address}"}
        if is_new:
            headers["Location"] = headers["OData-EntityId"]
        if not call.preferences.representation:
            return no_content(headers)
        options = parse_options(table, call.query)
        rendering = Rendering(self._schema, self._reader, call.preferences)
        shape = rendering.shape(table, options)
        row = self._reader.one(table, shape, row_id)
        if row is None:
            raise not_found(table.name, row_id)
        names = ",".join(column.wire_name for column in options.select or ())
        fragment = table.entity_set + (f"({names})" if names else "") + "/$entity"
        body = {"@odata.context": call.context(fragment)}
        body |= rendering.render(shape, options, [row])[0]
        headers["Preference-Applied"] = ",".join(
            ["return=representation", *filter(None, [applied(call).get("Preference-Applied")])]
        )
        return content(201 if is_new else 200, body, headers)


def _absent(table: Table, key: Key) -> Exception:
    return not_found(table.name, key.id) if isinstance(key, ById) else not_found_by_key(table.name)
