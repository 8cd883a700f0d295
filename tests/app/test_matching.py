from tests.surroundings import Surroundings, counters


def test_one_free_match_is_coupled_and_takes_business_centrals_values(world: Surroundings) -> None:
    account = world.accounts.add("ADATUM", address1_city="Prague", telephone1="2")
    customer = world.customers.add("Adatum", city="Berlin")

    run = world.full_sync()

    assert counters(run) == {"read": 1, "modified": 1, "coupled": 1}
    partner = world.partner(customer)
    assert partner["accountid"] == account["accountid"]
    assert partner["name"] == "Adatum"
    assert partner["address1_city"] == "Berlin"


def test_a_value_that_only_the_matched_account_has_reaches_the_customer(
    world: Surroundings,
) -> None:
    world.accounts.add("Adatum", telephone1="2")
    customer = world.customers.add("Adatum")

    world.full_sync()

    assert world.customers.read(customer["id"])["phoneNumber"] == "2"
    assert world.partner(customer)["telephone1"] == "2"


def test_several_matches_fail_and_are_listed_with_their_ids(world: Surroundings) -> None:
    accounts = [world.accounts.add("Adatum"), world.accounts.add("Adatum")]
    world.customers.add("Adatum")

    run = world.sync(direction="to_dataverse", full=True)

    assert counters(run) == {"read": 1, "failed": 1}
    [error] = world.errors(run)
    assert error["cause"] == "ambiguous"
    assert all(account["accountid"] in error["message"] for account in accounts)
    assert [entry["cause"] for entry in world.pending()] == ["ambiguous"]
    assert not world.couplings()


def test_of_two_customers_with_one_name_only_one_gets_the_account(world: Surroundings) -> None:
    account = world.accounts.add("Adatum")
    world.customers.add_many(["Adatum", "Adatum"])

    run = world.full_sync()

    assert counters(run) == {"read": 2, "inserted": 1, "modified": 1, "coupled": 1}
    assert account["accountid"] in {c["dataverse_id"] for c in world.couplings()}
    assert len(world.accounts.all()) == 2


def test_a_coupled_account_is_no_match(world: Surroundings) -> None:
    first = world.customers.add("Adatum")
    world.full_sync()
    world.customers.add("Adatum")

    run = world.sync(direction="to_dataverse", full=True)

    assert counters(run) == {"read": 2, "inserted": 1, "unchanged": 1}
    assert world.partner(first)["name"] == "Adatum"
    assert len({c["dataverse_id"] for c in world.couplings()}) == 2


def test_an_account_outside_the_filter_is_no_match(world: Surroundings) -> None:
    world.accounts.add("Adatum", customertypecode=11)
    world.customers.add("Adatum")

    run = world.full_sync()

    assert counters(run) == {"read": 1, "inserted": 1}


def test_currencies_are_coupled_by_their_iso_code(world: Surroundings) -> None:
    dollar = world.customers.currency("USD")
    world.accounts.add_currency("USD", "US dollar")
    customer = world.customers.add("Adatum", currencyId=dollar["id"])
    world.sync("currency", full=True)

    world.full_sync()

    partner = world.partner(customer)
    wanted = world.accounts.currency("USD")["transactioncurrencyid"]
    assert partner["_transactioncurrencyid_value"] == wanted
