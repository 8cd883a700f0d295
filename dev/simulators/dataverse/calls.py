"""One operation on the Web API, whether it came alone or in a batch, and its answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, unquote

import msgspec

from dev.simulators.dataverse.addresses import API, Segment, split_path
from dev.simulators.dataverse.errors import bad_payload, no_resource
from dev.simulators.dataverse.options import Preferences, parse_preferences
from dev.simulators.dataverse.payloads import Author
from dev.simulators.dataverse.rights import NO_RIGHTS, Rights
from dev.simulators.http import Request, Response, to_json

_CONTENT = {"OData-Version": "4.0", "Content-Type": "application/json; odata.metadata=minimal"}
_NO_CONTENT = {"OData-Version": "4.0"}


@dataclass(frozen=True)
class Call:
    request: Request
    user_id: str
    """Of the caller's row in systemuser."""
    created: Mapping[str, str] = field(default_factory=dict)
    """In a change set: addresses of rows created before, by Content-ID."""
    rights: Rights = NO_RIGHTS
    by: str | None = None
    """The user who acts in the name of this one."""
    is_in_change_set: bool = False

    @cached_property
    def segments(self) -> list[Segment]:
        """The path behind the version; ``$1`` at its start stands for a row created before."""
        path = unquote(self.request.path)
        match = API.match(path)
        tail = path[match.end() :] if match else path
        first, slash, rest = tail.lstrip("/").partition("/")
        if first.startswith("$") and first[1:] in self.created:
            tail = self.created[first[1:]] + slash + rest
        elif match is None:
            raise no_resource(path)
        return split_path(tail)

    @cached_property
    def root(self) -> str:
        """The address of the Web API as the caller wrote it, without a slash at its end."""
        match = API.match(self.request.path)
        version = match[0].rstrip("/") if match else "/api/data/v9.2"
        return self.request.base + version

    @cached_property
    def query(self) -> Mapping[str, str]:
        if not self.request.query_string:
            return {}
        return dict(parse_qsl(self.request.query_string, keep_blank_values=True))

    @cached_property
    def preferences(self) -> Preferences:
        return parse_preferences(self.request.headers.get("prefer"))

    @cached_property
    def author(self) -> Author:
        return Author(self.user_id, created=self.created, rights=self.rights, on_behalf_by=self.by)

    def header(self, name: str) -> str | None:
        """Return a header; ``null`` is how clients write that they leave it out."""
        value = self.request.headers.get(name)
        return None if value == "null" else value

    def body(self) -> Any:
        """:raises DataverseError: it is not JSON."""
        try:
            return self.request.json()
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise bad_payload(f"The body is no JSON: {error}.") from error

    def context(self, fragment: str) -> str:
        return f"{self.root}/$metadata#{fragment}"


def content(status: int, body: Mapping[str, Any], headers: Mapping[str, str] = {}) -> Response:
    return Response(status, {**_CONTENT, **headers}, to_json(body))


def no_content(headers: Mapping[str, str] = {}) -> Response:
    return Response(204, {**_NO_CONTENT, **headers})


def applied(call: Call) -> dict[str, str]:
    """Return the header that tells which preferences a read has honoured."""
    text = call.preferences.applied()
    return {"Preference-Applied": text} if text else {}
