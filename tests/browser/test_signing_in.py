"""People come to the console: signed in, without a role, while the app cannot be reached."""

import re

from playwright.sync_api import Browser, Request, expect

from dev.people import hire
from shared.domain.callers import Role
from tests.browser.visitor import Visitor
from tests.surroundings import Surroundings


def test_who_signs_in_sees_how_every_mapping_stands_and_can_leave_again(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.customers.add_many(["Adatum", "Fabrikam"])
    world.full_sync()
    visitor.come()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert visitor.barriers() == []

    visitor.sign_in()

    line = page.get_by_role("row", name="CUSTOMER")
    expect(line).to_contain_text("In step")
    expect(line).to_contain_text("2 created")
    expect(page.get_by_role("row", name="CURRENCY")).to_contain_text("Not synchronized yet")
    assert visitor.barriers() == []

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()


def test_the_console_asks_with_a_token_and_without_the_cookies_of_the_platform(
    visitor: Visitor,
) -> None:
    asked: list[Request] = []
    visitor.hold_cookie("AppServiceAuthSession")
    visitor.page.on("request", lambda request: asked.append(request))

    visitor.sign_in()
    expect(visitor.page.get_by_role("row", name="CUSTOMER")).to_be_visible()

    calls = [each for each in asked if re.search(r"/api/(?:me|status|jobs|setup)\b", each.url)]
    assert calls
    for call in calls:
        assert call.header_value("authorization")
        assert call.header_value("cookie") is None


def test_who_signs_in_comes_back_to_the_page_that_they_came_for(visitor: Visitor) -> None:
    visitor.sign_in(place="#/graph")

    expect(visitor.page.get_by_role("heading", name="Dependencies")).to_be_visible()
    assert visitor.page.url == f"{visitor.address}#/graph"


def test_who_has_to_sign_in_again_is_led_there_once_and_comes_back_to_where_they_were(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.sign_in(place="#/graph")
    expect(page.get_by_role("row", name="CUSTOMER")).to_be_visible()
    page.evaluate(
        """() => Object.keys(sessionStorage)
            .filter((key) => /accesstoken|refreshtoken/i.test(key))
            .forEach((key) => sessionStorage.removeItem(key))"""
    )

    with page.expect_navigation(url="**/api/console#*"):
        visitor.go("#/")  # which asks for two things at once

    expect(page.get_by_role("row", name="CUSTOMER")).to_be_visible()


def test_the_keyboard_leads_everywhere(visitor: Visitor) -> None:
    page = visitor.page
    visitor.come()
    page.get_by_role("button", name="Sign in").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name=visitor.person.name).press("Enter")
    expect(page.get_by_role("row", name="CUSTOMER")).to_be_visible()

    for _ in range(4):  # the name, Sign out, Overview, Inbox
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Inbox")).to_be_visible()
    expect(page.locator("main")).to_be_focused()


def test_who_does_not_trust_the_directorys_certificate_is_led_there_to_see(
    browser: Browser, world: Surroundings
) -> None:
    stack = world.stack
    visitor = Visitor(browser, stack.host.url, stack.administrator, trusting=False)
    visitor.come()

    visitor.page.get_by_role("button", name="Sign in").click()

    expect(visitor.page.get_by_role("heading")).to_have_text("You could not be signed in")
    link = visitor.page.get_by_role("link")
    assert link.get_attribute("href") == f"{stack.fleet.authority}/"
    visitor.leave()


def test_who_has_no_role_is_told_which_one_is_needed(world: Surroundings, visitor: Visitor) -> None:
    visitor.sign_in(hire(world.stack.fleet, "Olga Outsider"))

    expect(visitor.page.get_by_role("heading")).to_have_text("Your role does not open the console")
    expect(visitor.page.get_by_text("Business Central Integration User")).to_be_visible()
    assert visitor.barriers() == []


def test_who_may_read_sees_what_there_is_and_is_offered_nothing_to_change(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    reader = hire(world.stack.fleet, "Rita Reader", Role.USER)
    world.start_app()

    visitor.sign_in(reader, "#/mappings/customer")

    expect(page.get_by_role("heading", name="CUSTOMER")).to_be_visible()
    expect(page.get_by_role("button", name="Synchronize now")).to_have_count(0)
    expect(page.get_by_role("link", name="Inbox")).to_have_count(0)


def test_while_the_app_cannot_be_reached_the_page_says_so_and_tries_again(
    visitor: Visitor,
) -> None:
    page = visitor.page
    visitor.sign_in()
    expect(page.get_by_role("row", name="CUSTOMER")).to_be_visible()
    visitor.lose_the_net()

    page.get_by_role("link", name="Jobs").click()

    expect(page.get_by_text("The app does not answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_an_app_with_wrong_settings_names_them_to_who_comes(
    world: Surroundings, visitor: Visitor
) -> None:
    world.stop_app(BC_COMPANY_ID="no id")

    visitor.come()

    expect(visitor.page.get_by_text("BC_COMPANY_ID")).to_be_visible()
    assert visitor.barriers() == []


def test_a_page_whose_texts_cannot_be_loaded_says_so(visitor: Visitor) -> None:
    visitor.block("**/texts/*.json")

    visitor.come()

    expect(visitor.page.get_by_role("alert")).to_contain_text("its texts could not be loaded")
    assert visitor.barriers() == []


def test_who_reads_a_language_whose_texts_are_broken_reads_english(visitor: Visitor) -> None:
    visitor.block("**/texts/de.json")
    visitor.page.add_init_script(
        "Object.defineProperty(navigator, 'languages', { value: ['de-DE', 'en'] })"
    )

    visitor.come()

    expect(visitor.page.get_by_role("button", name="Sign in")).to_be_visible()
