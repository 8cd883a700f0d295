"""The part of one side's table that a mapping uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.belonging import COMPANY_TABLE, Belonging
from shared.domain.mapping import TableMapping
from shared.domain.mapping_sides import COMPANY
from shared.domain.records import Record
from shared.domain.sides import Side


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
    belonging: Belonging | None = None
    """Which companies' rows pass the filter; a row of Dataverse, with the column that tells."""

    def is_others(self, row: Record) -> bool:
        """Return whether *row* belongs to another company than the app's."""
        belongs = self.belonging
        return belongs is not None and row.values[COMPANY] not in (None, belongs.company)


def table_of(
    mapping: TableMapping,
    side: Side,
    mappings: Mapping[str, TableMapping],
    belongs: Belonging | None = None,
) -> Table:
    """Return what *mapping* reads and writes on *side*.

    :param mappings: all mappings by name, for the tables that lookups point to.
    :param belongs: which companies' rows of Dataverse take part.
    """
    lookups = {
        column: mappings[field.lookup.mapping[0]].table(side)
        for field in mapping.enabled_fields()
        if field.lookup
        and (column := field.column(side))
        and (side is Side.DATAVERSE or field.lookup.holds_id)
    }
    columns = mapping.columns(side)
    if side is Side.BC:
        needed = (name for computed in mapping.bc.computed for name in computed.made_of)
        plain_ones = (name for name in columns if name not in mapping.bc.worked_out)
        titles = [mapping.bc.title] if mapping.bc.title else []
        columns = tuple(dict.fromkeys((*titles, *plain_ones, *needed)))
    plain = next((column for column in columns if column not in lookups), None)
    name, filter_ = mapping.table(side), mapping.filter(side)
    if side is Side.BC or belongs is None:
        return Table(name, columns, filter_, lookups, plain)
    lookups = {**lookups, COMPANY: COMPANY_TABLE}
    columns = tuple(dict.fromkeys((*columns, COMPANY)))
    return Table(name, columns, filter_, lookups, plain, belongs)
