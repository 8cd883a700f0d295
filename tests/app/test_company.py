"""Rows of Dataverse belong to companies: the app reads its own, and claims those of none."""

import pytest

from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from tests.companies import COMPANY, Companies
from tests.coupling import couple, pair
from tests.doors import Doors
from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


@pytest.fixture
def creating(world: Surroundings, companies: Companies) -> Companies:
    """The mapping gives uncoupled records partners in each run."""
    world.adjust(only_coupled=False)
    return companies


def only_own(world: Surroundings) -> None:
    table = {"table": "account", "filter": "statecode eq 0", "company": "own"}
    world.adjust(dataverse=table, only_coupled=False)


# Written


@pytest.mark.wire("B.3")
@pytest.mark.scenario("CDSIntegrationMgtTest.SetCompanyId")
def test_a_new_account_belongs_to_the_apps_company(
    world: Surroundings, companies: Companies
) -> None:
    customer = world.customers.add("Adatum")

    world.full_sync()

    assert world.partner(customer)[COMPANY] == companies.own


@pytest.mark.scenario("CDSIntegrationMgtTest.CheckCompanyId")
def test_a_changed_account_belongs_to_the_apps_company_whoever_had_it(
    world: Surroundings, companies: Companies
) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    companies.move(world.partner(customer), companies.other)
    account = world.partner(customer)["accountid"]
    world.tick()
    told = world.get(f"mappings/customer/explain/dataverse/{account}")["reasons"]
    world.customers.change(customer, city="Berlin")

    world.tick()

    assert "other_company" in {reason["code"] for reason in told}
    assert world.partner(customer)[COMPANY] == companies.own
    told = world.get(f"mappings/customer/explain/dataverse/{account}")["reasons"]
    assert "other_company" not in {reason["code"] for reason in told}


def test_an_account_of_no_company_that_is_matched_is_claimed_though_nothing_else_differs(
    world: Surroundings, companies: Companies
) -> None:
    account = companies.account("Adatum")
    world.accounts.change(account, **euro(world))
    customer = world.customers.add("Adatum")

    world.sync("currency", full=True)
    run = world.sync(direction="to_dataverse", full=True)

    assert counters(run) == {"read": 1, "modified": 1, "coupled": 1}
    assert world.partner(customer)["accountid"] == account["accountid"]
    assert world.partner(customer)[COMPANY] == companies.own


def euro(world: Surroundings) -> Json:
    """The local currency, for an account that is to equal a customer in all fields."""
    row = world.accounts.currency("EUR")["transactioncurrencyid"]
    return {"transactioncurrencyid@odata.bind": f"transactioncurrencies({row})"}


def test_what_was_claimed_comes_back_as_no_change(
    world: Surroundings, companies: Companies
) -> None:
    world.customers.add("Adatum")
    world.full_sync()

    run = world.tick()

    assert "modified" not in counters(run)
    assert "modified" not in counters(run, BACK)
    assert not world.pending()


# Read


def test_accounts_of_other_companies_do_not_travel_and_those_of_none_do(
    world: Surroundings, creating: Companies
) -> None:
    creating.account("Own", creating.own)
    creating.account("Free")
    creating.account("Foreign", creating.other)

    run = world.tick()

    assert counters(run, BACK) == {"read": 2, "inserted": 2}
    assert {each["displayName"] for each in world.customers.all()} == {"Own", "Free"}


def test_a_mapping_of_own_rows_leaves_those_of_no_company_alone(
    world: Surroundings, companies: Companies
) -> None:
    only_own(world)
    companies.account("Own", companies.own)
    free = companies.account("Free")

    run = world.tick()

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    assert world.accounts.read(free["accountid"])[COMPANY] is None
    told = world.get(f"mappings/customer/explain/dataverse/{free['accountid']}")["reasons"]
    assert "no_company" in {reason["code"] for reason in told}


def test_an_account_of_another_company_is_no_match(
    world: Surroundings, companies: Companies
) -> None:
    foreign = companies.account("Adatum", companies.other)
    customer = world.customers.add("Adatum")

    run = world.full_sync()

    assert counters(run) == {"read": 1, "inserted": 1}
    assert world.partner(customer)["accountid"] != foreign["accountid"]


