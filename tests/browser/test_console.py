"""What an administrator does in the console: looks, follows, decides. Each test is one visit."""

from playwright.sync_api import expect

from tests.app.pairs import edit_both, in_step, names
from tests.browser.visitor import Visitor
from tests.people import People
from tests.surroundings import Surroundings

HOSTILE = "<img src=x onerror=document.title='taken'>"


def test_a_conflict_is_settled_field_by_field_from_the_inbox(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world)
    edit_both(world, customer)
    world.tick()
    visitor.sign_in()
    expect(page.get_by_role("heading", name="1 mapping needs you")).to_be_visible()

    page.get_by_role("link", name="1 conflict", exact=True).click()
    page.get_by_role("link", name="Adatum Ltd").click()
    keep = page.get_by_role("button", name="Keep the chosen values")
    expect(page.get_by_text("Choose a side for 2 fields.")).to_be_visible()
    page.get_by_role("radio", name="Adatum Ltd").check()
    page.get_by_role("radio", name="3", exact=True).check()
    assert visitor.barriers() == []
    keep.click()
    expect(page.get_by_text("Noted; a run carries it out.")).to_be_visible()

    world.stack.host.drain_queues(include_delayed=True)
    assert names(world, customer) == ("Adatum Ltd", "Adatum Ltd")
    assert world.customers.read(customer["id"])["phoneNumber"] == "3"
    visitor.go("#/inbox")
    expect(page.get_by_text("No record is out of order.")).to_be_visible()


def test_records_are_chosen_and_one_side_wins_for_all_of_them(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world, HOSTILE)
    edit_both(world, customer)
    world.customers.change(customer, displayName=HOSTILE)
    world.tick()
    visitor.sign_in(place="#/inbox")
    expect(page.get_by_role("link", name=HOSTILE)).to_be_visible()
    assert visitor.barriers() == []

    page.get_by_role("checkbox", name=f"Choose {HOSTILE}").check()
    page.get_by_role("button", name="Dataverse wins").click()
    expect(page.get_by_text("Noted; a run carries it out.")).to_be_visible()

    world.stack.host.drain_queues(include_delayed=True)
    assert world.customers.read(customer["id"])["phoneNumber"] == "3"


def test_a_customer_with_a_hostile_name_is_shown_by_that_name_everywhere(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world, HOSTILE)
    visitor.sign_in(place=f"#/records/customer/bc/{customer['id']}")

    expect(page.get_by_role("heading", name=HOSTILE)).to_be_visible()
    expect(page.get_by_role("cell", name=HOSTILE)).to_have_count(3)
    assert page.locator("main img").count() == 0
    assert "taken" not in page.title()


