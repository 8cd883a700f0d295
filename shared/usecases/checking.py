"""Hold mappings against the tables that they name, with the app's own rights."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from shared.domain.checking import Problem, Surveyed, check
from shared.domain.columns import Columns
from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from shared.domain.tables import table_of
from shared.errors import ConfigurationError
from shared.ports import CompanyRecords, RecordStore, RecordStores

_TABLE = {Side.BC: "bc.entity", Side.DATAVERSE: "dataverse.table"}
"""Where a mapping's file names what it maps."""
_FAR = timedelta(days=365)
_HINT = "Correct the mapping's file, or give the app what it lacks."


class Checker:
    """Holds some or all mappings against the tables of one moment, and asks for each table once."""

    def __init__(
        self,
        stores: RecordStores,
        mappings: Mapping[str, TableMapping],
        now: datetime,
        sides: Collection[Side] = tuple(Side),
    ) -> None:
        """
        :param mappings: all of them, by name.
        :param now: what was known of tables before this does not count.
        :param sides: those that the app can look at.
        """
        self._stores, self._mappings, self._now, self._sides = stores, mappings, now, sides
        self._known: dict[tuple[Side, str], Columns | ConfigurationError] = {}

    def problems(self, mapping: TableMapping) -> Iterator[Problem]:
        """Yield what does not fit, each with its place in the mapping's file.

        :raises TransientError: a service does not answer.
        """
        found: dict[Side, Columns] = {}
        for side in self._sides:
            columns = self._columns(side, _named(mapping, side))
            if isinstance(columns, ConfigurationError):
                yield _told(_TABLE[side], columns)
            else:
                found[side] = columns
        yield from self._not_the_same(mapping)
        if len(found) < len(self._sides):
            return
        unfit = list(self._unfit(mapping, found)) if len(found) == len(Side) else []
        yield from unfit
        if not unfit:
            for side in self._sides:
                yield from self._unreadable(mapping, side)

    def _unfit(self, mapping: TableMapping, found: Mapping[Side, Columns]) -> Iterator[Problem]:
        surveyed = Surveyed(found[Side.BC], found[Side.DATAVERSE], self._entities(mapping))
        return check(mapping, self._mappings, surveyed)

    def _not_the_same(self, mapping: TableMapping) -> Iterator[Problem]:
        """Check that there is an entity set of the name that another publisher's is said to show;
        nothing reads it before records of other mappings point to these."""
        if mapping.bc.same_as is not None and Side.BC in self._sides:
            columns = self._columns(Side.BC, mapping.bc.same_as)
            if isinstance(columns, ConfigurationError):
                yield _told("bc.same_as", columns)

    def _columns(self, side: Side, name: str) -> Columns | ConfigurationError:
        if (side, name) not in self._known:
            try:
                self._known[side, name] = self._stores.columns(side, name, self._now)
            except ConfigurationError as error:
                self._known[side, name] = error
        return self._known[side, name]

    def _entities(self, mapping: TableMapping) -> dict[str, Columns]:
        """Return the fields of the entities whose records the lookups name by a field."""
        found: dict[str, Columns] = {}
        for field in mapping.enabled_fields():
            for name in field.lookup.mapping if field.lookup and field.lookup.by else ():
                entity = self._mappings[name].bc.entity
                columns = self._columns(Side.BC, entity)
                if not isinstance(columns, ConfigurationError):
                    found[entity] = columns
        return found

    def _unreadable(self, mapping: TableMapping, side: Side) -> Iterator[Problem]:
        part = "bc" if side is Side.BC else "dataverse"
        store = self._stores.business_central() if side is Side.BC else None
        try:
            if store is not None and mapping.part_of is not None:
                self._ask_for_lines(store, mapping, mapping.part_of)
            else:
                self._ask_for_rows(store or self._stores.open(side), mapping, side)
        except ConfigurationError as error:
            yield _told(f"{part}.filter" if mapping.filter(side) else part, error)

    def _ask_for_rows(self, store: RecordStore, mapping: TableMapping, side: Side) -> None:
        """Nothing has changed since next year: the answer is empty, but for what is wrong."""
        try:
            store.read_page(table_of(mapping, side, self._mappings), self._now + _FAR, None)
        finally:
            store.release()

    def _ask_for_lines(self, store: CompanyRecords, lines: TableMapping, header: str) -> None:
        """Ask for those of a record that nobody has."""
        theirs, of = (
            table_of(each, Side.BC, self._mappings) for each in (lines, self._mappings[header])
        )
        try:
            store.read_lines(of, theirs, [UUID(int=0)])
        finally:
            store.release()


def _named(mapping: TableMapping, side: Side) -> str:
    return mapping.bc.entity if side is Side.BC else mapping.dataverse.table


def _told(key: str, error: ConfigurationError) -> Problem:
    return Problem(key, error.message, _HINT, error.code)
