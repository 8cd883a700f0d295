"""Dataverse's rows, of tables that hold such; see ``records`` for all that jobs work with."""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from shared.adapters import odata
from shared.adapters.batches import chunks, settle, spread
from shared.adapters.crew import Crew
from shared.adapters.dataverse.definitions import Below, Definition, joined_name
from shared.adapters.dataverse.organization import HEADERS, Organization
from shared.adapters.dataverse.refusals import read_refused
from shared.adapters.dataverse.states import MOST_CHANGES, Step, steps
from shared.adapters.dataverse.tracking import ChangeTracking
from shared.adapters.dataverse.writing import Writing
from shared.adapters.reading import Reading
from shared.adapters.records import Column, RowReader
from shared.domain.choices import is_choice
from shared.domain.mapping_fields import STATE
from shared.domain.mapping_sides import COMPANY, CompanyRule
from shared.domain.outcomes import (
    Created,
    Creation,
    Deleted,
    Deletion,
    Modification,
    Modified,
    Written,
)
from shared.domain.records import Record, Value
from shared.domain.sides import Side
from shared.domain.stamps import Row
from shared.domain.tables import Table
from shared.ports import Deletions, Page

_MODIFIED = "modifiedon"
_MOST_VALUES = 100
_MOST_IDS = 5000
"""In one answer: the service gives no larger pages."""


