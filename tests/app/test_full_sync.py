from tests.surroundings import Surroundings, counters


def test_every_customer_gets_an_account_and_every_account_a_customer(world: Surroundings) -> None:
    customers = world.customers.add_many(["Adatum", "Contoso"], city="Berlin", phoneNumber="1")
    world.accounts.add("Fabrikam", address1_city="Prague")

    run = world.full_sync()

    assert run["state"] == "finished", run
    assert counters(run) == {"read": 2, "inserted": 2}
    account = world.partner(customers[0])
    assert account["name"] == "Adatum"
    assert account["address1_city"] == "Berlin"
    assert account["customertypecode"] == 3
    assert (
        account["_transactioncurrencyid_value"]
        == (world.accounts.currency("EUR")["transactioncurrencyid"])
    )
    assert counters(run, "from_dataverse") == {"read": 3, "inserted": 1, "unchanged": 2}
    assert {row["displayName"] for row in world.customers.all()} == {
        "Adatum",
        "Contoso",
        "Fabrikam",
    }
