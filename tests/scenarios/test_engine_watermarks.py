"""How far each side was read: two watermarks, each in its own side's clock, and what they hide."""

from datetime import datetime, timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
MODIFIED = {"bc": "lastModifiedDateTime", "dataverse": "modifiedon"}


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def marks(world: Surroundings) -> dict[str, datetime]:
    return {side: moment(text) for side, text in world.watermarks().items()}


def newest(world: Surroundings) -> dict[str, datetime]:
    """Return the newest modified time that there is on each side."""
    rows = {"bc": world.customers.all(), "dataverse": world.accounts.all()}
    return {side: max(moment(row[MODIFIED[side]]) for row in rows[side]) for side in rows}


# Each side has its own


@pytest.mark.scenario("CRMIntegrationMapping.SetIntRecordRefFilterIncludesLaterModifiedRec")
def test_a_run_from_dataverse_takes_old_accounts_though_business_central_was_read(
    world: Surroundings,
) -> None:
    world.adjust(only_coupled=False)
    world.accounts.add("Old", modifiedon="2020-02-03T04:05:06Z")
    world.accounts.add("New")
    world.customers.add("Adatum")
    world.sync("currency", full=True)
    world.sync(direction=TO)
    assert world.watermarks()["dataverse"] is None

    run = world.sync(direction=BACK)

    assert counters(run, BACK)["inserted"] == 2
    assert {row["displayName"] for row in world.customers.all()} == {"Adatum", "New", "Old"}


@pytest.mark.scenario("CRMIntegrationMapping.SetIntRecordRefFilterIncludesLaterModifiedIntRec")
def test_a_run_takes_accounts_changed_after_dataverses_watermark_only(
    world: Surroundings, pairs: list[Json]
) -> None:
    mark = marks(world)["dataverse"]
    before, after, bc_only = pairs
    world.clock.advance(timedelta(hours=1))
    world.customers.change(bc_only, city="Rome")
    world.sync(direction=TO)
    for pair, minutes in ((before, -1), (after, 1)):
        then = (mark + timedelta(minutes=minutes)).isoformat()
        world.accounts.change(world.partner(pair), address1_city="Paris", modifiedon=then)
    world.accounts.change(world.partner(bc_only), modifiedon=mark.isoformat())

    run = world.sync(direction=BACK)

    assert marks(world)["bc"] > mark + timedelta(minutes=30)
    assert counters(run, BACK) == {"read": 1, "modified": 1}
    assert world.customers.read(after["id"])["city"] == "Paris"
    assert world.customers.read(before["id"])["city"] == "Berlin"


@pytest.mark.scenario("CRMSynchJobScenarios.SynchUpdatesLastSynchModifiedOnWhenDataChanges")
def test_a_watermark_is_the_newest_modified_time_that_was_read(
    world: Surroundings, pairs: list[Json]
) -> None:
    first, second, _ = pairs
    world.clock.advance(timedelta(hours=1))
    world.customers.change(first, city="Paris")
    world.clock.advance(timedelta(minutes=1))
    world.customers.change(second, city="Rome")
    wanted = newest(world)["bc"]
    world.clock.advance(timedelta(hours=1))

    world.sync(direction=TO)

    assert marks(world)["bc"] == wanted


@pytest.mark.scenario(
    "CRMSynchJobScenarios.SynchDoesNotUpdateLastSynchModifiedOnWhenRowsAreSynched"
)
def test_a_run_in_one_direction_leaves_the_other_sides_watermark(
    world: Surroundings, pair: Json
) -> None:
    world.clock.advance(timedelta(hours=1))
    world.customers.change(pair, city="Paris")
    before = marks(world)
    world.clock.advance(timedelta(minutes=1))
    world.sync(direction=TO)
    after = marks(world)

    world.sync(direction=TO)

    assert after["bc"] > before["bc"]
    assert after["dataverse"] == before["dataverse"]
    assert marks(world) == after


# What they hide, and what they do not


@pytest.mark.scenario(
    "IntegrationTableSynchTest.MappingPageInvokeSynchonizeAllClearsModifiedOnDateTimes"
)
def test_an_unconditional_run_sets_watermarks_in_the_future_back(
    world: Surroundings, pairs: list[Json]
) -> None:
    old, _, removed = pairs
    account = world.partner(removed)
    world.clock.advance(timedelta(days=1))
    world.customers.change(removed, city="Rome")
    world.tick()
    world.customers.delete(removed)
    world.accounts.delete(account)
    world.tick()
    future = marks(world)
    world.clock.advance(timedelta(days=-1))
    world.customers.change(old, city="Paris")
    world.accounts.change(world.partner(pairs[1]), address1_city="Lyon")
    hidden = world.tick()
    changed_at = newest(world)["bc"]
    world.clock.advance(timedelta(seconds=2))

    run = world.sync(unconditional=True)

    assert "modified" not in counters(hidden) | counters(hidden, BACK)
    assert (counters(run)["modified"], counters(run, BACK)["modified"]) == (1, 1)
    assert world.partner(old)["address1_city"] == "Paris"
    assert world.customers.read(pairs[1]["id"])["city"] == "Lyon"
    assert marks(world) == {"bc": changed_at, "dataverse": newest(world)["dataverse"]}
    assert all(mark < future[side] for side, mark in marks(world).items())


@pytest.mark.scenario("CRMCouplingTest.CoupleToNewUoMAfterMapIsSynched")
def test_a_customer_older_than_the_watermark_gets_its_account_on_request(
    world: Surroundings, pairs: list[Json]
) -> None:
    customer = world.customers.add("Litware")
    world.customers.commit_late(customer, world.clock.now() - timedelta(days=2), city="Rome")
    passed = world.tick()

    run = world.sync(direction=TO, full=True, records=[customer["id"]])

    assert "skipped" not in counters(passed)
    assert counters(run) == {"read": 1, "inserted": 1}
    assert world.partner(customer)["address1_city"] == "Rome"


@pytest.mark.scenario("CRMIntegrationRecordTest.CoupledRecordsAreNewerUntilSynched")
def test_a_new_pair_counts_as_changed_on_both_sides_until_it_was_synchronized(
    world: Surroundings,
) -> None:
    """A pair is coupled by its match keys; where both have a value, Business Central's wins."""
    world.sync("currency", full=True)
    customer = world.customers.add("Adatum", city="Berlin")
    world.customers.commit_late(customer, world.clock.now() - timedelta(days=2))
    long_ago = (world.clock.now() - timedelta(days=2)).isoformat()
    world.accounts.add("Adatum", telephone1="1", modifiedon=long_ago)

    fresh = world.sync(full=True)
    world.clock.advance(timedelta(minutes=15))
    again = world.sync(unconditional=True)
    world.clock.advance(timedelta(minutes=15))
    world.customers.change(customer, city="Paris")
    edited = world.tick()

    assert (counters(fresh)["modified"], counters(fresh, BACK)["modified"]) == (1, 1)
    assert world.customers.read(customer["id"])["phoneNumber"] == "1"
    assert counters(again) == counters(again, BACK) == {"read": 1, "unchanged": 1}
    assert counters(edited) == {"read": 1, "modified": 1}
