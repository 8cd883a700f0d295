"""What is measured, each on simulators, emulator and app of its own."""

import time
from dataclasses import replace
from datetime import UTC, datetime

from dev.azurite import Azurite
from dev.bench.floor import run_floor
from dev.bench.measuring import Aim, Measurement, measured
from dev.bench.remote import RemoteSimulators
from dev.bench.update_floor import UpdateLoop
from dev.bench.world import World, timed

ACCOUNT_SECONDS, CUSTOMER_SECONDS = 0.05, 0.15
"""What a service takes to write one record, with the logic that hangs on it: assumed."""
_BETWEEN_TIMERS = 3.0
"""Seconds. It is minutes in truth; right after a run, others are let to the slots first."""
_BUSY_AT_ONCE, _AT_ONCE = 4.0, 5.0
"""What the documented limits sustain: Dataverse 1,200 seconds of work in 300, Business Central 5
requests at once."""


def full_sync(customers: int, latency: float) -> list[Measurement]:
    """A full sync beside its floor, then a run with 1 % changed."""
    with RemoteSimulators(latency, is_set_up=True) as simulators, Azurite() as azurite:
        simulators.add_customers(customers)
        floor_seconds, _ = timed(lambda: run_floor(simulators, azurite))
        _check(simulators.accounts() == customers, "The bare loop")
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        simulators.add_customers(customers)
        world.sync("currency", full=True)
        full = measured(
            "full sync to Dataverse",
            customers,
            world,
            lambda: world.sync("customer", full=True, direction="to_dataverse"),
            floor_seconds,
        )
        _check(simulators.accounts() == customers, "The full sync")
        _to_dataverse(world)
        changed = customers // 100
        simulators.change_customers(changed, "Aarhus")
        some = measured("1 % changed", changed, world, lambda: _to_dataverse(world))
    return [full, some]


def couplings(number: int, latency: float) -> list[Measurement]:
    """An idle run on a number of couplings, and one with 100 changes, the best of five.

    The changes come last: they are read again for as long as the overlap reaches.
    """
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        _couple(world, number)
        idle = _idle(world, f"idle on {number:,} couplings")
        runs = []
        for attempt in range(5):
            simulators.change_customers(100, f"City {attempt}")
            name = f"100 changes on {number:,} couplings"
            runs.append(measured(name, 100, world, lambda: _to_dataverse(world)))
        return [min(runs, key=lambda each: each.seconds), idle]


def _idle(world: World, name: str) -> Measurement:
    """A timer's run both ways that finds nothing to do."""
    time.sleep(_BETWEEN_TIMERS)
    world.simulators.forget_requests()
    idle = measured(name, 0, world, lambda: world.tick("customer"))
    world.newest("customer")
    writes, to_tables = world.simulators.writes(), sum(idle.tables.values())
    aims = [
        Aim(f"{writes} writes to the services, aim none", writes == 0),
        Aim(f"{idle.requests} requests to the services, aim under 10", idle.requests < 10),
        Aim(f"{to_tables} requests to the tables, aim under 20", to_tables < 20),
    ]
    return replace(idle, aims=aims)


def changes(number: int, latency: float) -> list[Measurement]:
    """All records changed, each way, beside the floors of both."""
    floors = _floors_of_changes(number, latency)
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        _couple(world, number)
        simulators.change_customers(number, "Bergen")
        there = measured(
            "changes to Dataverse", number, world, lambda: _to_dataverse(world), floors[0]
        )
        _check(simulators.cities()[1] == {"Bergen": number}, "The run")
        world.tick("customer")
        simulators.change_accounts(number, "Tartu")
        back = measured(
            "changes to Business Central",
            number,
            world,
            lambda: world.sync("customer", direction="from_dataverse"),
            floors[1],
        )
        _check(simulators.cities()[0] == {"Tartu": number}, "The run back")
    speed = Aim(f"{there.per_second:,.0f} records/s to Dataverse, aim 300", there.per_second >= 300)
    return [
        replace(there, aims=[speed, _half_of_floor(there)]),
        replace(back, aims=[_half_of_floor(back)]),
    ]


def _floors_of_changes(number: int, latency: float) -> tuple[float, float]:
    with RemoteSimulators(latency, is_set_up=True) as simulators, Azurite() as azurite:
        simulators.add_customers(number)
        run_floor(simulators, azurite)
        loop = UpdateLoop(simulators.addresses, azurite)
        since = _now()
        simulators.change_customers(number, "Bergen")
        there, _ = timed(lambda: loop.to_dataverse(since))
        _check(simulators.cities()[1] == {"Bergen": number}, "The bare loop")
        since = _now()
        simulators.change_accounts(number, "Tartu")
        back, _ = timed(lambda: loop.from_dataverse(since))
        _check(simulators.cities()[0] == {"Tartu": number}, "The bare loop")
    return there, back


def limits(number: int, latency: float) -> list[Measurement]:
    """All records changed, each way, with the services' limits switched on.

    The ceiling is what the limits sustain. A run shorter than their window of five minutes can come
    nearer to Dataverse's than the app's budget lets a longer one.
    """
    with RemoteSimulators(latency) as simulators, World(simulators) as world:
        _couple(world, number)
        simulators.change_customers(number, "Bergen")
        simulators.limit(ACCOUNT_SECONDS, CUSTOMER_SECONDS)
        there = measured("limited, to Dataverse", number, world, lambda: _to_dataverse(world))
        there = replace(
            there, aims=_within_limits(there, simulators, _BUSY_AT_ONCE, ACCOUNT_SECONDS)
        )
        simulators.limit(0.0, 0.0)
        world.tick("customer")
        simulators.change_accounts(number, "Tartu")
        simulators.limit(ACCOUNT_SECONDS, CUSTOMER_SECONDS)
        back = measured(
            "limited, to Business Central",
            number,
            world,
            lambda: world.sync("customer", direction="from_dataverse"),
        )
        back = replace(back, aims=_within_limits(back, simulators, _AT_ONCE, CUSTOMER_SECONDS))
    return [there, back]


def _within_limits(
    run: Measurement, simulators: RemoteSimulators, at_once: float, seconds: float
) -> list[Aim]:
    ceiling = at_once / seconds
    share = run.per_second / ceiling
    conduct = simulators.conduct()
    refused, impolite = sum(c.refused for c in conduct), sum(c.impolite for c in conduct)
    return [
        Aim(
            f"{share:.1%} of the {ceiling:.0f} records/s that the limits allow, aim 90 %",
            share >= 0.9,
        ),
        Aim(f"{refused} requests refused for a limit, aim none", refused == 0),
        Aim(f"{impolite} requests before a Retry-After had ended, aim none", impolite == 0),
    ]


def _half_of_floor(run: Measurement) -> Aim:
    share = run.share_of_floor or 0.0
    return Aim(f"{share:.0%} of the bare loop's speed, aim half", share >= 0.5)


def _couple(world: World, number: int) -> None:
    """Carry *number* customers over, and let both watermarks come to rest."""
    world.simulators.add_customers(number)
    world.sync("currency", full=True)
    world.sync("customer", full=True, direction="to_dataverse")
    for _ in range(3):
        world.tick("customer")
        world.newest("customer")


def _to_dataverse(world: World) -> None:
    """Run incrementally, from the request to the end of the run."""
    world.sync("customer", direction="to_dataverse")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _check(carried_over: bool, who: str) -> None:
    if not carried_over:
        raise RuntimeError(f"{who} did not carry all records over.")
