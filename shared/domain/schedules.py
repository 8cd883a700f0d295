"""NCRONTAB schedules: the platform refuses a bad one only after deployment, so they are checked."""

import re

_RANGES = ((0, 59), (0, 59), (0, 23), (1, 31), (1, 12), (0, 6))
_NAMES = ("second", "minute", "hour", "day", "month", "day of the week")
_WORDS = {
    4: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
    5: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
}
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
