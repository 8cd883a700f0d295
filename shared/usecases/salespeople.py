"""Look at salespeople and users, and couple them: rows then belong to the right persons."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from shared.domain import salespeople
from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.records import Record
from shared.domain.salespeople import People
from shared.domain.sides import Side
from shared.domain.tables import Table
from shared.ports import RecordStore, Teams
from shared.usecases.engine import Engine

MAPPING = "SALESPEOPLE"
_PEOPLE_ONLY = "isintegrationuser eq false and applicationid eq null"
"""The users that can be people, also those that are disabled or have no licence."""


@dataclass(frozen=True)
class Desk:
    """All that is needed to look at the people of both sides."""

    engine: Engine
    mapping: TableMapping
    bc: RecordStore
    dataverse: RecordStore
    teams: Teams

    @classmethod
    @contextmanager
    def open(cls, engine: Engine, mapping: TableMapping) -> Iterator[Self]:
        stores = engine.stores
        desk = cls(
            engine, mapping, stores.open(Side.BC), stores.open(Side.DATAVERSE), stores.teams()
        )
        try:
            yield desk
        finally:
            for each in (desk.bc, desk.dataverse, desk.teams):
                each.release()

    @property
    def salespeople(self) -> Table:
        return Table(
            self.mapping.bc.entity,
            _with(
                self.mapping.columns(Side.BC),
                salespeople.CODE,
                salespeople.NAME,
                salespeople.EMAIL,
                salespeople.BLOCKED,
            ),
            title=salespeople.CODE,
        )

    @property
    def users(self) -> Table:
        return Table(
            self.mapping.dataverse.table,
            _with(
                self.mapping.columns(Side.DATAVERSE),
                salespeople.USER_NAME,
                salespeople.USER_EMAIL,
                salespeople.DISABLED,
                salespeople.LICENSED,
            ),
            _PEOPLE_ONLY,
            title=salespeople.USER_NAME,
        )

    def people(self) -> People:
        found = {record.id: record for record in _all(self.bc, self.salespeople)}
        users = {record.id: record for record in _all(self.dataverse, self.users)}
        couplings = self.couplings(found, users)
        return People(found, users, {c.bc_id: c.dataverse_id for c in couplings})

    def couplings(self, salespeople: Iterable[UUID], users: Iterable[UUID]) -> list[Coupling]:
        """Return the couplings of either; one of the two can be gone."""
        find, slug = self.engine.couplings.find, self.mapping.slug
        found = [*find(slug, Side.BC, salespeople).values()]
        found += find(slug, Side.DATAVERSE, users).values()
        return [*{coupling.bc_id: coupling for coupling in found}.values()]


def look(engine: Engine, mapping: TableMapping) -> People:
    with Desk.open(engine, mapping) as desk:
        return desk.people()


def _with(columns: tuple[str, ...], *further: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*columns, *further)))


def _all(store: RecordStore, table: Table) -> Iterator[Record]:
    position: str | None = None
    while True:
        page = store.read_page(table, None, position)
        yield from page.records
        position = page.next
        if position is None:
            return
