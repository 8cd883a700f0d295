"""Ask several entity sets about the same records, all at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, Generic, TypeVar

from shared.adapters import odata
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.refusals import read_refused
from shared.adapters.crew import Crew
from shared.adapters.reading import Reading, page_of
from shared.domain.records import Value
from shared.errors import IntegrationError

_MOST_VALUES = 50
_BELIEVED = timedelta(minutes=10)
"""How long an environment is taken to offer what it did: extensions are removed, too."""
_NO_DATE = "0001-01-01"
_Row = TypeVar("_Row")


@dataclass(frozen=True)
class Query(Generic[_Row]):
    """What is to be read of an entity set."""

    entity: str
    fields: tuple[str, ...]
    column: str
    """By which the records are chosen."""
    read: Callable[[Any], Iterable[_Row]]
    only: str | None = None
    """A condition for all rows."""
    expand: str | None = None
    """What comes along with each row."""
    size: int | None = None
    """How many rows one answer holds; as many as the settings say unless given."""


class Asking:
    """The requests of one answer; to be released at its end."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.crew = Crew(environment.session.pace)
        headers = {"Accept": "application/json"}
        self.reading = Reading(environment.session, self.crew, headers, read_refused)

    def offers(self, *entities: str) -> bool:
        """Return whether the environment has them all, as far as it said lately."""
        lately = self.environment.session.clock.now() - _BELIEVED
        for entity in entities:
            self.environment.forget_metadata(entity, before=lately)
        return all(self.environment.offers(entity, self.reading, None) for entity in entities)

    def all(self, queries: Iterable[tuple[Query[_Row], Sequence[Value]]]) -> list[_Row]:
        """Return what is told of the records with these values, in one round of requests."""
        jobs = [
            partial(self._read, query, url)
            for query, values in queries
            for url in self._urls(query, values)
        ]
        told: list[_Row] = []
        for result in self.crew.run(lambda job: job(), jobs):
            if isinstance(result, IntegrationError):
                raise result
            told += result
        return told

    def pages(self, url: str, what: str, size: int, read: Callable[[Any], _Row]) -> Iterator[_Row]:
        """Yield the rows of all pages behind *url*.

        :param read: whatever is not such a row makes it raise a KeyError, TypeError or ValueError.
        """
        following: str | None = url
        while following is not None:
            answer = self.reading.get(following, what, page_of(size))
            found = self.reading.rows(answer, following, read, what)
            yield from found.rows
            following = found.next

    def release(self) -> None:
        self.crew.release()

    def _urls(self, query: Query[_Row], values: Sequence[Value]) -> list[str]:
        self.environment.entity_set(query.entity, query.fields, self.reading)
        literals = [odata.literal(value) for value in values]
        room = odata.LONGEST_URL - len(self._url(query, "x"))
        chosen = odata.alternatives(query.column, literals, room, _MOST_VALUES)
        return [self._url(query, condition) for condition in chosen]

    def _url(self, query: Query[_Row], condition: str) -> str:
        options = {
            "$select": ",".join(query.fields),
            "$filter": odata.all_of(condition, query.only),
            "$expand": query.expand,
        }
        return odata.url(self.environment.url(query.entity), options)

    def _read(self, query: Query[_Row], url: str) -> list[_Row]:
        size = query.size or self.environment.settings.page_size
        rows = self.pages(url, query.entity, size, lambda row: list(query.read(row)))
        return [each for row in rows for each in row]


def day_of(text: object) -> date | None:
    """Return a date of Business Central's JSON, in which none is the first day of all."""
    if not isinstance(text, str):
        raise TypeError("no date")
    return None if text == _NO_DATE else date.fromisoformat(text)


def number_of(value: object) -> Decimal:
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        raise TypeError("no number")
    return Decimal(value)
