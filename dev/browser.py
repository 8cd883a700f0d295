"""Debian's Chromium under Playwright's control: for tests of the pages, and for their pictures."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-extensions"]


class BrowserMissingError(Exception):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start one; its pages believe the simulators' certificates only where they are told to.

    :raises BrowserMissingError: none is installed.
    """
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        raise BrowserMissingError(
            "The pages are tested in Chromium: apt-get install chromium, as root."
        )
    # Chromium's own sandbox refuses to work for root, who runs containers.
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=[*_ARGUMENTS, *as_root])
        try:
            yield browser
        finally:
            browser.close()
