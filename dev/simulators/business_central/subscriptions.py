"""Webhook subscriptions: who wants to be told of changes, and the calls that tell them.

The documentation leaves open what ids look like, how the handshake is sent, and with which codes
bad subscriptions are refused: these are recalled.
"""

import re
from collections.abc import Iterator, Set
from datetime import timedelta
from threading import Lock, RLock
from urllib.parse import urlencode
from uuid import uuid4

from dev.simulators.business_central.changes import Change, Changes, Letter
from dev.simulators.business_central.errors import bad_request, dialog
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.paths import PLATFORM, Company, Paths
from dev.simulators.business_central.rows import Json
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import decode_datetime, encode_datetime
from dev.simulators.business_central.writing import Behaviour, Write, Writer
from dev.simulators.clock import SimulatorClock
from dev.simulators.http import to_json
from dev.simulators.outgoing import Send, is_safe

LIFE = timedelta(days=3)
MOST_SUBSCRIPTIONS = 200
LONGEST_STATE = 2048
RESOURCE = re.compile(r"(?:https?://.+|/?)\bapi/v2\.0/companies\(([^()]+)\)/(\w+)")
TEMPORARY_FAILURES = {408, 429}


class Subscriptions(Behaviour):
    """The AL code behind the set *subscriptions*, and the watch over all others."""

    def __init__(
        self, model: Model, store: Store, paths: Paths, clock: SimulatorClock, send: Send
    ) -> None:
        self._model, self._store, self._paths = model, store, paths
        self._clock, self._send = clock, send
        self._set = model.sets["subscriptions"]
        self._supported = model.sets["webhookSupportedResources"]
        self.changes = Changes(store)

    def watch(self, writer: Writer) -> None:
        writer.behaviours = {**writer.behaviours, self._set.name: self}
        writer.watcher = self._note

    def expire(self) -> None:
        """Remove the subscriptions whose time is over."""
        now = encode_datetime(self._clock.now())
        for row in self.all():
            if str(row["expirationDateTime"]) <= now:
                self.remove(str(row["subscriptionId"]))

    def all(self) -> list[Row]:
        return self._store.where(PLATFORM, self._set, {})

    def find(self, subscription: str) -> Row | None:
        return self._store.find(PLATFORM, self._set, {"subscriptionId": subscription})

    def remove(self, subscription: str) -> None:
        row = self.find(subscription)
        if row is not None:
            self._store.delete(PLATFORM, self._set, row)
        self.changes.forget(subscription)

    def resource(self, row: Row) -> tuple[Company, EntitySet]:
        """Return what a subscription is about.

        :raises BusinessCentralError: nothing that can be subscribed to.
        """
        match = RESOURCE.fullmatch(str(row.get("resource", "")))
        if match is None:
            raise bad_request(f"The resource '{row.get('resource', '')}' cannot be read.")
        company = self._paths.company(match[1])
        named = {"resource": f"v2.0/{match[2]}"}
        if self._store.find(company.number, self._supported, named) is None:
            raise bad_request(f"Webhooks are not supported for '{match[2]}'.")
        return company, self._model.sets[match[2]]

    def inserting(self, write: Write) -> None:
        if len(self.all()) >= MOST_SUBSCRIPTIONS:
            raise dialog(f"There are {MOST_SUBSCRIPTIONS} subscriptions already.")
        write.values["subscriptionId"] = uuid4().hex
        self._confirm(write.values, write)

    def inserted(self, company: int, row: Row) -> None:
        del company
        owner, entity_set = self.resource(row)
        self.changes.watch(
            str(row["subscriptionId"]), str(row["notificationUrl"]), owner.number, entity_set.table
        )

    def modifying(self, row: Row, write: Write) -> None:
        self._confirm(row | write.values, write)

    def modified(self, company: int, old: Row, new: Row) -> None:
        del old
        self.inserted(company, new)

    def deleted(self, company: int, row: Row) -> None:
        del company
        self.changes.forget(str(row["subscriptionId"]))

    def _confirm(self, row: Row, write: Write) -> None:
        """Check a subscription, have its subscriber confirm it, and let it live from now on."""
        self.resource(row)
        if len(str(row.get("clientState", ""))) > LONGEST_STATE:
            raise bad_request(f"clientState may have {LONGEST_STATE} characters.")
        url = str(row.get("notificationUrl", ""))
        if not is_safe(url):
            raise bad_request("notificationUrl must begin with https://.")
        self._shake_hands(url)
        write.values["expirationDateTime"] = encode_datetime(self._clock.now() + LIFE)

    def _shake_hands(self, url: str) -> None:
        token = uuid4().hex
        joint = "&" if "?" in url else "?"
        asked = f"{url}{joint}{urlencode({'validationToken': token})}"
        answer = self._send(asked, {"Content-Type": "text/plain"}, b"")
        if answer is None or answer.status != 200 or answer.body != token.encode():
            raise dialog(f"{url} has not answered 200 with the validation token.")

    def _note(self, company: int, entity_set: EntitySet, row: Row, kind: str) -> None:
        if "id" in entity_set.fields:
            record = str(row["id"])
            self.changes.note(company, entity_set.table, record, kind, self._clock.now())


