"""A pair of which one record was deleted: people decide about it."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


@pytest.mark.scenario(
    "CRMCouplingTest.SyncCustomerWithCorruptCouplingToNewCRMAccount",
    "CRMSynchSkippedRecords.T166_RestoreDeletedRecordInCRM",
)
def test_a_person_has_the_partner_restored(world: Surroundings, pair: Json) -> None:
    world.accounts.delete(world.partner(pair))
    world.tick()
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "restore")

    assert counters(run)["inserted"] == 1
    assert world.partner(pair)["name"] == "Adatum"
    assert not world.pending()


@pytest.mark.scenario("CRMSynchSkippedRecords.T160_RemoveDeletedCoupledRecordInNAV")
def test_a_person_has_the_survivor_deleted(world: Surroundings, pair: Json) -> None:
    account = world.partner(pair)
    world.customers.delete(pair)
    world.accounts.change(account, address1_city="Paris")
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "delete")

    assert counters(run, BACK)["deleted"] == 1
    assert not world.accounts.all()
    assert not world.couplings()


def test_a_person_uncouples_what_is_broken(world: Surroundings, pair: Json) -> None:
    world.accounts.delete(world.partner(pair))
    world.tick()
    [entry] = world.pending()

    run = world.resolve(entry, "uncouple")

    assert counters(run)["uncoupled"] == 1
    assert not world.couplings()
    assert len(world.customers.all()) == 1


@pytest.mark.scenario(
    "CRMSynchSkippedRecords.T172_RemoveRestoreDeletedActionDisabledIfBothRecsExist"
)
def test_restoring_leaves_an_intact_pair_as_it_is(world: Surroundings, pair: Json) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    world.tick()
    [entry] = world.pending()
    assert entry["skipped"]

    run = world.resolve(entry, "restore")

    assert counters(run, BACK) == {"read": 1, "skipped": 1}
    assert [e["skipped"] for e in world.pending()] == [True]


@pytest.mark.scenario("CRMSynchSkippedRecords.T191_UpdateSourceTableRemovesNotExistingCouplings")
def test_a_restored_customer_leaves_nothing_listed_under_its_former_id(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, website="https://" + "x" * 230)
    world.tick()
    world.tick()
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == BACK)

    world.resolve(entry, "restore")

    assert len(world.customers.all()) == 1
    assert not world.pending()
