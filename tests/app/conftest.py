from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.companies import Companies
from tests.notified import Notified
from tests.people import People
from tests.surroundings import Json, Surroundings


@pytest.fixture
def notified(world: Surroundings) -> Iterator[Notified]:
    notified = Notified(world)
    yield notified
    notified.close()


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, and in step; the app has begun to track deletions."""
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customer


@pytest.fixture
def people(world: Surroundings) -> Iterator[People]:
    people = People(world)
    yield people
    people.leave()


@pytest.fixture
def companies(world: Surroundings) -> Iterator[Companies]:
    companies = Companies(world)
    yield companies
    companies.leave()
