"""Pictures of the pages on the forms of Sales, as a salesperson sees them."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, expect

from dev.demo.opening import Scene
from dev.demo.selling import sell
from dev.people import Person


@dataclass(frozen=True)
class _Picture:
    name: str
    form: str
    """Which of the addresses."""
    ready: str
    """A text that is there once the page is."""
    scheme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = (760, 780)
    administrator: bool = False


_PICTURES = (
    _Picture("form-quote", "quote", "All of it from"),
    _Picture("form-quote-dark", "quote", "All of it from", "dark"),
    _Picture("form-product-narrow", "product", "can be promised", size=(380, 860)),
    _Picture("form-account", "account", "In step", size=(760, 560), administrator=True),
    _Picture("form-account-narrow", "account", "overdue", size=(380, 640)),
)


def take(browser: Browser, scene: Scene, folder: Path) -> Iterator[Path]:
    """Take all pictures, and yield their files."""
    selling = sell(scene)
    for picture in _PICTURES:
        person = scene.stack.administrator if picture.administrator else selling.person
        yield _take(browser, attrgetter(picture.form)(selling), person, picture, folder)


def _take(browser: Browser, address: str, person: Person, picture: _Picture, folder: Path) -> Path:
    width, height = picture.size
    context = browser.new_context(
        ignore_https_errors=True,
        locale="en-GB",
        color_scheme=picture.scheme,
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name=person.name).click()
    shown = page.frame_locator("iframe")
    expect(shown.get_by_text(picture.ready).first).to_be_visible(timeout=30_000)
    file = folder / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled")
    context.close()
    return file
