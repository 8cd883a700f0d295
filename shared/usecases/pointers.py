"""Records that have lost what they pointed to: the account whose primary contact is deleted.

Dataverse empties their lookups by itself, and leaves their modified time as it was: nobody would
read them before somebody changes them. Whom they pointed to is still told by Business Central.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from shared.domain.couplings import Coupling
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg, Side
from shared.domain.tables import Table
from shared.usecases.crossing import Crossing
from shared.usecases.offered import off

_LEG = Leg.FROM_DATAVERSE


def note_pointers(crossing: Crossing, couplings: Sequence[Coupling]) -> None:
    """Let the records be looked at that pointed to the deleted rows of *couplings*."""
    if not couplings:
        return
    for mapping in crossing.engine.mappings.values():
        fields = [field for field in mapping.fields_for(_LEG) if _points(field, crossing.mapping)]
        if fields and not off(crossing.engine, mapping):
            for field in fields:
                _note(crossing, mapping, field, couplings)


def _points(field: FieldMapping, to: TableMapping) -> bool:
    """Return whether a field of Business Central names records of *to* themselves."""
    lookup = field.lookup
    return (
        lookup is not None
        and field.bc is not None
        and to.name in lookup.mapping
        and lookup.through is None
    )


def _note(
    crossing: Crossing, mapping: TableMapping, field: FieldMapping, couplings: Sequence[Coupling]
) -> None:
    engine = crossing.engine
    coupled = engine.couplings.find(
        mapping.slug, Side.BC, _pointing(crossing, mapping, field, couplings)
    )
    rows = [coupling.dataverse_id for coupling in coupled.values()]
    emptied = _emptied(crossing, mapping, field, rows) if rows else []
    listed = engine.pending.waiting(mapping.slug, _LEG).keys() if emptied else ()
    now = engine.clock.now()
    message = f"What its {field.dataverse} pointed to was deleted."
    entries = [Pending.noted(id_, Cause.OWED, message, now) for id_ in emptied if id_ not in listed]
    engine.pending.put(mapping.slug, _LEG, entries)


def _pointing(
    crossing: Crossing, mapping: TableMapping, field: FieldMapping, couplings: Iterable[Coupling]
) -> list[UUID]:
    """Return the records of Business Central that point to the deleted rows' partners."""
    column, lookup, target = field.bc, field.lookup, crossing.mapping.bc.entity
    assert column is not None
    assert lookup is not None
    ids = [coupling.bc_id for coupling in couplings]
    if lookup.by is None:
        table = Table(mapping.bc.entity, (column,), lookups={column: target})
        return [record.id for record in crossing.bc.find(table, column, ids)]
    named = crossing.bc.read_by_id(Table(target, (lookup.by,)), ids, within_filter=False)
    names = [name for each in named if (name := each.values[lookup.by]) is not None]
    found = crossing.bc.find(Table(mapping.bc.entity, (column,)), column, names) if names else []
    return [record.id for record in found]


def _emptied(
    crossing: Crossing, mapping: TableMapping, field: FieldMapping, ids: Sequence[UUID]
) -> list[UUID]:
    """Return those rows that are there, and point nowhere."""
    column = field.dataverse
    assert column is not None
    lookups = {column: crossing.mapping.dataverse.table}
    table = Table(mapping.dataverse.table, (column,), lookups=lookups)
    rows = crossing.stores[Side.DATAVERSE].read_by_id(table, ids, within_filter=False)
    return [row.id for row in rows if row.values[column] is None]
