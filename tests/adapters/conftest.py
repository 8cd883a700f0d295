"""The stores of both sides, against the simulators over HTTPS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.simulators.fleet import Fleet
from tests.adapters.world import World


@pytest.fixture
def world(fleet: Fleet, tmp_path: Path) -> Iterator[World]:
    world = World(fleet, tmp_path.name)
    yield world
    world.close()
