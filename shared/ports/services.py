"""The records of the two services, as the usecases read and write them."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from shared.domain.columns import Columns
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


@dataclass(frozen=True)
class Page:
    records: Sequence[Record]
    next: str | None
    """The service's own link to what follows; None after the last page."""
    served_at: datetime
    """The service's clock when it answered, in whole seconds."""


@dataclass(frozen=True)
class Deletions:
    """What a side tells of records that are gone."""

    ids: Sequence[UUID]
    token: str | None
    """To be given the next time; None where the side does not track deletions."""
    complete: bool
    """False where the side cannot tell everything that was deleted since the former token: there
    was none, it has expired, or deletions are not tracked. Then ids have to be compared."""


class RecordStore(Protocol):
    """One side's records. Every call works on many at once.

    Any call can raise ConfigurationError (nothing will work until somebody changes something) or
    TransientError (nothing was changed; the same later).
    """

    @property
    def requests(self) -> int:
        """How many requests this store has sent."""
        ...

    @property
    def time(self) -> datetime:
        """The service's clock at its latest answer."""
        ...

    def before_writing(self, permit: Callable[[], None]) -> None:
        """Have *permit* called just before each request that writes, in the thread that sends it.

        What it raises keeps the request from being sent. A ChangedError is raised on to the caller,
        whatever was written by then.
        """
        ...

    def read_page(self, table: Table, since: datetime | None, position: str | None) -> Page:
        """Read the next page of records changed at or after *since*, oldest change first.

        :param position: a former page's ``next``; *since* does not count then.
        """
        ...

    def read_by_id(self, table: Table, ids: Sequence[UUID], *, within_filter: bool) -> list[Record]:
        """Read those of *ids* that exist (and pass the table's filter, if asked), in any order."""
        ...

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        """Return those of *ids* of which the service says that there is no such record.

        A record that is merely missing from an answer, or that the app may not read, is not absent.
        """
        ...

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        """Read the records within the table's filter whose *column* equals one of *values*."""
        ...

    def read_value(self, table: str, column: str) -> Value:
        """Read one column of a table that has a single row."""
        ...

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        """Create records; the outcomes stand in the order of *creations*."""
        ...

    def given_later(self, table: Table) -> Set[str]:
        """Return the table's columns that a new record cannot be given, and a change can."""
        ...

    def modify(
        self, table: Table, modifications: Sequence[Modification], *, one_way: bool
    ) -> list[Modified]:
        """Change records; the outcomes stand in the order of *modifications*.

        :param one_way: nobody else's changes count, so that concurrency need not be checked.
        """
        ...

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        """Delete records; the outcomes stand in the order of *deletions*.

        A record that is gone already counts as written.
        """
        ...

    def read_deletions(self, table: Table, token: str | None) -> Deletions:
        """Return what was deleted since *token* was given; None asks for a first token."""
        ...

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        """Yield the ids of all records, inside the table's filter or not, page by page."""
        ...

    def count(self, table: Table) -> int:
        """Return how many records pass the table's filter."""
        ...

    def probe(self) -> None:
        """Make a cheap request that shows whether the service answers this app."""
        ...

    def release(self) -> None:
        """Give back the service's slots; the next call takes some again."""
        ...


class CompanyRecords(RecordStore, Protocol):
    """Business Central's records, and how its contacts go with customers and vendors."""

    def companies_of(self, numbers: Sequence[str]) -> Mapping[str, Sequence[UUID]]:
        """Return the ids of the customers and vendors behind the companies of contacts.

        :param numbers: contacts' numbers; those without such a company are left out.
        """
        ...

    def read_lines(
        self, headers: Table, lines: Table, ids: Sequence[UUID]
    ) -> Mapping[UUID, Sequence[Record]]:
        """Return the lines of those of *ids* that exist, in the order that they have there."""
        ...

    def offers(self, entity: str, since: datetime | None = None) -> bool:
        """Return whether the environment has an entity, an extension's for example.

        :param since: what it lacked before this is asked for again; unless given, what it lacked
            some minutes ago.
        """
        ...

    def contact_numbers_of(self, entity: str, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Return the numbers of the company contacts of records of *entity*, by their ids.

        :param entity: customers or vendors.
        """
        ...


class Teams(Protocol):
    """Dataverse's teams, as far as the app looks after their members.

    Any call can raise ConfigurationError or TransientError.
    """

    def members(self, team: UUID) -> Set[UUID]:
        """Return the ids of the users in a team."""
        ...

    def join(self, team: UUID, users: Sequence[UUID]) -> None:
        """Add users who are not members yet."""
        ...

    def release(self) -> None:
        """Give back the service's slots."""
        ...


class RecordStores(Protocol):
    def open(self, side: Side) -> RecordStore:
        """Return a store that counts its own requests, for one job."""
        ...

    def business_central(self) -> CompanyRecords:
        """Return the store of Business Central, with all that it can do."""
        ...

    def columns(self, side: Side, table: str, since: datetime) -> Columns:
        """Return the columns of a table of Dataverse, or the fields of an entity set.

        :param since: metadata that were read before this are read anew.
        :raises ConfigurationError: there is no such table.
        :raises TransientError: the service does not answer.
        """
        ...

    def together(self) -> AbstractContextManager[None]:
        """Let the jobs within keep, from one to the next, what each would take and give back."""
        ...

    def teams(self) -> Teams: ...
