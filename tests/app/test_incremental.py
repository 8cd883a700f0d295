from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Surroundings, counters


def test_edits_on_both_sides_travel_by_the_timer(world: Surroundings) -> None:
    first, second = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.customers.change(first, phoneNumber="+49 30 1")
    world.accounts.change(world.partner(second), address1_city="Paris")

    run = world.tick()

    assert run["trigger"] == "timer"
    assert counters(run)["modified"] == 1
    assert counters(run, "from_dataverse")["modified"] == 1
    assert world.partner(first)["telephone1"] == "+49 30 1"
    assert world.customers.read(second["id"])["city"] == "Paris"


def test_two_fields_of_one_record_changed_on_two_sides_both_survive(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.full_sync()
    world.customers.change(customer, city="Hamburg")
    world.accounts.change(world.partner(customer), telephone1="2")

    world.tick()

    assert world.partner(customer)["address1_city"] == "Hamburg"
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"


def test_a_run_without_changes_writes_nothing_and_moves_no_watermark(world: Surroundings) -> None:
    world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    # The services tell their time in whole seconds: what changed within the second in which a run
    # begins is beyond that run's watermark.
    world.clock.advance(timedelta(seconds=2))
    world.tick()
    before, writes = world.watermarks(), world.writes()

    run = world.tick()

    assert counters(run).keys() <= {"read", "unchanged"}
    assert counters(run, "from_dataverse").keys() <= {"read", "unchanged"}
    assert world.writes() == writes
    assert world.watermarks() == before


def test_uncoupled_records_are_skipped_where_only_coupled_ones_travel(
    world: Surroundings,
) -> None:
    world.customers.add("Adatum")

    run = world.tick()

    assert counters(run) == {"read": 1, "skipped": 1}
    assert not world.accounts.all()
    assert not world.pending()


def test_a_blocked_customer_stays_where_it_is(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, blocked="All", city="Berlin")

    run = world.tick()

    assert counters(run).get("modified") is None
    assert world.partner(customer)["address1_city"] is None


def test_a_blank_travels_like_any_value(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.full_sync()
    world.customers.change(customer, city="")
    world.accounts.change(world.partner(customer), telephone1=None)

    world.tick()

    assert world.partner(customer)["address1_city"] is None
    assert world.customers.read(customer["id"])["phoneNumber"] == ""


def test_a_long_transaction_that_commits_late_is_not_missed(world: Surroundings) -> None:
    early, late = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    began = world.stack.fleet.business_central.clock.now()
    world.clock.advance(timedelta(minutes=5))
    world.customers.change(early, city="Berlin")
    world.tick()

    world.customers.commit_late(late, began, city="Paris")
    world.tick()

    assert world.partner(late)["address1_city"] == "Paris"


def test_clocks_apart_by_minutes_do_not_matter(world: Surroundings) -> None:
    world.stack.fleet.dataverse.clock.skew(timedelta(minutes=-5))
    world.stack.fleet.business_central.clock.skew(timedelta(minutes=5))
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.customers.change(customer, city="Berlin")
    world.accounts.change(world.partner(customer), telephone1="2")

    world.tick()

    assert world.partner(customer)["address1_city"] == "Berlin"
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"


def test_chosen_records_travel_at_once_whatever_the_filter(world: Surroundings) -> None:
    customer, other = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.customers.change(customer, blocked="All", city="Berlin")
    world.customers.change(other, city="Paris")

    run = world.sync(direction="to_dataverse", records=[customer["id"]])

    assert counters(run) == {"read": 1, "modified": 1}
    assert world.partner(customer)["address1_city"] == "Berlin"
    assert world.partner(other)["address1_city"] is None


@pytest.mark.scenario("IntegrationTableSynchTest.CannotSynchAgainstMappingDirection")
def test_a_run_against_the_mappings_direction_is_a_plain_message(world: Surroundings) -> None:
    run = world.sync("currency", direction="from_dataverse")

    assert run["state"] == "finished"
    assert run["message"] == "CURRENCY does not synchronize from Dataverse; nothing was done."
    assert run["jobs"] == []


def test_pages_are_read_to_the_end(world: Surroundings) -> None:
    world.start_app(BC_PAGE_SIZE="2", DATAVERSE_PAGE_SIZE="2", DATAVERSE_BULK_SIZE="2")
    world.customers.add_many([f"Customer {n}" for n in range(7)])

    run = world.full_sync()

    assert counters(run) == {"read": 7, "inserted": 7}
    assert counters(run, "from_dataverse") == {"read": 7, "unchanged": 7}


def test_a_run_that_exceeds_its_time_goes_on_through_the_queue(world: Surroundings) -> None:
    world.start_app(BC_PAGE_SIZE="2", DATAVERSE_PAGE_SIZE="3", SYNC_TIME_BUDGET_SECONDS="1")
    world.customers.add_many([f"Customer {n}" for n in range(7)])
    world.clock.hurry(timedelta(seconds=2))

    run = world.full_sync()

    assert run["state"] == "finished"
    assert counters(run) == {"read": 7, "inserted": 7}
    assert counters(run, "from_dataverse") == {"read": 7, "unchanged": 7}
    assert len(world.accounts.all()) == 7


def test_the_requests_of_a_job_are_counted(world: Surroundings) -> None:
    world.customers.add("Adatum")
    world.full_sync()
    seen = sum(world.server(side).journal.total for side in Side)

    run = world.tick()

    now = sum(world.server(side).journal.total for side in Side)
    assert sum(job["requests"] for job in run["jobs"]) == now - seen
