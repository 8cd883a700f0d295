"""Coupling and uncoupling of contacts, salespeople and currencies."""

from collections.abc import Iterator

import pytest

from tests.coupling import couple, create, only_counters, pairs, uncouple
from tests.people import People
from tests.scenarios.contacts import Contacts
from tests.surroundings import Json, Surroundings


@pytest.fixture
def contacts(world: Surroundings) -> Contacts:
    return Contacts(world)


def add_in_dataverse(world: Surroundings, name: str) -> Json:
    return world.stack.fleet.dataverse.add("contact", {"lastname": name})


def contact_pair(here: Json, there: Json) -> Json:
    return {"bc_id": here["id"], "dataverse_id": there["contactid"]}


@pytest.mark.scenario("CRMCouplingTest.CoupleContact")
def test_contacts_coupled_without_synchronizing_keep_their_names(
    world: Surroundings, contacts: Contacts
) -> None:
    here, there = contacts.add("Ada"), add_in_dataverse(world, "Grace")

    couple(world, contact_pair(here, there), mapping="contact", initial="none")

    assert pairs(world, "contact") == {(here["id"], there["contactid"])}
    assert [row["displayName"] for row in contacts.in_bc()] == ["Ada"]
    assert [row["lastname"] for row in contacts.in_dataverse()] == ["Grace"]


@pytest.mark.scenario("CRMCouplingRecord.LookupCouplingRecordForContact")
def test_a_contacts_coupling_moves_to_a_free_one(world: Surroundings, contacts: Contacts) -> None:
    here = contacts.add("Ada")
    former, free = add_in_dataverse(world, "B"), add_in_dataverse(world, "A")
    couple(world, contact_pair(here, former), mapping="contact", initial="none")

    couple(world, contact_pair(here, free), mapping="contact", initial="none")

    assert pairs(world, "contact") == {(here["id"], free["contactid"])}


# Salespeople


@pytest.fixture
def people(world: Surroundings) -> Iterator[People]:
    people = People(world)
    yield people
    people.leave()


@pytest.fixture
def three(world: Surroundings, people: People) -> list[str]:
    """Three salespeople, each coupled with a user; their ids."""
    salespeople = [people.salesperson(code) for code in ("AA", "BB", "CC")]
    users = [people.user(f"Person {n}", "Sales") for n in range(3)]
    chosen = [
        {"bc_id": here["id"], "dataverse_id": there["systemuserid"]}
        for here, there in zip(salespeople, users, strict=True)
    ]
    couple(world, *chosen, mapping="salespeople", initial="none")
    return [here["id"] for here in salespeople]


@pytest.mark.scenario("CDSUncoupling.IntegarionTableMappingListUncoupleSingleInForeground")
def test_all_salespeople_are_uncoupled_by_one_job(world: Surroundings, three: list[str]) -> None:
    """Ours: that is recorded, too."""
    run = uncouple(world, "salespeople", all=True)

    assert only_counters(run) == {"read": len(three), "uncoupled": len(three)}
    assert not pairs(world, "salespeople")


@pytest.mark.scenario("CDSUncoupling.SalespersonsPurchasersUncoupleMultiple")
def test_chosen_salespeople_are_uncoupled_at_once(world: Surroundings, three: list[str]) -> None:
    """Ours: that is recorded, too."""
    run = uncouple(world, "salespeople", records=three[:2])

    assert only_counters(run) == {"read": 2, "uncoupled": 2}
    assert {bc_id for bc_id, _ in pairs(world, "salespeople")} == {three[2]}


# Currencies


def currencies(world: Surroundings) -> list[Json]:
    bc = world.stack.fleet.business_central
    return bc.rows("currencies", company=world.customers.company)


@pytest.mark.scenario("CDSUncoupling.CurrencyListUncoupleMultiple")
def test_chosen_currencies_are_uncoupled_at_once(world: Surroundings) -> None:
    """Ours: that is recorded, too."""
    codes = ("USD", "CAD", "DKK")
    known = {row["code"] for row in currencies(world)}
    for code in codes:
        world.accounts.add_currency(code, code)
        if code not in known:
            body = {"code": code, "displayName": code, "symbol": code}
            bc = world.stack.fleet.business_central
            bc.add("currencies", body, company=world.customers.company)
    world.sync("currency", full=True)
    wanted = [row["id"] for row in currencies(world) if row["code"] in codes]
    before = {bc_id for bc_id, _ in pairs(world, "currency")}
    assert before >= {*wanted}

    run = uncouple(world, "currency", records=wanted[:2])

    assert only_counters(run) == {"read": 2, "uncoupled": 2}
    assert {bc_id for bc_id, _ in pairs(world, "currency")} == before - {*wanted[:2]}


# Records of several mappings


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateNewRecordsInCRMMixedForMany")
def test_chosen_customers_and_currencies_get_their_partners_in_a_job_for_each_mapping(
    world: Surroundings,
) -> None:
    """Ours: a call per mapping."""
    chosen = [row["id"] for row in currencies(world)]
    customers = [row["id"] for row in world.customers.add_many(["Adatum", "Contoso"])]

    there = create(world, "currency", records=chosen)
    here = create(world, records=customers)

    assert only_counters(there) == {"read": len(chosen), "inserted": len(chosen)}
    assert only_counters(here) == {"read": 2, "inserted": 2}
    assert {bc_id for bc_id, _ in pairs(world, "currency")} == {*chosen}


@pytest.mark.scenario("CRMIntegrationMgtTest.CreateNewRecordsFromCRMMixedForMany")
def test_chosen_accounts_and_users_get_their_partners_in_a_job_for_each_mapping(
    world: Surroundings, people: People
) -> None:
    """Ours: users have a call of their own, whose answer is the account of it."""
    users = [people.user(f"Person {n}", "Sales")["systemuserid"] for n in range(2)]
    accounts = [world.accounts.add(name)["accountid"] for name in ("Adatum", "Contoso")]

    hired = people.couple(pairs=[{"user": user, "create": True} for user in users])
    run = create(world, direction="from_dataverse", records=accounts)

    assert only_counters(run) == {"read": 2, "inserted": 2}
    assert {there for _, there in pairs(world)} == {*accounts}
    assert {there for _, there in pairs(world, "salespeople")} == {*users}
    assert len(hired["pairs"]) == 2
