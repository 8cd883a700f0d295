"""The part of one side's table that a mapping uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.mapping import TableMapping
from shared.domain.sides import Side

NEVER_CREATED: Mapping[Side, frozenset[str]] = {
    Side.BC: frozenset(),
    Side.DATAVERSE: frozenset({"systemuser", "team", "businessunit", "organization"}),
}
"""Tables whose rows only an administrator creates: they decide who may do what."""


@dataclass(frozen=True)
class Table:
    name: str
    """The entity set in Business Central, the logical name in Dataverse."""
    columns: tuple[str, ...]
    filter: str | None = None
    lookups: Mapping[str, str] | None = None
    """The columns that point to other records, with the name of the table they point to."""
    title: str | None = None
    """The column whose text names the record in messages."""


def table_of(mapping: TableMapping, side: Side, mappings: Mapping[str, TableMapping]) -> Table:
    """Return what *mapping* reads and writes on *side*.

    :param mappings: all mappings by name, for the tables that lookups point to.
    """
    lookups = {
        column: mappings[field.lookup.mapping].table(side)
        for field in mapping.enabled_fields()
        if field.lookup and (column := field.column(side))
    }
    columns = mapping.columns(side)
    plain = (column for column in columns if column not in lookups)
    return Table(mapping.table(side), columns, mapping.filter(side), lookups, next(plain, None))
