"""Creates, changes and deletes records, with the rules that hold for all entity sets."""

import re
from collections.abc import Callable, Mapping, Sized
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias
from uuid import uuid4

from dev.simulators.business_central.bodies import BodyReader, Nested, check_mandatory
from dev.simulators.business_central.errors import bad_request, not_implemented
from dev.simulators.business_central.model import EntitySet, Kind, Model
from dev.simulators.business_central.reading import Scope, constants
from dev.simulators.business_central.relations import Relations
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.store import Row, Store, Transaction
from dev.simulators.business_central.values import encode_datetime
from dev.simulators.clock import SimulatorClock

MODIFIED = ("lastModifiedDateTime", "systemModifiedAt")
TICK = 300
"""SQL's datetime counts three hundredths of a second."""


@dataclass(frozen=True)
class Write:
    """A record about to be written; the values may still be completed."""

    company: int
    values: Row
    trusted: bool
    """Whether set-up writes, rather than a caller."""


Watcher: TypeAlias = Callable[[int, EntitySet, Row, str], None]
"""Is told of each record, by its company and set, that was created, updated or deleted."""


class Behaviour:
    """What the AL code behind one entity set does beyond the common rules: here, nothing."""

    alters = True
    """Whether a record may look different once it is written."""

    def inserting(self, write: Write) -> None:
        """Complete or refuse the values of a new record."""

    def inserted(self, company: int, row: Row) -> None:
        """The record is there."""

    def modifying(self, row: Row, write: Write) -> None:
        """Complete or refuse the values that change *row*."""

    def modified(self, company: int, old: Row, new: Row) -> None:
        """The record has changed."""

    def deleted(self, company: int, row: Row) -> None:
        """The record is gone."""


