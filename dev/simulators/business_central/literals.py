"""Literals of $filter: text, enums in quotes; numbers, GUIDs, dates and moments bare."""

from decimal import Decimal
from typing import Any

from odata_query import ast

from dev.simulators.business_central.errors import bad_request
from dev.simulators.business_central.model import Field, Kind
from dev.simulators.business_central.values import Stored, read, read_datetime

MAXIMUM_DIGITS = 9
"""Of a position in a text."""


def read_literal(field: Field, node: Any) -> Stored:
    """Return the stored form of a literal.

    :raises BusinessCentralError: it is not of the kind that the field asks for.
    """
    match field.kind, node:
        case ((Kind.TEXT | Kind.CODE), ast.String()):
            return str(node.val)
        case ((Kind.ENUM | Kind.DURATION), (ast.String() | ast.Duration())):
            return read(field, node.val)
        case Kind.GUID, ast.GUID():
            return str(node.val).lower()
        case Kind.BOOLEAN, ast.Boolean():
            return int(node.val.lower() == "true")
        case ((Kind.DECIMAL | Kind.INTEGER | Kind.LONG), _):
            return read(field, _number(field, node))
        case Kind.DATE, ast.Date():
            return read(field, node.val)
        case Kind.DATETIME, ast.DateTime():
            moment = read_datetime(node.val)
            if moment is not None:
                return moment
        case _:
            pass
    raise _mismatch(field)


def _number(field: Field, node: Any) -> int | Decimal:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_number(field, operand)
        case ast.Integer():
            return int(node.val)
        case ast.Float() if field.kind is Kind.DECIMAL:
            return Decimal(node.val)
        case _:
            raise _mismatch(field)


def whole_number(node: Any) -> int:
    if not isinstance(node, ast.Integer) or len(node.val) > MAXIMUM_DIGITS:
        raise bad_request("substring takes whole numbers of a sensible size.")
    return int(node.val)


def _mismatch(field: Field) -> Exception:
    return bad_request(
        f"A binary operator with incompatible types was detected: '{field.name}' is {field.type}."
    )
