"""A record that has a partner gets another one: what moves, what is refused, what gives way."""

from typing import NamedTuple

import pytest

from tests.coupling import couple, ids, pair, pairs, preview, refusal
from tests.surroundings import Json, Surroundings


class Two(NamedTuple):
    """Adatum is coupled with a, Litware with b, and c is free."""

    adatum: Json
    litware: Json
    a: Json
    b: Json
    c: Json


@pytest.fixture
def two(world: Surroundings) -> Two:
    adatum, litware = world.customers.add_many(["Adatum", "Litware"])
    a, b, c = (world.accounts.add(name) for name in "abc")
    couple(world, pair(adatum, a), pair(litware, b), initial="none")
    return Two(adatum, litware, a, b, c)


def both(two: Two) -> set[tuple[str, str]]:
    return {ids(two.adatum, two.a), ids(two.litware, two.b)}


@pytest.mark.scenario(
    "CRMCouplingRecord.LookupCouplingRecordForCustomer",
    "CRMIntegrationRecordTest.CanCoupleRecordToCRMID",
)
def test_a_customers_coupling_moves_to_a_free_account(world: Surroundings, two: Two) -> None:
    couple(world, pair(two.adatum, two.c), initial="none")

    assert pairs(world) == {ids(two.adatum, two.c), ids(two.litware, two.b)}


def test_a_preview_names_the_coupling_that_would_end(world: Surroundings, two: Two) -> None:
    [shown] = preview(world, pair(two.adatum, two.c), initial="none")

    assert shown["ends"] == [pair(two.adatum, two.a)]
    assert pairs(world) == both(two)


@pytest.mark.scenario("CRMIntegrationRecordTest.CannotUpdateCouplingToAlreadyCoupledRecord")
def test_an_account_asked_from_dataverse_does_not_take_a_coupled_customer(
    world: Surroundings, two: Two
) -> None:
    assert refusal(world, pair(two.litware, two.a), start="dataverse") == (409, "already_coupled")
    assert refusal(world, pair(two.litware, two.c), start="dataverse") == (409, "already_coupled")
    assert pairs(world) == both(two)


@pytest.mark.scenario(
    "CRMIntegrationRecordTest.CannotCreateCouplingToAlreadyCoupledCRMID",
    "CRMIntegrationRecordTest.CannotUpdateCouplingToAlreadyCoupledCRMID",
)
@pytest.mark.parametrize("start", ["bc", "dataverse"])
def test_a_new_customer_does_not_get_an_account_that_has_a_living_one(
    world: Surroundings, two: Two, start: str
) -> None:
    new = world.customers.add("Northwind")

    assert refusal(world, pair(new, two.a), start=start) == (409, "already_coupled")
    assert refusal(world, pair(two.litware, two.a), start=start) == (409, "already_coupled")
    assert pairs(world) == both(two)


@pytest.mark.parametrize("start", ["bc", "dataverse"])
def test_an_account_whose_customer_was_deleted_is_free_for_another_one(
    world: Surroundings, two: Two, start: str
) -> None:
    new = world.customers.add("Northwind")
    world.customers.delete(two.adatum)

    couple(world, pair(new, two.a), initial="none", start=start)

    assert pairs(world) == {ids(new, two.a), ids(two.litware, two.b)}


@pytest.mark.scenario(
    "CRMIntegrationRecordTest.CanUpdateCouplingToCRMIDCoupledDeletedIntegrationRecord",
)
def test_a_customer_takes_over_an_account_whose_own_was_deleted_and_leaves_its_former_one(
    world: Surroundings, two: Two
) -> None:
    world.customers.delete(two.adatum)

    couple(world, pair(two.litware, two.a), initial="none")

    assert pairs(world) == {ids(two.litware, two.a)}


def test_a_customer_whose_account_was_deleted_is_coupled_anew_from_dataverse_too(
    world: Surroundings, two: Two
) -> None:
    world.accounts.delete(two.a)

    couple(world, pair(two.adatum, two.c), initial="none", start="dataverse")

    assert pairs(world) == {ids(two.adatum, two.c), ids(two.litware, two.b)}


def test_of_many_pairs_none_is_coupled_where_one_cannot_be(world: Surroundings, two: Two) -> None:
    new, free = world.customers.add("Northwind"), world.accounts.add("d")

    assert refusal(world, pair(new, free), pair(two.litware, two.a)) == (409, "already_coupled")
    assert pairs(world) == both(two)


# Pairs that were not in order


@pytest.fixture
def skipped(world: Surroundings) -> Json:
    """A customer whose account was deleted, and which is skipped since."""
    world.sync("currency", full=True)
    customer, account = world.customers.add("Adatum"), world.accounts.add("Adatum")
    couple(world, pair(customer, account))
    world.tick()
    world.accounts.delete(account)
    world.tick()
    world.tick()
    [entry] = world.pending()
    assert entry["skipped"]
    return customer


@pytest.mark.scenario("CRMSynchSkippedRecords.T175_SetupCouplingConfirmedForDeletedCRMRec")
def test_a_skipped_customer_that_is_coupled_anew_is_skipped_no_longer(
    world: Surroundings, skipped: Json
) -> None:
    account = world.accounts.add("Contoso", telephone1="2")

    couple(world, pair(skipped, account))

    assert pairs(world) == {ids(skipped, account)}
    assert not world.couplings()[0]["skipped"]
    assert not world.pending()
    assert world.accounts.read(account["accountid"])["name"] == "Adatum"


def test_a_skipped_pair_that_is_coupled_again_is_healed(world: Surroundings) -> None:
    world.sync("currency", full=True)
    customer, account = world.customers.add("Adatum"), world.accounts.add("Adatum")
    couple(world, pair(customer, account))
    world.tick()
    world.accounts.change(account, name="Contoso " * 19)
    world.tick()
    world.tick()
    assert world.couplings()[0]["skipped"]
    world.accounts.change(account, name="Contoso")

    couple(world, pair(customer, account), initial="from_dataverse")

    assert not world.couplings()[0]["skipped"]
    assert not world.pending()
    assert world.customers.read(customer["id"])["displayName"] == "Contoso"


def test_a_customer_that_was_ambiguous_is_in_order_once_it_is_coupled_by_hand(
    world: Surroundings,
) -> None:
    world.sync("currency", full=True)
    customer = world.customers.add("Adatum")
    chosen, other = world.accounts.add("Adatum"), world.accounts.add("Adatum")
    world.sync(direction="to_dataverse", full=True)
    assert [entry["cause"] for entry in world.pending()] == ["ambiguous"]

    couple(world, pair(customer, chosen), initial="none")
    world.tick()

    assert not world.pending()
    assert pairs(world) == {ids(customer, chosen)}
    assert {row["accountid"] for row in world.accounts.all()} == {
        chosen["accountid"],
        other["accountid"],
    }


def test_a_moved_customer_is_given_a_new_account_and_not_its_first_one(
    world: Surroundings,
) -> None:
    """The id of a created account is derived: it must not be that of the former one."""
    world.sync("currency", full=True)
    customer = world.customers.add("Adatum")
    world.sync(direction="to_dataverse", full=True)
    first = world.partner(customer)
    second = world.accounts.add("Contoso")
    couple(world, pair(customer, second))
    world.accounts.delete(second)
    world.tick()
    [entry] = world.pending()

    world.resolve(entry, "restore")

    third = world.partner(customer)
    assert third["accountid"] not in (first["accountid"], second["accountid"])
    assert len(world.accounts.all()) == 2
