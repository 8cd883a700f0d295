"""Calls a Dataverse simulator as a client would, without a server between."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from dev.simulators.callers import Caller, TokenRefusedError
from dev.simulators.clock import SimulatorClock
from dev.simulators.dataverse import DataverseSimulator
from dev.simulators.dataverse.rules import Rules
from dev.simulators.http import Request, Response
from dev.simulators.limits import Limits
from dev.simulators.outgoing import Send, send

URL = "https://contoso.crm4.dynamics.com"
API = f"{URL}/api/data/v9.2"
APP = "aaaaaaaa-0000-4000-8000-000000000001"
PERSON = "bbbbbbbb-0000-4000-8000-000000000002"
NOW = datetime(2026, 3, 1, 12, 0, 0, 400_000, UTC)
NOBODY = "99999999-0000-4000-8000-000000000009"
"""The id of no row."""


@dataclass
class Tokens:
    """Takes the token ``app`` for the application, ``person`` for a user, and no other."""

    asked_for: str = ""
    asked_at: datetime | None = None

    def verify(self, authorization: str | None, audience: str, now: datetime) -> Caller:
        self.asked_for, self.asked_at = audience, now
        match authorization:
            case "Bearer app":
                return Caller("tenant", "object", APP, is_app=True)
            case "Bearer person":
                return Caller("tenant", PERSON, APP, is_app=False)
            case "Bearer stranger":
                return Caller("tenant", NOBODY, NOBODY, is_app=True)
            case _:
                raise TokenRefusedError("there is no valid token")


@dataclass
class Driver:
    rules: Rules = field(default_factory=Rules)
    limits: Limits = field(default_factory=Limits.off)
    clock: SimulatorClock = field(default_factory=SimulatorClock)
    tokens: Tokens = field(default_factory=Tokens)
    send: Send = send

    def __post_init__(self) -> None:
        self.clock.set(NOW)
        self.simulator = DataverseSimulator(
            self.tokens, self.clock, URL, self.limits, rules=self.rules, send=self.send
        )
        self.app_user = self.simulator.add_user(
            "Sync", "App", application_id=APP, roles=["System Administrator"]
        )["systemuserid"]

    def call(
        self,
        method: str,
        address: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Response:
        """Send a request; *address* is relative to the Web API, or a link it gave."""
        parts = urlsplit(address if address.startswith("https://") else f"{API}/{address}")
        content = body if isinstance(body, bytes) else b""
        if body is not None and not isinstance(body, bytes):
            content = json.dumps(body).encode()
        given = {"Authorization": "Bearer app", **(headers or {})}
        lower = {name.lower(): value for name, value in given.items()}
        return self.simulator.handle(Request(method, URL, parts.path, parts.query, lower, content))

    def get(self, address: str, **headers: str) -> Any:
        """Return the content of a read that succeeds."""
        response = self.call("GET", address, headers=_named(headers))
        assert response.status == 200, response.body
        return json.loads(response.body)

    def names(self, query: str, name: str = "name") -> list[Any]:
        """Return one column of the accounts that a query finds."""
        return [row[name] for row in self.get(f"accounts?$select={name}&{query}")["value"]]

    def create(self, entity_set: str, body: object) -> str:
        """Create a row; return its id."""
        response = self.call("POST", entity_set, body)
        assert response.status == 204, response.body
        return response.headers["OData-EntityId"].split("(")[1].rstrip(")")

    def batch(self, parts: Sequence[str], **headers: str) -> Response:
        """Send parts, each with its own headers, as a multipart batch."""
        body = "".join(f"--batch_1\r\n{part}\r\n" for part in parts) + "--batch_1--\r\n"
        kind = {"Content-Type": 'multipart/mixed; boundary="batch_1"'}
        return self.call("POST", "$batch", body.encode(), kind | _named(headers))


def part(method: str, url: str, body: object = None, content_id: str = "", **headers: str) -> str:
    """Return one operation of a batch."""
    lines = ["Content-Type: application/http", "Content-Transfer-Encoding: binary"]
    lines += [f"Content-ID: {content_id}"] if content_id else []
    lines += ["", f"{method} {url} HTTP/1.1", "Content-Type: application/json; type=entry"]
    lines += [f"{name}: {value}" for name, value in _named(headers).items()]
    return "\r\n".join([*lines, "", "" if body is None else json.dumps(body)])


def change_set(*parts: str, name: str = "changeset_1") -> str:
    inner = "".join(f"--{name}\r\n{each}\r\n" for each in parts)
    return f"Content-Type: multipart/mixed;boundary={name}\r\n\r\n{inner}--{name}--\r\n"


def statuses(response: Response) -> list[int]:
    """Return the statuses of the operations in a batch's answer."""
    lines = response.body.decode().split("\r\n")
    return [int(line.split()[1]) for line in lines if line.startswith("HTTP/1.1 ")]


def code(response: Response) -> str:
    """Return the error code of a refusal."""
    return str(json.loads(response.body)["error"]["code"])


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}
