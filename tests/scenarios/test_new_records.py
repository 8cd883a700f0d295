"""What new records get besides the values of their partners."""

import pytest

from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"
NAME: Json = {"bc": "displayName", "dataverse": "name", "match": 1}


def give(world: Surroundings, code: str) -> None:
    """Let customers that are made have a currency, whatever their accounts have."""
    template = {"constant": code, "bc": "currencyCode", "direction": BACK, "create_only": True}
    world.adjust(fields=[NAME, template])


@pytest.mark.scenario("IntegrationTableSynchTest.ConfigTemplateIsAppliedIfPresent")
def test_a_new_customer_gets_what_the_mapping_has_for_new_ones_and_may_change_it(
    world: Surroundings,
) -> None:
    """Ours: a template is a field with a constant that is for new records only."""
    give(world, "USD")
    account = world.accounts.add("Adatum")

    run = world.full_sync()

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    [customer] = world.customers.all()
    assert (customer["displayName"], customer["currencyCode"]) == ("Adatum", "USD")

    world.customers.change(customer, currencyCode="GBP")
    world.accounts.change(account, name="Adatum Corporation")
    world.tick()

    after = world.customers.read(customer["id"])
    assert (after["displayName"], after["currencyCode"]) == ("Adatum Corporation", "GBP")


@pytest.mark.scenario("IntegrationTableSynchTest.MissingConfigTemplateThrowsError")
def test_an_account_stays_uncoupled_while_business_central_lacks_what_new_customers_are_to_have(
    world: Surroundings,
) -> None:
    give(world, "XYZ")
    world.accounts.add("Adatum")

    run = world.full_sync()

    assert counters(run, BACK) == {"read": 1, "failed": 1}
    [error] = world.errors(run)
    assert "currencyCode" in error["message"]
    assert not world.couplings()
    assert not world.customers.all()