class Writer:
    def __init__(
        self,
        model: Model,
        store: Store,
        relations: Relations,
        clock: SimulatorClock,
        settings: BusinessCentralSettings,
    ) -> None:
        self._model = model
        self._store = store
        self._relations = relations
        self._clock = clock
        self._settings = settings
        self.behaviours: Mapping[str, Behaviour] = {}
        self.watcher: Watcher = _unwatched

    def create(
        self,
        company: int,
        entity_set: EntitySet,
        content: Any,
        *,
        scope: Scope = (),
        trusted: bool = False,
        modified_at: datetime | None = None,
    ) -> Row:
        """Create a record and the records nested in *content*.

        :param scope: what the path says about the record, for example whose line it is.
        :raises BusinessCentralError: the record is refused; nothing has been written.
        """
        _check_table(entity_set)
        reader = BodyReader(entity_set, True, trusted, self._settings.client_ids)
        body = reader.read(content)
        values = _within(body.values, scope)
        with self._together(entity_set, body.nested):
            row = self._insert(company, entity_set, values, trusted, modified_at)
            for nested in body.nested:
                self._create_nested(company, row, nested, trusted, modified_at)
        return row

    def _insert(
        self,
        company: int,
        entity_set: EntitySet,
        values: Row,
        trusted: bool,
        modified_at: datetime | None,
    ) -> Row:
        behaviour = self.behaviours.get(entity_set.name)
        self._relations.settle(company, entity_set, values)
        if behaviour is not None:
            behaviour.inserting(Write(company, values, trusted))
        row = self.insert(company, entity_set, values, modified_at)
        if behaviour is not None:
            behaviour.inserted(company, row)
        return row

    def insert(
        self,
        company: int,
        entity_set: EntitySet,
        values: Row,
        modified_at: datetime | None = None,
    ) -> Row:
        """Write a new record without the checks of what refers to what, as posting does."""
        blank = self._store.table(company, entity_set).blank
        row = blank | values
        if "lastModifiedDateTime" not in values:
            row |= self._stamps(entity_set, modified_at, created=True) | values
        check_mandatory(entity_set, row, blank, row)
        first = entity_set.rules.series
        if first is not None and not row["number"]:
            row["number"] = self.unused_number(company, entity_set, first)
        if entity_set.key == ("id",) and "id" not in values:
            row["id"] = str(uuid4())
        written = self._store.insert(company, entity_set, row)
        self.watcher(company, entity_set, written, "created")
        return written

    def _create_nested(
        self, company: int, row: Row, nested: Nested, trusted: bool, modified_at: datetime | None
    ) -> None:
        child = self._model.sets[nested.navigation.to]
        scope = tuple((there, row[here]) for there, here in nested.navigation.on)
        scope += constants(nested.navigation.where, child)
        for content in nested.bodies:
            self.create(
                company, child, content, scope=scope, trusted=trusted, modified_at=modified_at
            )

    def update(
        self,
        company: int,
        entity_set: EntitySet,
        row: Row,
        content: Any,
        *,
        trusted: bool = False,
        modified_at: datetime | None = None,
    ) -> Row:
        """Change a record.

        :raises BusinessCentralError: the change is refused; nothing has been written.
        """
        _check_table(entity_set)
        changes = BodyReader(entity_set, False, trusted).read(content).values
        behaviour = self.behaviours.get(entity_set.name)
        keys = {name for names in entity_set.rules.unique for name in names}
        with self._together(entity_set, keys & changes.keys()):
            self._relations.settle(company, entity_set, changes)
            if behaviour is not None:
                behaviour.modifying(row, Write(company, changes, trusted))
            blank = self._store.table(company, entity_set).blank
            check_mandatory(entity_set, row | changes, blank, changes)
            if row | changes == row and not self._settings.unchanged_patch_moves_modified:
                return row
            new = self.rewrite(company, entity_set, row, changes, modified_at)
            self._relations.rename(company, entity_set, row, new)
            if behaviour is not None:
                behaviour.modified(company, row, new)
        return new

    def rewrite(
        self,
        company: int,
        entity_set: EntitySet,
        row: Row,
        changes: Row,
        modified_at: datetime | None = None,
    ) -> Row:
        """Write *changes* unchecked: the record counts as modified, even by none at all."""
        stamps = self._stamps(entity_set, modified_at)
        written = self._store.update(company, entity_set, row, stamps | changes)
        self.watcher(company, entity_set, written, "updated")
        return written

    def alters(self, entity_set: EntitySet) -> bool:
        """Return whether a record may look different from what has just been written."""
        behaviour = self.behaviours.get(entity_set.name)
        return behaviour is not None and behaviour.alters

    def _together(
        self, entity_set: EntitySet, more: Sized
    ) -> AbstractContextManager[Transaction | None]:
        """Open a transaction if one write entails others; a single write needs none.

        :param more: what is written besides, if it is not empty.
        """
        several = entity_set.name in self.behaviours or len(more) > 0
        return self._store.transaction() if several else nullcontext()

    def delete(self, company: int, entity_set: EntitySet, row: Row) -> None:
        _check_table(entity_set)
        with self._store.transaction():
            self._store.delete(company, entity_set, row)
            self.watcher(company, entity_set, row, "deleted")
            behaviour = self.behaviours.get(entity_set.name)
            if behaviour is not None:
                behaviour.deleted(company, row)

    def _stamps(
        self, entity_set: EntitySet, modified_at: datetime | None, *, created: bool = False
    ) -> Row:
        moment = modified_at or self._clock.now()
        stored = encode_datetime(_rounded(moment) if self._settings.sql_rounding else moment)
        names = (*MODIFIED, "systemCreatedAt") if created else MODIFIED
        return {
            name: stored
            for name in names
            if name in entity_set.fields and entity_set.fields[name].kind is Kind.DATETIME
        }

    def unused_number(self, company: int, entity_set: EntitySet, first: str) -> str:
        """Take the next number of the set's series that nobody has entered by hand."""
        while True:
            number = self.next_number(company, entity_set.name, first)
            if not self._store.has(company, entity_set, "number", number):
                return number

    def next_number(self, company: int, series: str, first: str) -> str:
        """Take the next number of a series that begins with *first*."""
        name = f"{company}.{series}"
        last = self._store.last_number(name)
        number = first if last is None else following(last)
        self._store.keep_number(name, number)
        return number

    def settle(self, company: int, entity_set: EntitySet, values: Row, more: Row) -> None:
        """Complete *values* by *more* and what follows from it, where they do not say otherwise."""
        implied = dict(more)
        self._relations.settle(company, entity_set, implied)
        for name, value in implied.items():
            values.setdefault(name, value)


def _check_table(entity_set: EntitySet) -> None:
    view = entity_set.rules.view
    if view is not None:
        raise not_implemented(
            f"Writing {entity_set.name} is not simulated: they are shown, {view.of} can be written."
        )


def _unwatched(_company: int, _entity_set: EntitySet, _row: Row, _kind: str) -> None:
    """Nobody asks."""


def following(number: str) -> str:
    """Return the next number: the last digits counted up, their width kept."""
    match = re.fullmatch(r"(.*?)(\d+)", number)
    if match is None:
        raise ValueError(f"{number} does not end with a digit")
    return f"{match[1]}{int(match[2]) + 1:0{len(match[2])}d}"


def _within(values: Row, scope: Scope) -> Row:
    for name, value in scope:
        if values.get(name, value) != value:
            raise bad_request(f"The value of '{name}' contradicts the address.")
    return values | dict(scope)


def _rounded(moment: datetime) -> datetime:
    """Round to 1/300 s; in milliseconds the last digit is then 0, 3 or 7."""
    midnight = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    ticks = round((moment - midnight).total_seconds() * TICK)
    return midnight + timedelta(milliseconds=round(ticks * 1000 / TICK))
