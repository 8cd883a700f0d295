"""Somebody asks what the customer behind an account owes and has ordered."""

from uuid import uuid4

import pytest

from dev.people import hire
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, asked_of_bc, today
from tests.statistics.ledger import LONG_AGO, Ledger, figures, line, refused
from tests.surroundings import Surroundings


@pytest.mark.wire("A.11")
def test_what_is_owed_overdue_and_open_is_told_by_the_accounts_id_and_the_customers_number(
    world: Surroundings, sales: Salesperson, ledger: Ledger
) -> None:
    adatum = world.customers.add("Adatum", creditLimit=5000, blocked="Ship")
    other = world.customers.add("Fabrikam")
    world.customers.change(adatum, blocked=" ")
    world.full_sync()
    world.customers.change(adatum, blocked="Ship")
    ledger.owe(adatum, 119, LONG_AGO, sales=100)
    ledger.owe(adatum, 238, sales=200)
    ledger.owe(adatum, -19, LONG_AGO)
    ledger.owe(other, 7)
    order = ledger.order(adatum, line(4, 100, shipped=3, invoiced=1), line(1, 10))
    invoice = ledger.invoice(adatum, line(2, 30))
    ledger.order(other, line(1, 1))
    [whole, rest] = ledger.amounts(order)
    account = world.partner(adatum)["accountid"]

    told = figures(sales, account)
    by_number = figures(sales, f" {adatum['number'].lower()} ")

    assert told["customer"] == {
        "id": adatum["id"],
        "number": adatum["number"],
        "name": "Adatum",
        "blocked": "Ship",
    }
    assert (told["balance"], told["overdue"], told["total_sales"]) == (338, 100, 300)
    assert (told["credit_limit"], told["currency"]) == (5000, "EUR")
    assert told["outstanding_orders"] == whole / 4 + rest
    assert told["shipped_not_invoiced"] == whole / 2
    assert told["outstanding_invoices"] == invoice["totalAmountIncludingTax"]
    assert (told["source"], told["stale"], told["in_other_currencies"]) == ("v2.0", False, [])
    assert told["unknown"] == ["prepayments", "returns", "service"]
    assert told["as_of"].startswith(today().isoformat())
    assert told["account"] == by_number["account"] == account
    assert by_number["balance"] == 338


def test_what_is_open_in_another_currency_is_told_in_it_and_never_added_up(
    world: Surroundings, sales: Salesperson, ledger: Ledger
) -> None:
    adatum = world.customers.add("Adatum")
    world.full_sync()
    ledger.order(adatum, line(1, 100))
    dollars = ledger.order(adatum, line(1, 50), currencyCode="USD")
    invoice = ledger.invoice(adatum, line(1, 10))

    told = figures(sales, adatum["number"])

    assert told["outstanding_orders"] is None
    assert told["in_other_currencies"] == [
        {
            "currency": "USD",
            "outstanding_orders": dollars["totalAmountIncludingTax"],
            "shipped_not_invoiced": 0,
            "outstanding_invoices": 0,
        }
    ]
    assert "other_currencies" in told["unknown"]
    assert told["shipped_not_invoiced"] == 0
    assert told["outstanding_invoices"] == invoice["totalAmountIncludingTax"]
    assert told["credit_limit"] is None


def test_what_is_not_coupled_says_so_and_what_is_gone_or_nowhere_as_well(
    world: Surroundings, sales: Salesperson
) -> None:
    adatum, gone = world.customers.add("Adatum"), world.customers.add("Fabrikam")
    world.full_sync()
    late, alone = world.customers.add("Late"), world.accounts.add("Alone")
    account = world.partner(gone)["accountid"]
    world.customers.delete(gone)

    assert refused(sales, alone["accountid"]) == (409, "account_not_coupled")
    assert refused(sales, late["number"]) == (409, "account_not_coupled")
    assert refused(sales, account) == (409, "customer_gone")
    assert refused(sales, gone["number"]) == (404, "account_unknown")
    assert refused(sales, uuid4()) == (404, "account_unknown")
    assert refused(sales, "it's") == (404, "account_unknown")
    assert refused(sales, "C" * 300) == (404, "account_unknown")
    assert figures(sales, adatum["number"])["balance"] == 0


def test_who_has_no_role_is_not_told_and_business_central_is_not_asked(
    world: Surroundings,
) -> None:
    stranger = Salesperson(world, hire(world.stack.fleet, "Some Stranger"))
    world.server(Side.BC).journal.clear()

    for account in (uuid4(), "C00010"):
        assert refused(stranger, account) == (403, "role_missing")
    assert asked_of_bc(world, but="nothing") == []


@pytest.mark.parametrize("role", list(Role))
def test_who_does_not_see_an_account_in_sales_is_not_told_of_its_customer(
    world: Surroundings, role: Role
) -> None:
    blind = Salesperson(world, hire(world.stack.fleet, "Blind Colleague", role))
    world.start_app()  # It knows a role that has just been made.
    adatum = world.customers.add("Adatum")
    world.full_sync()
    account = world.partner(adatum)["accountid"]

    for asked in (account, adatum["number"]):
        assert refused(blind, asked) == (404, "account_unknown")
    with world.stack.fleet.dataverse_server.lock:
        world.stack.fleet.dataverse.give_role("systemuser", blind.person.user_id, "Salesperson")
    world.clock.sleep(60)
    assert figures(blind, account)["balance"] == 0
