"""Lines of documents, which are read with their documents only.

The API keeps them in a buffer that holds those of one document: a filter by several documents would
lead to the first one's, and nothing would tell of the others.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from shared.adapters import odata
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.metadata import EntitySet
from shared.adapters.business_central.values import decoder
from shared.adapters.crew import Crew
from shared.adapters.reading import Reading
from shared.adapters.records import Column, RowReader
from shared.domain.records import Record
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.errors import IntegrationError

_ID = "id"
_MOST_DOCUMENTS = 50
"""In one request, each with its lines."""
_Listed = tuple[UUID, list[Record], str | None]


class Lines:
    def __init__(
        self, environment: Environment, reading: Reading, headers: Table, lines: Table
    ) -> None:
        self._environment, self._reading = environment, reading
        self._headers, self._lines = headers.name, lines.name
        self._called = lines.name.rpartition("/")[2]
        entity_set = environment.entity_set(lines.name, (_ID, *lines.columns), reading)
        self._rows = RowReader(Side.BC, _ID, "", columns_of(lines, entity_set), lines.title)
        select = ",".join(dict.fromkeys((_ID, *lines.columns)))
        self._options = {"$select": _ID, "$expand": f"{self._called}($select={select})"}

    def of(self, crew: Crew, ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Record]]:
        """Return the lines of those of the documents *ids* that are there."""
        literals = [odata.literal(id_) for id_ in ids]
        room = odata.LONGEST_URL - len(self._url("x"))
        conditions = odata.alternatives(_ID, literals, room, _MOST_DOCUMENTS) if ids else []
        found: dict[UUID, Sequence[Record]] = {}
        for read in crew.run(self._read, [self._url(each) for each in conditions]):
            if isinstance(read, IntegrationError):
                raise read
            found |= read
        return found

    def _url(self, condition: str) -> str:
        url = self._environment.url(self._headers)
        return odata.url(url, {**self._options, "$filter": condition})

    def _read(self, url: str) -> dict[UUID, Sequence[Record]]:
        found: dict[UUID, Sequence[Record]] = {}
        following: str | None = url
        while following is not None:
            answer = self._reading.get(following, self._headers)
            page = self._reading.rows(answer, following, self._document, self._headers)
            for id_, lines, more in page.rows:
                found[id_] = lines + self._rest(more)
            following = page.next
        return found

    def _document(self, row: Any) -> _Listed:
        lines = [self._rows.read_line(line) for line in row[self._called]]
        return UUID(row[_ID]), lines, row.get(f"{self._called}@odata.nextLink")

    def _rest(self, link: str | None) -> list[Record]:
        """Return the lines of a document that did not come along with it."""
        found: list[Record] = []
        following = None if link is None else self._reading.followed(link)
        while following is not None:
            answer = self._reading.get(following, self._lines)
            page = self._reading.rows(answer, following, self._rows.read_line, self._lines)
            found += page.rows
            following = page.next
        return found


def columns_of(table: Table, entity_set: EntitySet) -> dict[str, Column]:
    lookups = table.lookups or {}
    return {
        name: Column((name,), decoder(entity_set.type_of(name), is_lookup=name in lookups))
        for name in table.columns
    }
