"""What the overview says first is true of every mapping below it."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.app.pairs import edit_both, in_step
from tests.browser.visitor import Visitor
from tests.surroundings import Surroundings


def test_nothing_is_said_to_be_in_step_before_the_first_full_synchronization_is_over(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.customers.add("Adatum")
    world.call("POST", "sync/full", json={})
    visitor.sign_in()

    headline = page.get_by_role("heading", name="A full synchronization is at work")
    expect(headline.locator(".busy")).to_be_visible()
    expect(page.get_by_role("cell", name="never").first).to_be_visible()
    assert visitor.barriers() == []
    page.get_by_role("link", name="How far it is").click()
    expect(page.get_by_text("0 of 2 mappings have come to their end.")).to_be_visible()

    world.stack.host.drain_queues(include_delayed=True)
    visitor.go("#/")
    expect(page.get_by_role("heading", name="Everything is in step")).to_be_visible()


def test_a_mapping_that_was_never_read_as_a_whole_is_not_said_to_be_in_step_while_it_works(
    world: Surroundings, visitor: Visitor
) -> None:
    world.sync("currency", full=True)
    world.call("POST", "mappings/customer/sync", json={})

    visitor.sign_in()

    headline = visitor.page.get_by_role("heading", name="1 mapping has not been synchronized")
    expect(headline.locator(".calm")).to_be_visible()


def test_an_ordinary_run_leaves_everything_in_step(world: Surroundings, visitor: Visitor) -> None:
    world.sync("currency", full=True)
    in_step(world)
    world.call("POST", "mappings/customer/sync", json={})

    visitor.sign_in()

    expect(visitor.page.get_by_role("heading", name="Everything is in step")).to_be_visible()


def test_the_overview_counts_as_many_records_as_the_inbox_shows(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    one, other, refused = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.full_sync()
    for customer in one, other:
        edit_both(world, customer)
    world.accounts.change(world.partner(refused), address1_country="x" * 20)
    world.tick()
    world.tick()
    world.customers.change(refused, city="Hamburg")
    for _ in range(3):
        world.clock.advance(timedelta(minutes=20))
        world.tick()
    assert len(world.pending()) == 6
    visitor.sign_in()

    told = page.get_by_role("row", name="CUSTOMER").get_by_role("link", name="conflicts")
    expect(told).to_have_text(re.compile("2 conflicts"))
    expect(told).to_have_text(re.compile("1 refused"))
    told.click()
    expect(page.get_by_text("3 records are not in order.")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Choose")).to_have_count(3)


def test_one_refused_record_that_is_left_out_is_said_to_be_skipped(
    world: Surroundings, visitor: Visitor
) -> None:
    customer = in_step(world)
    world.accounts.change(world.partner(customer), address1_country="x" * 20)
    world.tick()
    world.tick()

    visitor.sign_in()

    told = visitor.page.get_by_role("link", name="1 refused, skipped", exact=True)
    expect(told).to_be_visible()
