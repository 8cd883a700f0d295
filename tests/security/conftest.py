"""People with every role and with none, who call the app from outside."""

from collections.abc import Iterator

import pytest

from dev.people import Person, hire
from dev.stack import LocalStack, authentication_of
from shared.domain.callers import Role
from tests.surroundings import Surroundings

People = dict[Role | None, Person]


@pytest.fixture(scope="session")
def people(stack: LocalStack) -> People:
    """One person for each role, and somebody without any."""
    names: dict[Role | None, str] = {role: f"Of {role.name.title()}" for role in Role}
    hired: People = {role: hire(stack.fleet, name, role) for role, name in names.items() if role}
    return hired | {None: hire(stack.fleet, "Without Role")}


@pytest.fixture
def guarded(world: Surroundings) -> Iterator[Surroundings]:
    """The world, with App Service authentication in front of the app."""
    front = authentication_of(world.fleet)
    world.stack.host.authentication = front
    world.start_app(**front.app_settings)
    yield world
    world.stack.host.authentication = None
