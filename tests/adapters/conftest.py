"""The stores of both sides, against the simulators over HTTPS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.azurite import Azurite
from dev.simulators.fleet import Fleet
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.storage import Storage
from tests.adapters.world import World


@pytest.fixture
def world(fleet: Fleet, tmp_path: Path) -> Iterator[World]:
    world = World(fleet, tmp_path.name)
    yield world
    world.close()


@pytest.fixture(scope="module")
def storage() -> Iterator[Storage]:
    """Real tables."""
    with Azurite() as azurite:
        yield connect_by_string(azurite.connection_string, "test")
