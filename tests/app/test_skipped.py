"""Records that are refused: skipped after the second time, and healed."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


def test_a_record_refused_twice_in_the_same_way_is_skipped_and_shown(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)

    first, second = world.tick(), world.tick()
    world.clock.advance(timedelta(seconds=2))
    world.tick()
    third = world.tick()

    assert counters(first, BACK)["failed"] == 1
    assert counters(second, BACK)["skipped"] == 1
    assert counters(third, BACK) == {}
    [entry] = world.pending()
    assert entry["skipped"]
    [coupling] = world.couplings()
    assert coupling["skipped"]
    assert coupling["results"][BACK]["succeeded"] is False


def test_a_skipped_record_stays_out_of_both_legs(world: Surroundings, pair: Json) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    world.tick()
    world.customers.change(pair, city="Hamburg")

    run = world.tick()

    assert counters(run)["skipped"] == 1
    assert world.partner(pair)["address1_city"] == "Berlin"


@pytest.mark.scenario("CRMSynchSkippedRecords.T190_UpdateSourceTableRemovesNotSkippedRecords")
def test_retry_heals_a_skipped_record_once_the_cause_is_gone(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.accounts.change(account, address1_country="x" * 20)
    world.tick()
    world.tick()
    world.accounts.change(account, address1_country="FR")
    assert counters(world.tick(), BACK) == {"read": 1, "skipped": 1}
    [entry] = world.pending()

    run = world.resolve(entry, "retry")

    assert counters(run, BACK)["modified"] == 1
    assert world.customers.read(pair["id"])["country"] == "FR"
    assert not world.pending()
    assert [coupling["skipped"] for coupling in world.couplings()] == [False]


def test_retry_without_a_cure_skips_the_record_again_after_two_failures(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    world.tick()
    [entry] = world.pending()

    first = world.resolve(entry, "retry")
    second = world.tick()

    assert counters(first, BACK)["failed"] == 1
    assert counters(second, BACK)["skipped"] == 1


def test_a_record_that_nobody_lists_cannot_be_decided_about(
    world: Surroundings, pair: Json
) -> None:
    body = {
        "mapping": "customer",
        "direction": "to_dataverse",
        "records": [pair["id"]],
        "action": "retry",
    }

    answer = world.call("POST", "pending/resolve", json=body)

    assert answer.status_code == 404
    assert answer.json()["code"] == "pending_unknown"


def test_a_forced_record_that_has_to_wait_is_skipped_no_longer(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    world.tick()
    world.accounts.change(world.partner(pair), address1_country="DE")
    dollar = world.customers.currency("USD")
    world.customers.change(pair, city="Rome", currencyId=dollar["id"])

    forced = world.sync(direction="to_dataverse", force=True, records=[pair["id"]])

    assert counters(forced) == {"read": 1, "failed": 1}
    assert {entry["cause"] for entry in world.pending()} >= {"dependency"}
    assert not any(coupling["skipped"] for coupling in world.couplings())
    world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    world.tick()
    assert world.partner(pair)["address1_city"] == "Rome"
    assert not world.pending()
