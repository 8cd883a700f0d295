"""Pictures of the pages, as somebody sees it after the demonstration, with some trouble left."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from dev import form_screenshots
from dev.browser import chromium
from dev.demo import story
from dev.demo.narrator import Narrator
from dev.demo.opening import Options, Scene, opened

FOLDER = Path("docs/images")
_WIDE, _TALL, _NARROW = (1180, 760), (1180, 980), (400, 760)
_TALLER = (1180, 1240)
_MAPPINGS = ("customer", "contact", "item_product", "opportunity", "vendor", "currency")
_DISPUTED, _REFUSED, _CHANGED = slice(2, 5), slice(6, 8), slice(10, 18)
"""Which pairs of the demonstration get into trouble, or are changed at the end."""


@dataclass(frozen=True)
class _Picture:
    name: str
    place: str
    """All after the hash; ``{conflict}`` stands for a record in conflict."""
    ready: str
    """A text that is there once the page is."""
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = _WIDE


_PICTURES = (
    _Picture("console-overview", "/", "What the last runs did", size=_TALL),
    _Picture("console-overview-dark", "/", "What the last runs did", "dark", _TALL),
    _Picture("console-overview-narrow", "/", "What the last runs did", size=_NARROW),
    _Picture("console-inbox", "/inbox", "Waits for you"),
    _Picture("console-record", "/records/customer/bc/{conflict}", "Keep the chosen values"),
    _Picture("console-record-dark", "/records/customer/bc/{conflict}", "Keep the", "dark"),
    _Picture("console-graph", "/graph", "Waits for"),
    _Picture("console-setup", "/setup", "What setup did last"),
    _Picture("console-signals", "/signals", "Where the time went", size=_TALLER),
)
_OF_SHADOW_MODE = _Picture("console-shadow", "/shadow", "to Dataverse: 8 changed")


def take(folder: Path) -> Iterator[Path]:
    """Take all pictures, and yield their files."""
    folder.mkdir(parents=True, exist_ok=True)
    narrator = Narrator()
    with ExitStack() as until_done:
        directory = Path(until_done.enter_context(tempfile.TemporaryDirectory()))
        scene = until_done.enter_context(opened(Options(240, 60), directory, narrator))
        story.tell(scene.stage)
        _make_trouble(scene)
        browser = until_done.enter_context(chromium())
        for picture in _PICTURES:
            yield _take(browser, scene, picture, folder)
        yield from form_screenshots.take(browser, scene, folder)
        _only_look(scene)
        yield _take(browser, scene, _OF_SHADOW_MODE, folder)


def _make_trouble(scene: Scene) -> None:
    stage = scene.stage
    for pair in stage.pairs[_DISPUTED]:
        stage.bc.change(pair.customer, {"phoneNumber": "+49 40 1234", "city": "Hamburg"})
        stage.dataverse.change(
            pair.account, {"telephone1": "+49 421 5678", "address1_city": "Bremen"}
        )
    for pair in stage.pairs[_REFUSED]:
        stage.dataverse.change(pair.account, {"address1_country": "Vereinigtes Königreich"})
    for mapping in (*_MAPPINGS, "customer"):
        scene.stack.host.fire_timer(f"sync_{mapping}")
    scene.stack.host.drain_queues()


def _only_look(scene: Scene) -> None:
    """Let timers look at what users have changed since, and write none of it."""
    stage = scene.stage
    stage.operator.only_look()
    for pair in stage.pairs[_CHANGED]:
        stage.bc.change(pair.customer, {"phoneNumber": "+49 40 1234", "website": "contoso.com"})
    for mapping in _MAPPINGS:
        scene.stack.host.fire_timer(f"sync_{mapping}")


def _take(browser: Browser, scene: Scene, picture: _Picture, folder: Path) -> Path:
    width, height = picture.size
    context = browser.new_context(
        ignore_https_errors=True,
        locale="en-GB",
        color_scheme=picture.scheme,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    place = picture.place.format(conflict=scene.stage.pairs[_DISPUTED][0].customer_id)
    page.goto(f"{scene.stack.host.url}/api/console#{place}")
    _sign_in(page, scene)
    expect(page.get_by_text(picture.ready).first).to_be_visible(timeout=30_000)
    file = folder / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled")
    context.close()
    return file


def _sign_in(page: Page, scene: Scene) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=scene.stack.administrator.name).click()
