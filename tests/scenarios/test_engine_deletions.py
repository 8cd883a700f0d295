"""A record deleted on one side: what the policies do, and what people decide."""

import json
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"

every_kind_of_mapping = pytest.mark.parametrize(
    ("direction", "only_coupled"),
    [("bidirectional", True), ("bidirectional", False), (BACK, True), (BACK, False)],
)


def delete_customer(world: Surroundings, customer: Json) -> Json:
    """Delete a customer, edit its account, and return that."""
    account = world.partner(customer)
    world.customers.delete(customer)
    world.accounts.change(account, address1_city="Paris")
    return account


def skip(world: Surroundings, customer: Json) -> None:
    """Let a pair be refused twice in the same way."""
    world.accounts.change(world.partner(customer), address1_country="x" * 20)
    world.tick()
    world.tick()


# The policies, by every kind of mapping


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
    """Both sides of the second pair are edited: a pair that was coupled by its match keys and
    never synchronized is settled in Business Central's favour, and is no conflict."""
    first, second, _ = pairs
    world.accounts.delete(world.partner(first))
    world.customers.change(first, city="Bonn")
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
    assert len(world.couplings()) == 3


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


# What people decide about skipped couplings


def broken(world: Surroundings, pairs: list[Json]) -> list[Json]:
    """Skip three couplings: of a deleted customer, of a deleted account, and of an intact pair."""
    customer_gone, account_gone, intact = pairs
    world.accounts.change(world.partner(intact), address1_country="x" * 20)
    world.accounts.delete(world.partner(account_gone))
    delete_customer(world, customer_gone)
    world.tick()
    world.tick()
    entries = world.pending()
    assert [e["skipped"] for e in entries] == [True, True, True]
    return entries


def decide(world: Surroundings, entries: list[Json], action: str) -> None:
    for direction in (TO, BACK):
        records = [e["record"] for e in entries if e["direction"] == direction]
        body = {
            "mapping": "customer",
            "direction": direction,
            "records": records,
            "action": action,
        }
        answer = world.call("POST", "pending/resolve", json=body)
        assert answer.status_code == 202, answer.text
        world.stack.host.drain_queues(include_delayed=True)


@pytest.mark.scenario("CRMSynchSkippedRecords.T161_RemoveDeletedCoupledRecordInCRM")
def test_a_customer_whose_account_is_gone_is_deleted_with_its_coupling(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.delete(world.partner(pair))
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "delete")

    assert counters(run)["deleted"] == 1
    assert pair["id"] not in {row["id"] for row in world.customers.all()}
    assert pair["id"] not in {c["bc_id"] for c in world.couplings()}


@pytest.mark.scenario("CRMSynchSkippedRecords.T162_RemoveDeletedCoupledRecords")
def test_deleting_the_other_side_touches_broken_couplings_only(
    world: Surroundings, pairs: list[Json]
) -> None:
    intact = pairs[2]
    account = world.partner(intact)
    entries = broken(world, pairs)

    decide(world, entries, "delete")

    assert [row["id"] for row in world.customers.all()] == [intact["id"]]
    assert [row["accountid"] for row in world.accounts.all()] == [account["accountid"]]
    assert [(c["bc_id"], c["skipped"]) for c in world.couplings()] == [(intact["id"], True)]


@pytest.mark.scenario(
    "CRMSynchSkippedRecords.T163_RemoveDeletedCoupledCRMRecordWithNoDeletePermission"
)
def test_a_delete_that_dataverse_refuses_is_told_and_leaves_all_as_it_was(
    world: Surroundings, pair: Json
) -> None:
    account = delete_customer(world, pair)
    world.tick()
    [entry] = world.pending()
    denied = {"code": "0x80040220", "message": "The user is missing prvDeleteAccount privilege."}
    body = json.dumps({"error": denied})
    world.fault(Side.DATAVERSE, "status", body_contains="DELETE ", status=403, body=body)

    run = world.resolve(entry, "delete")

    assert run["state"] == "failed"
    assert "prvDeleteAccount" in run["message"]
    assert "security role" in run["message"]
    assert [e["record"] for e in world.pending()] == [account["accountid"]]
    assert world.accounts.read(account["accountid"])["address1_city"] == "Paris"
    assert pair["id"] in {c["bc_id"] for c in world.couplings()}


@pytest.mark.scenario("CRMSynchSkippedRecords.T165_RestoreDeletedRecordInNAV")
def test_a_person_has_a_customer_restored_from_its_account(world: Surroundings, pair: Json) -> None:
    account = delete_customer(world, pair)
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "restore")

    assert counters(run, BACK)["inserted"] == 1
    [restored] = [row for row in world.customers.all() if row["displayName"] == "Adatum"]
    assert restored["number"] != pair["number"]
    assert world.partner(restored)["accountid"] == account["accountid"]


@pytest.mark.scenario("CRMSynchSkippedRecords.T167_RestoreDeletedRecords")
def test_restoring_creates_what_is_missing_and_leaves_the_intact_pair_skipped(
    world: Surroundings, pairs: list[Json]
) -> None:
    entries = broken(world, pairs)

    decide(world, entries, "restore")

    names = ["Adatum", "Contoso", "Fabrikam"]
    assert sorted(row["displayName"] for row in world.customers.all()) == names
    assert sorted(row["name"] for row in world.accounts.all()) == names
    skipped = {c["bc_id"]: c["skipped"] for c in world.couplings()}
    assert len(skipped) == 3
    assert [id_ for id_ in skipped if skipped[id_]] == [pairs[2]["id"]]


@pytest.mark.scenario("CRMCouplingTest.SyncAccountModifiedByIntegrationUserToNewCustomer")
def test_an_account_that_the_app_wrote_last_gets_a_new_customer_on_request(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.adjust(deleted="uncouple")
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()

    run = world.sync(direction=BACK, full=True, records=[account["accountid"]])

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    [customer] = [row for row in world.customers.all() if row["displayName"] == "Adatum"]
    assert customer["number"] != pair["number"]
    assert world.partner(customer)["accountid"] == account["accountid"]
