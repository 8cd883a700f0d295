"""A real browser in front of the running app: Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from dev.browser import chromium
from dev.forms import deploy, put_on_forms
from dev.people import Person
from dev.simulators.fleet import FleetOptions
from dev.stack import LocalStack
from shared.domain.callers import Role
from tests.browser.salesperson import Salesperson, employ
from tests.browser.visitor import Visitor
from tests.people import People
from tests.setup.firm import Firm
from tests.surroundings import Surroundings


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # A page shows what it should when it can; how soon says nothing about the page.
    expect.set_options(timeout=20_000)
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


@pytest.fixture(scope="session")
def sally(stack: LocalStack) -> Person:
    """Who may ask, and sees what salespeople see; the pages are on the forms."""
    deploy(stack.fleet, stack.host.url)
    put_on_forms(stack.fleet)
    return employ(stack, "Salma Seller", Role.PRODUCT_AVAILABILITY)


@pytest.fixture
def sales(browser: Browser, sally: Person, world: Surroundings) -> Iterator[Salesperson]:
    salesperson = Salesperson(browser, world.stack, sally)
    yield salesperson
    salesperson.leave()


@pytest.fixture
def head_of_sales(
    browser: Browser, sally: Person, stack: LocalStack, world: Surroundings
) -> Iterator[Salesperson]:
    """Who also runs the integration."""
    person = employ(stack, f"Ada Head {uuid4().hex[:4]}", Role.ADMINISTRATOR)
    world.start_app()
    head = Salesperson(browser, stack, person)
    yield head
    head.leave()


@pytest.fixture
def firm(stack: LocalStack, tmp_path: Path) -> Iterator[Firm]:
    """A firm whose app nobody has set up yet."""
    with pytest.MonkeyPatch.context() as env:
        firm = Firm(stack, tmp_path, env.setenv, FleetOptions())
        yield firm
        firm.close()


@pytest.fixture
def grace(browser: Browser, firm: Firm) -> Iterator[Visitor]:
    """The firm's administrator of Dataverse."""
    visitor = Visitor(browser, firm.url, firm.admin)
    yield visitor
    visitor.leave()
