"""Where the demonstration plays: both services as people see them, and the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dev.demo.app_api import Json, Operator, RunLostError
from dev.demo.assortment import Assortment
from dev.demo.firms import Plan
from dev.demo.narrator import Narrator
from dev.demo.proof import Evidence, gather
from dev.demo.public_api import PublicApi
from dev.demo.terms import FOLDER
from dev.simulators.fleet import Fleet
from dev.simulators.journal import Journal

_TOLD_BESIDE = ("noted", "overruled")
"""The causes of what is told though nothing failed: a text that was cut, a value that gave way."""


@dataclass(frozen=True)
class Pair:
    """A customer and the account it is coupled with."""

    name: str
    customer_id: str
    account_id: str

    @property
    def customer(self) -> str:
        return f"customers({self.customer_id})"

    @property
    def account(self) -> str:
        return f"accounts({self.account_id})"


@dataclass
class Stage:
    fleet: Fleet
    plan: Plan
    bc: PublicApi
    dataverse: PublicApi
    operator: Operator
    narrator: Narrator
    assortment: Assortment
    mappings: Path = FOLDER
    pairs: list[Pair] = field(default_factory=list)
    """Customers that Dataverse did not know before, with their new accounts."""
    known_couplings: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """What was read once of the app's couplings: Dataverse ids by Business Central ids."""

    def read_back(self) -> Evidence:
        return gather(self.bc, self.dataverse, self.mappings)

    def full_sync(self, mapping: str, totals: dict[str, int]) -> Json:
        """Run a full synchronization through the app's queue, and hold it to its own account."""
        seen = self._requests()
        with self.narrator.progress(totals) as watch:
            run = self.operator.full_sync(mapping, watch)
        if run["state"] == "stopped":
            run = self._approve(run, totals)
        return self._noted(mapping, run, seen)

    def _approve(self, run: Json, totals: dict[str, int]) -> Json:
        """Look at what the mass-change fuse has stopped, and let it go on."""
        self.narrator.quote(run["message"])
        before = self.totals()
        self.narrator.equal(
            "Nothing was changed before anybody was asked.",
            [counters(run, leg) for leg in totals],
            [{} for _ in totals],
        )
        self.narrator.equal("And nothing is while the run waits.", self.writes_since(before), [])
        self.narrator.say("That many are meant: the run is approved.")
        with self.narrator.progress(totals) as watch:
            return self.operator.approve(run, watch)

    def full_sync_of_all(self) -> list[Json]:
        """Synchronize all mappings in full; those that the fuse stops are approved."""
        runs = self.operator.full_sync_of_all()
        for run in runs:
            self.narrator.table.note(f"all {run['mapping']}", run)
            if run["state"] != "finished":
                raise RunLostError(f"{run['mapping']} is {run['state']}: {run['message']}")
        return runs

    def fire_timer(self, title: str) -> Json:
        seen = self._requests()
        run = self.operator.fire_timer("customer")
        self.narrator.equal("The timer made the run.", run["trigger"], "timer")
        return self._noted(title, run, seen)

    def none_failed(self, *runs: Json) -> None:
        listed = [error for run in runs for error in self.operator.errors(run)]
        messages = [each["message"] for each in listed if each["cause"] not in _TOLD_BESIDE]
        told = f"{len(messages)} did: {' '.join(messages[:3])}"
        self.narrator.claim("No record failed.", not messages, told)

    def writes_since(self, totals: tuple[int, int]) -> list[str]:
        """Return the writing requests that the services have seen since *totals* of requests."""
        return [
            f"{entry.method} {entry.target}"
            for journal, before in zip(self._journals(), totals, strict=True)
            for entry in journal.last(journal.total - before)
            if entry.method != "GET"
        ]

    def totals(self) -> tuple[int, int]:
        """Return how many requests Business Central and Dataverse have seen."""
        bc, dataverse = self._journals()
        return bc.total, dataverse.total

    def _noted(self, title: str, run: Json, seen: int) -> Json:
        self.narrator.table.note(title, run)
        if run["state"] != "finished":
            raise RunLostError(f"The {title} run is {run['state']}: {run['message']}")
        sent = sum(job["requests"] for job in run["jobs"])
        arrived = self._requests() - seen
        self.narrator.equal(
            f"The app counted {sent} requests, and so did the services.", sent, arrived
        )
        return run

    def _requests(self) -> int:
        return sum(self.totals())

    def _journals(self) -> tuple[Journal, Journal]:
        fleet = self.fleet
        return fleet.business_central_server.journal, fleet.dataverse_server.journal


def counters(run: Json, direction: str) -> Json:
    """Return a job's counters, without those that are zero; none where there is no such job."""
    jobs = {job["direction"]: job["counters"] for job in run["jobs"]}
    return {name: count for name, count in jobs.get(direction, {}).items() if count}
