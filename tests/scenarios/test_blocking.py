"""Blocked customers and inactive accounts."""

from datetime import timedelta

import pytest

from tests.surroundings import Surroundings, counters


@pytest.mark.scenario("CRMIntTblMapHelperTests.UpdateCustomerAfterTransferRecordFields")
def test_an_account_that_becomes_inactive_neither_blocks_its_customer_nor_changes_it(
    world: Surroundings,
) -> None:
    """Ours: blocking stops deliveries, which is not for Sales to decide unless a customer's own
    mapping says so; what leaves the filter is left as it is, and goes on when it comes back."""
    customer, blocked = world.customers.add("Adatum"), world.customers.add("Contoso")
    world.full_sync()
    accounts = [world.partner(each) for each in (customer, blocked)]
    world.customers.change(blocked, blocked="Ship")
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    for account in accounts:
        world.accounts.change(account, statecode=1, statuscode=2, address1_city="Bonn")

    world.clock.advance(timedelta(minutes=15))
    run = world.tick()

    after = [world.customers.read(each["id"]) for each in (customer, blocked)]
    assert [each["blocked"] for each in after] == ["_x0020_", "Ship"]
    assert [each["city"] for each in after] == [customer["city"], blocked["city"]]
    assert "modified" not in counters(run, "from_dataverse")
    assert not world.pending()

    world.accounts.change(accounts[0], statecode=0, statuscode=1)
    world.clock.advance(timedelta(minutes=15))
    world.tick()

    again = world.customers.read(customer["id"])
    assert (again["blocked"], again["city"]) == ("_x0020_", "Bonn")
