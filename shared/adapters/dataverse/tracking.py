"""Dataverse's change tracking: which rows were deleted since a delta link was given.

https://learn.microsoft.com/power-apps/developer/data-platform/use-change-tracking-synchronize-data-external-systems
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from shared.adapters.messages import Answer
from shared.adapters.reading import Reading, page_of
from shared.adapters.service import ServiceSession
from shared.errors import ConfigurationError
from shared.ports import Deletions

_FORBIDDEN = 403


@dataclass(frozen=True)
class ChangeTracking:
    session: ServiceSession
    reading: Reading
    table: str
    url: str
    """Of the table's rows, with nothing but their ids: tracking allows no filter."""

    def read(self, token: str | None, page_size: int) -> Deletions:
        """Follow the delta link *token*, or ask for a first one where it leads nowhere (any more).

        A first answer lists all rows that there are, up to the link on its last page.
        """
        paged = page_of(page_size)
        if token is not None and self._is_ours(token):
            delta = self._follow(token, paged)
            if delta is not None:
                return Deletions(*delta, complete=True)
        first = self._follow(self.url, {"Prefer": f"odata.track-changes,{paged['Prefer']}"})
        return Deletions((), None if first is None else first[1], complete=False)

    def _is_ours(self, token: str) -> bool:
        """Tokens of a former environment are forgotten, not followed."""
        try:
            self.session.continue_at(token)
        except ConfigurationError:
            return False
        return True

    def _follow(self, url: str, headers: Mapping[str, str]) -> tuple[list[UUID], str] | None:
        """Return the ids of deleted rows on all pages, and the next delta link.

        None where the service does not tell: the table is not tracked, the app has no right to its
        changes, or the link has expired.
        """
        ids: dict[UUID, None] = {}
        while (answer := self._get(url, headers)) is not None:
            found = self.reading.rows(answer, url, _deleted_id, self.table)
            ids.update((id_, None) for id_ in found.rows if id_ is not None)
            if found.next is None:
                link = found.content.get("@odata.deltaLink")
                if not isinstance(link, str):
                    return None
                return list(ids), self.reading.link(answer, urljoin(url, link))
            url = found.next
        return None

    def _get(self, url: str, headers: Mapping[str, str]) -> Answer | None:
        """Return a good answer; None for a refusal."""
        try:
            answer = self.reading.try_get(url, headers)
        except ConfigurationError as error:
            # To read a table's changes takes a wider right than to read rows.
            if error.answer is not None and error.answer.status == _FORBIDDEN:
                return None
            raise
        return answer if answer.ok else None


def _deleted_id(row: Any) -> UUID | None:
    """Return the id that a tombstone names; None for a row that is there."""
    return UUID(row["id"]) if row.get("reason") == "deleted" else None
