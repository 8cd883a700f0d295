"""Makes web resources as they are wanted."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import PurePosixPath

from shared.adapters import odata
from shared.adapters.dataverse.administration.together import Write, check
from shared.adapters.dataverse.administration.web_api import Row, WebApi, entity_id
from shared.domain.customization import WebFile
from shared.errors import TransientError
from shared.ports.administration import Change, Remark

_SCRIPT = 3
_TYPES = {
    ".html": 1,
    ".css": 2,
    ".js": _SCRIPT,
    # There is no type for either; what a page fetches is read whatever its type.
    ".json": _SCRIPT,
    ".txt": _SCRIPT,
    ".svg": 11,
}
"""https://learn.microsoft.com/power-apps/developer/data-platform/webapi/reference/webresource"""
_MOST_NAMES = 50
"""In one filter, so that its address stays short."""
_AT_ONCE = 10
"""In one request: between two of them, a call of setup can end."""


def kind_of(file: WebFile) -> int:
    return _TYPES[PurePosixPath(file.name).suffix]


class WebResources:
    def __init__(self, api: WebApi) -> None:
        self._api = api

    def content(self, name: str) -> bytes | None:
        found = self._there([name]).get(name.lower())
        return None if found is None else b64decode(str(found.get("content") or ""))

    def remarks(self, wanted: Sequence[WebFile]) -> Iterator[Remark]:
        """Yield what is missing or has other content."""
        for start in range(0, len(wanted), _MOST_NAMES):
            some = wanted[start : start + _MOST_NAMES]
            there = self._there([file.name for file in some])
            found = [(file, there.get(file.name.lower())) for file in some]
            outdated = [(file, row) for file, row in found if not _is_as_wanted(file, row)]
            for at in range(0, len(outdated), _AT_ONCE):
                yield self._change(outdated[at : at + _AT_ONCE])

    def _change(self, outdated: Sequence[tuple[WebFile, Row | None]]) -> Change:
        missing = [file.name for file, row in outdated if row is None]
        older = [file.name for file, row in outdated if row is not None]
        told = [
            f"Web resources {lack}: {', '.join(names)}."
            for names, lack in ((missing, "are missing"), (older, "are out of date"))
            if names
        ]
        return Change(" ".join(told), partial(self._put, [_write(*each) for each in outdated]))

    def _put(self, writes: Sequence[Write]) -> None:
        """Write, and publish at once: nobody would publish later what has the right content."""
        answers = list(zip(writes, self._api.together(writes), strict=True))
        written = [(write, entity_id(part.headers)) for write, part in answers if part.ok]
        if ids := [str(id_) for _, id_ in written if id_]:
            self._api.publish("webresource", *ids)
        for write, part in answers:
            check(write, part)
        if nameless := [write.what for write, id_ in written if not id_]:
            raise TransientError(
                f"Dataverse did not say under which id it has {', '.join(nameless)}. Publish all "
                "customizations in Power Apps.",
                code="service_answer_unusable",
            )

    def _there(self, names: Sequence[str]) -> dict[str, Row]:
        filter_ = " or ".join(f"name eq {odata.literal(name)}" for name in names)
        select = "webresourceid,name,content"
        rows = self._api.rows("webresourceset", select=select, filter=filter_)
        return {str(row["name"]).lower(): row for row in rows}


def _is_as_wanted(file: WebFile, row: Row | None) -> bool:
    return row is not None and row.get("content") == file.base64


def _write(file: WebFile, row: Row | None) -> Write:
    what = f"the web resource {file.name}"
    body = {"displayname": file.display_name, "content": file.base64}
    if row is not None:
        place = f"webresourceset({row['webresourceid']})"
        return Write(what, "PATCH", place, body, {"If-Match": "*"})
    created = {**body, "name": file.name, "webresourcetype": kind_of(file)}
    return Write(what, "POST", "webresourceset", created)
