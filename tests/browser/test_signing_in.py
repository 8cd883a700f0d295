"""People come to the console: signed in, without a role, before setup, while the app is down."""

from playwright.sync_api import expect

from dev.people import hire
from tests.browser.visitor import Visitor


def test_who_signs_in_sees_how_every_mapping_stands(visitor: Visitor) -> None:
    visitor.world.customers.add_many(["Adatum", "Fabrikam"])
    visitor.world.full_sync()

    visitor.sign_in()

    line = visitor.page.get_by_role("row", name="CUSTOMER")
    expect(line).to_contain_text("In step")
    expect(line).to_contain_text("2 created")
    expect(visitor.page.get_by_role("row", name="CURRENCY")).to_contain_text("Not synchronized yet")
    assert visitor.barriers() == []


def test_who_has_no_role_is_told_which_one_is_needed(visitor: Visitor) -> None:
    stranger = hire(visitor.world.stack.fleet, "Sam Stranger")

    visitor.sign_in(stranger)

    expect(visitor.page.get_by_role("heading")).to_have_text("You have no role here")
    expect(visitor.page.get_by_text("Business Central Integration User")).to_be_visible()
    assert visitor.barriers() == []
