"""When two values say the same although they are not spelled alike.

Nothing here rewrites what somebody wrote: values are compared with leniency and travel as they are.
"""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal

from shared.domain.records import Value

_LINE_END = re.compile(r"\r\n?")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?\d*)?(Z|[+-]\d\d:\d\d)", re.ASCII)


def same(one: Value, other: Value) -> bool:
    """Return whether two values of one kind say the same.

    - Empty text is blank.
    - Numbers are equal by value: 1.50 is 1.5, and 2 is 2.00. No number is a truth value.
    - Blanks at a text's end do not count: Business Central cuts them off when it stores a text, so
      a difference in them could never be settled.
    - How lines end does not count: services and browsers write CR LF or LF as they please.
    - A letter with an accent may be one character or two (Unicode's NFC and NFD): what looks the
      same to everybody, and is produced by the keyboard that somebody happens to use, is the same.
    - Moments are equal where they are the same instant, in whatever zone they are spelled.
    - Upper and lower case count, and so do blanks at the beginning.
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, str) or isinstance(other, str):
        return _same_text(_text(one), _text(other))
    if isinstance(one, int | Decimal) and isinstance(other, int | Decimal):
        return _same_number(one, other)
    return one == other


def as_kept(text: str) -> str | None:
    """Return what Business Central keeps of a text that is written to it."""
    return text.rstrip(" ") or None


def _same_number(one: int | Decimal, other: int | Decimal) -> bool:
    numbers = (Decimal(one), Decimal(other))
    return all(number.is_finite() for number in numbers) and numbers[0] == numbers[1]


def _text(value: Value) -> str | None:
    """Return a text; None for what is neither text nor blank."""
    return "" if value is None else value if isinstance(value, str) else None


def _same_text(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    return one == other or _essence(one) == _essence(other) or _same_moment(one, other)


def _essence(text: str) -> str:
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", text).rstrip(" "))


def _same_moment(one: str, other: str) -> bool:
    first, second = moment_of(one), moment_of(other)
    return first is not None and first == second


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text spells, with its zone, as OData does."""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
