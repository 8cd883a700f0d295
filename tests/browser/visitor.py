"""Somebody who opens the console, signs in and clicks."""

from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Frame, Page, ViewportSize, expect

from dev.people import Person

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
_IN_VAIN = "Failed to load resource"
"""The browser's own note of an answer that is none, or a problem: the page says what it means."""
_SIGN_IN = "Sign in"
_WIDE = ViewportSize(width=1280, height=800)
_NARROW = ViewportSize(width=360, height=800)


class Visitor:
    def __init__(
        self, browser: Browser, url: str, person: Person, *, trusting: bool = True
    ) -> None:
        """:param url: the app's.
        :param person: who signs in, unless another one does.
        :param trusting: whether their browser believes the simulators' certificates.
        """
        self.address, self.person = f"{url}/api/console", person
        self._context = browser.new_context(
            ignore_https_errors=trusting,
            locale="en-GB",
            reduced_motion="reduce",
            viewport=_WIDE,
        )
        self._context.set_default_timeout(10_000)
        self.page: Page = self._context.new_page()
        self.complaints: list[str] = []
        """What the browser says of the page: errors of scripts, and what its policy forbids."""
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and _IN_VAIN not in message.text:
            self.complaints.append(message.text)

    def come(self, place: str = "") -> None:
        """Open the console, without signing in."""
        self.page.goto(f"{self.address}{place}")

    def sign_in(self, person: Person | None = None, place: str = "") -> None:
        """Open the console at a *place*, and sign in."""
        self.come(place)
        self.page.get_by_role("button", name=_SIGN_IN).click()
        # Of several of a name, the one who joined last.
        self.page.get_by_role("link", name=(person or self.person).name).last.click()
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def go(self, place: str) -> None:
        """Go to a place of the console."""
        self.page.evaluate("place => { location.hash = place }", place)

    @property
    def looked_at(self) -> Page | Frame:
        """What is examined for barriers."""
        return self.page

    def barriers(self) -> list[str]:
        """Return what keeps people from using what is shown, light or dark, wide or narrow."""
        found = self._violations()
        self.page.emulate_media(color_scheme="dark")
        self._be_painted()
        # In the dark, nothing else changes than what depends on colours.
        found += self._violations("color-contrast", "link-in-text-block")
        self.page.set_viewport_size(_NARROW)
        self._be_painted()
        if self.looked_at.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append("On a narrow screen, the page has to be moved to and fro.")
        self.page.set_viewport_size(_WIDE)
        self.page.emulate_media(color_scheme="light")
        return found

    def _be_painted(self) -> None:
        """Wait until nothing fades into another colour any more."""
        self.looked_at.evaluate(
            """async () => {
                const frame = () => new Promise(requestAnimationFrame);
                const fades = animation => animation instanceof CSSTransition;
                const fading = () => document.getAnimations().some(fades);
                do { await frame(); await frame(); } while (fading());
            }"""
        )

    def _violations(self, *rules: str) -> list[str]:
        """Ask axe-core, which tests what can be tested of WCAG 2, or some *rules* of it."""
        if not self.looked_at.evaluate("() => 'axe' in window"):
            self.looked_at.evaluate(AXE.read_text("utf-8"))
        options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found = self.looked_at.evaluate("options => axe.run(document, options)", options)
        return [
            f"{each['id']}: {node['html'][:200]} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def agree(self, name: str) -> None:
        """Answer the question that is asked by the button of this name."""
        asked = self.page.locator("fluent-dialog")
        asked.get_by_role("button", name=name, exact=True).click()

    def look_again(self) -> None:
        """Come back to the page, which then asks anew."""
        self.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    def hold_cookie(self, name: str) -> None:
        """Have been given a cookie by whatever is in front of the app."""
        self._context.add_cookies([{"name": name, "value": "made up", "url": self.address}])

    def block(self, pattern: str) -> None:
        """Let nothing be loaded whose address is like *pattern*, as a content blocker does."""
        self._context.route(pattern, lambda route: route.abort())

    def lose_the_net(self) -> None:
        """Let nothing that the page asks for be answered, of which the browser then complains."""
        self._context.set_offline(True)

    def leave(self) -> None:
        self._context.close()
        assert self.complaints == []
