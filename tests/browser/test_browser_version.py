"""The browser that tests look at pages with is no older than the pages."""

import pytest
from playwright.sync_api import Browser

from dev.browser import OLDEST, BrowserMissingError, check_version


def test_the_browser_that_is_installed_is_new_enough(browser: Browser) -> None:
    assert int(browser.version.partition(".")[0]) >= OLDEST


def test_an_old_browser_is_refused_with_what_to_do() -> None:
    check_version(f"{OLDEST}.0.1.2")

    with pytest.raises(BrowserMissingError, match=r"Chromium 99\.0\.1\.2 is too old: .*apt-get"):
        check_version("99.0.1.2")
