"""The records themselves, for tests and demo data: no HTTP, no tokens, no ETags to match."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import count
from threading import RLock
from typing import Any
from uuid import UUID

from dev.simulators.business_central.errors import no_such_record
from dev.simulators.business_central.loading import load_model
from dev.simulators.business_central.model import EntitySet
from dev.simulators.business_central.paths import PLATFORM, Company
from dev.simulators.business_central.queries import Query
from dev.simulators.business_central.reading import Reader
from dev.simulators.business_central.relations import Relations
from dev.simulators.business_central.rows import Json, Shapes
from dev.simulators.business_central.seed import seed_company, seeded_id
from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import read
from dev.simulators.business_central.writing import Writer
from dev.simulators.clock import SimulatorClock


class Records:
    """All companies and their records.

    What is written here passes the same checks as a request, except that it may set ids and
    read-only fields and may fill sets that are read-only for callers. Without a company, the first
    is meant.
    """

    def __init__(self, clock: SimulatorClock, settings: BusinessCentralSettings) -> None:
        self.clock = clock
        self.settings = settings
        self.companies: list[Company] = []
        self._numbers = count(1)
        self._lock = RLock()
        self._model = load_model(companion=settings.companion, analytics=settings.analytics)
        self._store = Store(
            self._model,
            case_sensitive=settings.case_sensitive,
            duplicate_status=settings.duplicate_status,
        )
        shapes = Shapes(settings.local_currency, settings.blank_member)
        self._reader = Reader(self._model, self._store, shapes)
        relations = Relations(self._model, self._store, settings.local_currency)
        self._writer = Writer(self._model, self._store, relations, clock, settings)
        self.add_company(settings.company)

    def add_company(self, name: str) -> Company:
        """Open a company with the usual set-up; its id follows from its name."""
        with self._lock:
            company = Company(next(self._numbers), seeded_id(name), name)
            self.companies.append(company)
            seed_company(self._model, self._store, self._writer, company, self.settings)
            return company

    def remove_company(self, company: Company) -> None:
        """Delete a company with all its records; as in the product, nothing can bring it back."""
        with self._lock:
            self.companies.remove(company)
            self._store.forget(company.number)
            companies = self._model.sets["companies"]
            row = self._store.find(PLATFORM, companies, {"id": company.id})
            if row is not None:
                self._store.delete(PLATFORM, companies, row)

    def add(
        self,
        entity_set: str,
        values: Mapping[str, Any],
        *,
        modified_at: datetime | None = None,
        company: Company | None = None,
    ) -> Json:
        """Create a record and return it as the API shows it.

        :param modified_at: instead of the clock's time; in the past, it is a record that a long
            transaction wrote then and committed only now.
        """
        return self.add_many(entity_set, [values], modified_at=modified_at, company=company)[0]

    def add_many(
        self,
        entity_set: str,
        many: Iterable[Mapping[str, Any]],
        *,
        modified_at: datetime | None = None,
        company: Company | None = None,
    ) -> list[Json]:
        """Create all the records, or none if one of them is refused."""
        target, number = self._model.sets[entity_set], self._number(company)
        with self._lock, self._store.transaction():
            rows = [
                self._writer.create(number, target, values, trusted=True, modified_at=modified_at)
                for values in many
            ]
            return [self._shown(number, target, row) for row in rows]

    def change(
        self,
        entity_set: str,
        record_id: UUID | str,
        values: Mapping[str, Any],
        *,
        modified_at: datetime | None = None,
        company: Company | None = None,
    ) -> Json:
        """Modify a record whatever its ETag, and return it as the API shows it."""
        target, number = self._model.sets[entity_set], self._number(company)
        with self._lock:
            row = self._row(entity_set, record_id, company)
            new = self._writer.update(
                number, target, row, values, trusted=True, modified_at=modified_at
            )
            return self._shown(number, target, new)

    def set_calculated(
        self,
        entity_set: str,
        record_id: UUID | str,
        values: Mapping[str, Any],
        *,
        company: Company | None = None,
    ) -> None:
        """Change FlowFields, for example a balance: neither modified time nor ETag moves."""
        target, number = self._model.sets[entity_set], self._number(company)
        with self._lock:
            row = self._row(entity_set, record_id, company)
            changes = {name: read(target.fields[name], value) for name, value in values.items()}
            self._store.overwrite(number, target, row, changes)

    def delete(
        self, entity_set: str, record_id: UUID | str, *, company: Company | None = None
    ) -> None:
        with self._lock:
            row = self._row(entity_set, record_id, company)
            self._writer.delete(self._number(company), self._model.sets[entity_set], row)

    def read(
        self, entity_set: str, record_id: UUID | str, *, company: Company | None = None
    ) -> Json | None:
        """Return a record as the API shows it, None if there is none."""
        with self._lock:
            scope = (("id", str(record_id).lower()),)
            target = self._model.sets[entity_set]
            return self._reader.record(self._number(company), target, scope, Query())

    def rows(self, entity_set: str, *, company: Company | None = None) -> list[Json]:
        """Return all records in the order of their creation."""
        with self._lock:
            target = self._model.sets[entity_set]
            self._store.refresh(self._number(company), target)
            found = self._store.where(self._number(company), target, {})
            return [self._reader.shown(target, row, Query()) for row in found]

    def _number(self, company: Company | None) -> int:
        return (company or self.companies[0]).number

    def _row(self, entity_set: str, record_id: UUID | str, company: Company | None) -> Row:
        target = self._model.sets[entity_set]
        key = {"id": str(record_id).lower()}
        row = self._store.find(self._number(company), target, key)
        if row is None:
            raise no_such_record(target.entity)
        return row

    def _shown(self, company: int, target: EntitySet, row: Row) -> Json:
        """Return a record that has just been written, as the AL code behind it has left it."""
        if self._writer.alters(target):
            row = self._store.find(company, target, {"id": row["id"]}) or row
        return self._reader.shown(target, row, Query())
