"""Fields that point to a record without partner: the field is cleared, or the record fails."""

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
NAME: Json = {"bc": "displayName", "dataverse": "name", "match": 2}
CLEARED: Json = {
    "bc": "currencyId",
    "dataverse": "transactioncurrencyid",
    "lookup": {"mapping": "CURRENCY", "uncoupled": "clear"},
}
CURRENCIES: Json = {
    "entity": "currencies",
    "computed": ["exchangeRate", "symbolOrCode"],
    "blank_means": {
        "entity": "generalLedgerSetup",
        "field": "localCurrencyCode",
        "dataverse": "isocurrencycode",
    },
}


@pytest.fixture
def dollar(world: Surroundings) -> Json:
    """A currency of both sides that nothing couples: CURRENCY leaves it out."""
    world.adjust("currency", bc=CURRENCIES | {"filter": "code ne 'USD'"})
    return world.accounts.add_currency("USD", "US dollar")


@pytest.fixture
def franc(world: Surroundings) -> Json:
    """A coupled currency."""
    return world.accounts.add_currency("CHF", "Swiss franc")


@pytest.mark.scenario("CRMCouplingTest.NAVtoCRMSyncClearValueOnFailedSyncYes")
def test_a_field_that_is_cleared_while_its_record_is_uncoupled_lets_the_customer_travel(
    world: Surroundings, franc: Json, dollar: Json
) -> None:
    """Told of currencies, since customers of the API have no primary contact."""
    world.adjust(fields=[NAME, CLEARED])
    customer = paying_in_francs(world, franc)
    world.customers.change(customer, currencyId=world.customers.currency("USD")["id"])

    run = world.tick()

    assert counters(run)["modified"] == 1
    assert world.partner(customer)["_transactioncurrencyid_value"] is None
    assert not world.pending()


@pytest.mark.scenario("CRMCouplingTest.NAVtoCRMSyncClearValueOnFailedSyncNo")
def test_a_customer_whose_currency_is_uncoupled_fails_and_its_account_keeps_its_own(
    world: Surroundings, franc: Json, dollar: Json
) -> None:
    customer = paying_in_francs(world, franc)
    [before] = world.couplings()
    world.customers.change(customer, currencyId=world.customers.currency("USD")["id"])

    run = world.tick()

    assert counters(run)["failed"] == 1
    assert "CURRENCY" in world.errors(run)[0]["message"]
    [coupling] = world.couplings()
    assert coupling["results"][TO]["succeeded"] is False
    assert coupling["results"].get(BACK) == before["results"].get(BACK)
    account = world.partner(customer)
    assert account["_transactioncurrencyid_value"] == franc["transactioncurrencyid"]


@pytest.mark.scenario("CRMCouplingTest.CRMtoNAVSyncClearValueOnFailedSyncNo")
def test_an_account_whose_currency_is_uncoupled_fails_and_its_customer_keeps_its_own(
    world: Surroundings, franc: Json, dollar: Json
) -> None:
    customer = paying_in_francs(world, franc)
    account = world.partner(customer)
    row = f"transactioncurrencies({dollar['transactioncurrencyid']})"
    world.accounts.change(account, **{"transactioncurrencyid@odata.bind": row})

    run = world.tick()

    assert counters(run, BACK)["failed"] == 1
    assert "CURRENCY" in world.errors(run)[0]["message"]
    [coupling] = world.couplings()
    results = {leg: result["succeeded"] for leg, result in coupling["results"].items()}
    assert results == {TO: True, BACK: False}
    assert world.customers.read(customer["id"])["currencyCode"] == "CHF"


def paying_in_francs(world: Surroundings, franc: Json) -> Json:
    """Return a customer coupled with an account, both with the coupled currency."""
    customer = world.customers.add("Adatum", currencyId=world.customers.currency("CHF")["id"])
    world.sync("currency", full=True)
    world.full_sync()
    account = world.partner(customer)
    assert account["_transactioncurrencyid_value"] == franc["transactioncurrencyid"]
    return customer
