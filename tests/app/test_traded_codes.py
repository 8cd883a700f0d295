"""Codes that trade places: none can be had before another one is given up."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import pytest

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from shared.domain.sides import Side
from tests.codes import Codes
from tests.customizer import Customizer
from tests.doors import DEAD, Doors
from tests.surroundings import Json, Surroundings

MAPPING = "payment-terms"
FIRST = ("ONE", "TWO", "THREE", "FOUR")


@dataclass(frozen=True)
class Labels:
    """Values of their own that somebody calls otherwise, whatever others are called now."""

    choices: Customizer
    values: Sequence[int]

    def become(self, *labels: str) -> None:
        for value in self.values:
            self.choices.rename(value, f"Making way {value}")
        for value, label in zip(self.values, labels, strict=True):
            self.choices.rename(value, label)


@pytest.fixture
def labels(world: Surroundings, terms: Codes, choices: Customizer) -> Labels:
    """Values with the first labels, and payment terms that are coupled with them."""
    added = [choices.add(label) for label in FIRST]
    world.sync(MAPPING)
    return Labels(choices, added)


def ids(terms: Codes, codes: Sequence[str]) -> list[str]:
    return [terms.all()[code]["id"] for code in codes]


def pending(world: Surroundings) -> list[Json]:
    return list(world.get("pending", mapping=MAPPING, top=1000)["value"])


@pytest.mark.soak(but=[0, 5])
@pytest.mark.parametrize(
    "codes",
    [
        ("TWO", "ONE", "THREE", "FOUR"),
        ("TWO", "THREE", "ONE", "FOUR"),
        ("FOUR", "THREE", "TWO", "ONE"),
        ("TWO", "THREE", "FOUR", "FIVE"),
        ("ZERO", "ONE", "TWO", "THREE"),
        ("TWO", "ONE", "FOUR", "FIVE"),
    ],
)
def test_payment_terms_take_each_others_codes_in_one_run(
    world: Surroundings, terms: Codes, labels: Labels, codes: tuple[str, ...]
) -> None:
    before, count = ids(terms, FIRST), len(terms.all())
    labels.become(*codes)

    world.sync(MAPPING)

    assert pending(world) == []
    assert ids(terms, codes) == before
    assert len(terms.all()) == count
    written = world.writes()
    world.sync(MAPPING)
    assert world.writes() == written


def test_what_waits_for_a_code_that_another_record_keeps_stays_as_it_is(
    world: Surroundings, terms: Codes, labels: Labels
) -> None:
    one, two, three, four = ids(terms, FIRST)
    kept = terms.add("KEPT")["id"]
    labels.become("KEPT", "ONE", "FOUR", "THREE")

    world.sync(MAPPING)

    assert ids(terms, ("ONE", "TWO", "KEPT")) == [one, two, kept]
    assert ids(terms, ("FOUR", "THREE")) == [three, four]
    assert {"KEPT", "ONE"} <= {entry["title"] for entry in pending(world)}


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("status", [400, 503])
def test_a_trade_that_is_broken_off_is_taken_back_and_carried_out_by_the_next_run(
    world: Surroundings, terms: Codes, labels: Labels, status: int
) -> None:
    one, two, *_ = ids(terms, FIRST)
    labels.become("TWO", "ONE", "THREE", "FOUR")
    # The page's batch names both of them; then each is written by itself.
    world.fault(Side.BC, "status", status=status, body_contains=two, skip=1, times=None)
    world.start(MAPPING)
    assert ids(terms, ("ONE", "TWO")) == [one, two]

    world.server(Side.BC).faults.clear()
    world.stack.host.drain_queues(include_delayed=True)
    world.sync(MAPPING)

    assert ids(terms, ("TWO", "ONE")) == [one, two]
    assert pending(world) == []


@pytest.mark.soak(but=[0, 2])
@pytest.mark.parametrize(
    ("failing", "passing", "times", "status"),
    [("THREE", 1, None, 400), ("TWO", 1, None, 400), ("TWO", 1, None, 503), ("ONE", 2, 1, 400)],
)
def test_a_circle_is_taken_back_wherever_it_is_broken_off(
    world: Surroundings,
    terms: Codes,
    labels: Labels,
    failing: str,
    passing: int,
    times: int | None,
    status: int,
) -> None:
    one, two, three, _ = ids(terms, FIRST)
    labels.become("TWO", "THREE", "ONE", "FOUR")
    # ONE steps aside, THREE takes its code, TWO takes that of THREE, and ONE comes last.
    [id_] = ids(terms, (failing,))
    world.fault(Side.BC, "status", status=status, body_contains=id_, skip=passing, times=times)
    world.start(MAPPING)
    assert ids(terms, ("ONE", "TWO", "THREE")) == [one, two, three]

    world.server(Side.BC).faults.clear()
    world.stack.host.drain_queues(include_delayed=True)
    world.sync(MAPPING)

    assert ids(terms, ("TWO", "THREE", "ONE")) == [one, two, three]
    assert pending(world) == []


class Broken:
    """The process dies, or loses its lease, when it is about to write to Business Central for the
    *last*-th time; from then on nothing that it still tries has any effect."""

    def __init__(self, world: Surroundings, last: int) -> None:
        self._door, self._left = world.server(Side.BC), last

    def watch(self, door: SimulatorServer, request: Request) -> Fault | None:
        if door is self._door and b'"PATCH"' in request.body and self._left:
            self._left -= 1
        return None if self._left else DEAD


@pytest.mark.parametrize("last", [3, 4, 5])
def test_a_circle_that_dies_in_the_middle_is_closed_by_the_next_run(
    world: Surroundings, terms: Codes, labels: Labels, doors: Doors, last: int
) -> None:
    one, two, three, _ = ids(terms, FIRST)
    labels.become("TWO", "THREE", "ONE", "FOUR")
    storage = world.stack.azurite.connection_string
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    with doors.watched(Broken(world, last).watch), suppress(Exception):
        world.stack.host.fire_timer("sync_payment_terms")
    called = {code for code in terms.all() if code.startswith("~")}

    world.start_app(AzureWebJobsStorage=storage)
    world.clock.advance(timedelta(minutes=30))
    world.sync(MAPPING)
    world.sync(MAPPING)

    assert len(called) == 1
    assert ids(terms, ("TWO", "THREE", "ONE")) == [one, two, three]
    assert set(FIRST) <= set(labels.choices.labels().values())
    assert not any(label.startswith("~") for label in labels.choices.labels().values())
    assert pending(world) == []
