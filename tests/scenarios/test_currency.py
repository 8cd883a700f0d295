"""Currencies: how they come to Dataverse, and what customers pay in."""

from decimal import Decimal

import pytest

from tests.coupling import create, pairs
from tests.mappings.books import Books
from tests.surroundings import Json, Surroundings, counters

NOTHING = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def bank(books: Books) -> Books:
    books.only("CURRENCY")
    return books


def row(books: Books, code: str) -> Json:
    return books.row("transactioncurrency", isocurrencycode=code)


@pytest.mark.scenario("CRMCouplingTest.CoupleCurrencyFailsIfNoExchangeRate")
def test_a_currency_without_a_rate_gets_no_partner_and_is_told_by_a_run_that_finishes(
    bank: Books,
) -> None:
    zloty = bank.enter("currencies", code="PLN", displayName="Zloty")

    run = create(bank.world, "currency", records=[zloty["id"]])

    assert run["state"] == "finished"
    assert counters(run) == {"read": 1, "failed": 1}
    [error] = bank.world.errors(run)
    assert "Business Central has no exchange rate of PLN" in error["message"]
    assert not pairs(bank.world, "currency")
    assert not bank.rows("transactioncurrency", isocurrencycode="PLN")


@pytest.mark.scenario("CRMSynchHelperTest.TestGetCRMCurrencyDefaultPrecision")
@pytest.mark.parametrize(("places", "precision"), [("0:0", 0), ("1:1", 1), ("2:4", 4), ("", 2)])
def test_a_new_currency_has_as_many_places_as_in_business_central(
    bank: Books, places: str, precision: int
) -> None:
    """Ours: the original gives all of them the organization's, the yen two places for example."""
    yen = bank.record("currencies", code="JPY")
    bank.amend("currencies", yen, amountDecimalPlaces=places)

    create(bank.world, "currency", records=[yen["id"]])

    assert row(bank, "JPY")["currencyprecision"] == precision


@pytest.mark.scenario("CRMSetupTest.EnableDisableConnectionUpdatesBaseCurrencyData")
def test_another_base_currency_counts_from_the_next_run(bank: Books) -> None:
    """Ours: nothing of the base currency is stored that a switch would have to clear."""
    world = bank.world
    world.sync("currency", full=True)
    dollar, euro = row(bank, "USD"), row(bank, "EUR")
    pound = row(bank, "GBP")["exchangerate"]
    [organization] = bank.rows("organization")
    assert organization["_basecurrencyid_value"] == euro["transactioncurrencyid"]

    try:
        bank.change("transactioncurrency", dollar, exchangerate=1)
        base(bank, organization, dollar)
        world.sync("currency", full=True)

        assert row(bank, "USD")["exchangerate"] == 1
        there = Decimal(row(bank, "GBP")["exchangerate"])
        assert abs(there - Decimal(pound) / Decimal(dollar["exchangerate"])) < Decimal("1e-9")
    finally:
        base(bank, organization, euro)


def base(bank: Books, organization: Json, currency: Json) -> None:
    address = f"transactioncurrencies({currency['transactioncurrencyid']})"
    bank.change("organization", organization, **{"basecurrencyid@odata.bind": address})


# What customers pay in


@pytest.fixture
def paying(world: Surroundings) -> tuple[Json, Json]:
    """A customer that pays in dollars, and its account; currencies are coupled."""
    world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    dollars = world.customers.currency("USD")["id"]
    customer = world.customers.add("Adatum", currencyId=dollars)
    world.full_sync()
    return customer, world.partner(customer)


def let(world: Surroundings, account: Json, currency: str | None) -> None:
    address = None if currency is None else f"transactioncurrencies({currency})"
    world.accounts.change(account, **{"transactioncurrencyid@odata.bind": address})


@pytest.mark.scenario("CRMIntegrationMapping.CRMContactCurrencyTransfer")
def test_a_customers_currency_is_its_accounts(
    world: Surroundings, paying: tuple[Json, Json]
) -> None:
    """Told of customers, as all that follows: contacts of the API have no currency."""
    dollar = world.accounts.currency("USD")["transactioncurrencyid"]

    assert paying[1]["_transactioncurrencyid_value"] == dollar


@pytest.mark.scenario(
    "CRMIntegrationMapping.ContactCurrencyShouldBecomeBlankOnSyncToLCYGUID",
    "CRMSynchHelperTest.TestFindNAVLocalCurrencyInCRMGet",
)
def test_an_account_in_the_local_currency_makes_its_customers_currency_blank_and_back(
    world: Surroundings, paying: tuple[Json, Json]
) -> None:
    customer, account = paying
    euro = world.accounts.currency("EUR")["transactioncurrencyid"]
    let(world, account, euro)

    world.tick()
    there = world.customers.read(customer["id"])["currencyId"]
    local = world.customers.add("Contoso")
    world.full_sync()

    assert there == NOTHING
    assert world.partner(local)["_transactioncurrencyid_value"] == euro


@pytest.mark.scenario("CRMIntegrationMapping.ContactCurrencyShouldBecomeBlankOnSyncToBlankGUID")
def test_an_account_without_currency_makes_its_customers_currency_blank(
    world: Surroundings, paying: tuple[Json, Json]
) -> None:
    customer, account = paying
    # Dataverse lets no amount stand without a currency.
    world.accounts.change(account, creditlimit=None)
    let(world, account, None)

    world.tick()

    assert world.customers.read(customer["id"])["currencyId"] == NOTHING