class DataverseStore:
    def __init__(self, organization: Organization, caller: UUID | None = None) -> None:
        """:param caller: in whose name rows are read by id and found, by their id in Entra ID."""
        self._organization = organization
        self._crew = Crew(organization.session.pace)
        headers = {**HEADERS, "If-None-Match": "null"}
        self.reading = Reading(organization.session, self._crew, headers, read_refused)
        self._in_name = self.reading
        if caller is not None:
            named = {**headers, "CallerObjectId": str(caller)}
            self._in_name = Reading(organization.session, self._crew, named, read_refused)
            self._in_name.tally = self.reading.tally

    @property
    def requests(self) -> int:
        return self.reading.tally.requests

    @property
    def time(self) -> datetime:
        if self.reading.tally.served_at is None:
            self.probe()
        served_at = self.reading.tally.served_at
        assert served_at is not None
        return served_at

    def before_writing(self, permit: Callable[[], None]) -> None:
        self.reading.tally.before_write = permit

    def read_page(self, table: Table, since: datetime | None, position: str | None) -> Page:
        definition = self._definition(table)
        rows = _row_reader(table, definition)
        if position is not None:
            url = self._organization.session.continue_at(position)
        else:
            changed = None if since is None else f"{_MODIFIED} ge {odata.moment(since)}"
            order = f"{_MODIFIED},{definition.primary_id}"
            url = self._url(table, definition, odata.all_of(self._inside(table), changed), order)
        return self.reading.page(url, rows, table.name, self._organization.settings.page_size)

    def read_by_id(self, table: Table, ids: Sequence[UUID], *, within_filter: bool) -> list[Record]:
        definition = self._definition(table)
        fixed = self._inside(table) if within_filter else None
        literals = [odata.literal(id_) for id_ in ids]
        return self._read_those(table, definition, definition.primary_id, literals, fixed)

    def find(self, table: Table, column: str, values: Sequence[Value]) -> list[Record]:
        definition = self._definition(table, column)
        attribute = definition.attribute(column)
        literals = [attribute.literal(value) for value in values if value is not None]
        return self._read_those(table, definition, attribute.key, literals, self._inside(table))

    def read_value(self, table: str, column: str) -> Value:
        definition = self._organization.definition(table, (column,), self.reading)
        attribute = definition.attribute(column)
        url = odata.url(self._organization.url(definition.entity_set), {"$select": attribute.key})
        return attribute.decode(self.reading.single(url, table).get(attribute.key))

    def create(self, table: Table, creations: Sequence[Creation]) -> list[Created]:
        if not creations:
            return []
        writing, settings = self._writing(table, creations), self._organization.settings
        if any(creation.lines for creation in creations):
            # Bulk messages create rows of one table; a row and its lines are one operation here.
            batches = chunks(creations, settings.batch_size)
            return settle(spread(self._crew.run(writing.create, batches), batches))
        bulks = chunks(creations, settings.bulk_size)
        return settle(spread(self._crew.run(writing.create_in_bulk, bulks), bulks))

    def given_later(self, table: Table) -> Set[str]:
        attributes = self._definition(table).attributes
        parts = (part for name in table.columns for part in name.split())
        return frozenset(part for part in parts if attributes[part].only_in_changes)

    def modify(
        self, table: Table, modifications: Sequence[Modification], *, one_way: bool
    ) -> list[Modified]:
        """One way, bulk messages: they do not look at ETags, and nobody else's changes count."""
        if not modifications:
            return []
        writing, settings = self._writing(table, modifications), self._organization.settings
        plans = [steps(modification) for modification in modifications]
        if any(len(plan) > 1 for plan in plans):
            return self._in_steps(writing, modifications, plans)
        in_bulk = one_way and not any(each.reopens for each in modifications)
        size = settings.bulk_size if in_bulk else self._batch_size(modifications)
        write = writing.modify_in_bulk if in_bulk else writing.modify
        batches = chunks(modifications, size)
        return settle(spread(self._crew.run(write, batches), batches))

    def _in_steps(
        self,
        writing: Writing,
        modifications: Sequence[Modification],
        plans: Sequence[Sequence[Step]],
    ) -> list[Modified]:
        """Write step after step; a row goes on where its last step was written."""
        outcomes: dict[UUID, Modified] = {}
        etags = {modification.id: modification.etag for modification in modifications}
        for number in range(max(map(len, plans))):
            going_on = [
                replace(
                    each, etag=etags[each.id], values=plan[number], stamp=_stamp(plan, number, each)
                )
                for each, plan in zip(modifications, plans, strict=True)
                if number < len(plan) and isinstance(outcomes.get(each.id), Written | None)
            ]
            batches = chunks(going_on, self._batch_size(going_on))
            done = settle(spread(self._crew.run(writing.modify, batches), batches))
            for each, outcome in zip(going_on, done, strict=True):
                outcomes[each.id] = outcome
                if isinstance(outcome, Written):
                    etags[each.id] = outcome.version.etag or "*"
        return [outcomes[modification.id] for modification in modifications]

    def _batch_size(self, modifications: Sequence[Modification]) -> int:
        """Return how many of them go into a batch, which holds so many operations at most."""
        each = MOST_CHANGES if any(one.reopens for one in modifications) else 1
        return max(1, self._organization.settings.batch_size // each)

    def delete(self, table: Table, deletions: Sequence[Deletion]) -> list[Deleted]:
        """In batches: there is no bulk message to delete rows of standard tables."""
        if not deletions:
            return []
        batches = chunks(deletions, self._organization.settings.batch_size)
        return settle(spread(self._crew.run(self._writing(table).delete, batches), batches))

    def absent(self, table: Table, ids: Sequence[UUID]) -> set[UUID]:
        if not ids:
            return set()
        batches = chunks(ids, self._organization.settings.batch_size)
        asked = spread(self._crew.run(self._writing(table).absent, batches), batches)
        return {id_ for id_, answer in zip(ids, asked, strict=True) if answer is True}

    def read_deletions(self, table: Table, token: str | None) -> Deletions:
        url = self._ids_url(self._definition(table))
        tracking = ChangeTracking(self._organization.session, self.reading, table.name, url)
        return tracking.read(token, _MOST_IDS)

    def read_ids(self, table: Table) -> Iterator[Sequence[UUID]]:
        return self._ids(table, None)

    def count(self, table: Table) -> int:
        """Count ids: the service's own count ends at 5,000."""
        return sum(len(ids) for ids in self._ids(table, self._inside(table)))

    def probe(self) -> None:
        self.reading.get(self._organization.url("WhoAmI"), "the app's own user")

    def release(self) -> None:
        self._crew.release()

    def _inside(self, table: Table) -> str | None:
        """Return the whole filter: the mapping's own, and whose rows take part."""
        belongs = table.belonging
        if belongs is None:
            return table.filter
        key = self._definition(table).attribute(COMPANY).key
        whose = f"{key} eq {belongs.company}"
        if belongs.rule is CompanyRule.OWN_OR_EMPTY:
            whose += f" or {key} eq null"
        return odata.all_of(table.filter, whose)

    def _definition(self, table: Table, *further: str) -> Definition:
        columns = (_MODIFIED, *table.columns, *further)
        definition = self._organization.definition(table.name, columns, self.reading)
        lookups = (table.lookups or {}).items()
        return definition.with_values(column for column, name in lookups if is_choice(name))

    def _ids(self, table: Table, filter_: str | None) -> Iterator[list[UUID]]:
        definition = self._definition(table)
        key = definition.primary_id
        url = self._ids_url(definition, {"$filter": filter_, "$orderby": key})
        return self.reading.ids(url, key, table.name, _MOST_IDS)

    def _ids_url(
        self, definition: Definition, options: Mapping[str, str | None] | None = None
    ) -> str:
        selected = {"$select": definition.primary_id, **(options or {})}
        return odata.url(self._organization.url(definition.entity_set), selected)

    def _writing(self, table: Table, writes: Sequence[Creation | Modification] = ()) -> Writing:
        organization, reading = self._organization, self.reading
        targets = organization.targets(table, reading)
        stamps = [each.stamp for each in writes if each.stamp]
        definition = self._definition(table, *{column for stamp in stamps for column in stamp})
        pointed_to = {row.table for stamp in stamps for row in stamp.values()}
        stamped = {name: organization.target(name, reading) for name in pointed_to}
        lines: list[Table] = []
        for write in writes:
            if isinstance(write, Creation):
                lines += (each.table for each in write.lines if each.table not in lines)
        below = [self._below(table, each) for each in lines]
        return Writing(organization, reading.tally, table, definition, targets, stamped, below)

    def _below(self, table: Table, lines: Table) -> Below:
        organization, reading = self._organization, self.reading
        definition = self._definition(lines)
        collection = organization.collection(lines.name, table.name, reading)
        return Below(lines, definition, organization.targets(lines, reading), collection)

    def _url(
        self, table: Table, definition: Definition, filter_: str | None, order: str | None = None
    ) -> str:
        parts = (part for name in table.columns for part in name.split())
        keys = (definition.attribute(part).key for part in parts)
        select = ",".join(dict.fromkeys((definition.primary_id, _MODIFIED, *keys)))
        options = {"$select": select, "$filter": filter_, "$orderby": order}
        return odata.url(self._organization.url(definition.entity_set), options)

    def _read_those(
        self,
        table: Table,
        definition: Definition,
        key: str,
        literals: Sequence[str],
        fixed: str | None,
    ) -> list[Record]:
        if not literals:
            return []
        rows = _row_reader(table, definition)
        room = odata.LONGEST_URL - len(self._url(table, definition, odata.all_of(fixed, "x")))
        conditions = odata.alternatives(key, literals, room, _MOST_VALUES)
        urls = [self._url(table, definition, odata.all_of(one, fixed)) for one in conditions]
        return self._in_name.all(urls, rows, table.name, self._organization.settings.page_size)


def _column(definition: Definition, name: str) -> Column:
    attributes = [definition.attribute(part) for part in name.split()]
    keys = [attribute.key for attribute in attributes]
    return Column(keys, attributes[0].decode if len(attributes) == 1 else joined_name)


def _stamp(plan: Sequence[Step], number: int, whole: Modification) -> Mapping[str, Row]:
    """Return what goes along with a step: the stamp with the first that is more than a state."""
    if whole.reopens:
        return whole.stamp
    first = next((index for index, step in enumerate(plan) if STATE not in step), None)
    return whole.stamp if number == first else {}


def _row_reader(table: Table, definition: Definition) -> RowReader:
    columns = {name: _column(definition, name) for name in table.columns}
    return RowReader(Side.DATAVERSE, definition.primary_id, _MODIFIED, columns, table.title)
