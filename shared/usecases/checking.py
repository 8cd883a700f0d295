"""Hold mappings against the tables that they name, with the app's own rights."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from shared.domain.checking import Problem, Surveyed, check
from shared.domain.columns import Columns
from shared.domain.mapping import TableMapping
from shared.domain.sides import Side
from shared.domain.tables import table_of
from shared.errors import ConfigurationError
from shared.ports import RecordStores

_FAR = timedelta(days=365)
_HINT = "Correct the mapping's file, or give the app what it lacks."


def problems(
    stores: RecordStores,
    mappings: Mapping[str, TableMapping],
    mapping: TableMapping,
    now: datetime,
) -> Iterator[Problem]:
    """Yield what does not fit, each with its place in the mapping's file.

    :param mappings: all of them, by name.
    :raises TransientError: a service does not answer.
    """
    found: dict[Side, Columns] = {}
    for side, key in ((Side.BC, "bc.entity"), (Side.DATAVERSE, "dataverse.table")):
        columns = _columns(stores, mapping, side, key)
        if isinstance(columns, Problem):
            yield columns
        else:
            found[side] = columns
    if len(found) < len(Side):
        return
    surveyed = Surveyed(found[Side.BC], found[Side.DATAVERSE], _entities(stores, mappings, mapping))
    unfit = list(check(mapping, mappings, surveyed))
    yield from unfit
    if not unfit:
        for side in Side:
            yield from _unreadable(stores, mappings, mapping, side, now)


def _columns(
    stores: RecordStores, mapping: TableMapping, side: Side, key: str
) -> Columns | Problem:
    name = mapping.bc.entity if side is Side.BC else mapping.dataverse.table
    try:
        return stores.columns(side, name)
    except ConfigurationError as error:
        return _told(key, error)


def _entities(
    stores: RecordStores, mappings: Mapping[str, TableMapping], mapping: TableMapping
) -> dict[str, Columns]:
    """Return the fields of the entities whose records the mapping's lookups name by a field."""
    found: dict[str, Columns] = {}
    for field in mapping.enabled_fields():
        for name in field.lookup.mapping if field.lookup and field.lookup.by else ():
            other = mappings[name]
            columns = _columns(stores, other, Side.BC, "")
            if not isinstance(columns, Problem):
                found[other.bc.entity] = columns
    return found


def _unreadable(
    stores: RecordStores,
    mappings: Mapping[str, TableMapping],
    mapping: TableMapping,
    side: Side,
    now: datetime,
) -> Iterator[Problem]:
    part = "bc" if side is Side.BC else "dataverse"
    store = stores.open(side)
    try:
        # Nothing has changed since next year: the answer is empty, but for what is wrong.
        store.read_page(table_of(mapping, side, mappings), now + _FAR, None)
    except ConfigurationError as error:
        yield _told(f"{part}.filter" if mapping.filter(side) else part, error)
    finally:
        store.release()


def _told(key: str, error: ConfigurationError) -> Problem:
    return Problem(key, error.message, _HINT, error.code)