def test_a_run_that_the_fuse_has_stopped_is_approved_and_followed(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.sync("currency", full=True)
    world.start_app(SYNC_FUSE_CHANGES="1")
    world.customers.add_many(["Adatum", "Fabrikam"])
    world.sync(direction="to_dataverse", full=True)
    visitor.sign_in()
    expect(page.get_by_text("The run would create 2 and")).to_be_visible()
    assert visitor.barriers() == []

    page.get_by_role("button", name="Approve").click()
    page.locator("fluent-dialog").get_by_role("button", name="Approve").click()
    expect(page.get_by_text("The run goes on.")).to_be_visible()

    world.stack.host.drain_queues(include_delayed=True)
    expect(page.get_by_role("row", name="CUSTOMER")).to_contain_text("2 created")
    assert len(world.accounts.all()) == 2


def test_an_administrator_looks_at_every_page_and_none_keeps_anybody_out(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    in_step(world)
    world.accounts.add("Contoso", address1_country="a country that is too long")
    world.full_sync()
    visitor.sign_in()

    for link, text in {
        "Jobs": "1 failed",
        "Dependencies": "completes mappings from left to right",
        "Full synchronization": "those that may travel get partners",
        "Salespeople": "the company's team",
        "Setup": "Check, and change nothing",
    }.items():
        page.get_by_role("navigation").get_by_role("link", name=link).click()
        expect(page.get_by_text(text).first).to_be_visible()
        assert visitor.barriers() == [], link


def test_a_failed_job_leads_to_the_record_and_its_story(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    account = world.accounts.add("Contoso", address1_country="a country that is too long")
    world.full_sync()
    visitor.sign_in(place="#/jobs")

    page.get_by_role("row", name="1 failed").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="customer: from Dataverse")).to_be_visible()
    page.get_by_role("link", name="Contoso").click()

    expect(page.get_by_role("heading", name="Contoso")).to_be_visible()
    expect(page.get_by_text("It has no partner")).to_be_visible()
    opened = page.get_by_role("link", name="Open in Dataverse").get_attribute("href")
    assert account["accountid"] in (opened or "")


def test_a_full_synchronization_is_reviewed_started_and_followed_to_its_end(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    world.customers.add_many(["Adatum", "Fabrikam"])
    visitor.sign_in(place="#/full")
    expect(page.get_by_role("row", name="customer both ways 2 0 0")).to_be_visible()

    page.get_by_role("button", name="Start").click()
    page.locator("fluent-dialog").get_by_role("button", name="Start").click()
    expect(page.get_by_text("The runs were asked for.")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)

    expect(page.get_by_text("2 of 2 mappings have come to their end.")).to_be_visible()
    assert len(world.accounts.all()) == 2


def test_a_mapping_is_run_on_request_and_the_page_tells_when_it_is_done(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world)
    world.customers.change(customer, city="Hamburg")
    visitor.sign_in(place="#/mappings/customer")

    page.get_by_role("button", name="Synchronize now").click()
    expect(page.get_by_text("A run was started.")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)

    expect(page.get_by_role("cell", name="1 changed").first).to_be_visible()
    assert world.partner(customer)["address1_city"] == "Hamburg"
    assert visitor.barriers() == []


def test_a_salesperson_is_coupled_with_who_has_their_address(
    world: Surroundings, visitor: Visitor, people: People
) -> None:
    page = visitor.page
    people.salesperson("JIM", "Jim Olive", email="jim@contoso.example")
    user = people.user("Jim", "Olive", internalemailaddress="jim@contoso.example")
    visitor.sign_in(place="#/people")

    page.get_by_role("button", name="Couple 1 by e-mail").click()
    page.locator("fluent-dialog").get_by_role("button", name="Couple", exact=True).click()

    expect(page.get_by_role("button", name="Uncouple: Jim Olive")).to_be_visible()
    assert people.couplings() == {"JIM": user["systemuserid"]}


def test_an_address_that_leads_nowhere_says_so(visitor: Visitor) -> None:
    page = visitor.page
    visitor.sign_in(place="#/jobs")

    visitor.go("#/records/%")

    expect(page.get_by_role("heading", name="There is no such page")).to_be_visible()
    expect(page.get_by_text("Nothing is shown at #/records/%.")).to_be_visible()
    assert visitor.barriers() == []
    page.get_by_role("main").get_by_role("link", name="Overview").click()
    expect(page.get_by_role("row", name="CUSTOMER")).to_be_visible()


def test_jobs_are_listed_in_the_order_in_which_they_began(
    world: Surroundings, visitor: Visitor
) -> None:
    in_step(world)
    began = sorted((job["started_at"] for job in world.get("jobs")["value"]), reverse=True)
    visitor.sign_in(place="#/jobs")

    jobs = visitor.page.get_by_role("table", name="Jobs").locator("tbody a[href^='#/jobs/']")
    expect(jobs).to_have_count(len(began))
    ids = [link.get_attribute("href") or "" for link in jobs.all()]
    by_id = {f"#/jobs/{job['id']}": job["started_at"] for job in world.get("jobs")["value"]}
    assert [by_id[id_] for id_ in ids] == began


def test_what_just_happened_stands_in_line_with_the_page(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    visitor.sign_in(place="#/mappings/currency")
    page.get_by_role("button", name="Synchronize now").click()
    expect(page.get_by_text("A run was started.")).to_be_visible()

    # At once, since the page is drawn anew while it follows the run.
    page.wait_for_function("""() => {
        const [news, heading] = [".news fluent-message-bar", "h1"].map(each =>
            document.querySelector(each)?.getBoundingClientRect());
        return news?.width > 0 && heading?.width > 0 && news.x === heading.x;
    }""")


def test_what_somebody_has_typed_stays_while_the_page_looks_again(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    customer = in_step(world)
    world.customers.change(customer, city="Hamburg")
    visitor.sign_in(place="#/mappings/customer")
    page.get_by_label("Side").select_option("dataverse")
    page.get_by_placeholder("The record's id").fill("half an id")

    page.get_by_role("button", name="Synchronize now").click()
    expect(page.get_by_text("A run was started.")).to_be_visible()
    world.stack.host.drain_queues(include_delayed=True)
    expect(page.get_by_role("cell", name="1 changed").first).to_be_visible()

    expect(page.get_by_placeholder("The record's id")).to_have_value("half an id")
    expect(page.get_by_label("Side")).to_have_value("dataverse")


def test_a_mapping_of_lines_is_shown_with_what_it_is_part_of(
    world: Surroundings, visitor: Visitor
) -> None:
    page = visitor.page
    document = {
        "name": "DOCUMENT",
        "bc": {"entity": "salesInvoices"},
        "dataverse": {"table": "invoice"},
        "direction": "to_dataverse",
        "fields": [{"bc": "number", "dataverse": "invoicenumber"}],
    }
    lines = {
        **document,
        "name": "LINES",
        "part_of": "DOCUMENT",
        "bc": {"entity": "salesInvoiceLines"},
        "dataverse": {"table": "invoicedetail"},
        "fields": [{"bc": "description", "dataverse": "productdescription"}],
    }
    world.add_own(document, lines)
    world.start_app()
    visitor.sign_in(place="#/mappings/lines")

    expect(page.get_by_role("heading", name="LINES")).to_be_visible()
    expect(page.get_by_role("cell", name="productdescription")).to_be_visible()
    expect(page.get_by_role("button", name="Synchronize")).to_have_count(0)
    assert visitor.barriers() == []
    page.get_by_role("link", name="document", exact=True).click()
    expect(page.get_by_role("heading", name="DOCUMENT")).to_be_visible()
