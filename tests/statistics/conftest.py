import pytest

from dev.people import Person, hire
from dev.stack import LocalStack
from shared.domain.callers import Role
from tests.availability.warehouse import Salesperson
from tests.statistics.ledger import Ledger
from tests.statistics.rows import Statistics
from tests.surroundings import Surroundings


@pytest.fixture(scope="session")
def sam(stack: LocalStack) -> Person:
    """Who may ask, and sees what salespeople see."""
    person = hire(stack.fleet, "Sam Salesperson", Role.PRODUCT_AVAILABILITY)
    with stack.fleet.dataverse_server.lock:
        stack.fleet.dataverse.give_role("systemuser", person.user_id, "Salesperson")
    return person


@pytest.fixture
def sales(world: Surroundings, sam: Person) -> Salesperson:
    return Salesperson(world, sam)


@pytest.fixture
def ledger(world: Surroundings) -> Ledger:
    return Ledger(world)


@pytest.fixture
def statistics(world: Surroundings) -> Statistics:
    return Statistics(world)
