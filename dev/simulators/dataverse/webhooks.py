"""Registered webhooks: asynchronous steps that tell a service endpoint of each changed row.

All of it is recalled: Microsoft's sources for it are not among those that the simulators follow.
A call that fails is lost; the real service tries some again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock, RLock
from urllib.parse import quote
from uuid import uuid4
from xml.etree import ElementTree

from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse.schema import Table
from dev.simulators.dataverse.seeds import ORGANIZATION
from dev.simulators.dataverse.storage import Storage, target_column
from dev.simulators.dataverse.values import wire_time
from dev.simulators.http import to_json
from dev.simulators.outgoing import Send

WEBHOOK = 8
WEBHOOK_KEY, HTTP_HEADER, HTTP_QUERY = 4, 5, 6
ASYNCHRONOUS, POST_OPERATION = 1, 40
STEPS = f"""
    SELECT endpoint.url, endpoint.authtype, endpoint.authvalue
    FROM sdkmessageprocessingstep AS step
    JOIN sdkmessage AS message ON message.sdkmessageid = step.sdkmessageid
    JOIN sdkmessagefilter AS filter ON filter.sdkmessagefilterid = step.sdkmessagefilterid
    JOIN serviceendpoint AS endpoint ON endpoint.serviceendpointid = step.eventhandler
    WHERE message.name = ? AND filter.primaryobjecttypecode = ? AND endpoint.contract = {WEBHOOK}
    AND step."{target_column("eventhandler")}" = 'serviceendpoint' AND endpoint.url IS NOT NULL
"""


@dataclass(frozen=True)
class _Call:
    url: str
    headers: Mapping[str, str]
    body: bytes


class Webhooks:
    """Notes changes in the storage's own transactions; what is rolled back is never told."""

    def __init__(self, storage: Storage, clock: SimulatorClock, lock: RLock, send: Send) -> None:
        """*lock* is held whenever the rows are touched, and never while something is sent."""
        self._storage, self._clock, self._lock, self._send = storage, clock, lock, send
        self._turn = Lock()
        storage.query(
            "CREATE TABLE told (url TEXT, authtype INTEGER, authvalue TEXT, message TEXT,"
            " name TEXT, id TEXT, at TEXT)"
        )
        storage.watcher = self._note

    def deliver_due(self) -> int:
        """Make the calls that wait; return how many there were."""
        with self._turn:
            with self._lock:
                calls = [_call(*map(str, row)) for row in self._storage.query("SELECT * FROM told")]
                self._storage.query("DELETE FROM told")
            for call in calls:
                self._send(call.url, call.headers, call.body)
            return len(calls)

    def _note(self, message: str, table: Table, row_id: str) -> None:
        at = wire_time(self._clock.now())
        for endpoint in self._storage.query(STEPS, [message, table.name]):
            values = [*endpoint, message, table.name, row_id, at]
            self._storage.query("INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def _call(
    url: str, authtype: str, authvalue: str, message: str, name: str, row_id: str, at: str
) -> _Call:
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "x-ms-dynamics-organization": "localhost",
        "x-ms-dynamics-entity-name": name,
        "x-ms-dynamics-request-name": message,
        "x-ms-correlation-request-id": str(uuid4()),
    }
    match int(authtype):
        case code if code == HTTP_HEADER:
            headers |= _settings(authvalue)
        case code if code == HTTP_QUERY:
            url = _with_query(url, _settings(authvalue))
        case _:
            url = _with_query(url, {"code": authvalue})
    return _Call(url, headers, to_json(_context(message, name, row_id, at)))


def _context(message: str, name: str, row_id: str, at: str) -> Mapping[str, object]:
    """Return the members of a RemoteExecutionContext that say what happened to which row."""
    return {
        "MessageName": message,
        "PrimaryEntityName": name,
        "PrimaryEntityId": row_id,
        "OrganizationId": ORGANIZATION,
        "OperationCreatedOn": at,
        "Mode": ASYNCHRONOUS,
        "Stage": POST_OPERATION,
        "Depth": 1,
        "CorrelationId": str(uuid4()),
        "InputParameters": [],
        "OutputParameters": [],
        "PreEntityImages": [],
        "PostEntityImages": [],
    }


def _settings(authvalue: str) -> dict[str, str]:
    """Read ``<settings><setting name="..." value="..." /></settings>``."""
    found = ElementTree.fromstring(authvalue).iter("setting")
    return {setting.get("name", ""): setting.get("value", "") for setting in found}


def _with_query(url: str, options: Mapping[str, str]) -> str:
    query = "&".join(f"{quote(name)}={quote(value, safe='')}" for name, value in options.items())
    return f"{url}{'&' if '?' in url else '?'}{query}"