def test_a_wider_rule_lets_accounts_be_read_that_were_left_out_before(
    world: Surroundings, companies: Companies
) -> None:
    only_own(world)
    companies.account("Free")
    assert counters(world.tick(), BACK) == {}
    table = {"table": "account", "filter": "statecode eq 0", "company": "own_or_empty"}
    world.adjust(dataverse=table)

    run = world.tick()

    assert counters(run, BACK) == {"read": 1, "inserted": 1}


def test_a_review_counts_the_companys_own_accounts_and_those_of_none(
    world: Surroundings, companies: Companies
) -> None:
    companies.account("Own", companies.own)
    companies.account("Free")
    companies.account("Foreign", companies.other)

    review = world.get("sync/full")["review"]

    [customer] = [each for each in review if each["mapping"] == "customer"]
    assert customer["records"]["dataverse"] == 2


def test_an_account_of_another_company_is_explained_with_that_companys_name(
    world: Surroundings, companies: Companies
) -> None:
    foreign = companies.account("Foreign", companies.other)

    told = world.get(f"mappings/customer/explain/dataverse/{foreign['accountid']}")["reasons"]

    reasons = {reason["code"]: reason["text"] for reason in told}
    assert reasons["other_company"] == "It belongs to company Fabrikam, and not to this app's."
    assert "outside_filter" not in reasons


# Claimed


def test_a_customer_made_from_an_account_of_no_company_claims_it_without_an_echo(
    world: Surroundings, creating: Companies
) -> None:
    free = creating.account("Adatum")

    first = world.tick()
    world.tick()  # Brings what only goes to Dataverse, such as the credit limit.
    third = world.tick()

    assert counters(first, BACK) == {"read": 1, "inserted": 1}
    assert world.accounts.read(free["accountid"])[COMPANY] == creating.own
    assert counters(third).keys() <= {"read", "unchanged"}
    assert counters(third, BACK).keys() <= {"read", "unchanged"}
    [customer] = world.customers.all()
    assert customer["displayName"] == "Adatum"


def test_an_account_that_finds_its_customer_by_match_is_claimed(
    world: Surroundings, companies: Companies
) -> None:
    free = companies.account("Adatum")
    world.customers.add("Adatum")

    run = world.sync(direction=BACK, full=True)

    assert counters(run, BACK)["coupled"] == 1
    assert world.accounts.read(free["accountid"])[COMPANY] == companies.own


def test_an_account_that_another_company_claims_first_gets_no_customer(
    world: Surroundings, creating: Companies, doors: Doors
) -> None:
    """The claim names the version that was read, and is refused like any other write."""
    free = creating.account("Adatum")
    raced: list[str] = []

    def other_company(_door: SimulatorServer, request: Request) -> None:
        if request.path.endswith("$batch") and not raced:
            raced.append(request.path)
            creating.move(free, creating.other)

    with doors.watched(other_company):
        run = world.tick()
    later = world.tick()

    assert raced
    assert counters(run, BACK) == {"read": 1, "failed": 1}
    assert counters(later, BACK).get("failed") is None
    assert world.customers.all() == []
    assert world.accounts.read(free["accountid"])[COMPANY] == creating.other
    assert not world.pending()


# Without setup


def test_where_setup_has_made_no_company_nothing_is_filtered_or_written(
    world: Surroundings, companies: Companies
) -> None:
    world.install(company_row=None)
    world.adjust(only_coupled=False)
    foreign = companies.account("Foreign", companies.other)
    customer = world.customers.add("Adatum")

    run = world.full_sync()

    assert counters(run)["inserted"] == 1
    assert counters(run, BACK)["inserted"] == 1
    assert world.partner(customer)[COMPANY] is None
    assert world.accounts.read(foreign["accountid"])[COMPANY] == companies.other


def test_an_account_of_no_company_whose_values_a_coupled_customer_takes_is_claimed(
    world: Surroundings, companies: Companies
) -> None:
    """Another company's app would else find it free, and couple it with a record of its own."""
    customer, free = world.customers.add("Adatum"), companies.account("Adatum AG")

    couple(world, pair(customer, free), initial="from_dataverse")

    assert world.customers.read(customer["id"])["displayName"] == "Adatum AG"
    assert world.accounts.read(free["accountid"])[COMPANY] == companies.own
