"""Answers reads of metadata."""

import re
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from odata_query import ast

from dev.simulators.dataverse.addresses import Segment
from dev.simulators.dataverse.calls import Call, content
from dev.simulators.dataverse.choice_definitions import describe_option_set, describe_options
from dev.simulators.dataverse.csdl import write_csdl
from dev.simulators.dataverse.definitions import (
    Definition,
    describe_columns,
    describe_keys,
    describe_table,
)
from dev.simulators.dataverse.errors import (
    NOT_FOUND,
    DataverseError,
    bad_query,
    no_resource,
)
from dev.simulators.dataverse.filters import parse_filter
from dev.simulators.dataverse.forms import TYPES
from dev.simulators.dataverse.metadata_addresses import table_named
from dev.simulators.dataverse.options import split_outside_brackets
from dev.simulators.dataverse.relationship_definitions import (
    describe_many_to_many,
    describe_one_to_many,
)
from dev.simulators.dataverse.schema import Schema, Table
from dev.simulators.dataverse.values import guid
from dev.simulators.http import Response

_READING = {
    "EntityDefinitions": "prvReadEntity",
    "RelationshipDefinitions": "prvReadRelationship",
    "GlobalOptionSetDefinitions": "prvReadOptionSet",
}
METADATA_SETS = tuple(_READING)
_ENUM = re.compile(r"Microsoft\.Dynamics\.CRM\.\w+('[^']*')")
_NAMED = re.compile(r"\s*(LogicalName|SchemaName|Name)\s*=\s*'([^']*)'\s*")

Expand = Callable[[Definition], Any]
Expansions = Mapping[str, Expand]


class Metadata:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def answer(self, call: Call) -> Response:
        first, *rest = call.segments
        if first.name == "$metadata":
            document = write_csdl(self._schema)
            return Response(
                200, {"Content-Type": "application/xml", "OData-Version": "4.0"}, document
            )
        call.rights.need(_READING[first.name])
        if first.name == "EntityDefinitions":
            return self._tables(call, first, rest)
        if first.name == "RelationshipDefinitions" and not rest:
            found = [*describe_one_to_many(self._schema), *describe_many_to_many(self._schema)]
            return _answer(call, first, found, {})
        if first.name == "GlobalOptionSetDefinitions" and not rest:
            found = [describe_option_set(each) for each in self._schema.option_sets.values()]
            return _answer(call, first, found, {})
        raise no_resource(first.name)

    def _tables(self, call: Call, address: Segment, rest: Sequence[Segment]) -> Response:
        if not rest:
            definitions = [describe_table(table) for table in self._schema]
            return _answer(call, address, definitions, self._table_expansions())
        if address.key is None:
            raise no_resource(rest[0].name)
        table = table_named(self._schema, address.key)
        if rest[0].name == "Attributes":
            return self._columns(call, table, rest)
        expand = self._table_expansions().get(rest[0].name)
        if expand is None or len(rest) > 1:
            raise no_resource(rest[0].name)
        return _answer(call, rest[0], expand({"LogicalName": table.name}), {})

    def _columns(self, call: Call, table: Table, rest: Sequence[Segment]) -> Response:
        """Answer .../Attributes, one of them, and both narrowed to a kind of column."""
        found = describe_columns(table)
        casts = [segment.name for segment in rest[1:]]
        expansions: Expansions = {}
        if casts:
            if len(casts) > 1 or not casts[0].startswith(TYPES):
                raise no_resource(casts[0])
            found = [column for column in found if column["@odata.type"] == f"#{casts[0]}"]
            expansions = {
                "OptionSet": _options_of(table),
                "GlobalOptionSet": self._global_options_of(table),
            }
        return _answer(call, rest[0], found, expansions)

    def _global_options_of(self, table: Table) -> Expand:
        def describe(definition: Definition) -> Definition | None:
            name = table.columns[definition["LogicalName"]].option_set
            return describe_option_set(self._schema.option_sets[name.lower()]) if name else None

        return describe

    def _table_expansions(self) -> Expansions:
        def table(definition: Definition) -> Table:
            return self._schema[definition["LogicalName"]]

        def related(end: str) -> Expand:
            return lambda definition: [
                each
                for each in describe_one_to_many(self._schema)
                if each[end] == definition["LogicalName"]
            ]

        return {
            "Attributes": lambda definition: describe_columns(table(definition)),
            "Keys": lambda definition: describe_keys(table(definition)),
            "OneToManyRelationships": related("ReferencedEntity"),
            "ManyToOneRelationships": related("ReferencingEntity"),
            "ManyToManyRelationships": lambda definition: [
                each
                for each in describe_many_to_many(self._schema)
                if definition["LogicalName"]
                in (each["Entity1LogicalName"], each["Entity2LogicalName"])
            ],
        }


