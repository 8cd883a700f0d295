"""Answers reads of tables: lists, rows, properties, related rows."""

from typing import Any
from urllib.parse import quote, urlencode

from dev.simulators.dataverse.addresses import Segment
from dev.simulators.dataverse.calls import Call, applied, content
from dev.simulators.dataverse.errors import no_property, not_found
from dev.simulators.dataverse.expansions import Rendering
from dev.simulators.dataverse.filters import Sql, both
from dev.simulators.dataverse.options import Options, parse_options
from dev.simulators.dataverse.reads import LARGEST_COUNT, Reader, page_size
from dev.simulators.dataverse.rights import GLOBAL
from dev.simulators.dataverse.schema import ManyToMany, OneToMany, Schema, Table
from dev.simulators.dataverse.shapes import etag
from dev.simulators.dataverse.storage import Row, Storage, target_column
from dev.simulators.dataverse.tracking import Tracking
from dev.simulators.dataverse.values import reader
from dev.simulators.http import Response

_TOTAL = "Microsoft.Dynamics.CRM.totalrecordcount"
_TOTAL_EXCEEDED = "Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"


class Queries:
    def __init__(self, schema: Schema, storage: Storage, tracking: Tracking) -> None:
        self._schema = schema
        self._storage = storage
        self._tracking = tracking
        self._reader = Reader(schema, storage)

    def many(self, call: Call, table: Table, where: Sql | None = None) -> Response:
        where = both(where, call.rights.scope(table))
        options = parse_options(table, call.query)
        rendering = Rendering(self._schema, self._reader, call.preferences, call.rights)
        if self._tracking.concerns(call, options):
            return self._tracking.changes(call, table, options, rendering)
        shape = rendering.shape(table, options)
        page = self._reader.page(table, shape, options, page_size(options, call.preferences), where)
        body: dict[str, Any] = {"@odata.context": call.context(_fragment(table, options))}
        if options.count:
            body |= self._total(call, table, options, where)
        body["value"] = rendering.render(shape, options, page.rows)
        if page.next is not None and (call.preferences.page_size or not options.top):
            body["@odata.nextLink"] = _next_link(call, page.next.text())
        return content(200, body, applied(call))

    def count(self, call: Call, table: Table) -> Response:
        """Answer /$count, which is plain text."""
        where = call.rights.scope(table)
        options = parse_options(table, call.query)
        if options.delta_token is not None:
            count = self._tracking.count(call, table, options.delta_token)
        else:
            count = min(self._reader.count(table, options, where), LARGEST_COUNT)
        headers = {"Content-Type": "text/plain", "OData-Version": "4.0"}
        # The number comes with a byte order mark [R].
        return Response(200, headers, b"\xef\xbb\xbf" + str(count).encode())

    def one(self, call: Call, table: Table, row_id: str) -> Response:
        if call.rights.depth("Read", table) < GLOBAL:
            self._row(call, table, row_id)
        options = parse_options(table, call.query)
        rendering = Rendering(self._schema, self._reader, call.preferences, call.rights)
        shape = rendering.shape(table, options)
        row = self._reader.one(table, shape, row_id)
        if row is None:
            raise not_found(table.name, row_id)
        version = etag(row[0])
        is_conditional = not options.expansions and not call.preferences.annotations
        if is_conditional and call.header("if-none-match") == version:
            return Response(304, {"ETag": version, "OData-Version": "4.0"})
        fragment = f"{_fragment(table, options)}/$entity"
        body = {"@odata.context": call.context(fragment)}
        body |= rendering.render(shape, options, [row])[0]
        return content(200, body, {"ETag": version} | applied(call))

    def below(self, call: Call, table: Table, row_id: str, segments: list[Segment]) -> Response:
        """Answer what is addressed below a row: a property, its raw value or related rows."""
        name, rest = segments[0].name, [segment.name for segment in segments[1:]]
        if name in table.by_wire_name:
            return self._property(call, table, row_id, name, is_raw=rest == ["$value"])
        if name in table.navigations:
            return self._related_row(call, table, row_id, name, only_link=rest == ["$ref"])
        if name in table.collections and not rest and segments[0].key is None:
            many, where = self._collection(call, table, row_id, name)
            return self.many(call, many, where)
        if name in table.collections and rest == ["$ref"]:
            return self._links(call, table, row_id, name)
        raise no_property(name, table.name)

    def _row(self, call: Call, table: Table, row_id: str) -> Row:
        row = self._storage.row(table, row_id)
        if row is None:
            raise not_found(table.name, row_id)
        call.rights.check("Read", table, row)
        return row

    def _property(
        self, call: Call, table: Table, row_id: str, name: str, *, is_raw: bool
    ) -> Response:
        column = table.by_wire_name[name]
        value: Any = self._row(call, table, row_id)[column.name]
        if value is None:
            return Response(204, {"OData-Version": "4.0"})
        read = reader(column)
        value = value if read is None else read(value)
        if is_raw:
            return Response(200, {"Content-Type": "text/plain"}, str(value).encode())
        fragment = f"{table.entity_set}({row_id})/{name}"
        return content(200, {"@odata.context": call.context(fragment), "value": value})

    def _related_row(
        self, call: Call, table: Table, row_id: str, name: str, *, only_link: bool
    ) -> Response:
        column, targets = table.navigations[name]
        row = self._row(call, table, row_id)
        target = row[target_column(column.name)] if column.is_polymorphic else targets[0]
        if row[column.name] is None or target not in targets:
            return Response(204, {"OData-Version": "4.0"})
        other, other_id = self._schema[str(target)], str(row[column.name])
        if only_link:
            link = f"{call.root}/{other.entity_set}({other_id})"
            return content(200, {"@odata.context": call.context("$ref"), "@odata.id": link})
        return self.one(call, other, other_id)

    def _collection(self, call: Call, table: Table, row_id: str, name: str) -> tuple[Table, Sql]:
        self._row(call, table, row_id)
        relationship = table.collections[name]
        if isinstance(relationship, OneToMany):
            many = self._schema[relationship.many]
            column = many.columns[relationship.lookup]
            text = f't."{column.name}" = ?'
            if column.is_polymorphic:
                text += f" AND t.\"{target_column(column.name)}\" = '{table.name}'"
            return many, Sql(text, (row_id,))
        return self._through(table, row_id, relationship)

    def _through(self, table: Table, row_id: str, relation: ManyToMany) -> tuple[Table, Sql]:
        other = self._schema[relation.other(table.name)]
        text = (
            f't."{other.primary_id}" IN (SELECT "{other.primary_id}" FROM "{relation.through}"'
            f' WHERE "{table.primary_id}" = ?)'
        )
        return other, Sql(text, (row_id,))

    def _links(self, call: Call, table: Table, row_id: str, name: str) -> Response:
        many, where = self._collection(call, table, row_id, name)
        rendering = Rendering(self._schema, self._reader, call.preferences, call.rights)
        options = Options(select=(many.columns[many.primary_id],))
        shape = rendering.shape(many, options)
        rows = self._reader.page(
            many, shape, options, LARGEST_COUNT, both(where, call.rights.scope(many))
        ).rows
        links = [{"@odata.id": f"{call.root}/{many.entity_set}({row[1]})"} for row in rows]
        fragment = "Collection($ref)"
        return content(200, {"@odata.context": call.context(fragment), "value": links})

    def _total(
        self, call: Call, table: Table, options: Options, where: Sql | None
    ) -> dict[str, Any]:
        total = self._reader.count(table, options, where)
        body: dict[str, Any] = {"@odata.count": min(total, LARGEST_COUNT)}
        if call.preferences.wants(_TOTAL):
            body[f"@{_TOTAL}"] = min(total, LARGEST_COUNT)
        if call.preferences.wants(_TOTAL_EXCEEDED):
            body[f"@{_TOTAL_EXCEEDED}"] = total > LARGEST_COUNT
        return body


def _fragment(table: Table, options: Options) -> str:
    """Return the part of a context URL that says which columns a row shows."""
    parts = [column.wire_name for column in options.select or ()]
    parts += [
        f"{expansion.navigation}({expansion.options.get('$select', '')})"
        for expansion in options.expansions
    ]
    return f"{table.entity_set}({','.join(parts)})" if parts else table.entity_set


def _next_link(call: Call, cookie: str) -> str:
    query = {name: value for name, value in call.query.items() if name != "$skiptoken"}
    query["$skiptoken"] = cookie
    encoded = urlencode(query, quote_via=quote, safe="$,@()/'*")
    return f"{call.request.base}{call.request.path}?{encoded}"
