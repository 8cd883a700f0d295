"""What people decide about pairs of which one record was deleted."""

import json
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.scenarios.deleting import delete_customer
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


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
