"""What is paid of posted sales invoices, and what becomes of closed ones."""

from collections.abc import Iterator

import pytest

from shared.domain.installation import Ownership
from tests.companies import COMPANY, Companies
from tests.coupling import only_counters, uncouple
from tests.mappings.invoices import (
    BILLED,
    CANCELED,
    COMPLETE,
    OPEN,
    PAID,
    PARTIAL,
    SLUG,
    VOID,
    Invoices,
    of,
    send,
)
from tests.people import People


@pytest.fixture
def companies(invoices: Invoices) -> Iterator[Companies]:
    companies = Companies(invoices.world)
    yield companies
    companies.leave()


@pytest.mark.scenario(
    "CRMStatisticsJobTest.AccountStatisticsJobUpdatesInvoiceStatusFullyPaid",
    "CRMStatisticsJobTest.AccountStatisticsJobUpdatesInvoiceStatusPartiallyThenFullyPaid",
    "CRMStatisticsJobTest.AccountStatisticsJobUpdatesInvoiceStatusFullyPaidThenUnapplied",
)
def test_an_invoice_follows_its_payments_though_they_leave_no_trace(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    send(invoices, posted)

    invoices.pay(posted, 30)
    invoices.next_day()
    assert invoices.standing(posted) == (PAID, PARTIAL)
    invoices.pay(posted, 70)
    invoices.next_day()
    assert invoices.standing(posted) == (PAID, COMPLETE)
    invoices.unapply(posted, 100)
    invoices.next_day()

    assert invoices.standing(posted) == (OPEN, BILLED)
    assert invoices.pending() == []


@pytest.mark.scenario("CRMStatisticsJobTest.AccountStatisticsJobUpdatesCanceledInvoice")
def test_an_invoice_that_was_canceled_in_sales_is_what_its_payments_say(
    invoices: Invoices,
) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    send(invoices, posted)
    row = invoices.invoice_of(posted)
    invoices.change("invoice", row, statecode=CANCELED, statuscode=VOID)

    invoices.pay(posted, 100)
    invoices.next_day()

    assert invoices.standing(posted) == (PAID, COMPLETE)


def test_an_invoice_that_is_canceled_is_canceled_in_sales(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    send(invoices, posted)

    invoices.act(posted, "cancel")
    invoices.tick_one(SLUG)

    assert invoices.standing(posted) == (CANCELED, VOID)


@pytest.mark.scenario("CRMSynchHelperTest.TestUpdateCRMInvoiceStatePaid")
def test_an_invoice_that_is_paid_already_comes_over_whole_and_closed(invoices: Invoices) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    invoices.pay(posted, 100)

    run = send(invoices, posted)

    assert only_counters(run) == {"read": 1, "inserted": 1}
    assert invoices.standing(posted) == (PAID, COMPLETE)
    assert invoices.invoice_of(posted)["totalamount"] == 100
    assert len(invoices.lines_of(posted)) == 1


def test_a_closed_invoice_is_made_active_for_a_change_and_closed_again_at_once(
    invoices: Invoices,
) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    invoices.pay(posted, 40)
    send(invoices, posted)

    invoices.amend("salesInvoices", posted, dueDate="2030-01-01")
    run = invoices.tick_one(SLUG)

    assert only_counters(run)["modified"] == 1
    assert invoices.standing(posted) == (PAID, PARTIAL)
    assert invoices.invoice_of(posted)["duedate"].startswith("2030-01-01")
    invoices.rest(SLUG)


def test_a_closed_invoice_that_is_uncoupled_belongs_to_no_company_and_stays_closed(
    invoices: Invoices, companies: Companies
) -> None:
    posted = invoices.post_invoice(invoices.customer(), of(invoices.chair(), 2))
    invoices.pay(posted, 40)
    send(invoices, posted)
    row = invoices.invoice_of(posted)
    assert row[COMPANY] == companies.own

    run = uncouple(invoices.world, SLUG, side="bc", records=[posted["id"]])

    assert only_counters(run) == {"read": 1, "uncoupled": 1, "modified": 1}
    after = invoices.row("invoice", invoiceid=row["invoiceid"])
    assert after[COMPANY] is None
    assert (after["statecode"], after["statuscode"]) == (PAID, PARTIAL)


def test_a_closed_invoice_gets_another_owner_and_stays_closed(
    invoices: Invoices, people: People
) -> None:
    invoices.world.install(ownership=Ownership.PERSON)
    jim, linda = people.user("Jim", "Olive"), people.user("Linda", "Taylor")
    people.pair("JO", jim)
    people.pair("LT", linda)
    chair = of(invoices.chair())
    posted = invoices.post_invoice(invoices.customer(), chair, salesperson="JO")
    send(invoices, posted)
    invoices.pay(posted, 50)
    invoices.next_day()

    invoices.amend("salesInvoices", posted, salesperson="LT")
    run = invoices.tick_one(SLUG)

    assert only_counters(run) == {"read": 1, "modified": 1}
    assert invoices.invoice_of(posted)["_ownerid_value"] == linda["systemuserid"]
    assert invoices.standing(posted) == (PAID, COMPLETE)
    invoices.rest(SLUG)
