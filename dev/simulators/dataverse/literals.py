"""Literals of a filter in the form in which columns are compared."""

from datetime import UTC, datetime
from typing import Any

from odata_query import ast

from dev.simulators.dataverse.errors import DataverseError, bad_query
from dev.simulators.dataverse.schema import Column
from dev.simulators.dataverse.storage import fold
from dev.simulators.dataverse.values import Stored, guid, wire_time


def unquoted(column: Column, node: Any) -> Any:
    """Query functions take numbers in quotes."""
    is_quoted = isinstance(node, ast.String) and _is_number(column)
    return ast.Integer(node.val) if is_quoted else node


def literal_value(column: Column, node: Any) -> Stored:
    """Return a literal in the form that ``comparable`` columns have.

    :raises DataverseError: it is not of the column's type.
    """
    match node:
        case ast.Null():
            return None
        case ast.String(val=text) if column.is_text:
            return fold(text)
        case ast.String(val=text) if column.kind == "MultiSelectPicklist":
            return text
        case ast.GUID(val=text) | ast.String(val=text) if (
            column.is_lookup or column.kind == "Uniqueidentifier"
        ) and guid(text) is not None:
            return guid(text)
        case ast.Boolean() if column.kind == "Boolean":
            return int(node.py_val)
        case ast.Integer(val=text) | ast.Float(val=text) if _is_number(column):
            return float(text) if "." in text or column.is_exact else int(text)
        case ast.DateTime() | ast.Date() if column.kind == "DateTime":
            return _time_value(column, node)
        case ast.UnaryOp(op=ast.USub(), operand=ast.Integer() | ast.Float() as number):
            value = literal_value(column, number)
            return -value if isinstance(value, int | float) else value
        case _:
            raise _incompatible(column)


def _incompatible(column: Column) -> DataverseError:
    return bad_query(f"'{column.name}' is of type {column.kind} and is compared with another type.")


def _is_number(column: Column) -> bool:
    return not (
        column.is_text
        or column.is_lookup
        or column.kind in ("Boolean", "DateTime", "MultiSelectPicklist", "Uniqueidentifier")
    )


def _time_value(column: Column, node: ast.DateTime | ast.Date) -> str:
    """Stored times are whole seconds; a literal's fraction must still count when compared."""
    if isinstance(node, ast.Date):
        return node.val if column.date_only else f"{node.val}T00:00:00Z"
    time: datetime = node.py_val
    time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    if column.date_only:
        return time.strftime("%Y-%m-%d")
    whole = wire_time(time)
    return whole if not time.microsecond else f"{whole}.{time.microsecond:06d}"
