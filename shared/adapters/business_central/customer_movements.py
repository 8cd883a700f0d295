"""Which customers something has happened to: new entries of what they owe, changed documents.

Entries are told by one of Microsoft's queries for Power BI, by ascending numbers; the API v2.0 has
no page of them. Where the environment lacks the query, only what the API v2.0 has tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from shared.adapters import odata
from shared.adapters.business_central.asking import Asking, Query
from shared.domain.records import Value
from shared.ports.statistics import Movements, Position

_ENTRIES = "microsoft/analytics/v1.0/customerLedgerEntries"
_ENTRY, _CUSTOMER = "dcleEntryNo", "dcleCustomerNo"
_CHANGED = "lastModifiedDateTime"
_OF_CHANGES = (
    ("customers", "id"),
    ("salesOrders", "billToCustomerId"),
    ("salesInvoices", "billToCustomerId"),
)
"""Entity sets, with the field that names the customer."""
_LARGE = 20_000
"""Rows in one answer: as many as the service gives."""


@dataclass(frozen=True)
class _Entry:
    number: int
    customer: str


def newest(asking: Asking) -> Position:
    changed = _now(asking)
    return Position(changed, _newest_entry(asking) if asking.offers(_ENTRIES) else None)


def moved(asking: Asking, since: Position) -> Movements:
    now = _now(asking)
    found = set(_changed(asking, since.changed))
    if not asking.offers(_ENTRIES):
        return Movements(frozenset(found), Position(now, None))
    # An environment that did not tell entries before: what it has now is for the next full pass.
    last = _newest_entry(asking) if since.entry is None else since.entry
    entries = list(_entries(asking, f"{_ENTRY} gt {last}"))
    numbers: list[Value] = [*sorted({each.customer for each in entries})]
    if numbers:
        ids = Query("customers", ("id", "number"), "number", lambda row: [UUID(row["id"])])
        found |= set(asking.all([(ids, numbers)]))
    last = max((each.number for each in entries), default=last)
    return Movements(frozenset(found), Position(now, last))


def _now(asking: Asking) -> datetime:
    """Return Business Central's own time, before anything is read."""
    asking.reading.get(asking.environment.url(""), "the company")
    served_at = asking.reading.tally.served_at
    assert served_at is not None
    return served_at


def _changed(asking: Asking, since: datetime) -> Iterator[UUID]:
    """Yield the customers of what has changed, and of what was changed late."""
    overlap = timedelta(seconds=asking.environment.settings.overlap_seconds)
    recent = f"{_CHANGED} ge {odata.moment(since - overlap)}"
    for entity, field in _OF_CHANGES:
        asking.environment.entity_set(entity, (field, _CHANGED), asking.reading)
        url = odata.url(
            asking.environment.url(entity), {"$select": f"id,{field}", "$filter": recent}
        )
        yield from asking.pages(url, entity, _LARGE, partial(_id_in, field))


def _id_in(field: str, row: Any) -> UUID:
    return UUID(row[field])


def _newest_entry(asking: Asking) -> int:
    """Return the highest number of an entry, zero where there is none.

    The query comes in its own order: the number is closed in on by asking for any that is higher.
    """
    low, step = 0, 1
    while (found := _any_after(asking, low + step)) is not None:
        low, step = found, step * 2
    high = low + step
    while low < high:
        middle = (low + high) // 2
        found = _any_after(asking, middle)
        low, high = (low, middle) if found is None else (max(found, middle + 1), high)
    return low


def _any_after(asking: Asking, number: int) -> int | None:
    rows = _entries(asking, f"{_ENTRY} gt {number}", top=1)
    return next((each.number for each in rows), None)


def _entries(asking: Asking, condition: str, top: int | None = None) -> Iterator[_Entry]:
    asking.environment.entity_set(_ENTRIES, (_ENTRY, _CUSTOMER), asking.reading)
    options = {
        "$select": f"{_ENTRY},{_CUSTOMER}",
        "$filter": condition,
        "$top": None if top is None else str(top),
    }
    url = odata.url(asking.environment.url(_ENTRIES), options)
    return asking.pages(url, _ENTRIES, _LARGE, _entry)


def _entry(row: Any) -> _Entry:
    return _Entry(int(row[_ENTRY]), str(row[_CUSTOMER]))
