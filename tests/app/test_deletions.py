"""A record that was deleted on one side: it is noticed, and the mapping's policy is carried out."""

from datetime import timedelta

import pytest
import yaml

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, and in step; the app has begun to track deletions."""
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customer


def test_a_deleted_account_is_noticed_though_its_customer_did_not_change(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.delete(world.partner(pair))

    run = world.tick()

    assert counters(run) == {"read": 1, "failed": 1}
    [entry] = world.pending()
    assert (entry["cause"], entry["record"], entry["direction"]) == ("deleted", pair["id"], TO)
    assert "restore the partner" in entry["message"]


def test_a_deletion_is_reported_once_and_skipped_from_then_on(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.delete(world.partner(pair))
    world.tick()

    second = world.tick()
    third = world.tick()

    assert counters(second) == {"read": 1, "skipped": 1}
    assert counters(third) == {}
    [entry] = world.pending()
    assert entry["skipped"]
    assert entry["next_try"] is None
    assert [coupling["skipped"] for coupling in world.couplings()] == [True]


def test_a_deleted_customer_is_found_by_comparing_ids_once_a_day(
    world: Surroundings, pair: Json
) -> None:
    world.customers.delete(pair)
    at_once = world.tick()
    world.clock.advance(timedelta(hours=25))

    run = world.tick()

    assert "failed" not in counters(at_once, BACK)
    assert counters(run, BACK)["failed"] == 1
    [entry] = world.pending()
    assert (entry["cause"], entry["direction"]) == ("deleted", BACK)


def test_a_deleted_customer_is_found_at_once_when_its_account_changes(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.customers.delete(pair)
    world.accounts.change(account, address1_city="Paris")

    run = world.tick()

    assert counters(run, BACK) == {"read": 1, "failed": 1}
    assert not world.customers.all()


def test_uncouple_keeps_the_customer_and_forgets_the_pair(world: Surroundings, pair: Json) -> None:
    world.adjust(deleted="uncouple")
    world.accounts.delete(world.partner(pair))

    run = world.tick()

    assert counters(run)["uncoupled"] == 1
    assert not world.couplings()
    assert not world.pending()
    assert [row["displayName"] for row in world.customers.all()] == ["Adatum"]
    assert "read" not in counters(world.tick()) or not world.accounts.all()


def test_restore_creates_the_account_anew_and_couples_it(world: Surroundings, pair: Json) -> None:
    world.adjust(deleted="restore")
    old = world.partner(pair)
    world.accounts.delete(old)

    run = world.tick()

    assert counters(run)["inserted"] == 1
    new = world.partner(pair)
    assert new["accountid"] != old["accountid"]
    assert (new["name"], new["address1_city"]) == ("Adatum", "Berlin")
    assert not world.pending()
    assert len(world.couplings()) == 1


def test_restore_creates_the_customer_anew_and_couples_it(world: Surroundings, pair: Json) -> None:
    world.adjust(deleted="restore")
    account = world.partner(pair)
    world.customers.delete(pair)
    world.accounts.change(account, address1_city="Paris")

    run = world.tick()

    assert counters(run, BACK)["inserted"] == 1
    [customer] = world.customers.all()
    assert (customer["displayName"], customer["city"]) == ("Adatum", "Paris")
    assert world.partner(customer)["accountid"] == account["accountid"]
    assert len(world.couplings()) == 1


def test_delete_takes_the_customer_along(world: Surroundings, pair: Json) -> None:
    world.adjust(deleted="delete")
    world.accounts.delete(world.partner(pair))

    run = world.tick()

    assert counters(run) == {"read": 1, "deleted": 1}
    assert not world.customers.all()
    assert not world.couplings()
    assert not world.pending()


def test_delete_spares_a_customer_that_somebody_edited_meanwhile(
    world: Surroundings, pair: Json
) -> None:
    world.adjust(deleted="delete")
    world.accounts.delete(world.partner(pair))
    world.customers.change(pair, city="Paris")

    run = world.tick()

    assert counters(run)["failed"] == 1
    assert world.customers.read(pair["id"])["city"] == "Paris"
    assert "was changed after" in world.errors(run)[0]["message"]


def test_a_pair_deleted_on_both_sides_is_forgotten(world: Surroundings, pair: Json) -> None:
    world.accounts.delete(world.partner(pair))
    world.customers.delete(pair)

    run = world.tick()

    assert counters(run) == {"read": 1, "uncoupled": 1}
    assert not world.couplings()
    assert not world.pending()


def test_a_record_that_the_app_may_not_read_is_not_taken_for_deleted(
    world: Surroundings, pair: Json
) -> None:
    world.adjust(deleted="delete")
    world.customers.change(pair, city="Paris")
    world.fault(Side.DATAVERSE, "html_body", method="GET", path="accounts")

    world.tick()

    assert len(world.accounts.all()) == 1
    assert len(world.customers.all()) == 1


# What a person decides


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


# What cannot be carried out at once


def test_a_partner_that_cannot_be_restored_yet_stays_listed_until_it_can(
    world: Surroundings,
) -> None:
    world.adjust(deleted="restore")
    world.adjust("currency", deleted="uncouple", only_coupled=True)
    dollar = world.accounts.add_currency("USD", "US dollar")
    customer = world.customers.add("Adatum", currencyId=world.customers.currency("USD")["id"])
    world.full_sync()
    world.tick("currency")
    world.tick()
    world.accounts.delete(world.partner(customer))
    world.accounts.delete_currency(dollar)
    world.tick("currency")

    first, second = world.tick(), world.tick()

    assert counters(first)["failed"] == 1
    assert counters(second)["failed"] == 1
    assert [entry["cause"] for entry in world.pending()] == ["dependency"]
    world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    assert counters(world.tick())["inserted"] == 1
    assert world.partner(customer)["name"] == "Adatum"
    assert not world.pending()


def test_a_customer_whose_restoring_was_never_answered_is_restored_after_all(
    world: Surroundings, pair: Json
) -> None:
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()
    [entry] = world.pending()
    world.start_app(BC_TIMEOUT_SECONDS="1")
    world.fault(Side.BC, "timeout_before", method="POST", path=r"\$batch", body_contains="POST")
    world.resolve(entry, "restore")
    world.tick()
    world.clock.advance(timedelta(minutes=11))

    run = world.tick()

    assert counters(run, BACK)["inserted"] == 1
    assert [row["displayName"] for row in world.customers.all()] == ["Adatum"]
    assert not world.pending()


def test_the_fuse_counts_all_deletions_of_a_one_way_mapping_before_the_first(
    world: Surroundings,
) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="1")
    world.adjust(deleted="delete", direction="to_dataverse")
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.tick()
    for customer in customers:
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))

    run = world.sync()

    assert run["state"] == "stopped"
    assert "delete 2 records" in run["message"]
    assert len(world.accounts.all()) == 2


def test_accounts_of_a_one_way_mapping_go_with_their_customers_in_one_batch(
    world: Surroundings,
) -> None:
    world.adjust(deleted="delete", direction="to_dataverse")
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.full_sync()
    world.tick()
    for customer in customers:
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))
    before = world.writes()

    run = world.tick()

    assert counters(run) == {"read": 3, "deleted": 3}
    assert not world.accounts.all()
    assert not world.couplings()
    assert world.writes() - before == 2


def test_a_deletion_told_while_a_mapping_was_switched_off_is_noticed_once_it_is_mended(
    world: Surroundings,
) -> None:
    world.adjust()
    other = world.folder / "other.yaml"
    mapping = {
        "name": "OTHER",
        "bc": {"entity": "customers", "filter": "city eq 'Paris'"},
        "dataverse": {"table": "account", "filter": "address1_city eq 'Paris'"},
        "fields": [{"bc": "displayName", "dataverse": "name"}],
        "direction": "to_dataverse",
    }
    other.write_text(yaml.safe_dump(mapping), "utf-8")
    world.start_app()
    world.customers.add("Adatum", city="Paris")
    world.sync("other", full=True)
    world.tick()
    [account] = world.accounts.all()
    other.write_text(yaml.safe_dump({**mapping, "direction": "sideways"}), "utf-8")
    world.start_app()
    world.accounts.delete(account)
    world.tick()

    other.write_text(yaml.safe_dump(mapping), "utf-8")
    world.start_app()
    run = world.sync("other")

    assert counters(run)["failed"] == 1
    [entry] = world.get("pending", mapping="other")["value"]
    assert entry["cause"] == "deleted"
