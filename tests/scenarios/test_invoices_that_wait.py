"""Posted sales invoices that wait for something, and what is made for them."""

import pytest
import yaml

from tests.coupling import ask, create, only_counters
from tests.mappings.invoices import SLUG, Invoices, of, send
from tests.mappings.sample_invoices import rated
from tests.surroundings import Json


@pytest.mark.scenario("CRMSynchRulesTest.TestSynchSalesInvHeaderWithCustomerOutOfMapFilter")
def test_an_invoice_of_a_customer_who_takes_no_part_waits_and_does_not_drag_them_along(
    invoices: Invoices,
) -> None:
    blocked = invoices.enter("customers", displayName="Fabrikam", blocked="Ship")
    posted = invoices.post_invoice(blocked, of(invoices.chair()))

    run = send(invoices, posted)

    assert only_counters(run) == {"read": 1, "failed": 1}
    [waits] = invoices.pending()
    assert waits["cause"] == "dependency"
    told = "CUSTOMER gives it no partner: it is outside the mapping's filter, or was deleted."
    assert told in waits["message"]
    assert blocked["id"] in waits["message"]
    assert invoices.rows("invoice") == invoices.rows("account") == []
    assert invoices.world.get("runs", mapping="customer")["value"] == []


@pytest.mark.scenario("CRMSynchNotifications.DependentTableIsNotMarkedAsFailed")
def test_an_invoice_waits_for_the_product_of_one_of_its_lines_which_is_made_for_it(
    invoices: Invoices,
) -> None:
    adatum, chair = invoices.customer(), invoices.chair()
    desk = invoices.item("Desk", unitPrice=100)
    posted = invoices.post_invoice(adatum, of(chair), of(desk))

    answer = ask(invoices.world, "/create", SLUG, records=[posted["id"]])
    invoices.world.stack.host.drain_queues()

    assert answer.status_code == 202
    [waits] = [each for each in invoices.pending() if each["mapping"] == SLUG]
    assert (waits["cause"], waits["record"]) == ("dependency", posted["id"])
    assert "line 20000" in waits["message"]
    assert desk["id"] in waits["message"]
    assert "ITEM-PRODUCT is asked for its partner." in waits["message"]
    told = invoices.world.get(f"mappings/{SLUG}/explain/bc/{posted['id']}")["reasons"]
    assert any("line 20000" in reason["text"] for reason in told)
    assert invoices.rows("invoice") == invoices.rows("invoicedetail") == []

    invoices.world.stack.host.drain_queues(include_delayed=True)
    invoices.tick_one(SLUG)

    assert len(invoices.lines_of(posted)) == 2
    assert invoices.pending() == []


def test_an_invoice_of_a_blocked_item_waits_and_says_that_it_gets_no_product(
    invoices: Invoices,
) -> None:
    desk = invoices.item("Desk", unitPrice=100, blocked=True)
    posted = invoices.post_invoice(invoices.customer(), of(desk))

    send(invoices, posted)
    invoices.tick_one(SLUG)

    [waits] = invoices.pending()
    assert "ITEM-PRODUCT gives it no partner: its blocked is not False." in waits["message"]
    assert invoices.world.get("runs", mapping="item-product")["value"] == []


@pytest.mark.parametrize("customers", [{"creates": False}, {"direction": "from_dataverse"}])
def test_an_invoice_whose_customer_cannot_get_an_account_says_so_and_asks_nobody(
    invoices: Invoices, customers: Json
) -> None:
    chair = invoices.chair()
    file = invoices.world.folder / "customer.yaml"
    changed = yaml.safe_load(file.read_text("utf-8")) | customers
    back = [f for f in changed["fields"] if f.get("direction") != "to_dataverse"]
    file.write_text(yaml.safe_dump(changed | {"fields": back}), "utf-8")
    invoices.world.start_app()
    adatum = invoices.enter("customers", displayName="Adatum")
    posted = invoices.post_invoice(adatum, of(chair))

    send(invoices, posted)
    invoices.tick_one(SLUG)

    [waits] = invoices.pending()
    assert "CUSTOMER gives no record of Business Central a new partner." in waits["message"]
    assert invoices.world.get("runs", mapping="customer")["value"] == []


# Price lists


