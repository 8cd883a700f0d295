"""The stores of both sides, against the simulators over HTTPS."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dev.simulators.fleet import Fleet
from tests.adapters.world import World


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    with (
        Fleet(Path(tmp_path_factory.mktemp("fleet"))) as fleet,
        pytest.MonkeyPatch.context() as env,
    ):
        for name in [*os.environ]:
            if name.lower().endswith("_proxy"):
                env.delenv(name)
        env.setenv("REQUESTS_CA_BUNDLE", str(fleet.certificate_authority))
        yield fleet


@pytest.fixture
def world(fleet: Fleet, tmp_path: Path) -> Iterator[World]:
    world = World(fleet, tmp_path.name)
    yield world
    world.close()
