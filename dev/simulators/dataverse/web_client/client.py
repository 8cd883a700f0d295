"""Which page of the Sales app an address stands for."""

import re
from base64 import b64decode
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from dev.simulators.dataverse.schema import Schema
from dev.simulators.dataverse.storage import Storage
from dev.simulators.dataverse.web_client.forms import Form, Shown
from dev.simulators.dataverse.web_client.pages import FILES, POLICY, own_file, page
from dev.simulators.dataverse.web_client.sessions import SIGN_IN, Sessions
from dev.simulators.http import Request, Response

_RESOURCE = re.compile(r"(?:/\{\d+\})?/WebResources/(.+)", re.IGNORECASE)
_TYPES = {
    1: "text/html",
    2: "text/css",
    3: "text/javascript",
    4: "text/xml",
    5: "image/png",
    6: "image/jpeg",
    7: "image/gif",
    9: "text/xml",
    10: "image/x-icon",
    11: "image/svg+xml",
    12: "text/xml",
}
Read = Callable[[str, str], dict[str, Any]]
"""Returns a row by its table and id; raises KeyError where there is none."""


class WebClient:
    """:ivar forms: what tables' main forms hold, by the tables' names."""

    def __init__(self, schema: Schema, storage: Storage, read: Read) -> None:
        self._schema, self._storage, self._read = schema, storage, read
        self._sessions = Sessions(storage)
        self.forms: dict[str, Form] = {}

    def user_of(self, request: Request) -> str | None:
        """Return the user whose browser sends a request, where nothing else says who does."""
        return self._sessions.user_of(request)

    def answer(self, request: Request) -> Response | None:
        """Answer a browser; None where the address is none of a page."""
        path = unquote(request.path)
        resource = _RESOURCE.fullmatch(path)
        if path.startswith(FILES) and path != SIGN_IN:
            return own_file(path.removeprefix(FILES))
        if path not in (SIGN_IN, "/main.aspx") and resource is None:
            return None
        if request.method != "GET":
            return Response(405)
        if path == SIGN_IN:
            return self._sessions.sign_in(request)
        user = self.user_of(request)
        if user is None:
            return self._sessions.ask(request)
        return self._web_resource(resource[1]) if resource else self._form(request, user)

    def _web_resource(self, name: str) -> Response:
        found = self._storage.query(
            "SELECT webresourcetype, content FROM webresource WHERE name = ? COLLATE NOCASE", [name]
        )
        if not found:
            return Response(404)
        kind, content = found[0]
        headers = {
            "Content-Type": _TYPES[int(str(kind))],
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": POLICY,
        }
        return Response(200, headers, b64decode(str(content or "")))

    def _form(self, request: Request, user: str) -> Response:
        asked = request.query
        table = self._schema.tables.get(asked.get("etn", ""))
        if table is None or asked.get("pagetype") != "entityrecord":
            return page("Sales", "<p>Ask for a record: pagetype=entityrecord, etn and id.</p>")
        id_ = asked.get("id", "").strip("{}").lower()
        try:
            record = self._read(table.name, id_) if id_ else None
        except KeyError:
            return page("Record not found", "<p>It is gone, or was never there.</p>")
        form = self.forms.get(table.name, Form())
        shown = Shown(table, record, self._read("systemuser", user), form)
        return page(shown.title, shown.content)
