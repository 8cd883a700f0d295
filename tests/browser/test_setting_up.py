"""An administrator of Dataverse sets the app up from the console."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.setup.firm import Firm


def test_who_comes_before_setup_is_led_to_it_and_sees_everything_afterwards(
    firm: Firm, grace: Visitor
) -> None:
    page = grace.page
    grace.sign_in()
    expect(page.get_by_role("heading", name="Not set up yet")).to_be_visible()

    page.get_by_role("link", name="Go to setup").click()
    page.get_by_role("button", name="Check, and change nothing").click()
    expect(page.get_by_role("heading", name="What setup would do now")).to_be_visible()
    expect(page.get_by_text("To be changed").first).to_be_visible()
    assert [each for each in firm.requests_to_dataverse() if not each.startswith("GET")] == []
    assert grace.barriers() == []
    page.get_by_role("button", name="Set up").click()

    expect(page.get_by_text("Synchronization is on.").first).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("row", name="CUSTOMER")).to_contain_text("Not synchronized yet")
