"""What an administrator sees of the app's own work."""

from playwright.sync_api import expect

from shared.domain.sides import Side
from tests.app.pairs import in_step
from tests.browser.visitor import Visitor
from tests.surroundings import Surroundings


def test_a_job_is_followed_from_the_requests_it_took_to_what_the_service_calls_them(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.start_app(TELEMETRY_MEMORY="true")
    customer = in_step(world)
    world.customers.change(customer, city="Hamburg")
    world.fault(Side.DATAVERSE, "status", method="POST", status=429, retry_after=3, times=1)
    journal = world.server(Side.DATAVERSE).journal
    run = world.sync()
    visitor.sign_in()

    page.get_by_role("navigation").get_by_role("link", name="Signals").click()
    expect(page.get_by_text("What this one instance")).to_be_visible()
    throttled = page.get_by_role("table", name="Requests").get_by_role("row", name="Dataverse")
    expect(throttled).to_contain_text("1 4xx")
    expect(throttled).to_contain_text("at the service's wish")
    jobs = page.get_by_role("table", name="The newest jobs")
    changed = jobs.get_by_role("row", name="1 changed").first
    expect(changed).to_contain_text("Dataverse")
    assert visitor.barriers() == []

    changed.get_by_role("link").click()
    expect(page.get_by_role("heading", name="customer: to Dataverse")).to_be_visible()
    course = page.get_by_role("table", name="Pages and requests")
    expect(course.get_by_role("row", name="429, service_busy")).to_be_visible()
    expect(course.get_by_role("row", name="attempt 2")).to_be_visible()
    known = {entry.named.get("x-ms-service-request-id") for entry in journal.last()}
    ids = page.get_by_role("table", name="What each request is called")
    told = {text for text in ids.locator("td .code").all_inner_texts() if text in known}
    job = next(job for job in run["jobs"] if job["direction"] == "to_dataverse")
    assert told
    expect(page.get_by_text(job["correlation_id"])).to_be_visible()
    assert visitor.barriers() == []

    world.start_app(TELEMETRY_MEMORY="")


def test_a_job_with_failed_records_does_not_look_like_one_without(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.start_app(TELEMETRY_MEMORY="true")
    customer = in_step(world)
    world.accounts.change(world.partner(customer), address1_country="x" * 20)
    world.sync()
    visitor.sign_in(place="#/signals")

    jobs = page.get_by_role("table", name="The newest jobs")
    failed = jobs.get_by_role("row", name="1 failed")
    expect(failed.locator(".state.warn")).to_have_text("Finished")
    expect(jobs.locator(".state.good").first).to_be_visible()
    failed.get_by_role("link").click()
    expect(page.locator(".state.warn")).to_have_text("Finished")
    world.start_app(TELEMETRY_MEMORY="")


def test_who_goes_through_the_jobs_by_keyboard_stays_where_they_are_when_the_page_looks_again(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.start_app(TELEMETRY_MEMORY="true")
    world.full_sync()
    visitor.sign_in(place="#/signals")
    job = page.get_by_role("table", name="The newest jobs").get_by_role("link").first
    job.focus()
    job.evaluate("link => { link.dataset.old = 'yes' }")

    visitor.look_again()

    expect(page.locator("[data-old]")).to_have_count(0)
    expect(job).to_be_focused()
    world.start_app(TELEMETRY_MEMORY="")


def test_an_app_that_keeps_no_signals_says_how_it_would(
    world: Surroundings, visitor: Visitor
) -> None:
    world.full_sync()
    visitor.sign_in(place="#/signals")

    expect(visitor.page.get_by_text("Set TELEMETRY_MEMORY to true")).to_be_visible()
    expect(visitor.page.get_by_role("row", name="CUSTOMER")).to_be_visible()
    assert visitor.barriers() == []
