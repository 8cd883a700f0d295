"""Translates $filter into SQL."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from odata_query import ast
from odata_query.exceptions import ODataException
from odata_query.grammar import ODataLexer, ODataParser

from dev.simulators.dataverse.errors import bad_query, no_property
from dev.simulators.dataverse.literals import literal_value, unquoted
from dev.simulators.dataverse.schema import Column, OneToMany, Schema, Table
from dev.simulators.dataverse.storage import comparable, target_column
from dev.simulators.dataverse.values import Stored

_QUOTED = r"'(?:[^']|'')*'"
_IN = re.compile(
    rf"Microsoft\.Dynamics\.CRM\.In\(\s*PropertyName\s*=\s*'(\w+)'\s*,"
    rf"\s*PropertyValues\s*=\s*\[((?:\s*(?:{_QUOTED}|[^'\]]))*)\]\s*\)"
)
_OUTSIDE_QUOTES = re.compile(rf"({_QUOTED})|(@\w+)|(\bin\b)")
_COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_PATTERNS = {"contains": ("%", "%"), "startswith": ("", "%"), "endswith": ("%", "")}


@dataclass(frozen=True)
class Sql:
    text: str
    values: tuple[Stored, ...] = ()
    columns: tuple[Column, ...] = ()
    """Columns of the filtered table that an index would help with."""


def both(one: Sql | None, other: Sql | None) -> Sql | None:
    """Return the condition that two conditions hold; None holds always."""
    if one is None or other is None:
        return one or other
    return Sql(f"({one.text}) AND ({other.text})", one.values + other.values)


def filter_sql(schema: Schema, table: Table, text: str, aliases: dict[str, str]) -> Sql:
    """Return the condition on rows of *table*, which the statement calls ``t``.

    :param aliases: parameter values by name, for example ``@name``.
    :raises DataverseError: the filter is malformed or beyond what Dataverse takes.
    """
    translation = _Translation(schema)
    condition = translation.condition(parse_filter(_with_parameters(text, aliases)), table, "t")
    return Sql(condition, tuple(translation.values), tuple(translation.columns))


@lru_cache(maxsize=500)
def parse_filter(text: str) -> Any:
    """Return the syntax tree (odata_query.ast) of a filter."""
    try:
        return ODataParser().parse(ODataLexer().tokenize(_with_query_functions(text)))
    except (ODataException, IndexError, AttributeError) as error:
        raise bad_query(f"The filter is malformed: {error}.") from error


def _with_parameters(text: str, aliases: dict[str, str]) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[2] is None:
            return match[0]
        if match[2] not in aliases:
            raise bad_query(f"The parameter {match[2]} has no value.")
        return aliases[match[2]]

    return _OUTSIDE_QUOTES.sub(replace, text)


def _with_query_functions(text: str) -> str:
    """Turn Dataverse's In into the operator that the parser knows, and refuse all others.

    The operator itself is not part of what Dataverse takes.
    """
    for match in _OUTSIDE_QUOTES.finditer(text):
        if match[3]:
            raise bad_query("The operator 'in' is not supported: use Microsoft.Dynamics.CRM.In.")
    text = _IN.sub(_as_operator, text)
    outside = re.sub(_QUOTED, "", text)
    if "Microsoft.Dynamics.CRM." in outside:
        raise bad_query("The simulator knows no query function but Microsoft.Dynamics.CRM.In.")
    return text


def _as_operator(match: re.Match[str]) -> str:
    is_single = re.fullmatch(rf"\s*(?:{_QUOTED}|[^',]*)\s*", match[2]) is not None
    return f"{match[1]} in ({match[2]}{',' if is_single else ''})"


class _Translation:
    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._lambdas: dict[str, tuple[Table, str]] = {}
        self.values: list[Stored] = []
        self.columns: list[Column] = []

    def condition(self, node: Any, table: Table, alias: str) -> str:
        match node:
            case ast.BoolOp():
                return self._boolean(node, table, alias)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return f"NOT coalesce({self.condition(operand, table, alias)}, 0)"
            case ast.Compare(comparator=ast.In(), left=left, right=ast.List(val=literals)):
                return self._among(left, literals, table, alias)
            case ast.Compare(left=ast.Call() as call, right=ast.Boolean(val=wanted)):
                condition = self._pattern(call, table, alias)
                return condition if wanted == "true" else f"NOT coalesce({condition}, 0)"
            case ast.Compare():
                return self._comparison(node, table, alias)
            case ast.Call():
                return self._pattern(node, table, alias)
            case ast.CollectionLambda():
                return self._any_or_all(node, table, alias)
            case _:
                raise bad_query("The filter uses something that Dataverse does not take.")

    def _boolean(self, node: ast.BoolOp, table: Table, alias: str) -> str:
        is_or = isinstance(node.op, ast.Or)
        operands = list(_flatten(node, type(node.op)))
        if is_or and (same := _same_column(operands)) is not None:
            return self._among(same, [operand.right for operand in operands], table, alias)
        joined = (" OR " if is_or else " AND ").join(
            self.condition(operand, table, alias) for operand in operands
        )
        return f"({joined})"

    def _among(self, left: Any, literals: Sequence[Any], table: Table, alias: str) -> str:
        sql, column = self._operand(left, table, alias)
        marks = ", ".join("?" * len(literals))
        self.values += [literal_value(column, unquoted(column, each)) for each in literals]
        return f"{sql} IN ({marks})"

    def _comparison(self, node: ast.Compare, table: Table, alias: str) -> str:
        sql, column = self._operand(node.left, table, alias)
        if isinstance(node.right, ast.Identifier | ast.Attribute):
            return self._between_columns(node, sql, column, table, alias)
        value = literal_value(column, node.right)
        self.values.append(value)
        match node.comparator:
            case ast.Eq():
                return f"{sql} IS ?"
            case ast.NotEq():
                return f"{sql} IS NOT ?"  # a row without a value is unequal to any [R]
            case other if value is not None and type(other) in _COMPARISONS:
                return f"{sql} {_COMPARISONS[type(other)]} ?"
            case _:
                raise bad_query("null can only be compared with eq and ne.")

    def _between_columns(
        self, node: ast.Compare, left: str, column: Column, table: Table, alias: str
    ) -> str:
        right, other = self._operand(node.right, table, alias)
        if (column.is_text, column.is_lookup) != (other.is_text, other.is_lookup):
            raise bad_query(f"'{column.name}' and '{other.name}' cannot be compared.")
        operators = {**_COMPARISONS, ast.Eq: "=", ast.NotEq: "<>"}
        return f"{left} {operators[type(node.comparator)]} {right}"

    def _pattern(self, node: ast.Call, table: Table, alias: str) -> str:
        name = _name(node.func)
        if name not in _PATTERNS or len(node.args) != 2:
            raise bad_query(f"The function '{name}' is not supported.")
        sql, column = self._operand(node.args[0], table, alias)
        text = node.args[1]
        if not column.is_text or not isinstance(text, ast.String):
            raise bad_query(f"'{name}' needs a column with text and a text.")
        before, after = _PATTERNS[name]
        folded = text.val.casefold()
        escaped = re.sub(r"([%_\\])", r"\\\1", folded)
        self.values.append(f"{before}{escaped}{after}")
        return f"{sql} LIKE ? ESCAPE '\\'"

    def _operand(self, node: Any, table: Table, alias: str) -> tuple[str, Column]:
        """Return the SQL and the column of a property or of one across a lookup."""
        match node:
            case ast.Identifier():
                column = self._column(table, _name(node))
                if alias == "t" and not column.options and column.kind != "Boolean":
                    self.columns.append(column)
                return comparable(column, alias), column
            case ast.Attribute(owner=ast.Identifier(name=name)) if name in self._lambdas:
                inner, inner_alias = self._lambdas[name]
                column = self._column(inner, node.attr)
                return comparable(column, inner_alias), column
            case ast.Attribute(owner=ast.Identifier(name=name), attr=attribute):
                return self._across(table, alias, name, attribute)
            case _:
                raise bad_query("The left side of a comparison must be a property.")

    def _column(self, table: Table, name: str) -> Column:
        column = table.by_wire_name.get(name)
        if column is None:
            raise no_property(name, table.name)
        return column

    def _across(self, table: Table, alias: str, name: str, attribute: str) -> tuple[str, Column]:
        if name not in table.navigations:
            raise no_property(name, table.name)
        lookup, targets = table.navigations[name]
        if len(targets) != 1 or targets[0] not in self._schema.tables:
            raise bad_query(f"'{name}' leads to several tables.")
        target = self._schema[targets[0]]
        column = self._column(target, attribute)
        inner = f"{alias}_{name}"
        where = f'{inner}."{target.primary_id}" = {alias}."{lookup.name}"'
        if lookup.is_polymorphic:
            where += f" AND {alias}.\"{target_column(lookup.name)}\" = '{target.name}'"
        sql = f'(SELECT {comparable(column, inner)} FROM "{target.name}" {inner} WHERE {where})'
        return sql, column

    def _any_or_all(self, node: ast.CollectionLambda, table: Table, alias: str) -> str:
        name = node.owner.name if isinstance(node.owner, ast.Identifier) else ""
        relationship = table.collections.get(name)
        if not isinstance(relationship, OneToMany):
            raise bad_query(f"'{name}' is no collection that can be searched.")
        many = self._schema[relationship.many]
        inner = f"{alias}_{name}"
        where = f'{inner}."{relationship.lookup}" = {alias}."{table.primary_id}"'
        if node.lambda_ is None:
            return f'EXISTS (SELECT 1 FROM "{many.name}" {inner} WHERE {where})'
        variable = node.lambda_.identifier.name
        self._lambdas[variable] = (many, inner)
        condition = self.condition(node.lambda_.expression, table, alias)
        del self._lambdas[variable]
        if isinstance(node.operator, ast.Any):
            return f'EXISTS (SELECT 1 FROM "{many.name}" {inner} WHERE {where} AND {condition})'
        rest = f"{where} AND NOT coalesce({condition}, 0)"
        return f'NOT EXISTS (SELECT 1 FROM "{many.name}" {inner} WHERE {rest})'


def _name(identifier: ast.Identifier) -> str:
    return ".".join((*identifier.namespace, identifier.name))


def _flatten(node: Any, operator: type[Any]) -> Iterator[Any]:
    """Give the operands of a chain of one operator, however long, in their order."""
    pending = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, ast.BoolOp) and isinstance(current.op, operator):
            pending += [current.right, current.left]
        else:
            yield current


def _same_column(operands: Sequence[Any]) -> Any | None:
    """Return the property that all operands compare for equality with a value, if so."""
    first = operands[0]
    for operand in operands:
        match operand:
            case ast.Compare(comparator=ast.Eq(), left=ast.Identifier(), right=right) if (
                operand.left == first.left and not isinstance(right, ast.Null | ast.Identifier)
            ):
                continue
        return None
    return first.left
