"""Posted sales invoices and their lines."""

from decimal import Decimal

import pytest
import yaml

from shared.domain.installation import Ownership
from shared.domain.sides import Side
from tests.coupling import only_counters
from tests.mappings.books import Books
from tests.mappings.invoices import (
    BILLED,
    OPEN,
    SLUG,
    Invoices,
    of,
    send,
)
from tests.mappings.sample_people import NO_ID
from tests.people import People
from tests.surroundings import Json

LINES = "postedsalesline-inv"
ADDRESS = {"name", "line1", "line2", "city", "country", "postalcode", "stateorprovince"}
ADDRESSES = {f"{to}_{part}" for to in ("shipto", "billto") for part in ADDRESS}
OTHERS = {"invoicenumber", "name", "customerid", "transactioncurrencyid", "pricelevelid", "duedate"}
AMOUNTS = {"discountamount", "totalamount", "totalamountlessfreight", "totaltax"}
STATE = {"paymenttermscode", "statecode", "statuscode"}
OF_LINES = {
    "sequencenumber",
    "productid",
    "isproductoverridden",
    "productdescription",
    "uomid",
    "quantity",
    "priceperunit",
    "ispriceoverridden",
    "manualdiscountamount",
    "tax",
}


def columns(configuration: Json) -> set[str]:
    fields = configuration["fields"]
    return {field["dataverse"] for field in fields if field["enabled"]}


# What is mapped


@pytest.mark.scenario("CRMIntegrationMapping.SalesInvoiceHeaderMappedToCRMInvoice")
def test_posted_invoices_carry_their_fields_to_dataverse_by_one_timer(books: Books) -> None:
    """Ours: as many as the API has fields for, and beside them what the original sets by itself:
    name, customer, price list, state. docs/mappings.md tells each of the original's."""
    shown = books.world.get(f"mappings/{SLUG}")["configuration"]

    assert columns(shown) == ADDRESSES | OTHERS | AMOUNTS | STATE
    assert (shown["direction"], shown["only_coupled"]) == ("to_dataverse", True)
    assert shown["owner"]["bc"] == "salesperson"
    run = books.tick_one(SLUG)
    assert [job["direction"] for job in run["jobs"]] == ["to_dataverse"]


@pytest.mark.scenario(
    "CRMIntegrationMapping.SalesInvoiceLineMappedToCRMInvoicedetail",
    "CRMIntegrationMgtTest.DefaultTableMappingSalesInvoiceLine",
)
def test_lines_are_part_of_their_invoices_and_have_no_timer_of_their_own(books: Books) -> None:
    """Ours: Dataverse works base and extended amount out, of quantity, price, discount and tax."""
    shown = books.world.get(f"mappings/{LINES}")
    listed = {each["slug"]: each for each in books.world.get("mappings")["value"]}
    refused = books.world.call("POST", f"mappings/{LINES}/sync")

    configuration = shown["configuration"]
    assert (shown["part_of"], shown["schedule"]) == (SLUG, None)
    assert listed[LINES]["part_of"] == SLUG
    assert columns(configuration) == OF_LINES
    assert configuration["direction"] == "to_dataverse"
    assert "filter" not in configuration["bc"] | configuration["dataverse"]
    assert (refused.status_code, refused.json()["code"]) == (404, "mapping_unknown")
    assert "POSTEDSALESINV-INV" in refused.json()["detail"]


def test_posted_invoices_come_after_what_they_and_their_lines_point_to(books: Books) -> None:
    listed = books.world.get("sync/full")["review"]
    [waits] = [each["waits_for"] for each in listed if each["mapping"] == SLUG]

    assert {"CUSTOMER", "CURRENCY", "DEFAULT PRICE LIST"} <= {*waits}
    assert {"ITEM-PRODUCT", "OPPORTUNITY", "BASE UNIT"} <= {*waits}
    configured = books.world.get(f"mappings/{SLUG}")["configuration"]["depends_on"]
    assert {"ITEM-PRODUCT", "RESOURCE-PRODUCT", "OPPORTUNITY"} <= {*configured}


