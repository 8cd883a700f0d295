"""Both sides with everything that the shipped mappings carry, as their own users see it."""

import shutil
from datetime import timedelta
from typing import Any

from shared.adapters.mapping_files import load_mappings
from shared.domain.sides import Side
from shared.settings import DEFAULT_MAPPING_FOLDER
from tests.surroundings import Json, Surroundings

_SET = load_mappings(DEFAULT_MAPPING_FOLDER)
SHIPPED = _SET.mappings
LINES = {each.name: each for parts in _SET.parts.values() for each in parts}
"""The mappings of lines, which travel with what they are part of."""
_NAMES = {source.file: name for name, source in _SET.sources.items()}
_BETWEEN_TIMERS = timedelta(minutes=15)
"""Longer than what of Business Central is read again by each run."""
_CLEARED = (
    "invoice", "opportunity", "productpricelevel", "pricelevel", "product", "uomschedule",
    "contact",
)  # fmt: skip


class Books:
    def __init__(self, world: Surroundings, *only: str) -> None:
        """Bring the shipped mappings, or *only* some, see :meth:`only`."""
        self.world = world
        self._bc = world.fleet.business_central
        self._dataverse = world.fleet.dataverse
        self._lock = world.fleet.dataverse_server.lock
        self.clear()
        # Only setup could give choices a value for each.
        for entity in ("paymentTerms", "shipmentMethods"):
            for record in self.records(entity):
                self._bc.delete(entity, record["id"], company=world.customers.company)
        for file in world.folder.glob("*.yaml"):
            file.unlink()
        for file in DEFAULT_MAPPING_FOLDER.glob("*.yaml"):
            shutil.copy(file, world.folder)
        self.only(*only or SHIPPED)

    def only(self, *names: str) -> None:
        """Keep these mappings, their lines and those that they wait for."""
        wanted = set(names)
        while more := {n for name in wanted for n in _needed(name)} - wanted:
            wanted |= more
        wanted |= {each.name for each in LINES.values() if each.part_of in wanted}
        for file in self.world.folder.glob("*.yaml"):
            if _NAMES.get(file.name) not in wanted:
                file.unlink()
        self.world.prepare()

    # Business Central

    def enter(self, entity: str, **values: Any) -> Json:
        """Add a record to Business Central."""
        [found] = self._bc.add_many(entity, [values], company=self.world.customers.company)
        return dict(found)

    def amend(self, entity: str, record: Json, **values: Any) -> None:
        self._bc.change(entity, record["id"], values, company=self.world.customers.company)

    def calculate(self, entity: str, record: Json, **values: Any) -> None:
        """Let FlowFields come to other values, which leaves no trace in the record."""
        company = self.world.customers.company
        self._bc.set_calculated(entity, record["id"], values, company=company)

    def remove(self, entity: str, record: Json) -> None:
        self._bc.delete(entity, record["id"], company=self.world.customers.company)

    def records(self, entity: str, **wanted: Any) -> list[Json]:
        found = self._bc.rows(entity, company=self.world.customers.company)
        return [row for row in found if all(row[name] == value for name, value in wanted.items())]

    def record(self, entity: str, **wanted: Any) -> Json:
        [found] = self.records(entity, **wanted)
        return found

    # Dataverse

    def add(self, table: str, **values: Any) -> Json:
        """Add a row to Dataverse."""
        with self._lock:
            return self._dataverse.add(table, values)

    def change(self, table: str, row: Json, **values: Any) -> None:
        with self._lock:
            self._dataverse.change(table, row[f"{table}id"], values)

    def rows(self, table: str, **wanted: Any) -> list[Json]:
        with self._lock:
            found = self._dataverse.rows(table)
        return [row for row in found if all(row[name] == value for name, value in wanted.items())]

    def row(self, table: str, **wanted: Any) -> Json:
        [found] = self.rows(table, **wanted)
        return found

    def delete(self, table: str, row: Json) -> None:
        with self._lock:
            self._dataverse.delete(table, row[f"{table}id"])

    def clear(self) -> None:
        with self._lock:
            for table in _CLEARED:
                key = f"{table}id"
                for row in self._dataverse.rows(table):
                    self._dataverse.delete(table, row[key])

    # The app

    def full_sync(self) -> list[Json]:
        """Synchronize everything in full, and return the runs, all of which have finished."""
        world = self.world
        answer = world.call("POST", "sync/full")
        assert answer.status_code == 202, answer.text
        world.stack.host.drain_queues(include_delayed=True)
        runs = [world.get(f"runs/{run['id']}") for run in answer.json()["value"]]
        states = {run["mapping"]: (run["state"], run["message"]) for run in runs}
        assert {state for state, _ in states.values()} == {"finished"}, states
        return runs

    def tick(self) -> dict[str, Json]:
        """Fire every timer once, in the order of a full synchronization."""
        order = [run["mapping"] for run in self.world.get("sync/full")["review"]]
        return {slug: self.tick_one(slug) for slug in order}

    def tick_one(self, slug: str) -> Json:
        """Fire a mapping's timer some time after the last one, and return the run it made."""
        self.world.clock.advance(_BETWEEN_TIMERS)
        return self.world.tick(slug)

    def rest(self, *slugs: str, ticks: int = 2) -> None:
        """See to it that more ticks, of all mappings unless some are named, write nothing."""
        for _ in range(ticks):
            for side in Side:
                self.world.server(side).journal.clear()
            runs = {slug: self.tick_one(slug) for slug in slugs} if slugs else self.tick()
            assert {run["state"] for run in runs.values()} == {"finished"}, runs
            assert (written := self._written()) == [], written
            assert (listed := self.pending()) == [], listed

    def _written(self) -> list[str]:
        return [
            f"{entry.method} {entry.target}"
            for side in Side
            for entry in self.world.server(side).journal.last()
            if entry.method != "GET"
        ]

    def pending(self) -> list[Json]:
        return list(self.world.get("pending", top=1000)["value"])

    def partner(self, mapping: str, record: Json) -> str:
        """Return the Dataverse id that a record of Business Central is coupled with."""
        path = f"mappings/{mapping}/couplings"
        [coupling] = self.world.get(path, bc_id=record["id"])["value"]
        return str(coupling["dataverse_id"])


def _needed(name: str) -> frozenset[str]:
    return SHIPPED[name].looks_into() | {*SHIPPED[name].depends_on}
