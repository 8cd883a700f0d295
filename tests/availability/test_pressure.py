"""Fast and honest under pressure: what is remembered, who waits for whom, and for how long."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest
import requests

from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse, asked_of_bc
from tests.surroundings import Json, Surroundings


@pytest.fixture
def chair(warehouse: Warehouse) -> Json:
    chair = warehouse.item()
    warehouse.put(chair, 5)
    return chair


@pytest.fixture(autouse=True)
def _known_routes(world: Surroundings, sales: Salesperson) -> Iterator[None]:
    """The app has looked at the environment's APIs before anything is counted."""
    sales.call("products/NO-SUCH/availability")
    world.server(Side.BC).journal.clear()
    yield
    world.server(Side.BC).faults.clear()


def test_who_asks_again_soon_is_told_the_same_and_how_old_it_is(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse, chair: Json
) -> None:
    first = sales.ask(chair["number"])
    requests_before = len(asked_of_bc(world))
    warehouse.put(chair, 1)
    world.clock.advance(timedelta(seconds=20))

    again = sales.ask(chair["number"], quantity=3)

    assert len(asked_of_bc(world)) == requests_before
    assert (again["on_hand"], again["enough"], again["as_of"]) == (5, True, first["as_of"])
    assert 20 <= again["age_seconds"] <= 22
    assert not again["stale"]


def test_figures_are_read_anew_once_they_are_old(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse, chair: Json
) -> None:
    sales.ask(chair["number"])
    warehouse.put(chair, 1)
    world.clock.advance(timedelta(seconds=31))

    again = sales.ask(chair["number"])

    assert (again["on_hand"], again["stale"]) == (6, False)
    assert again["age_seconds"] <= 2


def test_one_round_of_requests_answers_and_nothing_is_asked_twice(
    world: Surroundings, sales: Salesperson, chair: Json
) -> None:
    sales.ask(chair["number"])

    asked = [target.partition("?")[0].rpartition("/")[2] for target in asked_of_bc(world)]
    assert sorted(asked) == sorted(
        [
            "items",
            "itemLedgerEntries",
            "outstandingSalesLines",
            "outstandingPurchaseLines",
            "transferLines",
            "orderServiceLines",
            "itemJobPlanningLines",
            "assemblyLines",
            "assemblyHeaders",
            "inventoryProdOrderComponentLines",
            "inventoryProdOrderLines",
        ]
    )


def test_two_hundred_callers_at_once_cause_as_many_requests_as_one(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse, chair: Json
) -> None:
    other = warehouse.item(displayName="Table")
    sales.ask(other["number"])
    of_one = len(asked_of_bc(world))
    world.server(Side.BC).journal.clear()
    world.fault(Side.BC, "latency", seconds=0.2, times=None)

    def ask(_: int) -> Any:
        url = f"{world.stack.host.url}/api/products/{chair['number']}/availability"
        answer = requests.get(url, headers=sales.person.headers, timeout=60)
        return answer.status_code, answer.json()["on_hand"]

    with ThreadPoolExecutor(200) as callers:
        told = list(callers.map(ask, range(200)))

    assert told == [(200, 5)] * 200
    assert len(asked_of_bc(world)) == of_one


def test_while_business_central_throttles_the_last_known_figure_is_told_as_stale(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse, chair: Json
) -> None:
    sales.ask(chair["number"])
    warehouse.put(chair, 1)
    world.clock.advance(timedelta(minutes=10))
    world.fault(Side.BC, "status", status=429, times=None)

    told = sales.ask(chair["number"])

    assert (told["on_hand"], told["stale"]) == (5, True)
    assert 600 <= told["age_seconds"] <= 620


def test_figures_that_are_too_old_are_not_told_at_all(
    world: Surroundings, sales: Salesperson, chair: Json
) -> None:
    sales.ask(chair["number"])
    world.clock.advance(timedelta(hours=5))
    world.fault(Side.BC, "status", status=503, times=None)

    answer = sales.call(f"products/{chair['number']}/availability")

    assert (answer.status_code, answer.json()["code"]) == (503, "availability_not_now")


@pytest.mark.soak(but=[1, 5])
@pytest.mark.parametrize(
    ("fault", "pause"),
    [
        ({"kind": "status", "status": 429}, 5),
        ({"kind": "status", "status": 429, "retry_after": 20}, 20),
        ({"kind": "status", "status": 503}, 5),
        ({"kind": "reset"}, 5),
        ({"kind": "half_body"}, 5),
        ({"kind": "html_body", "status": 200}, 5),
    ],
    ids=lambda fault: str(fault),
)
def test_without_a_known_figure_the_answer_is_to_come_again_later(
    world: Surroundings, sales: Salesperson, chair: Json, fault: Json, pause: int
) -> None:
    world.fault(Side.BC, times=None, **fault)

    answer = sales.call(f"products/{chair['number']}/availability")

    assert (answer.status_code, answer.json()["code"]) == (503, "availability_not_now")
    assert pause - 2 <= int(answer.headers["Retry-After"]) <= pause + 1
    world.server(Side.BC).faults.clear()
    world.clock.advance(timedelta(seconds=pause))
    assert sales.ask(chair["number"])["on_hand"] == 5


def test_nobody_waits_longer_than_set_and_what_comes_late_is_there_for_the_next(
    world: Surroundings, sales: Salesperson, chair: Json
) -> None:
    world.start_app(AVAILABILITY_TIMEOUT_SECONDS="1")
    sales.call("products/NO-SUCH/availability")
    world.fault(Side.BC, "latency", seconds=1.5, path="itemLedgerEntries", times=None)
    began = monotonic()

    answer = sales.call(f"products/{chair['number']}/availability")

    assert (answer.status_code, answer.json()["code"]) == (503, "availability_not_now")
    assert int(answer.headers["Retry-After"]) > 0
    assert monotonic() - began < 10


def test_while_business_central_is_silent_older_figures_are_told(
    world: Surroundings, sales: Salesperson, chair: Json
) -> None:
    world.start_app(AVAILABILITY_TIMEOUT_SECONDS="1")
    sales.ask(chair["number"])
    world.clock.advance(timedelta(minutes=1))
    world.fault(Side.BC, "timeout_before", times=None)

    told = sales.ask(chair["number"])

    assert (told["on_hand"], told["stale"]) == (5, True)


def test_of_many_those_that_are_known_are_told_while_others_are_not(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse, chair: Json
) -> None:
    other = warehouse.item(displayName="Table")
    sales.ask(chair["number"])
    world.fault(Side.BC, "status", status=503, times=None)

    known, unknown = sales.ask_many({"product": chair["number"]}, {"product": other["number"]})

    assert known["on_hand"] == 5
    assert (unknown["state"], unknown["problem"]["code"]) == ("unknown", "availability_not_now")
    answer = sales.call("availability", "POST", json={"products": [{"product": other["number"]}]})
    assert answer.status_code == 503
