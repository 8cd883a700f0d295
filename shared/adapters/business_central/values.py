"""Values as Business Central writes them; blank has its own spelling for each type."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

from shared.domain.records import Value

_NO_ID = UUID(int=0)
_NO_DATE = "0001-01-01"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLAIN = re.compile(r"[A-Za-z0-9_]")
_BLANK_MEMBER = "_x0020_"
_WHOLE = frozenset({"Edm.Byte", "Edm.Int16", "Edm.Int32", "Edm.Int64"})
_FRACTIONS = frozenset({"Edm.Decimal", "Edm.Double", "Edm.Single"})
_TIMES = frozenset({"Edm.Date", "Edm.DateTimeOffset"})


def decoder(type_: str, *, is_lookup: bool) -> Callable[[Any], Value]:
    """Return what turns a JSON value of an EDM type into a value of ours.

    :raises ValueError: (when called) the JSON value is not of that type.
    """
    if is_lookup:
        return _id
    if type_ == "Edm.Guid":
        return _id_as_text
    if type_ in _FRACTIONS:
        return _fraction
    if type_ in _TIMES:
        return _time
    return _plain if type_.startswith("Edm.") else _member


def encode(type_: str, value: Value) -> Any:
    """Return the JSON value that sets a field of an EDM type."""
    if value is None:
        return _blank(type_)
    if not type_.startswith("Edm.") and isinstance(value, str):
        return encode_member(value)
    return value


def encode_member(name: str) -> str:
    """Return an enum member's name with what XML names do not allow escaped."""
    return "".join(c if _PLAIN.match(c) else f"_x{ord(c):04X}_" for c in name)


def _blank(type_: str) -> Any:
    if type_ == "Edm.Guid":
        return _NO_ID
    if type_ in _WHOLE or type_ in _FRACTIONS:
        return 0
    if type_ == "Edm.Boolean":
        return False
    if type_ in _TIMES:
        return _NO_DATE if type_ == "Edm.Date" else f"{_NO_DATE}T00:00:00Z"
    return "" if type_ == "Edm.String" else _BLANK_MEMBER


def _plain(value: Any) -> Value:
    if value == "" or value is None:
        return None
    if isinstance(value, str | int | Decimal):
        return value
    raise ValueError("neither text nor a number")


def _id(value: Any) -> UUID | None:
    if value == "" or value is None:
        return None
    found = UUID(value)
    return None if found == _NO_ID else found


def _id_as_text(value: Any) -> str | None:
    found = _id(value)
    return None if found is None else str(found)


def _fraction(value: Any) -> Decimal | None:
    if value is None:
        return None
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError("no number that can be written down")
    return number


def _time(value: Any) -> Value:
    return None if isinstance(value, str) and value.startswith(_NO_DATE) else _plain(value)


def _member(value: Any) -> str | None:
    if value is None:
        return None
    name = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    return (name.strip() and name) or None
