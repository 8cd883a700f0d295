"""What the overview says first is true of every mapping below it."""

from playwright.sync_api import expect

from tests.app.pairs import in_step
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