# What travels


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.CouplePostedSalesInvoiceCreatedInNAVToCRM",
    "CRMSynchHelperTest.TestUpdateCRMInvoiceStateActive",
)
def test_a_posted_invoice_goes_over_with_its_lines_and_what_is_posted_stays(
    invoices: Invoices,
) -> None:
    adatum, chair = invoices.customer(city="Ulm"), invoices.chair()
    chairs, thanks = of(chair, 2, discountAmount=10), {"description": "Thank you"}
    posted = invoices.post_invoice(adatum, chairs, thanks, dueDate="2026-03-31")

    run = send(invoices, posted)

    assert only_counters(run) == {"read": 1, "inserted": 1}
    row = invoices.invoice_of(posted)
    account = invoices.world.partner(adatum)
    assert row["invoicenumber"] == row["name"] == posted["number"]
    assert row["_customerid_value"] == account["accountid"]
    assert (row["billto_name"], row["shipto_city"]) == ("Adatum", "Ulm")
    assert row["duedate"].startswith("2026-03-31")
    assert (row["totalamountlessfreight"], row["totalamount"]) == (90, 90)
    assert invoices.standing(posted) == (OPEN, BILLED)
    sold, said = invoices.lines_of(posted)
    product = invoices.product_of(chair)["productid"]
    assert (sold["_productid_value"], sold["isproductoverridden"]) == (product, False)
    assert (sold["quantity"], sold["priceperunit"], sold["manualdiscountamount"]) == (2, 50, 10)
    assert sold["extendedamount"] == 90
    assert (said["productdescription"], said["isproductoverridden"]) == ("Thank you", True)
    invoices.rest(SLUG)


def test_a_draft_stays_in_business_central_until_it_is_posted(invoices: Invoices) -> None:
    draft = invoices.draft(invoices.customer(), of(invoices.chair()))
    invoices.world.sync(SLUG, full=True)
    assert invoices.rows("invoice") == []

    posted = invoices.act(draft, "post")
    invoices.world.sync(SLUG, full=True)

    assert invoices.invoice_of(posted)["invoicenumber"] == posted["number"]


def test_an_invoice_whose_create_was_not_answered_is_there_once_with_all_its_lines(
    invoices: Invoices,
) -> None:
    adatum, chair = invoices.customer(), invoices.chair()
    posted = invoices.post_invoice(adatum, of(chair), of(chair, 2), of(chair, 3))
    invoices.world.fault(Side.DATAVERSE, "cut_body", method="POST", path=r"\$batch")

    send(invoices, posted)
    invoices.tick_one(SLUG)

    assert [line["quantity"] for line in invoices.lines_of(posted)] == [1, 2, 3]
    assert len(invoices.rows("invoice")) == 1
    assert invoices.standing(posted) == (OPEN, BILLED)
    assert invoices.pending() == []


def test_an_invoice_without_any_line_goes_over_as_it_is(invoices: Invoices) -> None:
    posted = invoices.enter("salesInvoices", customerId=invoices.customer()["id"], status="Open")

    send(invoices, posted)

    assert invoices.lines_of(posted) == []


def test_many_invoices_read_their_lines_in_few_requests_and_others_read_none(
    invoices: Invoices,
) -> None:
    adatum, chair = invoices.customer(), invoices.chair()
    for number in range(1, 61):
        invoices.post_invoice(adatum, of(chair, number))
    journal = invoices.world.stack.fleet.business_central_server.journal

    journal.clear()
    invoices.world.sync(SLUG, full=True)
    reading = [entry for entry in journal.last() if "salesInvoiceLines" in entry.target]
    assert len(reading) == 2
    journal.clear()
    invoices.world.sync(SLUG, full=True)

    assert [entry for entry in journal.last() if "salesInvoiceLines" in entry.target] == []
    quantities = sorted(line["quantity"] for line in invoices.rows("invoicedetail"))
    assert quantities == [*range(1, 61)]


def test_a_dry_run_shows_an_invoice_with_the_lines_that_it_would_have(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 3))

    asked = {"dry_run": True, "full": True}
    answer = invoices.world.call("POST", f"mappings/{SLUG}/sync", json=asked)
    [shown] = answer.json()["value"]

    assert (shown["decision"], shown["title"]) == ("insert", posted["number"])
    assert [line["quantity"] for line in shown["lines"]["invoicedetail"]] == [3]
    assert invoices.rows("invoice") == []


def test_the_owner_of_an_invoice_is_the_user_of_its_salesperson(
    invoices: Invoices, people: People
) -> None:
    invoices.world.install(ownership=Ownership.PERSON)
    jim = people.user("Jim", "Olive")
    people.pair("JO", jim)
    adatum = invoices.customer()
    posted = invoices.post_invoice(adatum, of(invoices.chair()), salesperson="JO")

    send(invoices, posted)

    assert invoices.invoice_of(posted)["_ownerid_value"] == jim["systemuserid"]


