"""Somebody who opens the console, signs in and clicks."""

from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from dev.people import Person
from tests.surroundings import Surroundings

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_SIGN_IN = "Sign in"


class Visitor:
    def __init__(self, browser: Browser, world: Surroundings) -> None:
        self.world = world
        self._context = browser.new_context(ignore_https_errors=True, locale="en-GB")
        self._context.set_default_timeout(10_000)
        self.page: Page = self._context.new_page()
        self.complaints: list[str] = []
        """What the browser says of the page: errors of scripts, and what its policy forbids."""
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    @property
    def address(self) -> str:
        return f"{self.world.stack.host.url}/api/console"

    def come(self, place: str = "") -> None:
        """Open the console, without signing in."""
        self.page.goto(f"{self.address}{place}")

    def sign_in(self, person: Person | None = None, place: str = "") -> None:
        """Open the console, and sign in; as the administrator, unless as another *person*."""
        self.come(place)
        self.page.get_by_role("button", name=_SIGN_IN).click()
        wanted = person or self.world.stack.administrator
        self.page.get_by_role("link", name=wanted.name).click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def go(self, place: str) -> None:
        """Go to a place of the console."""
        self.page.evaluate("place => { location.hash = place }", place)

    def barriers(self) -> list[str]:
        """Return what keeps people from using what is shown, as axe-core finds it."""
        self._context.add_init_script  # noqa: B018
        self.page.evaluate(AXE.read_text("utf-8"))
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def leave(self) -> None:
        self._context.close()
        assert self.complaints == []
