"""What a job works with in Dataverse: rows of tables, and the values of choices as such rows."""

from collections.abc import Callable, Iterator, Sequence, Set
from datetime import datetime
from uuid import UUID

from shared.adapters.dataverse.choices import ChoiceStore
from shared.adapters.dataverse.organization import Organization
from shared.adapters.dataverse.store import DataverseStore
from shared.domain.choices import is_choice
from shared.domain.outcomes import Created, Creation, Deleted, Deletion, Modification, Modified
from shared.domain.records import Record, Value
from shared.domain.tables import Table
from shared.ports import Deletions, Page


class DataverseRecords:
    """Implements the port RecordStore: a table's name tells what kind of records it has."""

    def __init__(self, organization: Organization, caller: UUID | None = None) -> None:
        """:param caller: in whose name rows are read by id and found, by their id in Entra ID."""
        self._rows = DataverseStore(organization, caller)
        self._choices = ChoiceStore(organization, self._rows.reading)

    @property
    def requests(self) -> int:
        return self._rows.requests

    @property
    def time(self) -> datetime:
        return self._rows.time

    def before_writing(self, permit: Callable[[], None]) -> None:
        self._rows.before_writing(permit)

    def read_page(self, table: Table, since: datetime | None, position: str | None) -> Page:
        if is_choice(table.name):
            return self._choices.read_page(table)
        return self._rows.read_page(table, since, position)

    def read_by_id(self, table: Table, ids: Sequence[UUID], *, within_filter: bool) -> list[Record]:
        if is_choice(table.name):
            return self._choices.read_by_id(table, ids)
        return self._rows.read_by_id(table, ids, within_filter=within_filter)

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        if is_choice(table.name):
            return self._choices.absent(table, ids)
        return self._rows.absent(table, ids)

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        if is_choice(table.name):
            return self._choices.find(table, column, values)
        return self._rows.find(table, column, values)

    def read_value(self, table: str, column: str) -> Value:
        return self._rows.read_value(table, column)

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        if is_choice(table.name):
            return self._choices.create(table, creations)
        return self._rows.create(table, creations)

    def given_later(self, table: Table) -> Set[str]:
        return frozenset() if is_choice(table.name) else self._rows.given_later(table)

    def modify(
        self, table: Table, modifications: Sequence[Modification], *, one_way: bool
    ) -> list[Modified]:
        if is_choice(table.name):
            return self._choices.modify(table, modifications)
        return self._rows.modify(table, modifications, one_way=one_way)

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        if is_choice(table.name):
            return self._choices.delete(table, deletions)
        return self._rows.delete(table, deletions)

    def read_deletions(self, table: Table, token: str | None) -> Deletions:
        if is_choice(table.name):
            return self._choices.read_deletions()
        return self._rows.read_deletions(table, token)

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        if is_choice(table.name):
            return self._choices.read_ids(table)
        return self._rows.read_ids(table)

    def count(self, table: Table) -> int:
        if is_choice(table.name):
            return self._choices.count(table)
        return self._rows.count(table)

    def probe(self) -> None:
        self._rows.probe()

    def release(self) -> None:
        self._choices.forget()
        self._rows.release()