@pytest.mark.scenario("CRMIntegrationMapping.SyncCRMInvoiceUpdatesCRMOptions")
def test_payment_terms_of_an_invoice_are_the_value_of_a_choice(invoices: Invoices) -> None:
    """Ours: the API does not tell an invoice's shipping agent."""
    terms = invoices.enter("paymentTerms", code="NET 45", displayName="In 45 days")
    invoices.world.sync("payment-terms", full=True)
    adatum = invoices.customer(paymentTermsId=terms["id"])
    posted = invoices.post_invoice(adatum, of(invoices.chair()))

    run = send(invoices, posted)

    assert only_counters(run) == {"read": 1, "inserted": 1}
    assert invoices.invoice_of(posted)["paymenttermscode"] == 3


@pytest.mark.scenario("CRMIntegrationMgtTest.CoupleMultiplePostedSalesInvoicesToCRM")
def test_of_three_invoices_those_two_that_are_chosen_go_over(invoices: Invoices) -> None:
    adatum, chair = invoices.customer(), invoices.chair()
    first, _, third = (invoices.post_invoice(adatum, of(chair)) for _ in range(3))

    send(invoices, first, third)

    numbers = {row["invoicenumber"] for row in invoices.rows("invoice")}
    assert numbers == {first["number"], third["number"]}
    assert len(invoices.rows("invoicedetail")) == 2


@pytest.mark.scenario("CRMIntegrationMgtTest.ExtendedAmountIsCopiedToCRMInvoiceLine")
def test_a_line_comes_to_what_it_comes_to_with_its_tax(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 4, unitPrice=250))
    invoices.tax(posted, 50)

    send(invoices, posted)

    [line] = invoices.lines_of(posted)
    assert (line["quantity"], line["tax"]) == (4, 50)
    assert (line["baseamount"], line["extendedamount"]) == (1000, 1050)
    row = invoices.invoice_of(posted)
    assert (row["totalamountlessfreight"], row["totaltax"]) == (1000, 50)
    assert row["totalamount"] == 1050


def test_a_line_whose_price_includes_tax_comes_to_the_same_in_sales(invoices: Invoices) -> None:
    chairs = of(invoices.chair(), 3, unitPrice=10)
    posted = invoices.post_invoice(invoices.customer(), chairs, pricesIncludeTax=True)
    invoices.include_tax(posted, net=Decimal("25.21"), tax=Decimal("4.79"))

    send(invoices, posted)

    [line] = invoices.lines_of(posted)
    assert (line["priceperunit"], line["manualdiscountamount"]) == (
        Decimal("8.4034"),
        Decimal("0.0002"),
    )
    assert (line["tax"], line["extendedamount"]) == (Decimal("4.79"), 30)


def test_a_line_whose_item_was_deleted_is_written_in(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    [line] = invoices.records("salesInvoiceLines", documentId=posted["id"])
    invoices.calculate("salesInvoiceLines", line, itemId=NO_ID)

    send(invoices, posted)

    [line] = invoices.lines_of(posted)
    assert (line["isproductoverridden"], line["_productid_value"]) == (True, None)
    assert (line["productdescription"], line["extendedamount"]) == ("Chair", 100)


def test_goods_that_are_taken_back_at_a_discount_come_to_the_same_in_sales(
    invoices: Invoices,
) -> None:
    chair = invoices.chair()
    screws = of(chair, 1000, unitPrice=Decimal("0.12345"))
    back = of(chair, -3, unitPrice=10, discountAmount=-3)
    posted = invoices.post_invoice(invoices.customer(), screws, back)

    send(invoices, posted)

    amounts = [line["extendedamount"] for line in invoices.lines_of(posted)]
    assert amounts == [Decimal("123.45"), -27]
    assert invoices.invoice_of(posted)["totalamount"] == Decimal("96.45")


def test_a_total_that_travels_only_once_and_cannot_is_refused_and_not_left_out(
    invoices: Invoices,
) -> None:
    """Dataverse takes it in a change alone, and what is given to new rows only is in none."""
    file = invoices.world.folder / "postedsalesinv_inv.yaml"
    changed = yaml.safe_load(file.read_text("utf-8"))
    [total] = [f for f in changed["fields"] if f["dataverse"] == "totalamount"]
    total["create_only"] = True
    file.write_text(yaml.safe_dump(changed), "utf-8")
    invoices.world.start_app()
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair()))

    send(invoices, posted)

    [refused] = invoices.pending()
    assert "'totalamount' of invoice cannot be set when a row is created" in refused["message"]
