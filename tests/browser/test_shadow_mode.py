"""An administrator looks in the console at what the app would do, before it does anything."""

from playwright.sync_api import expect

from tests.browser.visitor import Visitor
from tests.setup.firm import Firm, Json


def synchronized(firm: Firm) -> Json:
    """Set up, and give a customer an account."""
    firm.set_up()
    rows = [{"displayName": "Adatum", "phoneNumber": "1"}]
    [customer] = firm.fleet.business_central.add_many("customers", rows)
    firm.call("POST", "mappings/customer/sync", json={"full": True})
    firm.drain()
    return dict(customer)


def phones(firm: Firm) -> list[str]:
    return [row["telephone1"] for row in firm.rows("account")]


def test_shadow_mode_is_begun_looked_at_and_ended_and_nothing_is_written_before(
    firm: Firm, grace: Visitor
) -> None:
    page = grace.page
    customer = synchronized(firm)
    grace.sign_in(place="#/shadow")
    expect(page.get_by_text("Synchronization is on. Nobody has looked")).to_be_visible()
    page.get_by_role("button", name="Go into shadow mode").press("Enter")
    expect(page.locator("fluent-dialog")).to_contain_text("Synchronization is switched off")
    grace.agree("Go into shadow mode")
    expect(page.get_by_text("Timers only look, and nothing is written.")).to_be_visible()

    firm.fleet.business_central.change("customers", customer["id"], {"phoneNumber": "2"})
    firm.fire_timer("sync_customer")
    firm.drain()
    grace.look_again()

    row = page.get_by_role("row", name="customer")
    expect(row).to_contain_text("to Dataverse: 1 changed")
    expect(row).to_contain_text("telephone1 1")
    assert grace.barriers() == []
    row.get_by_role("link", name="customer").click()
    expect(page.get_by_role("heading", name="customer: Shadow mode")).to_be_visible()
    expect(page.get_by_role("row", name="Adatum").first).to_contain_text("1 → 2")
    assert grace.barriers() == []
    assert phones(firm) == ["1"]

    grace.go("#/")
    expect(page.get_by_role("heading", name="Timers only look")).to_be_visible()
    page.get_by_role("link", name="What they would do, and how to end it").click()
    page.get_by_role("button", name="Let the app act").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not firm.call("GET", "setup").json()["enabled"]
    page.get_by_role("button", name="Let the app act").click()
    grace.agree("Let the app act")
    expect(page.get_by_text("Synchronization is on.", exact=True)).to_be_visible()
    grace.go("#/shadow")
    expect(page.get_by_text("Synchronization is on. What stands here was found")).to_be_visible()

    firm.fire_timer("sync_customer")
    assert phones(firm) == ["2"]


def test_who_switches_on_what_is_in_shadow_mode_is_asked_first(firm: Firm, grace: Visitor) -> None:
    page = grace.page
    firm.set_up()
    firm.call("POST", "setup/shadow")
    grace.sign_in(place="#/setup")

    page.get_by_role("button", name="Switch synchronization on").click()
    page.get_by_role("button", name="Cancel").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert firm.call("GET", "setup").json()["shadow"]
