"""Match-based coupling: what only one record of each side has in common makes a pair."""

from typing import Any

import pytest

from tests.coupling import ask, couple, ids, match, only_counters, pair, pairs
from tests.surroundings import Json, Surroundings, counters

KEYS: list[Json] = [
    {"bc": "displayName", "dataverse": "name", "match": 2},
    {"bc": "phoneNumber", "dataverse": "telephone1", "match": 1},
    {"bc": "city", "dataverse": "address1_city"},
]


@pytest.fixture(autouse=True)
def keys(world: Surroundings) -> None:
    """Phone numbers are tried first, then names."""
    world.adjust(fields=KEYS)


def preview(world: Surroundings, **body: Any) -> list[Json]:
    answer = ask(world, "/match?preview=true", **body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["complete"]
    return list(answer.json()["value"])


@pytest.mark.scenario("CDSMatchBasedCoupling.IntegarionTableMappingListCoupleSingleInBackground")
def test_the_only_uncoupled_pair_with_one_phone_number_is_coupled_and_synchronized(
    world: Surroundings,
) -> None:
    coupled = [world.customers.add("Litware", phoneNumber="9"), world.accounts.add("Northwind")]
    couple(world, pair(*coupled))
    customer = world.customers.add("Adatum", phoneNumber="1", city="Berlin")
    account = world.accounts.add("Contoso", telephone1="1", address1_city="Prague")

    run = match(world)

    assert (run["type"], run["state"]) == ("coupling", "finished")
    assert only_counters(run) == {"read": 1, "coupled": 1}
    assert pairs(world) == {ids(*coupled), ids(customer, account)}
    after = world.accounts.read(account["accountid"])
    assert (after["name"], after["address1_city"]) == ("Adatum", "Berlin")
    assert world.customers.read(customer["id"])["displayName"] == "Adatum"
    assert not world.pending()


def test_text_is_compared_whatever_its_case_and_spaces(world: Surroundings) -> None:
    customer = world.customers.add("Adatum  Corp")
    account = world.accounts.add("  ADATUM corp ")

    match(world)

    assert pairs(world) == {ids(customer, account)}


def test_a_case_sensitive_key_tells_apart_what_differs_in_case(world: Surroundings) -> None:
    world.adjust(fields=[KEYS[0] | {"case_sensitive": True}, *KEYS[2:]])
    lower, upper = world.customers.add_many(["adatum", "ADATUM"])
    small, great = world.accounts.add("adatum"), world.accounts.add("ADATUM")

    match(world)

    assert pairs(world) == {ids(lower, small), ids(upper, great)}


@pytest.mark.scenario("CDSMatchBasedCoupling.MasterDataListCoupleMultipleErrorInconclusiveMatch")
def test_several_accounts_with_a_customers_phone_number_leave_it_uncoupled_and_listed(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", phoneNumber="1")
    stranger = world.customers.add("Litware")
    accounts = [world.accounts.add(name, telephone1="1") for name in ("Contoso", "Northwind")]
    writes = world.writes()

    run = match(world)

    assert only_counters(run) == {"read": 2, "failed": 2}
    errors = {error["record"]: error for error in world.errors(run)}
    assert errors[customer["id"]]["cause"] == "ambiguous"
    assert all(row["accountid"] in errors[customer["id"]]["message"] for row in accounts)
    assert errors[stranger["id"]]["cause"] == "unmatched"
    assert not pairs(world)
    assert world.writes() == writes
    assert not world.pending()


def test_customers_that_share_an_accounts_phone_number_are_all_left_uncoupled(
    world: Surroundings,
) -> None:
    """Whichever was read first: the worst of all matches is a wrong one."""
    world.customers.add_many(["Adatum", "Litware"], phoneNumber="1")
    world.accounts.add("Contoso", telephone1="1")

    run = match(world)

    assert only_counters(run) == {"read": 2, "failed": 2}
    assert {error["cause"] for error in world.errors(run)} == {"ambiguous"}
    assert not pairs(world)


def test_each_priority_is_an_attempt_of_its_own(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", phoneNumber="1")
    by_name = world.accounts.add("Adatum", telephone1="1")
    world.accounts.add("Contoso", telephone1="1")

    run = match(world)

    assert only_counters(run) == {"read": 1, "coupled": 1}
    assert pairs(world) == {ids(customer, by_name)}


def test_blanks_match_nothing(world: Surroundings) -> None:
    world.adjust(fields=[KEYS[1], KEYS[2]])
    world.customers.add("Adatum")
    world.accounts.add("Adatum")

    run = match(world)

    assert only_counters(run) == {"read": 1, "failed": 1}
    assert not pairs(world)


def test_a_coupled_account_is_no_match_and_is_told_as_such(world: Surroundings) -> None:
    first = world.customers.add("Litware", phoneNumber="1")
    account = world.accounts.add("Contoso", telephone1="1")
    couple(world, pair(first, account), initial="none")
    world.customers.add("Adatum", phoneNumber="1")

    run = match(world)

    [error] = world.errors(run)
    assert error["cause"] == "unmatched"
    assert account["accountid"] in error["message"]
    assert pairs(world) == {ids(first, account)}


def test_records_outside_the_filter_of_either_side_are_no_match(world: Surroundings) -> None:
    world.customers.add("Adatum", phoneNumber="1", blocked="All")
    world.accounts.add("Adatum", telephone1="1")
    chosen = world.customers.add("Litware", phoneNumber="2")
    world.accounts.add("Litware", telephone1="2", customertypecode=11)

    run = match(world)

    assert only_counters(run) == {"read": 1, "failed": 1}
    assert [error["record"] for error in world.errors(run)] == [chosen["id"]]
    assert not pairs(world)


# Chosen records


def five(world: Surroundings) -> list[tuple[Json, Json]]:
    """Make five matching pairs with different names."""
    return [
        (
            world.customers.add(f"Customer {n}", phoneNumber=str(n)),
            world.accounts.add(f"Account {n}", telephone1=str(n)),
        )
        for n in range(5)
    ]


@pytest.mark.scenario("CDSMatchBasedCoupling.MasterDataListCoupleSingleInBackground")
def test_only_chosen_records_are_coupled_and_synchronized(world: Surroundings) -> None:
    couples = five(world)
    already = world.customers.add("Litware"), world.accounts.add("Northwind")
    couple(world, pair(*already), initial="none")
    world.tick()

    run = match(world, records=[couples[2][0]["id"], already[0]["id"]])

    assert only_counters(run) == {"read": 2, "coupled": 1, "skipped": 1}
    assert pairs(world) == {ids(*couples[2]), ids(*already)}
    names = {account["name"] for account in world.accounts.all()}
    assert {f"Account {n}" for n in (0, 1, 3, 4)} <= names
    assert "Customer 2" in names


@pytest.mark.scenario("CDSMatchBasedCoupling.IntegarionTableMappingListCoupleMultipleInBackground")
def test_all_matching_pairs_are_coupled_in_one_job(world: Surroundings) -> None:
    couples = five(world)

    run = match(world)

    assert only_counters(run) == {"read": 5, "coupled": 5}
    assert pairs(world) == {ids(*each) for each in couples}
    assert {row["name"] for row in world.accounts.all()} == {f"Customer {n}" for n in range(5)}


@pytest.mark.scenario("CDSMatchBasedCoupling.MasterDataListCoupleMultipleInBackground")
def test_all_matching_pairs_are_coupled_where_all_are_chosen(world: Surroundings) -> None:
    already = world.customers.add("Litware"), world.accounts.add("Northwind")
    couple(world, pair(*already), initial="none")
    couples = five(world)

    run = match(world, records=[row["id"] for row in world.customers.all()])

    assert only_counters(run) == {"read": 6, "coupled": 5, "skipped": 1}
    assert pairs(world) == {ids(*each) for each in (*couples, already)}
    names = {row["name"] for row in world.accounts.all()}
    assert names >= {f"Customer {n}" for n in range(5)}


def test_chosen_records_outside_the_filter_are_listed(world: Surroundings) -> None:
    blocked = world.customers.add("Adatum", phoneNumber="1", blocked="All")
    world.accounts.add("Adatum", telephone1="1")

    run = match(world, records=[blocked["id"]])

    assert only_counters(run) == {"read": 1, "failed": 1}
    [error] = world.errors(run)
    assert (error["record"], error["cause"]) == (blocked["id"], "unmatched")


# What follows


@pytest.mark.scenario("CDSMatchBasedCoupling.MasterDataListCouplingRunsButNoSynchByUserChoice")
def test_without_synchronizing_nothing_but_the_coupling_changes(world: Surroundings) -> None:
    couples = five(world)
    before = [world.customers.all(), world.accounts.all()]

    run = match(world, synchronize=False)

    assert only_counters(run) == {"read": 5, "coupled": 5}
    assert pairs(world) == {ids(*each) for each in couples}
    assert [world.customers.all(), world.accounts.all()] == before


def test_dataverses_values_win_where_the_mapping_says_so(world: Surroundings) -> None:
    world.adjust(fields=KEYS, conflict="dataverse_wins")
    customer = world.customers.add("Adatum", phoneNumber="1", city="Berlin")
    account = world.accounts.add("Contoso", telephone1="1")

    match(world)

    after = world.customers.read(customer["id"])
    assert (after["displayName"], after["city"]) == ("Contoso", "Berlin")
    row = world.accounts.read(account["accountid"])
    assert (row["name"], row["address1_city"]) == ("Contoso", "Berlin")


def test_customers_without_a_match_get_accounts_where_that_is_asked_for(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", phoneNumber="1")
    ambiguous = world.customers.add("Litware", phoneNumber="2")
    for name in ("Contoso", "Northwind"):
        world.accounts.add(name, telephone1="2")

    run = match(world, create_unmatched=True)

    assert only_counters(run) == {"read": 2, "failed": 1, "skipped": 1}
    assert [error["record"] for error in world.errors(run)] == [ambiguous["id"]]
    assert world.partner(customer)["name"] == "Adatum"
    assert len(pairs(world)) == 1
    assert len(world.accounts.all()) == 3


def test_a_mapping_that_reads_from_dataverse_takes_the_accounts_values(
    world: Surroundings,
) -> None:
    world.adjust(fields=KEYS, direction="from_dataverse")
    customer = world.customers.add("Adatum", phoneNumber="1")
    account = world.accounts.add("Contoso", telephone1="1")

    match(world)

    assert pairs(world) == {ids(customer, account)}
    assert world.customers.read(customer["id"])["displayName"] == "Contoso"


# A preview, and what is refused


def test_a_preview_shows_candidates_and_reasons_and_couples_nothing(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", phoneNumber="1")
    account = world.accounts.add("Contoso", telephone1="1")
    unclear = world.customers.add("Litware", phoneNumber="2")
    accounts = [world.accounts.add(name, telephone1="2") for name in ("Fabrikam", "Northwind")]
    writes = world.writes()

    shown = {each["record"]: each for each in preview(world)}

    assert shown[customer["id"]]["outcome"] == "coupled"
    assert shown[customer["id"]]["by"] == "telephone1"
    assert shown[customer["id"]]["candidates"] == [
        {"record": account["accountid"], "title": "Contoso", "coupled": False}
    ]
    assert shown[unclear["id"]]["outcome"] == "ambiguous"
    named = {candidate["record"] for candidate in shown[unclear["id"]]["candidates"]}
    assert named == {row["accountid"] for row in accounts}
    assert "telephone1" in shown[unclear["id"]]["reason"]
    assert not pairs(world)
    assert world.writes() == writes
    assert not world.get("jobs", mapping="customer")["value"]


@pytest.mark.scenario("CRMCouplingRecord.LookupFilteredCRMRecordForAccount")
def test_only_accounts_inside_the_filter_are_candidates(world: Surroundings) -> None:
    world.customers.add("Adatum", phoneNumber="1")
    inside = world.accounts.add("Contoso", telephone1="1")
    world.accounts.add("Contoso", telephone1="1", customertypecode=11)

    [shown] = preview(world)

    assert [each["record"] for each in shown["candidates"]] == [inside["accountid"]]


@pytest.mark.scenario("IntegrationTableSynchTest.UncoupledRecordFoundInFindRecord")
def test_an_account_that_would_get_a_customer_is_coupled_with_the_one_that_matches(
    world: Surroundings,
) -> None:
    world.adjust(fields=KEYS, only_coupled=False)
    customer = world.customers.add("Adatum", phoneNumber="1")
    account = world.accounts.add("Contoso", telephone1="1")

    run = world.sync(direction="from_dataverse")

    assert counters(run, "from_dataverse")["coupled"] == 1
    assert pairs(world) == {ids(customer, account)}
    assert len(world.customers.all()) == 1


def test_a_mapping_without_match_keys_couples_nothing_by_them(world: Surroundings) -> None:
    world.adjust(fields=[{"bc": "displayName", "dataverse": "name"}])

    answer = ask(world, "/match")

    assert (answer.status_code, answer.json()["code"]) == (400, "match_keys_missing")


def test_partners_are_not_created_against_the_mappings_direction(world: Surroundings) -> None:
    world.adjust(fields=KEYS, direction="from_dataverse")

    answer = ask(world, "/match", create_unmatched=True)

    assert (answer.status_code, answer.json()["code"]) == (400, "against_direction")


def test_what_is_matched_again_is_nothing(world: Surroundings) -> None:
    five(world)
    match(world)
    before = pairs(world)

    again = match(world)

    assert only_counters(again) == {}
    assert pairs(world) == before
    assert counters(world.tick())["unchanged"] == 5
