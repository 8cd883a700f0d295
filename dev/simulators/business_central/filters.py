"""$filter: parsed by odata-query, understood as far as Business Central does, turned into SQL.

Beyond the grammar, Business Central refuses ``or`` between different fields and ignores lambda
operators; ``in`` and nested functions need ``$schemaversion=2.1``. Operators that its documentation
does not list (``not``, arithmetic, other functions) are refused here (recalled).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import new_class
from typing import Any

from odata_query import ast
from odata_query.exceptions import ODataException
from odata_query.grammar import ODataLexer, ODataParser

from dev.simulators.business_central.errors import bad_request, not_implemented
from dev.simulators.business_central.literals import read_literal, whole_number
from dev.simulators.business_central.model import EntitySet, Field, Kind
from dev.simulators.business_central.store import quote
from dev.simulators.business_central.values import Stored

OPERATORS = {ast.Eq: "=", ast.NotEq: "<>", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "<>": "<>"}
DATE = r"\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])"
TIME = r"\d\d:\d\d(?::\d\d(?:\.\d{1,12})?)?"
CHANGED_CASE = {"tolower": "lower", "toupper": "upper"}


def _whole_words(body: dict[str, Any]) -> None:
    """Let field names begin with a word of the grammar, as allowPostingFrom does, and let years
    begin with zeros, as the blank date 0001-01-01 does.
    """
    body["tokens"] = ODataLexer.tokens
    body["ANY"], body["ALL"] = r"any(?=\()", r"all(?=\()"
    body["DATE"], body["DATETIME"] = DATE, rf"{DATE}T{TIME}(?:Z|[+-]\d\d:\d\d)?"
    body["NULL"], body["BOOLEAN"] = r"null\b", r"(?:true|false)\b"


Lexer: Any = new_class("Lexer", (ODataLexer,), exec_body=_whole_words)


@dataclass(frozen=True)
class Condition:
    """A WHERE clause and its parameters."""

    sql: str = "1"
    parameters: tuple[Stored, ...] = ()


@dataclass(frozen=True)
class Term:
    """What a comparison compares: a column, perhaps inside functions."""

    sql: str
    parameters: tuple[Stored, ...]
    field: Field


WILDCARDS = {"webhookSupportedResources"}
"""Sets of which the documentation compares with ``eq 'v2.0*'``."""


@dataclass(frozen=True)
class Dialect:
    """What the caller and the service's set-up allow."""

    nested: bool
    """The caller asks for schema version 2.1: nested functions and ``in``."""
    case_sensitive: bool
    unindexed: str = ""
    """The field for which SQLite must not choose an index because of the filter: on the pages after
    the first, the index has to be entered where the page before ended."""

    def column(self, name: str) -> str:
        return f"+{quote(name)}" if name == self.unindexed else quote(name)

    def folded(self, sql: str) -> str:
        return sql if self.case_sensitive else f"lower({sql})"


def compile_filter(text: str, entity_set: EntitySet, dialect: Dialect) -> Condition:
    """Translate a $filter expression.

    :raises BusinessCentralError: it cannot be read, names an unknown field, or is not supported.
    """
    return _Translator(entity_set, dialect).condition(_parse(text))


@lru_cache(maxsize=256)
def _parse(text: str) -> Any:
    try:
        return ODataParser().parse(Lexer().tokenize(text))
    except ODataException as error:
        raise bad_request(f"Syntax error in $filter: {error}") from error