class Deliveries:
    """Sends what is due; the service goes on meanwhile."""

    def __init__(
        self, subscriptions: Subscriptions, clock: SimulatorClock, lock: RLock, send: Send
    ) -> None:
        """*lock* is held whenever the records are touched, and never while something is sent."""
        self._subscriptions, self._clock, self._lock, self._send = subscriptions, clock, lock, send
        self._changes = subscriptions.changes
        self._turn = Lock()

    def deliver_due(self) -> int:
        """Make the calls that are due by the service's clock; return how many there were."""
        with self._turn:
            with self._lock:
                self._subscriptions.expire()
                letters = [
                    (letter, self._entries(letter))
                    for letter in self._changes.take_due(self._clock.now())
                ]
            return sum(self._deliver(letter, entries) for letter, entries in letters)

    def _deliver(self, letter: Letter, entries: list[Json]) -> int:
        status = 200
        if entries:
            headers = {"Content-Type": "application/json"}
            answer = self._send(letter.url, headers, to_json({"value": entries}))
            status = 0 if answer is None else answer.status
        with self._lock:
            self._settle(letter, {str(entry["subscriptionId"]) for entry in entries}, status)
        return 1 if entries else 0

    def _settle(self, letter: Letter, told: Set[str], status: int) -> None:
        if status == 0 or status in TEMPORARY_FAILURES or status >= 500:
            self._changes.put_off(letter, self._clock.now())
            return
        self._changes.drop(letter)
        if not 200 <= status < 300:
            for subscription in told:
                self._subscriptions.remove(subscription)

    def _entries(self, letter: Letter) -> list[Json]:
        return [
            entry
            for subscription, changes in self._changes.content(letter)
            for entry in self._told(subscription, changes)
        ]

    def _told(self, subscription: str, changes: list[Change]) -> Iterator[Json]:
        row = self._subscriptions.find(subscription)
        if row is None:
            return
        company, entity_set = self._subscriptions.resource(row)
        resource = f"api/v2.0/companies({company.id})/{entity_set.name}"
        for change in changes:
            yield {
                "subscriptionId": subscription,
                "clientState": row["clientState"],
                "expirationDateTime": decode_datetime(str(row["expirationDateTime"])),
                "resource": resource + _address(change),
                "changeType": change.kind,
                "lastModifiedDateTime": decode_datetime(change.at),
            }


def _address(change: Change) -> str:
    if change.kind == "collection":
        return f"?$filter=lastModifiedDateTime%20gt%20{decode_datetime(change.since)}"
    return f"({change.record})"