def _options_of(table: Table) -> Expand:
    return lambda definition: describe_options(table.columns[definition["LogicalName"]])


def _answer(
    call: Call, address: Segment, found: Sequence[Definition], expansions: Expansions
) -> Response:
    """Answer with one definition or a list, narrowed by the query options."""
    if address.key is not None:
        body = _present(_one(found, address.key), call.query, expansions)
        return content(200, {"@odata.context": call.context(f"{address.name}/$entity"), **body})
    if call.query.get("$filter"):
        condition = parse_filter(_ENUM.sub(r"\1", call.query["$filter"]))
        found = [each for each in found if _holds(condition, each)]
    if call.query.get("$top", "").isdecimal():
        found = found[: int(call.query["$top"])]
    value = [_present(each, call.query, expansions) for each in found]
    return content(200, {"@odata.context": call.context(address.name), "value": value})


def _one(found: Sequence[Definition], key: str) -> Definition:
    named = _NAMED.fullmatch(key)
    name, value = (named[1], named[2]) if named else ("MetadataId", guid(key))
    for definition in found:
        if definition.get(name) == value:
            return definition
    raise DataverseError(HTTPStatus.NOT_FOUND, NOT_FOUND, f"There is no metadata for {key}.")


def _present(
    definition: Definition, query: Mapping[str, str], expansions: Expansions
) -> Definition:
    """Apply $select and $expand."""
    names = [name.strip() for name in query.get("$select", "").split(",") if name.strip()]
    for name in names:
        if name not in definition and "@odata.type" not in definition:
            raise bad_query(f"The metadata has no property '{name}'.")
    kept = {"@odata.type", "MetadataId", *names} if names else definition.keys()
    shown = {name: value for name, value in definition.items() if name in kept}
    for part in split_outside_brackets(query.get("$expand", ""), ","):
        name, bracket, inner = part.strip().partition("(")
        if name not in expansions:
            raise bad_query(f"The metadata has no navigation property '{name}'.")
        options = dict(_inner_options(inner.removesuffix(")"))) if bracket else {}
        shown[name] = _expanded(expansions[name](definition), options)
    return shown


def _expanded(value: Any, query: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        if query.get("$filter"):
            condition = parse_filter(_ENUM.sub(r"\1", query["$filter"]))
            value = [each for each in value if _holds(condition, each)]
        return [_present(each, query, {}) for each in value]
    return _present(value, query, {}) if isinstance(value, dict) else value


def _inner_options(text: str) -> Sequence[tuple[str, str]]:
    pairs = (option.partition("=") for option in split_outside_brackets(text, ";"))
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _holds(node: Any, definition: Definition) -> bool:
    match node:
        case ast.BoolOp(op=ast.And(), left=left, right=right):
            return _holds(left, definition) and _holds(right, definition)
        case ast.BoolOp(op=ast.Or(), left=left, right=right):
            return _holds(left, definition) or _holds(right, definition)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not _holds(operand, definition)
        case ast.Compare(comparator=ast.Eq(), left=left, right=right):
            return bool(_property(left, definition) == _literal(right))
        case ast.Compare(comparator=ast.NotEq(), left=left, right=right):
            return bool(_property(left, definition) != _literal(right))
        case ast.Call(func=ast.Identifier(name="startswith"), args=[left, ast.String(val=text)]):
            return str(_property(left, definition)).lower().startswith(text.lower())
        case ast.Call(func=ast.Identifier(name="contains"), args=[left, ast.String(val=text)]):
            return text.lower() in str(_property(left, definition)).lower()
        case _:
            raise bad_query(
                "The simulator's metadata takes only eq, ne, and, or, not, startswith, contains."
            )


def _literal(node: Any) -> Any:
    if not isinstance(node, ast.String | ast.Integer | ast.Boolean | ast.Null | ast.GUID):
        raise bad_query("The right side of a comparison must be a value.")
    return str(node.py_val) if isinstance(node, ast.GUID) else node.py_val


def _property(node: Any, definition: Definition) -> Any:
    match node:
        case ast.Identifier(name=name) if name in definition:
            return definition[name]
        case ast.Attribute(owner=owner, attr=name):
            value = _property(owner, definition)
            if isinstance(value, dict) and name in value:
                return value[name]
        case _:
            pass
    raise bad_query("The filter names a property that the metadata does not have.")
