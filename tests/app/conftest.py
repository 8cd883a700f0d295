from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.codes import Codes
from tests.companies import Companies
from tests.customizer import Customizer
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


@pytest.fixture
def choices(world: Surroundings) -> Iterator[Customizer]:
    choices = Customizer(
        world.fleet, "account.paymenttermscode", "account.address1_freighttermscode"
    )
    yield choices
    world.accounts.clear()
    choices.leave()


@pytest.fixture
def terms(world: Surroundings) -> Codes:
    """Business Central has no payment terms yet."""
    world.bring("customer", "payment_terms", "shipment_method")
    terms = Codes(world)
    terms.keep_only()
    return terms
