"""One fault at each of a run's calls, to the services and to the tables: then all is well again.

The world goes on from fault to fault. Before each, users create and change records on both sides;
after it, a few undisturbed runs have to bring both sides into step.
"""

from dataclasses import dataclass
from itertools import count

import pytest

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from shared.usecases.doubts import LONGEST_OPERATION
from tests.doors import Doors
from tests.soaking import SOAKING
from tests.surroundings import Json, Surroundings
from tests.verdicts import differences, is_silent, miscounted

FAULTS = {
    "reset": Fault(kind="reset"),
    "no end of the answer": Fault(kind="cut_body"),
    "half of the answer": Fault(kind="half_body"),
    "an expired token": Fault(kind="status", status=401),
    "no answer from behind": Fault(kind="status", status=504),
}
MORE_FAULTS = {
    "no JSON": Fault(kind="status", status=200, body="{'value': ["),
    "a web page": Fault(kind="html_body", status=200),
    "busy": Fault(kind="status", status=429),
    "busy for a while": Fault(kind="status", status=429, retry_after=5),
    "broken": Fault(kind="status", status=500),
    "unavailable": Fault(kind="status", status=503),
    "unavailable for minutes": Fault(kind="status", status=503, retry_after=300),
}
"""Told only at length: tests/app/test_faults.py has them at each kind of request."""
SILENCES = {
    "silence, and nothing done": Fault(kind="timeout_before"),
    "silence after it was done": Fault(kind="timeout_after"),
}
EVERY = 1 if SOAKING else 4
"""A kind of fault meets every fourth call, the next kind those after; in a soak all meet all."""
OF_THE_SERVICES = FAULTS | (MORE_FAULTS | SILENCES if SOAKING else {})
OF_THE_TABLES = {
    name: FAULTS[name] for name in ("no end of the answer", *(["reset"] if SOAKING else []))
}
MOST_RUNS_TO_HEAL = 2
FEWEST_CALLS = 8


@dataclass
class Misfortune:
    """Strikes the *at*-th request that goes through some of the doors, once."""

    fault: Fault
    at: int
    doors: tuple[SimulatorServer, ...]
    count: int = 0
    struck: str = ""

    def watch(self, door: SimulatorServer, request: Request) -> Fault | None:
        if self.struck or door not in self.doors:
            return None
        self.count += 1
        if self.count < self.at:
            return None
        self.struck = f"{request.method} {request.url}"
        return self.fault


def work(world: Surroundings, number: int) -> tuple[Json, Json]:
    """Have users create a record on each side, and change the first two pairs."""
    mine, theirs = world.customers.all()[:2]
    world.customers.change(mine, city=f"C{number}")
    account = world.partner(theirs)
    world.accounts.change(account, telephone1=f"P{number}")
    world.customers.add(f"Customer {number}", city=f"B{number}")
    world.accounts.add(f"Account {number}", telephone1=f"T{number}")
    return mine, account


def settle(world: Surroundings) -> None:
    for _ in range(MOST_RUNS_TO_HEAL):
        world.clock.advance(LONGEST_OPERATION * 1.1)
        world.stack.host.fire_timer("sync_customer")


def suffer(world: Surroundings, doors: Doors, misfortune: Misfortune, number: int) -> None:
    """Let a run meet the misfortune; it may end by failing, as a timer's run.

    :param number: how many runs have met one by then, this one included.
    """
    mine, account = work(world, number)
    with doors.watched(misfortune.watch):
        try:
            world.stack.host.fire_timer("sync_customer")
        except Exception:
            assert misfortune.struck
    settle(world)

    where = f"{misfortune.fault.kind} at call {misfortune.at}: {misfortune.struck}"
    assert differences(world) == [], where
    assert not miscounted(world), where
    names = [row["displayName"] for row in world.customers.all()]
    assert len(names) == len(set(names)) == 2 + 2 * number, where
    assert world.customers.read(mine["id"])["city"] == f"C{number}", where
    assert world.accounts.read(account["accountid"])["telephone1"] == f"P{number}", where


def strike_every_call(
    world: Surroundings, doors: Doors, fault: Fault, where: tuple[SimulatorServer, ...]
) -> None:
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    world.adjust(only_coupled=False)
    world.customers.add_many(["Adatum", "Contoso"])
    settle(world)

    first = 1 + [*OF_THE_SERVICES.values()].index(fault) % EVERY
    at = 0
    for number in count(1):
        at = first + (number - 1) * EVERY
        misfortune = Misfortune(fault, at, where)
        suffer(world, doors, misfortune, number)
        if not misfortune.struck:
            break

    assert at > FEWEST_CALLS
    assert is_silent(world)


@pytest.mark.parametrize("fault", OF_THE_SERVICES.values(), ids=OF_THE_SERVICES.keys())
def test_a_fault_at_any_call_of_a_service_loses_and_repeats_nothing(
    world: Surroundings, doors: Doors, fault: Fault
) -> None:
    if fault in SILENCES.values():
        world.start_app(BC_TIMEOUT_SECONDS="1", DATAVERSE_TIMEOUT_SECONDS="1")

    strike_every_call(world, doors, fault, doors.services)


@pytest.mark.parametrize("fault", OF_THE_TABLES.values(), ids=OF_THE_TABLES.keys())
def test_a_fault_at_any_call_of_a_table_loses_and_repeats_nothing(
    world: Surroundings, doors: Doors, fault: Fault
) -> None:
    strike_every_call(world, doors, fault, (doors.tables,))
