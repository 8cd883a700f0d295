"""An administrator meets other environments in the console, and says what they are."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.setup.firm import Firm, Json

ACCEPT = "Accept these environments"
HEADING = "Other environments"


def known(firm: Firm) -> Json:
    return dict(firm.call("GET", "setup").json()["environments"]["dataverse"]["known"])


def test_other_environments_are_shown_and_gone_on_with_once_somebody_has_accepted_them(
    firm: Firm, grace: Visitor
) -> None:
    page = grace.page
    firm.set_up()
    before = known(firm)["organization"]
    copied = firm.fleet.dataverse.become_a_copy()
    firm.start_app()
    firm.fire_timer("sync_customer")
    grace.sign_in(place="#/setup")
    row = page.get_by_role("row", name="organization")
    expect(row).to_contain_text(before)
    expect(row).to_contain_text(copied)
    expect(page.get_by_role("button", name=ACCEPT)).to_have_count(0)
    assert grace.barriers() == []

    page.get_by_role("button", name="Check, and change nothing").click()
    accept = page.locator("#accept")
    accept.press("Enter")
    expect(page.locator("fluent-dialog")).to_contain_text(
        "couplings and the values that were agreed"
    )
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert known(firm)["organization"] == before
    assert grace.barriers() == []

    accept.click()
    grace.agree(ACCEPT)

    expect(page.get_by_text("Synchronization is on.").first).to_be_visible(timeout=60_000)
    expect(page.get_by_role("heading", name=HEADING)).to_have_count(0)
    assert known(firm)["organization"] == copied


def test_once_wrong_settings_are_corrected_nothing_has_to_be_accepted(
    firm: Firm, grace: Visitor
) -> None:
    page = grace.page
    firm.set_up()
    named = firm.fleet.environment
    firm.start_app(BC_ENVIRONMENT="Sandbox")
    firm.fire_timer("sync_customer")
    firm.start_app(BC_ENVIRONMENT=named)
    grace.sign_in(place="#/setup")
    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    expect(page.get_by_role("row", name="environment")).to_contain_text("sandbox")

    page.get_by_role("button", name="Switch synchronization on").click()

    expect(page.get_by_text("Synchronization is on; unfinished runs go on.")).to_be_visible()
    expect(page.get_by_role("heading", name=HEADING)).to_have_count(0)
