"""Which changes subscribers have still to be told of, kept in the store's own transactions: what is
taken back was never a change.

A *letter* is one call to one address. It is open, and gathers changes, until it is due.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dev.simulators.business_central.store import Store
from dev.simulators.business_central.values import decode_datetime, encode_datetime

GATHERING = timedelta(seconds=30)
"""From the first change to the call."""
DELAYS = (60, 60, 60, 600)
"""Seconds to the next attempt, by the number of the attempt that failed. The source has longer ones
for attempts that are never made."""
MOST_ATTEMPTS = 5
MOST_RECORDS = 1_000
"""If more have changed, the whole collection is notified."""


@dataclass(frozen=True)
class Letter:
    number: int
    url: str
    attempt: int
    """From 0."""


@dataclass(frozen=True)
class Change:
    record: str
    kind: str
    """created, updated, deleted or collection."""
    at: str
    since: str
    """When the first of the changes was made."""


class Changes:
    def __init__(self, store: Store) -> None:
        self._store = store
        for table in (
            "_watched (subscription TEXT PRIMARY KEY, url TEXT, company INTEGER, entity_set TEXT)",
            "_letters (number INTEGER PRIMARY KEY, url TEXT, attempt INTEGER, due REAL, open)",
            "_changes (letter INTEGER, subscription TEXT, record TEXT, kind TEXT, at TEXT)",
        ):
            store.select(f"CREATE TABLE {table}", ())
        store.select("CREATE INDEX _by_letter ON _changes (letter)", ())

    def watch(self, subscription: str, url: str, company: int, entity_set: str) -> None:
        """Note from now on what happens in a set, for one subscriber."""
        values = (subscription, url, company, entity_set)
        self._store.select("INSERT OR REPLACE INTO _watched VALUES (?, ?, ?, ?)", values)

    def forget(self, subscription: str) -> None:
        for table in ("_watched", "_changes"):
            self._store.select(f"DELETE FROM {table} WHERE subscription=?", [subscription])

    def note(self, company: int, entity_set: str, record: str, kind: str, now: datetime) -> None:
        watching = self._store.select(
            "SELECT subscription, url FROM _watched WHERE company=? AND entity_set=?",
            [company, entity_set],
        )
        for subscription, url in watching:
            values = (self._open_letter(url, now), subscription, record, kind, encode_datetime(now))
            self._store.select("INSERT INTO _changes VALUES (?, ?, ?, ?, ?)", values)

    def take_due(self, now: datetime) -> list[Letter]:
        """Return the letters to send now; what changes from here on goes into others."""
        due = [now.timestamp()]
        self._store.select("UPDATE _letters SET open=0 WHERE due<=?", due)
        found = self._store.select("SELECT number, url, attempt FROM _letters WHERE due<=?", due)
        return [Letter(*row) for row in found]

    def content(self, letter: Letter) -> Iterator[tuple[str, list[Change]]]:
        """Yield what each subscriber is told: a change for each record, or one for all."""
        rows = self._store.select(
            "SELECT subscription, record, kind, at FROM _changes WHERE letter=? ORDER BY rowid",
            [letter.number],
        )
        by_subscription: dict[str, dict[str, Change]] = {}
        for subscription, record, kind, at in rows:
            changes = by_subscription.setdefault(subscription, {})
            changes[record] = _joined(changes.get(record), Change(record, kind, at, at))
        for subscription, changes in by_subscription.items():
            many = len(changes) > MOST_RECORDS
            told = list(changes.values())
            yield subscription, [_collected(told)] if many else told

    def drop(self, letter: Letter) -> None:
        self._store.select("DELETE FROM _changes WHERE letter=?", [letter.number])
        self._store.select("DELETE FROM _letters WHERE number=?", [letter.number])

    def put_off(self, letter: Letter, now: datetime) -> None:
        """Try a letter again later, or give it up after the last attempt."""
        if letter.attempt + 1 >= MOST_ATTEMPTS:
            self.drop(letter)
            return
        due = now.timestamp() + DELAYS[letter.attempt]
        self._store.select(
            "UPDATE _letters SET attempt=attempt+1, due=? WHERE number=?", [due, letter.number]
        )

    def _open_letter(self, url: str, now: datetime) -> int:
        found = self._store.select("SELECT number FROM _letters WHERE url=? AND open=1", [url])
        if not found:
            due = (now + GATHERING).timestamp()
            self._store.select(
                "INSERT INTO _letters (url, attempt, due, open) VALUES (?, 0, ?, 1)", [url, due]
            )
            found = self._store.select("SELECT last_insert_rowid()", ())
        return int(found[0][0])


def _joined(before: Change | None, now: Change) -> Change:
    """Return one change for two of the same record; a new one that changes is still new."""
    if before is None:
        return now
    kind = "created" if (before.kind, now.kind) == ("created", "updated") else now.kind
    return Change(now.record, kind, now.at, before.since)


def _collected(changes: Sequence[Change]) -> Change:
    first, last = min(change.since for change in changes), max(change.at for change in changes)
    return Change("", "collection", last, _just_before(first))


def _just_before(stored: str) -> str:
    """A filter with *gt* must let the first change through."""
    moment = datetime.fromisoformat(decode_datetime(stored).replace("Z", "+00:00"))
    return encode_datetime(moment - timedelta(milliseconds=1))
