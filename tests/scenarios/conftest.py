from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings


@pytest.fixture
def pairs(world: Surroundings) -> list[Json]:
    """Three customers, each coupled with an account and in step with it."""
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], city="Berlin")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customers


@pytest.fixture
def pair(pairs: list[Json]) -> Json:
    return pairs[0]
