"""Somebody who opens records' forms in Sales, which embed the pages."""

from playwright.sync_api import Browser, Frame, FrameLocator, expect

from dev.forms import form_address
from dev.people import Person, hire
from dev.stack import LocalStack
from shared.domain.callers import Role
from tests.browser.visitor import Visitor


class Salesperson(Visitor):
    """Sits at a browser that is signed in to Sales, and not to the app."""

    def __init__(self, browser: Browser, stack: LocalStack, person: Person) -> None:
        super().__init__(browser, stack.host.url, person)
        self._fleet = stack.fleet

    def open(self, table: str, record: str = "") -> FrameLocator:
        """Open a form, and return the page on it, once it shows something."""
        shown = self.come_to(table, record)
        expect(shown.locator("main:not([aria-busy]) .stack > *").first).to_be_visible()
        return shown

    def come_to(self, table: str, record: str = "") -> FrameLocator:
        """Open a form, and return the page on it, whatever it does."""
        self.page.goto(form_address(self._fleet, table, record))
        if self.page.get_by_role("heading", name="Who are you?").count():
            self.page.get_by_role("link", name=self.person.name, exact=True).click()
        return self.page.frame_locator("iframe")

    @property
    def looked_at(self) -> Frame:
        [frame] = [each for each in self.page.frames if "/pages/forms/" in each.url]
        return frame


def employ(stack: LocalStack, name: str, *roles: Role) -> Person:
    """Let somebody join who sees all records of Sales."""
    person = hire(stack.fleet, name, *roles)
    with stack.fleet.dataverse_server.lock:
        stack.fleet.dataverse.give_role("systemuser", person.user_id, "Sales Manager")
    return person
