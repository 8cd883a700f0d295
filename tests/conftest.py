"""The surroundings of all tests that drive the app, started once per test process."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from dev.simulators.business_central.settings import BusinessCentralSettings
from dev.simulators.fleet import Fleet, FleetOptions
from dev.stack import LocalStack
from tests.doors import Doors
from tests.soaking import asked_for, split
from tests.surroundings import Surroundings

# No deadline: how fast a machine is says nothing about records.
settings.register_profile("default", deadline=None)
settings.register_profile("soak", max_examples=50_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--all-cases", action="store_true", help="also run what the mark soak leaves out"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave further cases out, unless they are asked for."""
    if not asked_for(config):
        items[:], left = split(items)
        config.hook.pytest_deselected(items=left)


def pytest_collection_finish() -> None:
    """Spare the garbage collector what was imported and collected: it stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


LONG_LIVED_TOKENS = FleetOptions(token_lifetime=timedelta(days=3650))
"""Tests move the services' clocks; azure-identity keeps its tokens by the machine's."""


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The simulators, trusted by whatever runs in this process."""
    with (
        Fleet(Path(tmp_path_factory.mktemp("fleet")), LONG_LIVED_TOKENS) as fleet,
        pytest.MonkeyPatch.context() as env,
    ):
        for name in [*os.environ]:
            if name.lower().endswith("_proxy"):
                env.delenv(name)
        env.setenv("REQUESTS_CA_BUNDLE", str(fleet.certificate_authority))
        yield fleet


@pytest.fixture(scope="session")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Simulators of their own, with the companion extension installed in Business Central."""
    options = replace(LONG_LIVED_TOKENS, business_central=BusinessCentralSettings(companion=True))
    with Fleet(Path(tmp_path_factory.mktemp("extended")), options) as fleet:
        yield fleet


@pytest.fixture(scope="session")
def stack(fleet: Fleet) -> Iterator[LocalStack]:
    """The whole app on real sockets: simulators, Azurite and the local host."""
    with (
        pytest.MonkeyPatch.context() as env,
        LocalStack(fleet, env.setenv) as stack,
        ExitStack() as stopping,
    ):
        # Tests say when messages are delivered; nobody else may be faster.
        stack.host.start(queues=False)
        stopping.callback(stack.host.stop)
        yield stack


@pytest.fixture
def world(stack: LocalStack, tmp_path: Path) -> Iterator[Surroundings]:
    """A company and an organisation of the test's own, and an app without any memory of them."""
    with pytest.MonkeyPatch.context() as env:
        world = Surroundings(stack, tmp_path, env.setenv)
        yield world
        world.close()


@pytest.fixture(scope="session")
def doors(stack: LocalStack) -> Iterator[Doors]:
    """The ways out of an app that was told to use them."""
    doors = Doors(stack.fleet, stack.azurite)
    yield doors
    doors.close()
