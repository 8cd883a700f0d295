"""A record deleted on one side: what the policies do, and what people decide."""

from datetime import timedelta

import pytest

from tests.scenarios.deleting import delete_customer
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"

every_kind_of_mapping = pytest.mark.parametrize(
    ("direction", "only_coupled"),
    [("bidirectional", True), ("bidirectional", False), (BACK, True), (BACK, False)],
)


def skip(world: Surroundings, customer: Json) -> None:
    """Let a pair be refused twice in the same way."""
    world.accounts.change(world.partner(customer), address1_country="x" * 20)
    world.tick()
    world.tick()


# The policies, by every kind of mapping


@pytest.mark.soak(but=[0, 3])
@every_kind_of_mapping
@pytest.mark.scenario(
    "IntegrationTableSynchTest.AutoResolveDeletedRecordNoStrategyBidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordNoStrategyBidirectionalOnlyCoupled",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordNoStrategyUnidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordNoStrategyUnidirectionalOnlyCoupled",
    "IntegrationTableSynchTest.FailedRecordedOnDeletedRecord",
)
def test_without_a_policy_a_deletion_fails_once_is_skipped_then_and_stays_coupled(
    world: Surroundings, pair: Json, direction: str, only_coupled: bool
) -> None:
    world.adjust(deleted="keep", direction=direction, only_coupled=only_coupled)
    account = delete_customer(world, pair)

    first = world.sync(direction=BACK)
    second = world.sync(direction=BACK)

    assert counters(first, BACK)["failed"] == 1
    assert "skipped" not in counters(first, BACK)
    assert counters(second, BACK)["skipped"] == 1
    assert "failed" not in counters(second, BACK)
    assert pair["id"] in {c["bc_id"] for c in world.couplings()}
    assert world.accounts.read(account["accountid"])["address1_city"] == "Paris"
    assert len(world.customers.all()) == 2


@pytest.mark.soak(but=[0, 3])
@every_kind_of_mapping
@pytest.mark.scenario(
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRemoveCouplingBidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRemoveCouplingBidirectionalOnlyCoupled",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRemoveCouplingUnidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRemoveCouplingUnidirectionalOnlyCoupled",
)
def test_uncouple_removes_the_coupling_and_keeps_the_account(
    world: Surroundings, pair: Json, direction: str, only_coupled: bool
) -> None:
    world.adjust(deleted="uncouple", direction=direction, only_coupled=only_coupled)
    account = delete_customer(world, pair)

    run = world.sync(direction=BACK)

    assert counters(run, BACK)["uncoupled"] == 1
    assert counters(run, BACK).keys().isdisjoint({"skipped", "failed", "inserted"})
    assert pair["id"] not in {c["bc_id"] for c in world.couplings()}
    assert world.accounts.read(account["accountid"])["address1_city"] == "Paris"


@pytest.mark.soak(but=[0, 3])
@every_kind_of_mapping
@pytest.mark.scenario(
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRestoreRecordsBidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRestoreRecordsBidirectionalOnlyCoupled",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRestoreRecordsUnidirectionalAll",
    "IntegrationTableSynchTest.AutoResolveDeletedRecordRestoreRecordsUnidirectionalOnlyCoupled",
)
def test_restore_creates_the_customer_anew_once_and_keeps_the_account(
    world: Surroundings, pair: Json, direction: str, only_coupled: bool
) -> None:
    world.adjust(deleted="restore", direction=direction, only_coupled=only_coupled)
    account = delete_customer(world, pair)

    run = world.sync(direction=BACK)
    world.sync(direction=BACK)

    assert counters(run, BACK)["inserted"] == 1
    [restored] = [row for row in world.customers.all() if row["displayName"] == "Adatum"]
    assert (restored["id"] != pair["id"], restored["city"]) == (True, "Paris")
    assert world.partner(restored)["accountid"] == account["accountid"]
    assert len(world.customers.all()) == len(world.couplings()) == len(world.accounts.all()) == 3
    assert not world.pending()


@pytest.mark.scenario("CRMCouplingRecord.TestDeletedCustomerCouplingKeptUndeleted")
def test_a_deleted_account_and_a_conflict_are_kept_coupled_and_told_apart(
    world: Surroundings, pairs: list[Json]
) -> None:
    """The second pair is edited on both sides: of one that was never synchronized, Business
    Central's values would win, which is no conflict."""
    first, second = never_agreed(world, "Litware"), pairs[1]
    world.accounts.delete(world.partner(first))
    world.customers.change(first, website="")
    world.customers.change(second, city="Bonn")
    world.accounts.change(world.partner(second), address1_city="Paris")

    run = world.tick()
    causes = {(e["record"], e["direction"], e["cause"]) for e in world.pending()}
    again = world.tick()

    account = world.partner(second)
    assert counters(run)["failed"] == 2
    assert counters(run, BACK)["failed"] == 1
    assert causes == {
        (first["id"], TO, "deleted"),
        (second["id"], TO, "conflict"),
        (account["accountid"], BACK, "conflict"),
    }
    assert counters(again)["skipped"] == 2
    assert counters(again, BACK)["skipped"] == 1
    assert {first["id"], second["id"]} <= {c["bc_id"] for c in world.couplings()}


def never_agreed(world: Surroundings, name: str) -> Json:
    """Couple a customer with an account by their name, and let Dataverse refuse its values."""
    world.accounts.add(name)
    customer = world.customers.add(name, website="https://" + "x" * 230)
    world.sync(direction=TO, full=True, records=[customer["id"]])
    assert False in {coupling["agreed"] for coupling in world.couplings()}
    return customer


@pytest.mark.scenario("CRMIntegrationRecordTest.RemovalOfCoupledRecordDoesNotMarkCouplingAsSkipped")
def test_deleting_a_customer_leaves_its_coupling_where_its_account_finds_it(
    world: Surroundings, pair: Json
) -> None:
    """Where the original finds it by the account only, the customer's id finds it as well."""
    account = world.partner(pair)
    world.customers.delete(pair)

    world.tick()

    path = "mappings/customer/couplings"
    [coupling] = world.get(path, dataverse_id=account["accountid"])["value"]
    assert coupling["bc_id"] == pair["id"]
    assert world.get(path, bc_id=pair["id"])["value"] == [coupling]
    assert not coupling["skipped"]


@pytest.mark.scenario("CRMSynchSkippedRecords.T200_FindMoreMarksBrokenCouplingsAsSkipped")
def test_comparing_ids_skips_and_lists_what_a_one_way_mapping_no_longer_finds(
    world: Surroundings, pair: Json
) -> None:
    world.adjust(direction=TO)
    world.tick()
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))

    first, second = world.tick(), world.tick()

    assert (counters(first)["failed"], counters(second)["skipped"]) == (1, 1)
    [entry] = world.pending()
    assert (entry["record"], entry["cause"], entry["skipped"]) == (pair["id"], "deleted", True)
    assert [c["bc_id"] for c in world.couplings() if c["skipped"]] == [pair["id"]]


@pytest.mark.scenario("CRMSynchSkippedRecords.T180_CouplingDeletedOnOpenIfBothRecsDeleted")
def test_a_skipped_pair_that_is_deleted_on_both_sides_is_forgotten(
    world: Surroundings, pair: Json
) -> None:
    skip(world, pair)
    world.accounts.delete(world.partner(pair))
    world.customers.delete(pair)

    world.tick()

    assert pair["id"] not in {c["bc_id"] for c in world.couplings()}
    assert not world.pending()