class _Translator:
    def __init__(self, entity_set: EntitySet, dialect: Dialect) -> None:
        self._set = entity_set
        self._dialect = dialect

    def condition(self, node: Any) -> Condition:
        match node:
            case ast.BoolOp(op=ast.Or()):
                return self._any_of(node)
            case ast.BoolOp():
                return _joined("AND", [self.condition(part) for part in _flattened(node)])
            case ast.Compare(comparator=ast.In()):
                return self._in(node)
            case ast.Compare():
                return self._compare(node)
            case ast.Call():
                return self._matches(node)
            case ast.Identifier():
                return Condition(f"{self._boolean(node).sql} = 1")
            case ast.CollectionLambda():
                return Condition()
            case _:
                raise not_implemented("$filter uses an operator that is not supported.")

    def _any_of(self, node: Any) -> Condition:
        parts = list(_flattened(node))
        if len({name for part in parts for name in _names(part)}) > 1:
            raise bad_request(
                "The 'OR' operator is not supported on distinct fields on an OData filter."
            )
        return _joined("OR", [self.condition(part) for part in parts])

    def _compare(self, node: Any) -> Condition:
        operator = OPERATORS[type(node.comparator)]
        term, literal = node.left, node.right
        if not isinstance(term, ast.Identifier | ast.Call):
            term, literal, operator = node.right, node.left, MIRRORED[operator]
        left = self._term(term)
        value = read_literal(left.field, literal)
        if self._set.name in WILDCARDS and operator == "=" and str(value).endswith("*"):
            return Condition(f"{left.sql} GLOB ?", (*left.parameters, value))
        return Condition(f"{left.sql} {operator} ?", (*left.parameters, value))

    def _in(self, node: Any) -> Condition:
        """Without schema version 2.1 the service ignores ``in`` and returns everything
        (https://github.com/microsoft/ALAppExtensions/issues/25734)."""
        if not self._dialect.nested:
            return Condition()
        left = self._term(node.left)
        items = node.right.val if isinstance(node.right, ast.List) else [node.right]
        values = tuple(read_literal(left.field, item) for item in items)
        return Condition(
            f"{left.sql} IN ({','.join('?' * len(values))})", (*left.parameters, *values)
        )

    def _term(self, node: Any, depth: int = 0) -> Term:
        match node:
            case ast.Identifier():
                return Term(self._dialect.column(node.name), (), self._field(node))
            case ast.Call(func=ast.Identifier(name=name)) if name in CHANGED_CASE:
                inner = self._inner(node.args[0], depth)
                return Term(f"{CHANGED_CASE[name]}({inner.sql})", inner.parameters, inner.field)
            case ast.Call(func=ast.Identifier(name="substring")):
                return self._substring(node, depth)
            case _:
                raise not_implemented("$filter compares something that is not supported.")

    def _substring(self, node: Any, depth: int) -> Term:
        inner = self._inner(node.args[0], depth)
        start, *length = [whole_number(each) for each in node.args[1:]]
        marks = ", ?" * (1 + len(length))
        return Term(
            f"substr({inner.sql}{marks})", (*inner.parameters, start + 1, *length), inner.field
        )

    def _inner(self, node: Any, depth: int) -> Term:
        if isinstance(node, ast.Call) and not self._dialect.nested:
            raise not_implemented("Nested functions in $filter need $schemaversion=2.1.")
        term = self._term(node, depth + 1)
        if term.field.kind not in (Kind.TEXT, Kind.CODE):
            raise bad_request(f"'{term.field.name}' is not text.")
        return term

    def _matches(self, node: Any) -> Condition:
        """Translate startswith, endswith and contains."""
        name = node.func.name
        builders: dict[str, Callable[[str, str], tuple[str, tuple[Stored, ...]]]] = {
            "contains": lambda sql, text: (f"instr({sql}, ?) > 0", (text,)),
            "startswith": lambda sql, text: (f"substr({sql}, 1, ?) = ?", (len(text), text)),
            "endswith": lambda sql, text: (f"substr({sql}, ?) = ?", (-len(text), text)),
        }
        if name not in builders:
            raise not_implemented(f"The function '{name}' is not supported in $filter.")
        term = self._inner(node.args[0], 1)
        text = str(read_literal(term.field, node.args[1]))
        if not text:
            return Condition()
        text = text if self._dialect.case_sensitive else _lower_ascii(text)
        sql, parameters = builders[name](self._dialect.folded(term.sql), text)
        return Condition(sql, (*term.parameters, *parameters))

    def _boolean(self, node: Any) -> Term:
        term = self._term(node)
        if term.field.kind is not Kind.BOOLEAN:
            raise bad_request(f"'{term.field.name}' is not a condition.")
        return term

    def _field(self, node: Any) -> Field:
        field = self._set.fields.get(node.name)
        if field is None or node.namespace:
            raise bad_request(
                f"Could not find a property named '{node.full_name()}' "
                f"on type 'Microsoft.NAV.{self._set.entity}'."
            )
        if field.variable or field.kind is Kind.STREAM:
            raise bad_request(f"The field '{field.name}' cannot be filtered by.")
        return field


def _joined(word: str, parts: list[Condition]) -> Condition:
    sql = _balanced(word, [part.sql for part in parts])
    return Condition(sql, tuple(value for part in parts for value in part.parameters))


def _balanced(word: str, parts: list[str]) -> str:
    """Join in a shallow tree, because SQLite limits the depth of expressions."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    return f"({_balanced(word, parts[:middle])} {word} {_balanced(word, parts[middle:])})"


def _flattened(node: Any) -> Iterator[Any]:
    """Yield the parts of a chain of one operator, however long, without recursion to the left."""
    parts, operator = [], node.op
    while isinstance(node, ast.BoolOp) and node.op == operator:
        parts.append(node.right)
        node = node.left
    yield node
    yield from reversed(parts)


def _names(node: Any) -> Iterator[str]:
    match node:
        case ast.Identifier():
            yield node.name
        case ast.BoolOp() | ast.Compare():
            yield from _names(node.left)
            yield from _names(node.right)
        case ast.Call():
            for argument in node.args:
                yield from _names(argument)
        case _:
            return


def _lower_ascii(text: str) -> str:
    """Lower-case as SQLite's lower() does."""
    return "".join(each.lower() if each.isascii() else each for each in text)
