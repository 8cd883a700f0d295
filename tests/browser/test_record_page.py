"""A record's page says what is so, and offers what can be done."""

from uuid import uuid4

from playwright.sync_api import expect

from tests.app.pairs import in_conflict, in_step
from tests.browser.visitor import Visitor
from tests.surroundings import Surroundings


def test_of_a_pair_in_conflict_it_is_told_when_both_agreed_last(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_conflict(world)
    visitor.sign_in(place=f"#/records/customer/bc/{customer['id']}")

    expect(page.get_by_text("Choose a side for 2 fields.")).to_be_visible()
    expect(page.locator("dt", has_text="Last agreed")).to_be_visible()
    expect(page.get_by_text("In step since")).to_have_count(0)


def test_the_fields_of_a_deleted_partner_are_not_said_to_agree(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world)
    world.accounts.delete(world.partner(customer))
    world.tick()
    visitor.sign_in(place=f"#/records/customer/bc/{customer['id']}")

    city = page.get_by_role("row", name="address1_city")
    expect(city.get_by_role("cell").nth(0)).to_have_text("Berlin")
    expect(city.get_by_role("cell").nth(1)).to_have_text("(deleted)")
    expect(city.get_by_role("cell").nth(3)).to_have_text("deleted in Dataverse")
    expect(page.get_by_role("cell", name="agreed", exact=True)).to_have_count(0)
    assert visitor.barriers() == []


def test_a_record_that_nobody_knows_cannot_be_synchronized(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(place=f"#/records/customer/bc/{uuid4()}")

    expect(page.get_by_text("Business Central has no such record.")).to_be_visible()
    expect(page.get_by_role("button", name="Synchronize it now")).to_have_count(0)
