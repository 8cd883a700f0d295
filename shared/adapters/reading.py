"""Pages of rows, as both services serve them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin
from uuid import UUID

from shared.adapters.crew import Crew
from shared.adapters.messages import Answer, Call, Tally
from shared.adapters.records import RowReader
from shared.adapters.service import ServiceSession
from shared.adapters.trail import Trail
from shared.domain.records import Record
from shared.errors import IntegrationError
from shared.ports import Page

_Row = TypeVar("_Row")
LONGEST_LINK = 16_000
"""Characters: more would no service take, nor fit where a job's position is kept."""


@dataclass(frozen=True)
class Rows(Generic[_Row]):
    """What one answer holds of a list."""

    rows: list[_Row]
    content: Mapping[str, Any]
    next: str | None
    """The service's own link to what follows; None after the last answer."""


class Reading:
    """One store's reading requests."""

    def __init__(
        self,
        session: ServiceSession,
        crew: Crew,
        headers: Mapping[str, str],
        refusal: Callable[[Answer, str], IntegrationError],
    ) -> None:
        """*refusal*: makes an error of an answer to reading the table of that name."""
        self._session, self._crew, self._headers = session, crew, headers
        self._refusal = refusal
        self.tally, self._trail = Tally(), Trail()

    def get(self, url: str, what: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return a good answer.

        :param what: what is read, for a message.
        """
        return self.checked(self.try_get(url, headers), what)

    def try_get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Return an answer that may be a refusal."""
        self._crew.hold()
        call = Call("GET", url, {**self._headers, **(headers or {})})
        return self._session.send(call, self.tally)

    def checked(self, answer: Answer, what: str) -> Answer:
        if not answer.ok:
            raise self._refusal(answer, what)
        return answer

    def page(self, url: str, rows: RowReader, what: str, page_size: int) -> Page:
        answer = self.get(url, what, page_of(page_size))
        found = self.rows(answer, url, rows.read, what)
        return Page(found.rows, found.next, answer.served_at)

    def ids(self, url: str, id_key: str, what: str, page_size: int) -> Iterator[list[UUID]]:
        """Yield the ids of the rows behind *url*, page by page."""
        following: str | None = url
        while following is not None:
            answer = self.get(following, what, page_of(page_size))
            found = self.rows(answer, following, lambda row: UUID(row[id_key]), what)
            yield found.rows
            following = found.next

    def rows(self, answer: Answer, url: str, read: Callable[[Any], _Row], what: str) -> Rows[_Row]:
        """Return what the answer to *url* lists.

        :param read: whatever is not a row makes it raise a KeyError, TypeError, ValueError or such.
        """
        content = answer.json()
        try:
            rows = [read(row) for row in content["value"]]
            link = content.get("@odata.nextLink")
            following = None if link is None else urljoin(url, link)
        except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise answer.unusable(f"rows of {what} in another form than asked for") from error
        if following is not None:
            self.link(answer, following)
        if self._trail.leads_back(url, following):
            raise answer.unusable(f"a page of {what} that leads to itself")
        return Rows(rows, content, following)

    def link(self, answer: Answer, url: str) -> str:
        """Return a link of an answer, if it is one that can be followed."""
        if len(url) > LONGEST_LINK:
            raise answer.unusable(f"a link of {len(url):,} characters")
        return self._session.continue_at(url)

    def followed(self, url: str) -> str:
        """Return a link of the service's own, if it leads to where the app may ask."""
        return self._session.continue_at(url)

    def all(self, urls: Iterable[str], rows: RowReader, what: str, page_size: int) -> list[Record]:
        """Read every page behind each of *urls*, several at once."""

        def follow(url: str) -> list[Record]:
            records: list[Record] = []
            following: str | None = url
            while following:
                page = self.page(following, rows, what, page_size)
                records += page.records
                following = page.next
            return records

        found: list[Record] = []
        for result in self._crew.run(follow, urls):
            if isinstance(result, IntegrationError):
                raise result
            found += result
        return found

    def single(self, url: str, what: str) -> Mapping[str, Any]:
        """Return the row of a table that has one."""
        answer = self.get(url, what)
        content = answer.json()
        rows = content.get("value") if isinstance(content, dict) else None
        if not isinstance(rows, list) or len(rows) != 1 or not isinstance(rows[0], dict):
            raise answer.unusable(f"not the one row that {what} has")
        row: dict[str, Any] = rows[0]
        return row


def page_of(size: int) -> dict[str, str]:
    """Return the header that asks for up to *size* rows in one answer."""
    return {"Prefer": f"odata.maxpagesize={size}"}