def test_a_price_list_is_not_asked_for_where_what_is_worked_out_of_its_currency_forbids_it(
    invoices: Invoices,
) -> None:
    file = invoices.world.folder / "currency_price.yaml"
    changed = yaml.safe_load(file.read_text("utf-8"))
    changed["bc"] |= {"computed": ["symbolOrCode"], "new_where": {"symbolOrCode": "+"}}
    changed["fields"].append({"bc": "symbolOrCode", "dataverse": "description"})
    file.write_text(yaml.safe_dump(changed), "utf-8")
    invoices.world.start_app()
    dollar = invoices.record("currencies", code="USD")
    adatum, chair = invoices.customer(), invoices.chair()
    posted = invoices.post_invoice(adatum, of(chair), currencyId=dollar["id"])

    run = send(invoices, posted)

    assert only_counters(run) == {"read": 1, "failed": 1}
    [waits] = invoices.pending()
    assert "CURRENCY-PRICE gives it no partner: its symbolOrCode is not +." in waits["message"]


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateCRMPricelevelInCurrencySunshine")
def test_an_invoice_in_another_currency_gets_a_price_list_in_it_once_somebody_needs_one(
    invoices: Invoices,
) -> None:
    dollar = invoices.record("currencies", code="USD")
    adatum, chair = invoices.customer(), invoices.chair()
    posted = invoices.post_invoice(adatum, of(chair), currencyId=dollar["id"])
    invoices.world.sync("currency-price", full=True)
    assert invoices.rows("pricelevel", name="Price List in USD") == []

    send(invoices, posted)
    invoices.tick_one(SLUG)

    price_list = invoices.row("pricelevel", name="Price List in USD")
    currency = invoices.row("transactioncurrency", isocurrencycode="USD")
    assert price_list["_transactioncurrencyid_value"] == currency["transactioncurrencyid"]
    assert price_list["exchangerate"] == currency["exchangerate"] != 1
    row = invoices.invoice_of(posted)
    assert row["_pricelevelid_value"] == price_list["pricelevelid"]
    assert row["_transactioncurrencyid_value"] == currency["transactioncurrencyid"]
    assert invoices.pending() == []
    invoices.rest(SLUG, "currency-price")


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateCRMPricelevelInCurrencyWhenCurrencyNotCoupled")
def test_without_its_currency_there_is_no_price_list_and_everybody_says_which_is_lacking(
    invoices: Invoices,
) -> None:
    """Ours: both are listed, and follow once the currency is coupled."""
    crown = invoices.enter("currencies", code="XTS", displayName="Without a rate")
    adatum, chair = invoices.customer(), invoices.chair()
    posted = invoices.post_invoice(adatum, of(chair), currencyId=crown["id"])

    create(invoices.world, "currency-price", records=[crown["id"]])
    send(invoices, posted)

    told = {entry["mapping"]: entry for entry in invoices.pending()}
    assert told["currency-price"]["cause"] == told[SLUG]["cause"] == "dependency"
    assert "'XTS'" in told["currency-price"]["message"]
    assert "not coupled in CURRENCY" in told["currency-price"]["message"]
    assert crown["id"] in told[SLUG]["message"]


def test_nobody_is_asked_for_the_price_list_of_a_currency_that_was_deleted(
    invoices: Invoices,
) -> None:
    crown = invoices.enter("currencies", code="XTS", displayName="Crown")
    rated(invoices, "XTS")
    invoices.world.sync("currency")
    adatum, chair = invoices.customer(), invoices.chair()
    posted = invoices.post_invoice(adatum, of(chair), currencyId=crown["id"])
    invoices.remove("currencies", crown)

    send(invoices, posted)
    invoices.tick_one(SLUG)

    [waits] = [each for each in invoices.pending() if each["mapping"] == SLUG]
    assert "CURRENCY-PRICE gives it no partner" in waits["message"]
    assert invoices.world.get("runs", mapping="currency-price")["value"] == []


def test_what_waits_for_itself_says_so_in_a_message_that_does_not_grow(invoices: Invoices) -> None:
    file = invoices.world.folder / "currency_price.yaml"
    changed = yaml.safe_load(file.read_text("utf-8"))
    itself = {"mapping": "CURRENCY-PRICE", "uncoupled": "create"}
    changed["fields"].append({"bc": "id", "dataverse": "description", "lookup": itself})
    file.write_text(yaml.safe_dump(changed), "utf-8")
    invoices.world.start_app()
    dollar = invoices.record("currencies", code="USD")
    create(invoices.world, "currency-price", records=[dollar["id"]])

    told = []
    for _ in range(3):
        invoices.tick_one("currency-price")
        [waits] = invoices.pending()
        told.append(waits["message"])

    assert "CURRENCY-PRICE is asked for its partner, and cannot make it yet" in told[0]
    assert told[0] == told[1] == told[2]


# What failed


@pytest.mark.scenario(
    "CRMSynchNotifications.SalesInvoiceCardPageShowsNotificationOnFailedSync",
    "CRMSynchNotifications.SalesInvoiceCardPageShowsNotificationOnFailedSyncByRefresh",
)
def test_each_invoice_that_failed_tells_its_own_reason_once_with_the_job(
    invoices: Invoices,
) -> None:
    chair = invoices.chair()
    posted = [invoices.post_invoice(invoices.customer(n), of(chair)) for n in ("Adatum", "Contoso")]
    send(invoices, *posted)
    terms = [invoices.enter("paymentTerms", code=f"TERMS {number}")["id"] for number in (1, 2)]
    for each, of_it in zip(posted, terms, strict=True):
        invoices.amend("salesInvoices", each, paymentTermsId=of_it)

    run = invoices.tick_one(SLUG)

    for each, of_it in zip(posted, terms, strict=True):
        shown = invoices.world.get(f"mappings/{SLUG}/explain/bc/{each['id']}")
        [entry] = shown["pending"]
        assert each["number"] in entry["message"]
        assert of_it in entry["message"]
        assert shown["last_jobs"][0]["id"] == run["jobs"][0]["id"]
        result = shown["coupling"]["results"]["to_dataverse"]
        assert result == {"succeeded": False, "job": run["jobs"][0]["id"]}
