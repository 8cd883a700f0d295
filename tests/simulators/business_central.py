"""A caller of the simulated Business Central that needs no sockets and no real tokens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dev.simulators.business_central import BusinessCentralSettings, BusinessCentralSimulator
from dev.simulators.callers import Caller, TokenRefusedError
from dev.simulators.clock import SimulatorClock
from dev.simulators.http import Request, to_json
from dev.simulators.limits import Limits
from dev.simulators.outgoing import Send, send

TENANT = "8e0f3f0a-2b7c-4f0e-9d0a-0d6a3b1c2f44"
BASE = "https://bc.example"
ROOT = f"/v2.0/{TENANT}/Production/api/v2.0"
APPLICATION = Caller(
    TENANT, "sync-object", "sync-client", is_app=True, roles=("API.ReadWrite.All",)
)


@dataclass
class Vouching:
    """A token verifier that knows tokens by heart."""

    callers: dict[str, Caller] = field(default_factory=lambda: {"Bearer good": APPLICATION})
    asked: list[tuple[str, datetime]] = field(default_factory=list)
    """The audience that each token had to be for, and when."""

    def verify(self, authorization: str | None, audience: str, now: datetime) -> Caller:
        self.asked.append((audience, now))
        if authorization not in self.callers:
            raise TokenRefusedError("not a token that was given out")
        return self.callers[authorization]


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """With Decimal for numbers with a fraction."""
        return Request("GET", "", "", body=self.body).json()

    @property
    def value(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.json["value"]
        return rows

    @property
    def code(self) -> str:
        return str(self.json["error"]["code"])


class BusinessCentral:
    """The simulator, and a client that calls it."""

    def __init__(self, *, limits: Limits | None = None, send: Send = send, **settings: Any) -> None:
        self.verifier = Vouching()
        self.clock = SimulatorClock()
        self.records = BusinessCentralSimulator(
            self.verifier, self.clock, limits, BusinessCentralSettings(**settings), send
        )
        self.company = f"companies({self.records.companies[0].id})"

    def call(
        self,
        method: str,
        path: str,
        query: str = "",
        body: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call an absolute path, or one below the company."""
        absolute = path if path.startswith("/") else f"{ROOT}/{self.company}/{path}"
        content = b"" if body is None else to_json(body)
        sent = {"authorization": "Bearer good"} | dict(headers or {})
        response = self.records.handle(Request(method, BASE, absolute, query, sent, content))
        return Answer(response.status, response.headers, response.body)

    def get(self, path: str, query: str = "", headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("GET", path, query, headers=headers)

    def post(self, path: str, body: object = None) -> Answer:
        return self.call("POST", path, body=body)

    def patch(self, path: str, body: object, if_match: str | None = "*") -> Answer:
        headers = {} if if_match is None else {"if-match": if_match}
        return self.call("PATCH", path, body=body, headers=headers)

    def delete(self, path: str, if_match: str | None = None) -> Answer:
        headers = {} if if_match is None else {"if-match": if_match}
        return self.call("DELETE", path, headers=headers)

    def batch(self, requests: object, headers: Mapping[str, str] | None = None) -> Answer:
        return self.call("POST", f"{ROOT}/$batch", body={"requests": requests}, headers=headers)

    def follow(self, answer: Answer, headers: Mapping[str, str] | None = None) -> Answer:
        """Read the next page."""
        path, _, query = answer.json["@odata.nextLink"].removeprefix(BASE).partition("?")
        return self.get(path, query, headers)

    def names(self, query: str) -> list[str]:
        """Return the display names of the customers that a query finds."""
        return [str(row["displayName"]) for row in self.get("customers", query).value]
