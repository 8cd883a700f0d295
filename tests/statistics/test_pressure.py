"""What is remembered of figures, who waits for whom, and what is told while nobody answers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, asked_of_bc
from tests.statistics.ledger import Ledger, figures, refused
from tests.surroundings import Json, Surroundings


@pytest.fixture
def account(world: Surroundings, sales: Salesperson, ledger: Ledger) -> str:
    """Of a customer who owes 5; whom the app has not asked about."""
    adatum, other = world.customers.add("Adatum"), world.customers.add("Fabrikam")
    world.full_sync()
    ledger.owe(adatum, 5)
    figures(sales, world.partner(other)["accountid"])
    found = world.partner(adatum)
    world.server(Side.BC).journal.clear()
    return str(found["accountid"])


def customer_of(world: Surroundings, account: str) -> Json:
    [coupling] = world.get("mappings/customer/couplings", dataverse_id=account)["value"]
    return world.customers.read(coupling["bc_id"])


def test_one_round_of_requests_answers_many_and_soon_again_none(
    world: Surroundings, sales: Salesperson, ledger: Ledger, account: str
) -> None:
    with ThreadPoolExecutor(20) as callers:
        told = list(callers.map(lambda _: figures(sales, account)["balance"], range(20)))
    asked = [target.partition("?")[0].rpartition("/")[2] for target in asked_of_bc(world)]
    ledger.owe(customer_of(world, account), 1)
    world.clock.advance(timedelta(seconds=20))
    again = figures(sales, account)

    assert told == [5] * 20
    assert sorted(asked) == [
        "customerFinancialDetails", "customers", "salesInvoices", "salesOrders",
    ]  # fmt: skip
    assert (again["balance"], again["stale"]) == (5, False)
    assert 20 <= again["age_seconds"] <= 25
    world.clock.advance(timedelta(seconds=20))
    assert figures(sales, account)["balance"] == 6


def test_while_business_central_does_not_answer_the_last_known_figures_are_told_as_stale(
    world: Surroundings, sales: Salesperson, account: str
) -> None:
    world.fault(Side.BC, "status", status=429, retry_after=20, times=None)

    unknown = sales.call(f"accounts/{account}/statistics")

    assert (unknown.status_code, unknown.json()["code"]) == (503, "statistics_not_now")
    assert 18 <= int(unknown.headers["Retry-After"]) <= 21
    world.server(Side.BC).faults.clear()
    world.clock.advance(timedelta(seconds=21))
    assert figures(sales, account)["balance"] == 5
    world.clock.advance(timedelta(minutes=10))
    world.fault(Side.BC, "status", status=503, times=None)
    told = figures(sales, account)
    assert (told["balance"], told["stale"]) == (5, True)
    assert told["age_seconds"] >= 600
    world.clock.advance(timedelta(hours=4))
    assert refused(sales, account) == (503, "statistics_not_now")
