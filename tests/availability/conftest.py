from collections.abc import Iterator

import pytest

from dev.people import Person, hire
from dev.simulators.fleet import Fleet
from dev.stack import LocalStack
from shared.domain.callers import Role
from tests.availability.environments import served
from tests.availability.warehouse import Salesperson, Warehouse
from tests.mappings.shop import Shop
from tests.surroundings import Surroundings


@pytest.fixture(scope="session")
def sally(stack: LocalStack) -> Person:
    """Who may ask, and sees what salespeople see."""
    person = hire(stack.fleet, "Sally Salesperson", Role.PRODUCT_AVAILABILITY)
    with stack.fleet.dataverse_server.lock:
        stack.fleet.dataverse.give_role("systemuser", person.user_id, "Salesperson")
    return person


@pytest.fixture
def sales(world: Surroundings, sally: Person) -> Salesperson:
    """Who may ask; the app knows that already."""
    asker = Salesperson(world, sally)
    asker.call("availability", "POST", json={})
    return asker


@pytest.fixture
def warehouse(world: Surroundings) -> Warehouse:
    return Warehouse(world.fleet.business_central, world.customers.company)


@pytest.fixture
def shop(world: Surroundings) -> Iterator[Shop]:
    """Items are coupled with products."""
    shop = Shop(world, "ITEM-PRODUCT")
    yield shop
    shop.clear()


@pytest.fixture(scope="session")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """An environment with the companion extension beside Microsoft's queries."""
    with served(tmp_path_factory.mktemp("extended"), companion=True) as fleet:
        yield fleet


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """An environment with neither."""
    with served(tmp_path_factory.mktemp("bare"), analytics=False) as fleet:
        yield fleet
