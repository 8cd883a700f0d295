"""A record that was deleted on one side: it is noticed, and the mapping's policy is carried out."""

from datetime import timedelta

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


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
