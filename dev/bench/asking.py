"""How long people wait who ask what can be promised, and what that costs Business Central."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import requests

from dev.bench.measuring import Aim, Measurement, measured
from dev.bench.remote import RemoteSimulators
from dev.bench.world import World

BC_SECONDS = 0.3
"""What each request to Business Central takes."""
CALLERS = 200
_FRESH, _REPEATED = 5, 40
"""How many items are asked for again while they are remembered, and how often each."""


def asking(items: int, latency: float) -> list[Measurement]:
    """Ask anew, from memory, and with many at once.

    :param latency: is not used: Business Central takes its own time here.
    """
    del latency
    with RemoteSimulators() as simulators, World(simulators) as world:
        *numbers, first, last = simulators.add_items(items + 2)
        people = _People(world, simulators.hire_salesperson())
        people.ask(first)  # Roles and the environment's APIs are looked up once.
        simulators.slow_down(BC_SECONDS)
        before = simulators.requests_to_business_central()
        live = _one_by_one("asked anew", people, numbers, 1.5)
        of_all = simulators.requests_to_business_central() - before
        again = _one_by_one("asked again", people, numbers[-_FRESH:] * _REPEATED, 0.1)
        crowd = _at_once(people, last, of_all // len(numbers))
    return [live, again, crowd]


class _People:
    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self._headers = {"Authorization": f"Bearer {token}"}

    def ask(self, number: str) -> float:
        """Return how many seconds the answer took."""
        url = f"{self.world.host.url}/api/products/{number}/availability"
        began = time.perf_counter()
        answer = requests.get(url, {"quantity": 50}, headers=self._headers, timeout=60)
        seconds = time.perf_counter() - began
        answer.raise_for_status()
        if answer.json()["available"] != 70 or answer.json()["stale"]:
            raise RuntimeError(f"The answer is not what is there: {answer.text}")
        return seconds


def _one_by_one(name: str, people: _People, numbers: Sequence[str], aim: float) -> Measurement:
    found, seconds = _measured(name, people.world, numbers, lambda: [*map(people.ask, numbers)])
    slow = _percentile(seconds, 0.95)
    text = f"95 % within {slow * 1000:,.0f} ms, half within {_percentile(seconds, 0.5) * 1000:,.0f}"
    return replace(found, aims=[Aim(f"{text}, aim {aim * 1000:,.0f}", slow < aim)])


def _at_once(people: _People, number: str, of_one: int) -> Measurement:
    simulators = people.world.simulators
    before = simulators.requests_to_business_central()
    with ThreadPoolExecutor(CALLERS) as callers:
        everybody = [number] * CALLERS
        found, seconds = _measured(
            "200 at once", people.world, everybody, lambda: [*callers.map(people.ask, everybody)]
        )
    sent = simulators.requests_to_business_central() - before
    aims = [
        Aim(f"{sent} requests to Business Central, aim {of_one} as for one", sent <= of_one),
        Aim(f"the last answer after {max(seconds):.2f} s", True),
    ]
    return replace(found, aims=aims)


def _measured(
    name: str, world: World, asked: Sequence[str], work: Callable[[], list[float]]
) -> tuple[Measurement, list[float]]:
    seconds: list[float] = []
    found = measured(name, len(asked), world, lambda: seconds.extend(work()))
    return found, seconds


def _percentile(seconds: Sequence[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))]
