"""Column values: checked as the platform checks them, and in the form they are stored.

Stored are guids, texts and times as text, numbers without a fraction and booleans as integers,
Money and Decimal as text with all their digits, Double as a float.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import ROUND_HALF_EVEN, Decimal

from dev.simulators.dataverse.errors import (
    INVALID_ARGUMENT,
    DataverseError,
    bad_argument,
    bad_payload,
)
from dev.simulators.dataverse.schema import Column

Stored = str | int | float | None

_GUID = re.compile(r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_CENT = Decimal("0.0001")
_SMALLEST = Decimal("0.0000000001")
_INT32 = 2**31
_INT64 = 2**63
_DIGITS = 300
"""No number has more before its point; longer ones are not even written out."""
_LONGEST_MEMO = 1_048_576


def to_stored(column: Column, value: object) -> Stored:
    """Return a value of a request body as it is stored.

    :raises DataverseError: the value does not fit the column.
    """
    if value is None:
        return None
    return _CONVERTERS[column.kind](column, value)


def guid(text: str) -> str | None:
    """Return a guid in lower case without braces, or None if *text* is none."""
    return text.strip("{}").lower() if _GUID.fullmatch(text) else None


def moment(text: str) -> datetime:
    """Parse a time; one without a zone counts as UTC.

    :raises ValueError: it is no time.
    """
    parsed = datetime.fromisoformat(text)
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)


def wire_time(time: datetime) -> str:
    """Return a time as the platform stores and shows it: UTC, whole seconds."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")


def _mismatch(column: Column, value: object) -> DataverseError:
    given = type(value).__name__
    return bad_payload(f"The value of '{column.name}' is no {column.kind}, but {given}.")


def _text(column: Column, value: object) -> str | None:
    if not isinstance(value, str):
        raise _mismatch(column, value)
    longest = column.max_length or (_LONGEST_MEMO if column.kind == "Memo" else 4000)
    if len(value) * 2 > longest and len(value.encode("utf-16-le")) > longest * 2:
        message = f"'{column.name}' is longer than {longest} characters."
        raise bad_argument(message, "0x80044331")
    return value or None  # an empty text is stored as no text [R]


def _whole(column: Column, value: object) -> int:
    if isinstance(value, Decimal) and value.adjusted() < _DIGITS:
        value = int(value) if value == value.to_integral_value() else value
    if not isinstance(value, int) or isinstance(value, bool):
        raise _mismatch(column, value)
    bound = _INT64 if column.kind == "BigInt" else _INT32
    if not -bound <= value < bound:
        raise _mismatch(column, value)
    _check_range(column, value)
    return value


def _choice(column: Column, value: object) -> int:
    number = _whole(column, value)
    if not column.takes_any and number not in column.options:
        raise bad_argument(f"{number} is no option of '{column.name}'.", "0x8004431A")
    return number


def _choices(column: Column, value: object) -> str:
    """Several options at once come as their values with commas between."""
    if not isinstance(value, str):
        raise _mismatch(column, value)
    parts = [part.strip() for part in value.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise _mismatch(column, value)
    return ",".join(str(_choice(column, int(part))) for part in parts)


def _check_range(column: Column, value: Decimal | int) -> None:
    too_small = column.minimum is not None and value < column.minimum
    if too_small or (column.maximum is not None and value > column.maximum):
        limits = f"{column.minimum} to {column.maximum}"
        message = f"{value} is outside the range of '{column.name}': {limits}."
        raise bad_argument(message, column.range_code or INVALID_ARGUMENT)


def _number(column: Column, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _mismatch(column, value)
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if not number.is_finite() or number.adjusted() > _DIGITS:
        raise _mismatch(column, value)
    _check_range(column, number)
    return number


def exact(column: Column, number: Decimal) -> str:
    """Return a decimal number as stored: 4 decimals for Money, 10 for Decimal."""
    step = _CENT if column.kind == "Money" else _SMALLEST
    if column.precision is not None:
        step = Decimal(1).scaleb(-column.precision)
    if int(number.as_tuple().exponent) < int(step.as_tuple().exponent):
        number = number.quantize(step, ROUND_HALF_EVEN)
    return f"{number:f}"


def _exact_number(column: Column, value: object) -> str:
    return exact(column, _number(column, value))


def _double(column: Column, value: object) -> float:
    return float(_number(column, value))


def _boolean(column: Column, value: object) -> int:
    if not isinstance(value, bool):
        raise _mismatch(column, value)
    return int(value)


def _time(column: Column, value: object) -> str:
    if not isinstance(value, str):
        raise _mismatch(column, value)
    try:
        parsed = moment(value)
    except ValueError:
        raise _mismatch(column, value) from None
    if column.date_only and not _DATE.fullmatch(value):
        raise _mismatch(column, value)
    if parsed.year < 1753:  # the earliest that SQL Server's datetime holds
        raise bad_argument(f"'{column.name}' is before 1753.")
    return value if column.date_only else wire_time(parsed)


def _guid(column: Column, value: object) -> str:
    found = guid(value) if isinstance(value, str) else None
    if found is None:
        raise _mismatch(column, value)
    return found


def _no_lookup(column: Column, _value: object) -> str:
    message = f"'{column.name}' is a lookup: bind its navigation property."
    raise bad_payload(message)


_CONVERTERS: dict[str, Callable[[Column, object], Stored]] = {
    "BigInt": _whole,
    "Boolean": _boolean,
    "Customer": _no_lookup,
    "DateTime": _time,
    "Decimal": _exact_number,
    "Double": _double,
    "EntityName": _text,
    "Integer": _whole,
    "Lookup": _no_lookup,
    "Memo": _text,
    "Money": _exact_number,
    "MultiSelectPicklist": _choices,
    "Owner": _no_lookup,
    "String": _text,
    "Uniqueidentifier": _guid,
    "Picklist": _choice,
    "State": _choice,
    "Status": _choice,
}


def reader(column: Column) -> Callable[[Stored], object] | None:
    """Return what turns a stored value into one for JSON; None if it is the same already."""
    if column.kind == "Boolean":
        return lambda value: None if value is None else bool(value)
    if column.is_exact:
        return lambda value: None if value is None else Decimal(str(value))
    return None
