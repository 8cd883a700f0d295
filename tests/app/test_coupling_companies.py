"""Coupled by request, rows of no company become ours at once: no other company's app takes them."""

from collections.abc import Callable
from uuid import UUID, uuid4

from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from tests.companies import COMPANY, Companies
from tests.coupling import couple, match, only_counters, pair, pairs, refusal
from tests.doors import Doors
from tests.surroundings import Json, Surroundings


def company_of(world: Surroundings, account: Json) -> str | None:
    found: str | None = world.accounts.read(account["accountid"])[COMPANY]
    return found


def other_company_first(
    companies: Companies, account: Json
) -> Callable[[SimulatorServer, Request], None]:
    """Let another company claim an account right before the app's first write."""
    raced: list[str] = []

    def race(_door: SimulatorServer, request: Request) -> None:
        if request.path.endswith("$batch") and not raced:
            raced.append(request.path)
            companies.move(account, companies.other)

    return race


def test_an_account_of_no_company_that_is_coupled_without_its_values_is_claimed(
    world: Surroundings, companies: Companies
) -> None:
    customer, free = world.customers.add("Adatum"), companies.account("Free")

    couple(world, pair(customer, free), initial="none")

    assert company_of(world, free) == companies.own
    assert world.accounts.read(free["accountid"])["name"] == "Free"


def test_an_account_that_one_company_has_coupled_is_not_coupled_by_another(
    world: Surroundings, companies: Companies
) -> None:
    customer, free = world.customers.add("Adatum"), companies.account("Free")
    couple(world, pair(customer, free), initial="none")

    second = world.stack.fleet.business_central.add_company(f"Second {uuid4()}")
    world.start_app(BC_COMPANY_ID=str(second.id))
    world.install(company_row=UUID(companies.other))
    [other] = world.stack.fleet.business_central.add_many(
        "customers", [{"displayName": "Fabrikam"}], company=second
    )

    assert refusal(world, pair(other, free), initial="none") == (409, "other_company")
    assert not pairs(world)


def test_an_account_that_another_company_claims_first_is_not_coupled(
    world: Surroundings, companies: Companies, doors: Doors
) -> None:
    customer, free = world.customers.add("Adatum"), companies.account("Free")

    with doors.watched(other_company_first(companies, free)):
        refused = refusal(world, pair(customer, free), initial="none")

    assert refused == (409, "other_company")
    assert not pairs(world)
    assert company_of(world, free) == companies.other


def test_a_matched_account_of_no_company_is_claimed_though_no_value_follows(
    world: Surroundings, companies: Companies
) -> None:
    world.customers.add("Adatum")
    free = companies.account("Adatum")

    run = match(world, synchronize=False)

    assert only_counters(run) == {"read": 1, "coupled": 1}
    assert company_of(world, free) == companies.own


def test_a_matched_account_that_another_company_claims_first_is_listed(
    world: Surroundings, companies: Companies, doors: Doors
) -> None:
    world.customers.add("Adatum")
    free = companies.account("Adatum")

    with doors.watched(other_company_first(companies, free)):
        run = match(world, synchronize=False)

    assert only_counters(run) == {"read": 1, "failed": 1}
    [error] = world.errors(run)
    assert "could not be claimed" in error["message"]
    assert not pairs(world)
