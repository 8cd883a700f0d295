"""Partners that are created for chosen records, and for nothing else."""

import pytest

from shared.domain.sides import Side
from tests.companies import COMPANY, Companies
from tests.coupling import ask, couple, create, ids, only_counters, pair, pairs, uncouple
from tests.surroundings import Json, Surroundings


@pytest.fixture
def three(world: Surroundings) -> list[Json]:
    """Three customers, each with an account, in step."""
    world.sync("currency", full=True)
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], city="Berlin")
    world.sync(direction="to_dataverse", full=True)
    world.tick()
    return customers


def test_an_uncoupled_customer_that_is_asked_a_partner_for_gets_its_own_account_back(
    world: Surroundings, three: list[Json]
) -> None:
    """The id of a created account is derived from the customer's: it is found, not doubled."""
    before = pairs(world)
    uncouple(world, records=[three[0]["id"]])

    create(world, records=[three[0]["id"]])

    assert pairs(world) == before
    assert len(world.accounts.all()) == 3


def test_a_customer_gets_its_own_account_back_with_all_values_that_have_changed_meanwhile(
    world: Surroundings, companies: Companies, three: list[Json]
) -> None:
    account = world.partner(three[0])
    uncouple(world, records=[three[0]["id"]])
    world.customers.change(three[0], city="Hamburg")

    run = create(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "modified": 1}
    after = world.accounts.read(account["accountid"])
    assert (after["address1_city"], after[COMPANY]) == ("Hamburg", companies.own)
    assert world.pending() == []
    world.tick()
    assert world.accounts.read(account["accountid"])["@odata.etag"] == after["@odata.etag"]


def test_a_customer_whose_former_account_has_another_partner_gets_a_new_one(
    world: Surroundings, three: list[Json]
) -> None:
    former = world.partner(three[0])
    uncouple(world, records=[three[0]["id"]])
    other = world.customers.add("Northwind")
    couple(world, pair(other, former), initial="none")

    run = create(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "inserted": 1}
    assert ids(other, former) in pairs(world)
    assert world.partner(three[0])["accountid"] != former["accountid"]


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.CreateNewRecordInCRM",
    "CRMCouplingRecord.CheckingCreateNewInCRM",
)
def test_a_missing_account_is_created_and_asked_for_again_it_is_skipped(
    world: Surroundings,
) -> None:
    world.sync("currency", full=True)
    customer = world.customers.add("Adatum")
    twin = world.accounts.add("Adatum")

    first = create(world, records=[customer["id"]])
    couplings = pairs(world)
    again = create(world, records=[customer["id"]])

    assert only_counters(first) == {"read": 1, "inserted": 1}
    assert only_counters(again) == {"read": 1, "skipped": 1}
    assert pairs(world) == couplings
    assert ids(customer, twin) not in couplings
    assert len(world.accounts.all()) == 2


def test_a_coupled_record_that_is_asked_a_partner_for_stays_as_it_is_and_as_it_is_listed(
    world: Surroundings, three: list[Json]
) -> None:
    world.customers.change(three[0], city="Hamburg")
    world.accounts.change(world.partner(three[0]), address1_city="Paris")
    world.tick()
    before = world.pending()

    run = create(world, records=[three[0]["id"]])

    assert only_counters(run) == {"read": 1, "skipped": 1}
    assert world.pending() == before
    assert world.partner(three[0])["address1_city"] == "Paris"


@pytest.mark.scenario(
    "CRMCouplingTest.SyncCustomerWithCorruptCouplingToNewCRMAccount",
    "CRMCouplingTest.SyncAccountWithCorruptCouplingToNewCustomer",
)
@pytest.mark.parametrize("gone", [Side.BC, Side.DATAVERSE])
def test_a_partner_that_was_deleted_is_created_anew_and_the_coupling_points_to_it(
    world: Surroundings, three: list[Json], gone: Side
) -> None:
    account = world.partner(three[0])
    if gone is Side.BC:
        world.customers.delete(three[0])
        run = create(world, records=[account["accountid"]], direction="from_dataverse")
    else:
        world.accounts.delete(account)
        run = create(world, records=[three[0]["id"]], direction="to_dataverse")

    assert only_counters(run) == {"read": 1, "inserted": 1}
    assert len(world.customers.all()) == len(world.accounts.all()) == len(pairs(world)) == 3
    assert {p[0] for p in pairs(world)} == {c["id"] for c in world.customers.all()}
    assert {p[1] for p in pairs(world)} == {a["accountid"] for a in world.accounts.all()}


@pytest.mark.scenario(
    "CRMCouplingRecord.CRMCouplingRecordCreateNewDisabledForFromIntegrationTableDirection",
)
def test_no_partner_is_created_against_the_mappings_direction(world: Surroundings) -> None:
    world.adjust(direction="from_dataverse")
    customer = world.customers.add("Adatum")

    answer = ask(world, "/create", records=[customer["id"]], direction="to_dataverse")

    assert (answer.status_code, answer.json()["code"]) == (400, "against_direction")
