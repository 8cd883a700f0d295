"""Salespeople see on their records' forms what can be promised, and what customers owe."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Response, expect

from dev.forms import deploy
from dev.people import Person
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.browser.salesperson import Salesperson, employ
from tests.statistics.ledger import LONG_AGO, Ledger
from tests.surroundings import Json, Surroundings

HOSTILE = "<img src=x onerror=document.title='taken'>"


@pytest.fixture
def ledger(world: Surroundings) -> Ledger:
    return Ledger(world)


def coupled(world: Surroundings, name: str = "Adatum") -> tuple[Json, str]:
    """Return a customer, and the id of its account."""
    customer = world.customers.add(name)
    world.full_sync()
    return customer, str(world.partner(customer)["accountid"])


def asked_for(path: str) -> Callable[[Response], bool]:
    """Recognize the answer to a page that asked for something, its preflight left out."""
    return lambda answer: answer.url.endswith(path) and answer.request.method == "POST"


def test_an_account_shows_what_its_customer_owes_and_the_way_to_business_central(
    world: Surroundings, ledger: Ledger, sales: Salesperson
) -> None:
    customer, account = coupled(world, HOSTILE)
    ledger.owe(customer, 338)
    ledger.owe(customer, 100, LONG_AGO)

    shown = sales.open("account", account)

    expect(shown.get_by_role("heading", name="€100.00 overdue")).to_be_visible()
    expect(shown.get_by_text("Owes €438.00")).to_be_visible()
    link = shown.get_by_role("link", name=f"Open {customer['number']} {HOSTILE} in")
    assert customer["number"] in (link.get_attribute("href") or "")
    assert shown.locator("img").count() == 0
    expect(shown.get_by_role("button", name="Sync now")).to_have_count(0)
    assert sales.barriers() == []

    ledger.owe(customer, -100)
    world.clock.advance(timedelta(minutes=1))
    refresh = shown.get_by_role("button", name="Refresh")
    refresh.press("Enter")
    expect(shown.get_by_text("Owes €338.00")).to_be_visible()
    expect(refresh).to_be_focused()


def test_a_page_whose_texts_cannot_be_loaded_says_so(
    world: Surroundings, sales: Salesperson
) -> None:
    _, account = coupled(world)
    sales.block("**/texts/*.json")

    shown = sales.come_to("account", account)

    expect(shown.get_by_role("alert")).to_contain_text("its texts could not be loaded")


def test_an_administrator_sees_that_an_account_is_out_of_step_and_synchronizes_it_at_once(
    world: Surroundings, head_of_sales: Salesperson
) -> None:
    customer, account = coupled(world)
    world.clock.advance(timedelta(minutes=1))
    world.accounts.change({"accountid": account}, address1_city="Bremen")
    shown = head_of_sales.open("account", account)
    expect(shown.get_by_role("heading", name="In step")).to_be_visible()

    with head_of_sales.page.expect_response(asked_for("mappings/customer/sync")):
        shown.get_by_role("button", name="Sync now").click()
    expect(shown.get_by_text("At work")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)

    expect(shown.get_by_text("At work")).to_have_count(0, timeout=20_000)
    expect(shown.get_by_role("heading", name="In step")).to_be_visible()
    assert world.customers.read(customer["id"])["city"] == "Bremen"
    assert head_of_sales.barriers() == []


def test_an_account_without_a_customer_says_so_and_offers_administrators_to_make_one(
    world: Surroundings, head_of_sales: Salesperson, sales: Salesperson
) -> None:
    account = str(world.accounts.add("Contoso")["accountid"])
    told = "This account has no customer in Business Central yet."
    shown = sales.open("account", account)
    expect(shown.get_by_text(told)).to_be_visible()
    expect(shown.get_by_role("button", name="Create the customer")).to_have_count(0)
    assert sales.barriers() == []

    offered = head_of_sales.open("account", account)
    with head_of_sales.page.expect_response(asked_for("couplings/create")):
        offered.get_by_role("button", name="Create the customer").click()
    world.stack.host.drain_queues(include_delayed=True)

    expect(offered.get_by_role("heading", name="Owes €0.00")).to_be_visible(timeout=20_000)
    assert [each["displayName"] for each in world.customers.all()] == ["Contoso"]


def test_while_business_central_is_down_an_account_still_leads_there_and_can_be_asked_again(
    world: Surroundings, sales: Salesperson
) -> None:
    _, account = coupled(world)
    world.fault(Side.BC, "status", status=503, times=None)
    shown = sales.open("account", account)
    expect(shown.get_by_text("Business Central does not answer now.")).to_be_visible()
    assert sales.barriers() == []

    world.server(Side.BC).faults.clear()
    world.clock.advance(timedelta(minutes=5))
    shown.get_by_role("button", name="Try again").click()

    expect(shown.get_by_role("heading", name="Owes €0.00")).to_be_visible()


def test_who_has_no_role_is_told_which_one_is_needed(
    world: Surroundings, browser: Browser, sally: Person
) -> None:
    account = str(world.accounts.add("Contoso")["accountid"])
    stranger = Salesperson(browser, world.stack, employ(world.stack, "Nora Nobody"))
    world.start_app()

    shown = stranger.open("account", account)

    expect(shown.get_by_text("You may not see this: it needs the security role")).to_be_visible()
    assert stranger.barriers() == []
    stranger.leave()


def test_who_is_not_known_at_once_signs_in_by_a_button_that_opens_a_window(
    world: Surroundings, browser: Browser, sally: Person
) -> None:
    _, account = coupled(world)
    fleet = world.stack.fleet
    person = employ(world.stack, "Lena Late", Role.PRODUCT_AVAILABILITY)
    with fleet.dataverse_server.lock:
        elsewhere = {"domainname": "lena@elsewhere.example"}
        fleet.dataverse.change("systemuser", person.user_id, elsewhere)
    world.start_app()
    lena = Salesperson(browser, world.stack, person)
    shown = lena.open("account", account)
    expect(shown.get_by_text("Sign in with your work account")).to_be_visible()
    assert lena.barriers() == []

    with lena.page.expect_popup() as closed:
        shown.get_by_role("button", name="Sign in").click()
    closed.value.close()
    with lena.page.expect_popup() as opened:
        shown.get_by_role("button", name="Sign in").click()
    opened.value.get_by_role("link", name=person.name).click()

    expect(shown.get_by_role("heading", name="Owes €0.00")).to_be_visible()
    lena.leave()


def test_a_new_record_is_asked_about_once_it_is_saved(
    world: Surroundings, sales: Salesperson
) -> None:
    shown = sales.open("account")
    expect(shown.get_by_text("Save the record first")).to_be_visible()

    sales.page.get_by_role("button", name="Save").click()

    expect(shown.get_by_text("This account has no customer")).to_be_visible()


def test_where_companies_share_the_organization_a_record_of_none_of_them_says_so(
    world: Surroundings, sales: Salesperson
) -> None:
    fleet = world.stack.fleet
    account = str(world.accounts.add("Contoso")["accountid"])
    deploy(fleet, world.stack.host.url, uuid4(), uuid4())

    shown = sales.open("account", account)

    expect(shown.get_by_text("This record belongs to no company")).to_be_visible()
    deploy(fleet, world.stack.host.url)


def test_a_record_that_the_form_goes_on_to_is_shown_in_the_place_of_the_one_before(
    world: Surroundings, sales: Salesperson
) -> None:
    adatum, account = coupled(world)
    other = str(world.accounts.add("Contoso")["accountid"])
    shown = sales.open("account", account)
    expect(shown.get_by_role("link", name=f"Open {adatum['number']}")).to_be_visible()

    sales.page.evaluate("id => show(id)", other)

    expect(shown.get_by_text("This account has no customer")).to_be_visible()
