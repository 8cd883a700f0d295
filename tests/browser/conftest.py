"""A real browser in front of the running app: Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from dev.browser import chromium
from tests.browser.visitor import Visitor
from tests.people import People
from tests.surroundings import Surroundings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def visitor(browser: Browser, world: Surroundings) -> Iterator[Visitor]:
    """An administrator at a screen; at the end, the browser has complained of nothing."""
    visitor = Visitor(browser, world.stack.host.url, world.stack.administrator)
    yield visitor
    visitor.leave()


@pytest.fixture
def people(world: Surroundings) -> Iterator[People]:
    people = People(world)
    yield people
    people.leave()
