"""Makes web resources as they are wanted."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from uuid import UUID

from shared.adapters import odata
from shared.adapters.dataverse.administration.web_api import Row, WebApi
from shared.domain.customization import WebFile
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


def kind_of(file: WebFile) -> int:
    return _TYPES[PurePosixPath(file.name).suffix]


class WebResources:
    def __init__(self, api: WebApi) -> None:
        self._api = api

    def content(self, name: str) -> bytes | None:
        found = self._there([name]).get(name.lower())
        return None if found is None else b64decode(str(found.get("content") or ""))

    def remarks(self, wanted: Sequence[WebFile]) -> Iterator[Remark]:
        """Yield what is missing or has other content; all that was written is published at once."""
        written: list[str] = []
        for start in range(0, len(wanted), _MOST_NAMES):
            some = wanted[start : start + _MOST_NAMES]
            there = self._there([file.name for file in some])
            for file in some:
                yield from self._remarks(file, there.get(file.name.lower()), written)
        if written:
            yield Change(
                f"{len(written)} web resources are not published yet.",
                lambda: self._api.publish("webresource", *written),
            )

    def _there(self, names: Sequence[str]) -> dict[str, Row]:
        filter_ = " or ".join(f"name eq {odata.literal(name)}" for name in names)
        select = "webresourceid,name,content"
        rows = self._api.rows("webresourceset", select=select, filter=filter_)
        return {str(row["name"]).lower(): row for row in rows}

    def _remarks(self, wanted: WebFile, found: Row | None, written: list[str]) -> Iterator[Remark]:
        body = {"displayname": wanted.display_name, "content": wanted.base64}
        if found is None:
            created = {**body, "name": wanted.name, "webresourcetype": kind_of(wanted)}
            yield Change(
                f"The web resource {wanted.name} is missing.",
                lambda: written.append(str(self._create(created))),
            )
        elif found.get("content") != wanted.base64:
            id_ = str(found["webresourceid"])
            yield Change(
                f"The web resource {wanted.name} is out of date.",
                lambda: written.append(self._change(id_, body)),
            )

    def _create(self, body: Row) -> UUID:
        return self._api.create("webresourceset", body, in_solution=True)

    def _change(self, id_: str, body: Row) -> str:
        self._api.change(f"webresourceset({id_})", body)
        return id_
