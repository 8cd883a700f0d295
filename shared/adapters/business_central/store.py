"""Business Central's records, for one job."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from uuid import UUID

from shared.adapters import odata
from shared.adapters.batches import chunks, settle, spread
from shared.adapters.business_central.contacts import ContactRelations
from shared.adapters.business_central.environment import Environment
from shared.adapters.business_central.lines import Lines, columns_of
from shared.adapters.business_central.metadata import EntitySet
from shared.adapters.business_central.refusals import read_refused
from shared.adapters.business_central.values import decoder, encode_member
from shared.adapters.business_central.writing import Writing
from shared.adapters.crew import Crew
from shared.adapters.reading import Reading, page_of
from shared.adapters.records import RowReader
from shared.domain.outcomes import (
    Created,
    Creation,
    Deleted,
    Deletion,
    Modification,
    Modified,
)
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.ports import Deletions, Page

_ID, _MODIFIED = "id", "lastModifiedDateTime"
_MOST_VALUES = 50
_MOST_IDS = 20_000
"""In one answer: the service gives no larger pages."""


class BusinessCentralStore:
    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._crew = Crew(environment.session.pace)
        self._reading = Reading(
            environment.session, self._crew, {"Accept": "application/json"}, read_refused
        )

        self._contacts = ContactRelations(environment, self._reading, self._crew)

    @property
    def requests(self) -> int:
        return self._reading.tally.requests

    @property
    def time(self) -> datetime:
        if self._reading.tally.served_at is None:
            self.probe()
        served_at = self._reading.tally.served_at
        assert served_at is not None
        return served_at

    def before_writing(self, permit: Callable[[], None]) -> None:
        self._reading.tally.before_write = permit

    def read_page(self, table: Table, since: datetime | None, position: str | None) -> Page:
        entity_set = self._entity_set(table)
        rows = _row_reader(table, entity_set)
        if position is not None:
            url = self._environment.session.continue_at(position)
        else:
            changed = None if since is None else f"{_MODIFIED} ge {odata.moment(since)}"
            url = self._url(table, odata.all_of(table.filter, changed), f"{_MODIFIED},{_ID}")
        return self._reading.page(url, rows, table.name, self._environment.settings.page_size)

    def read_by_id(self, table: Table, ids: Sequence[UUID], *, within_filter: bool) -> list[Record]:
        fixed = table.filter if within_filter else None
        return self._read_those(table, _ID, [odata.literal(id_) for id_ in ids], fixed)

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        type_ = self._entity_set(table, column).type_of(column)
        literals = [_literal(type_, value) for value in values if value is not None]
        return self._read_those(table, column, literals, table.filter)

    def read_value(self, table: str, column: str) -> Value:
        entity_set = self._entity_set(Table(table, ()), column)
        url = odata.url(self._environment.url(table), {"$select": column})
        row = self._reading.single(url, table)
        return decoder(entity_set.type_of(column), is_lookup=False)(row.get(column))

    def companies_of(self, numbers: Sequence[str]) -> Mapping[str, Sequence[UUID]]:
        return self._contacts.companies_of(numbers)

    def contact_numbers_of(self, entity: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        return self._contacts.numbers_of(entity, ids)

    def read_lines(
        self, headers: Table, lines: Table, ids: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Record]]:
        return Lines(self._environment, self._reading, headers, lines).of(self._crew, ids)

    def offers(self, entity: str, since: datetime | None = None) -> bool:
        return self._environment.offers(entity, self._reading, since)

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        if not creations:
            return []
        writing = self._writing(table)
        batches = chunks(creations, self._environment.settings.batch_size)
        done = self._crew.run(writing.create, batches)
        return settle(spread(done, batches))

    def given_later(self, table: Table) -> Set[str]:
        del table
        return frozenset()

    def modify(
        self, table: Table, modifications: Sequence[Modification], *, one_way: bool
    ) -> list[Modified]:
        del one_way  # Every change carries its ETag all the same: it costs nothing here.
        if not modifications:
            return []
        writing = self._writing(table)
        batches = chunks(modifications, self._environment.settings.batch_size)
        done = self._crew.run(writing.modify, batches)
        return settle(spread(done, batches))

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        if not deletions:
            return []
        writing = self._writing(table)
        batches = chunks(deletions, self._environment.settings.batch_size)
        return settle(spread(self._crew.run(writing.delete, batches), batches))

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        if not ids:
            return set()
        batches = chunks(ids, self._environment.settings.batch_size)
        asked = spread(self._crew.run(self._writing(table).absent, batches), batches)
        return {id_ for id_, answer in zip(ids, asked, strict=True) if answer is True}

    def read_deletions(self, table: Table, token: str | None) -> Deletions:
        """Business Central keeps no trace of what was deleted."""
        del table, token
        return Deletions((), None, complete=False)

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        self._entity_set(table)
        url = odata.url(self._environment.url(table.name), {"$select": _ID})
        return self._reading.ids(url, _ID, table.name, _MOST_IDS)

    def count(self, table: Table) -> int:
        self._entity_set(table)
        options = {"$select": _ID, "$filter": table.filter, "$count": "true"}
        url = odata.url(self._environment.url(table.name), options)
        answer = self._reading.get(url, table.name, page_of(1))
        counted = self._reading.rows(answer, url, dict, table.name).content.get("@odata.count")
        if not isinstance(counted, int):
            raise answer.unusable(f"no number of {table.name}")
        return counted

    def probe(self) -> None:
        self._reading.get(self._environment.url(""), "the company")

    def release(self) -> None:
        self._crew.release()

    def _writing(self, table: Table) -> Writing:
        return Writing(self._environment, self._reading.tally, table, self._entity_set(table))

    def _entity_set(self, table: Table, *further: str) -> EntitySet:
        fixed = (_ID, _MODIFIED) if table.columns else ()
        fields = (*fixed, *table.columns, *further)
        return self._environment.entity_set(table.name, fields, self._reading)

    def _url(self, table: Table, filter_: str | None, order: str | None = None) -> str:
        select = ",".join(dict.fromkeys((_ID, _MODIFIED, *table.columns)))
        options = {"$select": select, "$filter": filter_, "$orderby": order}
        return odata.url(self._environment.url(table.name), options)

    def _read_those(
        self, table: Table, column: str, literals: Sequence[str], fixed: str | None
    ) -> list[Record]:
        if not literals:
            return []
        rows = _row_reader(table, self._entity_set(table))
        room = odata.LONGEST_URL - len(self._url(table, odata.all_of(fixed, "x")))
        conditions = odata.alternatives(column, literals, room, _MOST_VALUES)
        urls = [self._url(table, odata.all_of(one, fixed)) for one in conditions]
        page_size = self._environment.settings.page_size
        return self._reading.all(urls, rows, table.name, page_size)


def _row_reader(table: Table, entity_set: EntitySet) -> RowReader:
    return RowReader(Side.BC, _ID, _MODIFIED, columns_of(table, entity_set), table.title)


def _literal(type_: str, value: Value) -> str:
    if type_ == "Edm.Guid":
        return str(value)
    if not type_.startswith("Edm.") and isinstance(value, str):
        return odata.literal(encode_member(value))
    return odata.literal(value)
