"""Debian's Chromium under Playwright's control: for tests of the pages, and for their pictures."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""Without windows first: tests take two thirds of the time in it."""
OLDEST = 150
"""Debian does not keep a version for long: the one that the Makefile pins is taken while it is
there, and newer ones after that. Versions more than half a year older than it are refused."""
_ARGUMENTS = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-extensions"]


class BrowserMissingError(Exception):
    """There is no Chromium on this machine that could be used."""


def check_version(version: str) -> None:
    """:raises BrowserMissingError: it is too old."""
    if int(version.partition(".")[0]) < OLDEST:
        raise BrowserMissingError(
            f"Chromium {version} is too old: the pages are tested in {OLDEST} or newer. "
            "apt-get update && apt-get install chromium-headless-shell, as root."
        )


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start one; its pages believe the simulators' certificates only where they are told to.

    :raises BrowserMissingError: none is installed, or an old one.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise BrowserMissingError(
            "The pages are tested in Chromium: apt-get install chromium-headless-shell, as root."
        )
    # Chromium's own sandbox refuses to work for root, who runs containers.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*_ARGUMENTS, *as_root])
        try:
            check_version(browser.version)
            yield browser
        finally:
            browser.close()
