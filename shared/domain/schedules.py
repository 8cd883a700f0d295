"""NCRONTAB schedules: the platform refuses a bad one only after deployment, so they are checked."""

import re
from datetime import UTC, datetime, timedelta

_RANGES = ((0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
_NAMES = ("second", "minute", "hour", "day", "month", "day of the week")
_WORDS = {
    4: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    5: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
}
_FOUR_YEARS = 4 * 366
"""In that many days, every day of the calendar comes once."""
_ITEM = re.compile(r"^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:/([0-9]+))?$")


def check_schedule(text: str) -> str:
    """Return *text*, a schedule of six fields from seconds to days of the week.

    :raises ValueError: says which field is wrong.
    """
    fields = text.split()
    if len(fields) != len(_RANGES):
        raise ValueError(
            f"'{text}' is not a schedule: it needs six fields, "
            "{second} {minute} {hour} {day} {month} {day of the week}"
        )
    for index, field in enumerate(fields):
        if not all(_is_item(index, item) for item in field.lower().split(",")):
            raise ValueError(f"'{text}' is not a schedule: '{field}' is no {_NAMES[index]}")
    return text


def next_time(text: str, after: datetime) -> datetime | None:
    """Return the first time after *after* at which a schedule fires; None where it never does.

    The platform wants both day fields to fit, where both are set.
    """
    seconds, minutes, hours, days, months, weekdays = (
        _values(index, field) for index, field in enumerate(text.split())
    )
    begin = after.astimezone(UTC).replace(microsecond=0) + timedelta(seconds=1)
    times = [(hour, minute, second) for hour in hours for minute in minutes for second in seconds]
    earliest = (begin.hour, begin.minute, begin.second)
    for ahead in range(_FOUR_YEARS):
        day = begin.date() + timedelta(days=ahead)
        if day.month in months and day.day in days and day.isoweekday() % 7 in weekdays:
            found = next((time for time in times if ahead or time >= earliest), None)
            if found is not None:
                return datetime(day.year, day.month, day.day, *found, tzinfo=UTC)
    return None


def _values(index: int, field: str) -> list[int]:
    """Return the numbers that a field stands for, in order."""
    found: set[int] = set()
    least, most = _RANGES[index]
    for item in field.lower().split(","):
        parts = _ITEM.match(item)
        assert parts is not None, f"{field} has passed check_schedule"
        first, last, step = parts.groups()
        start = least if first == "*" else _number(index, first)
        end = _number(index, last) if last else (most if first == "*" or step else start)
        assert start is not None
        assert end is not None
        found |= {*range(start, end + 1, int(step or 1))}
    return sorted(found)


def _is_item(index: int, item: str) -> bool:
    parts = _ITEM.match(item)
    if parts is None:
        return False
    first, last, step = parts.groups()
    if step is not None and int(step) < 1:
        return False
    if first == "*":
        return last is None
    start, end = _number(index, first), _number(index, last or first)
    return start is not None and end is not None and start <= end


def _number(index: int, text: str) -> int | None:
    words = _WORDS.get(index, [])
    if text in words:
        return words.index(text) + _RANGES[index][0]
    low, high = _RANGES[index]
    return int(text) if text.isdigit() and low <= int(text) <= high else None
