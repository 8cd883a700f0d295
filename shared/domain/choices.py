"""The values of a choice as records: a table of its own, in which a value's number is its id."""

from uuid import UUID

_ALL = 1 << 128
_MOST = 1 << 31
"""Values are whole numbers of 32 bits, with a sign."""
LABEL, VALUE = "label", "value"
"""The columns of such a table."""


def is_choice(table: str) -> bool:
    """Return whether a table's name is that of a choice: the table and column that have it."""
    return "." in table


def id_of(value: int) -> UUID:
    """Return a value's id; negative ones count down from the greatest id that there is."""
    return UUID(int=value % _ALL)


def value_of(id_: UUID) -> int | None:
    """Return the value that has an id; None for an id that is no choice value's."""
    value = id_.int if id_.int < _ALL // 2 else id_.int - _ALL
    return value if -_MOST <= value < _MOST else None
