"""Values: as JSON carries them, as the database stores them, and back.

The database knows no null: a field without a value holds the blank of its kind, as in AL. Decimals
are stored as text that sorts like the number, so that no digit is lost and indexes work.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeAlias

from dev.simulators.business_central.errors import bad_request, too_long
from dev.simulators.business_central.model import Field, Kind

Stored: TypeAlias = str | int

NO_GUID = "00000000-0000-0000-0000-000000000000"
NO_DATE = "0001-01-01"
NO_DATETIME = "0001-01-01T00:00:00"

GUID = re.compile(r"[\da-fA-F]{8}(-[\da-fA-F]{4}){3}-[\da-fA-F]{12}")
DATETIME = re.compile(
    r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,12}))?)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE
)
DURATION = re.compile(r"[+-]?P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
BLANKS = ("_x0020_", " ", "")
"""The spellings of the blank member of an enum that are read (which one is written is a choice)."""

SCALE = 20
DIGITS = 38
"""Decimals are numbers of 38 digits, 20 of them after the point."""
EXACT = Context(prec=60)
SHIFT = 10 ** (DIGITS + 2)


def encode_decimal(value: Decimal | int) -> str:
    """Return text that sorts as the number does; digits beyond the scale are cut off.

    :raises BusinessCentralError: it has too many digits before the point.
    """
    scaled = int(Decimal(value).scaleb(SCALE, EXACT))
    if abs(scaled) >= 10**DIGITS:
        raise bad_request("A number has more digits than the database can hold.")
    return f"1{scaled:040d}" if scaled >= 0 else f"0{SHIFT + scaled:040d}"


@lru_cache(maxsize=16384)
def decode_decimal(stored: str) -> Decimal | int:
    """Return an int where there is no fraction, so that JSON shows 4000 and not 4000.0."""
    scaled = int(stored[1:]) - (SHIFT if stored[0] == "0" else 0)
    whole, rest = divmod(scaled, 10**SCALE)
    return Decimal(scaled).scaleb(-SCALE, EXACT).normalize(EXACT) if rest else whole


def encode_datetime(moment: datetime) -> str:
    """Milliseconds in UTC, without the zone, so that text order is time order."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")


def decode_datetime(stored: str) -> str:
    return f"{stored}Z"


def read_datetime(text: str) -> str | None:
    """Return the stored form of an OData moment with all its fraction digits, None if it is not.

    A literal of a filter may be finer than what is stored: text order still holds.
    """
    match = DATETIME.fullmatch(text)
    if match is None:
        return None
    minutes, seconds, fraction, zone = match.groups()
    try:
        moment = datetime.fromisoformat(f"{minutes}:{seconds or '00'}{zone.upper()}")
        utc = moment.astimezone(UTC).replace(tzinfo=None).isoformat()
    except (ValueError, OverflowError):
        return None
    return f"{utc}.{fraction.rstrip('0').ljust(3, '0')}" if fraction else f"{utc}.000"


BLANK: Mapping[Kind, Stored] = MappingProxyType(
    {
        Kind.TEXT: "",
        Kind.CODE: "",
        Kind.GUID: NO_GUID,
        Kind.DECIMAL: encode_decimal(0),
        Kind.INTEGER: 0,
        Kind.LONG: 0,
        Kind.BOOLEAN: 0,
        Kind.DATE: NO_DATE,
        Kind.DATETIME: NO_DATETIME,
        Kind.ENUM: 0,
        Kind.DURATION: "PT0S",
    }
)


def _text(field: Field, value: Any) -> Stored:
    """A text keeps its blanks in front and loses those at its end (recalled)."""
    if not isinstance(value, str):
        raise _mismatch(field, value)
    if field.max_length is not None and _length(value) > field.max_length:
        raise too_long(field.name, _length(value), field.max_length)
    return value.rstrip(" ")


def _length(text: str) -> int:
    """Count UTF-16 code units, as AL and SQL do."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _code(field: Field, value: Any) -> Stored:
    """AL's Code type keeps upper case without outer blanks (recalled)."""
    return str(_text(field, value)).strip(" ").upper()


def _guid(field: Field, value: Any) -> Stored:
    if not isinstance(value, str) or not GUID.fullmatch(value):
        raise _mismatch(field, value)
    return value.lower()


def _decimal(field: Field, value: Any) -> Stored:
    """Requests bring no floats, but set-up written in Python may."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise _mismatch(field, value)
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite() or number.adjusted() >= DIGITS - SCALE:
        raise _mismatch(field, value)
    return encode_decimal(number)


def _integer(field: Field, value: Any) -> Stored:
    bits = 31 if field.kind is Kind.INTEGER else 63
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**bits) <= value < 2**bits:
        raise _mismatch(field, value)
    return value


def _boolean(field: Field, value: Any) -> Stored:
    if not isinstance(value, bool):
        raise _mismatch(field, value)
    return int(value)


def _date(field: Field, value: Any) -> Stored:
    try:
        if not isinstance(value, str) or len(value) != len(NO_DATE):
            raise _mismatch(field, value)
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise _mismatch(field, value) from error


def _datetime(field: Field, value: Any) -> Stored:
    stored = read_datetime(value) if isinstance(value, str) else None
    if stored is None:
        raise _mismatch(field, value)
    return (
        NO_DATETIME if stored.startswith(NO_DATETIME) else stored[: len("0001-01-01T00:00:00.000")]
    )


def _duration(field: Field, value: Any) -> Stored:
    if not isinstance(value, str) or not DURATION.fullmatch(value):
        raise _mismatch(field, value)
    return value


def _enum(field: Field, value: Any) -> Stored:
    if value in field.members:
        return field.members.index(value)
    if value in BLANKS and BLANKS[0] in field.members:
        return field.members.index(BLANKS[0])
    raise bad_request(f"'{value}' is not a member of {field.type}, the type of '{field.name}'.")


READERS: Mapping[Kind, Callable[[Field, Any], Stored]] = MappingProxyType(
    {
        Kind.TEXT: _text,
        Kind.CODE: _code,
        Kind.GUID: _guid,
        Kind.DECIMAL: _decimal,
        Kind.INTEGER: _integer,
        Kind.LONG: _integer,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.DATETIME: _datetime,
        Kind.ENUM: _enum,
        Kind.DURATION: _duration,
    }
)


def read(field: Field, value: Any) -> Stored:
    """Return the stored form of a value from JSON; null means blank (recalled).

    :raises BusinessCentralError: the value does not fit the field.
    """
    return BLANK[field.kind] if value is None else READERS[field.kind](field, value)


def decoder(field: Field, blank_member: str) -> Callable[[Any], Any] | None:
    """Return what turns a stored value into JSON's, None where it is the same.

    :param blank_member: how the blank member of an enum is written.
    """
    if field.kind is Kind.ENUM:
        return [blank_member if each == BLANKS[0] else each for each in field.members].__getitem__
    decoders: dict[Kind, Callable[[Any], Any]] = {
        Kind.DECIMAL: decode_decimal,
        Kind.BOOLEAN: bool,
        Kind.DATETIME: decode_datetime,
    }
    return decoders.get(field.kind)


def _mismatch(field: Field, value: Any) -> Exception:
    return bad_request(f"Cannot convert the value {value!r} of '{field.name}' to {field.type}.")
