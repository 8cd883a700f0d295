"""Queries in the subset of OData that both services understand."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from urllib.parse import quote
from uuid import UUID

from shared.domain.records import Value

LONGEST_URL = 6000
"""Characters. Servers and proxies in between refuse long ones, each at its own length."""
_KEPT = "'(),:/@$*!-._~"


def literal(value: Value) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case Decimal():
            return f"{value:f}"
        case int() | UUID():
            return str(value)


def moment(at: datetime) -> str:
    """Return a time as a literal, cut to whole milliseconds."""
    utc = at.astimezone(UTC).replace(tzinfo=None)
    return f"{utc.isoformat(timespec='milliseconds')}Z"


def all_of(*conditions: str | None) -> str | None:
    """Join conditions by *and*; each is set in brackets, whatever it consists of."""
    given = [f"({condition})" for condition in conditions if condition]
    return " and ".join(given) or None


def url(resource: str, options: Mapping[str, str | None]) -> str:
    """Return *resource* with those query options that have a value."""
    given = (f"{name}={escape(value)}" for name, value in options.items() if value)
    query = "&".join(given)
    return f"{resource}?{query}" if query else resource


def escape(text: str) -> str:
    return quote(text, safe=_KEPT)


def alternatives(column: str, literals: Iterable[str], room: int, at_most: int) -> Iterator[str]:
    """Split "column is one of" into conditions of up to *at_most* values.

    :param room: how many characters a condition may have once it is escaped.
    """
    chunk: list[str] = []
    length = 0
    for value in literals:
        term = f"{column} eq {value}"
        size = len(escape(f" or {term}"))
        if chunk and (length + size > room or len(chunk) == at_most):
            yield " or ".join(chunk)
            chunk, length = [], 0
        chunk.append(term)
        length += size
    if chunk:
        yield " or ".join(chunk)
