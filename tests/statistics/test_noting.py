"""A timer keeps rows in Dataverse up with what coupled customers owe and have ordered."""

from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.availability.warehouse import asked_of_bc
from tests.statistics.ledger import LONG_AGO, Ledger, line
from tests.statistics.rows import Statistics
from tests.surroundings import Surroundings, counters


def writes_to_rows(world: Surroundings) -> int:
    """Return how many requests have changed the rows since the journal was cleared."""
    entries = world.server(Side.DATAVERSE).journal.last(10_000)
    return sum(entry.method != "GET" and "statistics" in entry.target for entry in entries)


@pytest.mark.scenario("CRMStatisticsJobTest.AccountStatisticsCalculatesFlowFields")
def test_coupled_customers_get_a_row_with_their_figures_and_others_none(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum, zero = world.customers.add("Adatum", creditLimit=900), world.customers.add("Zero")
    world.full_sync()
    world.customers.add("Uncoupled")
    ledger.owe(adatum, 119, LONG_AGO, sales=100)
    order = ledger.order(adatum, line(1, 100))
    invoice = ledger.invoice(adatum, line(2, 30))

    statistics.note()

    open_ = (order["totalAmountIncludingTax"], invoice["totalAmountIncludingTax"])
    assert statistics.all().keys() == {"Adatum", "Zero"}
    assert statistics.amounts("Adatum") == (119, 119, *open_)
    assert statistics.amounts("Zero") == (0, 0, 0, 0)
    row = statistics.all()["Adatum"]
    assert row["bcsync_customerid"] == adatum["id"]
    assert row["_bcsync_accountid_value"] == world.partner(adatum)["accountid"]
    assert (row["bcsync_creditlimit"], row["bcsync_totalsales"]) == (900, 100)
    assert (row["bcsync_customernumber"], row["bcsync_currencycode"]) == (adatum["number"], "EUR")
    assert row["bcsync_asof"]
    assert statistics.all()["Zero"]["bcsync_customernumber"] == zero["number"]


@pytest.mark.scenario(
    "CRMStatisticsJobTest.AccountStatisticsCreationDoesNotChangeCRMAccountSynchStatus"
)
@pytest.mark.scenario(
    "CRMStatisticsJobTest.AccountStatisticsCreationDoesNotChangeCRMAccountSynchStatusIfModified"
)
def test_an_account_looks_changed_after_its_statistics_only_if_a_user_has_changed_it(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum, edited = world.customers.add("Adatum"), world.customers.add("Edited")
    world.full_sync()
    world.clock.sleep(700)
    world.tick()
    ledger.owe(adatum, 119)
    account = world.partner(adatum)
    world.accounts.change(world.partner(edited), telephone1="5")

    statistics.note()
    run = world.tick()

    assert statistics.amounts("Adatum")[0] == 119
    assert world.accounts.read(account["accountid"]) == account
    assert counters(run, "from_dataverse")["modified"] == 1
    assert counters(run, "to_dataverse").get("modified", 0) == 0
    assert world.customers.read(edited["id"])["phoneNumber"] == "5"


def test_only_customers_with_movements_are_looked_at_again_and_only_differences_written(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    names = [f"Customer {number}" for number in range(12)]
    many = world.customers.add_many(names)
    world.full_sync()
    statistics.note()
    world.clock.sleep(1200)
    statistics.note()
    for side in Side:
        world.server(side).journal.clear()

    statistics.note()
    idle = asked_of_bc(world)
    ledger.owe(many[3], 7)
    ledger.order(many[5], line(1, 100))
    world.customers.change(many[7], phoneNumber="5")
    world.server(Side.BC).journal.clear()
    statistics.note()

    assert len(idle) == 5  # the time, what changed of three kinds, entries
    moved = [target for target in asked_of_bc(world) if "FinancialDetails" in target]
    assert len(moved) == 1
    assert sum(customer["id"] in moved[0] for customer in many) == 3
    assert len(asked_of_bc(world)) == 5 + 1 + 4
    assert writes_to_rows(world) == 1
    assert statistics.amounts("Customer 3")[0] == 7
    assert statistics.amounts("Customer 5")[2] > 0


@pytest.mark.scenario(
    "CRMJobQueueEntryInactivity.T121_InactiveCRMStatsJobBecomesActiveOnCompanyOpen"
)
@pytest.mark.scenario(
    "CRMJobQueueEntryInactivity.T122_ActiveCRMStatsJobBecomesInactiveIfNoChangesToStats"
)
def test_a_run_with_nothing_new_writes_nothing_and_the_next_one_notices_what_is(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum = world.customers.add("Adatum")
    world.full_sync()
    statistics.note()
    before = statistics.all()
    for side in Side:
        world.server(side).journal.clear()

    statistics.note()

    assert writes_to_rows(world) == 0
    assert statistics.all() == before
    ledger.owe(adatum, 3)
    statistics.note()
    assert statistics.amounts("Adatum")[0] == 3


def test_what_leaves_no_movement_is_found_by_the_pass_over_all_once_a_day(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum = world.customers.add("Adatum")
    world.full_sync()
    ledger.owe(adatum, 50, (world.clock.now() + timedelta(hours=12)).date().isoformat())
    draft = ledger.invoice(adatum, line(1, 10))
    statistics.note()
    outstanding = statistics.amounts("Adatum")[3]
    world.clock.sleep(1200)
    statistics.note()
    ledger.delete("salesInvoices", draft)
    statistics.note()
    unnoticed = statistics.amounts("Adatum")

    world.clock.sleep(2 * 86400)
    statistics.note()

    assert unnoticed == (50, 0, 0, outstanding)
    assert statistics.amounts("Adatum") == (50, 50, 0, 0)


def test_a_pass_that_takes_longer_than_a_call_may_goes_on_where_it_was(
    world: Surroundings, statistics: Statistics
) -> None:
    world.customers.add_many([f"Customer {number}" for number in range(450)])
    world.full_sync()
    world.start_app(SYNC_TIME_BUDGET_SECONDS="30")
    world.clock.hurry(timedelta(seconds=1))

    noted: list[int] = []
    while len(statistics.all()) < 450 and len(noted) < 10:
        statistics.note()
        noted.append(len(statistics.all()))

    world.clock.hurry(timedelta())
    assert noted == sorted(set(noted))
    assert len(noted) > 1
    assert noted[-1] == 450


@pytest.mark.scenario("CRMStatisticsJobTest.AccountStatisticsJobFailsOnDeletedCustomerCRMAccount")
@pytest.mark.scenario("CRMStatisticsJobTest.CouplingGetsSkippedIfCRMAccountRemoved")
def test_deleted_customers_and_accounts_are_left_to_their_mapping_and_others_written(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    """Ours is better on purpose: what is gone is listed once, by the mapping that couples it."""
    adatum, gone, homeless = world.customers.add_many(["Adatum", "Gone", "Homeless"])
    world.full_sync()
    world.accounts.delete(world.partner(homeless))
    world.customers.delete(gone)
    ledger.owe(adatum, 5)

    statistics.note()

    assert statistics.all().keys() == {"Adatum"}
    assert statistics.amounts("Adatum")[0] == 5
    assert world.pending() == []
    world.clock.sleep(86400)
    world.tick()
    assert {(entry["cause"], entry["direction"]) for entry in world.pending()} == {
        ("deleted", "to_dataverse"),
        ("deleted", "from_dataverse"),
    }


def test_a_tick_that_finds_a_service_silent_changes_nothing_and_the_next_goes_on(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum = world.customers.add("Adatum")
    world.full_sync()
    statistics.note()
    ledger.owe(adatum, 9)
    world.fault(Side.DATAVERSE, "reset", method="POST", times=None)

    with pytest.raises(Exception, match="Dataverse"):
        statistics.note()

    world.server(Side.DATAVERSE).faults.clear()
    world.clock.sleep(120)
    statistics.note()
    assert statistics.amounts("Adatum")[0] == 9


@pytest.mark.scenario("CRMStatisticsJobTest.JobQueueFailsIfCRMConnectionDisabled")
def test_while_synchronization_is_switched_off_nothing_is_asked_and_nothing_written(
    world: Surroundings, statistics: Statistics
) -> None:
    world.customers.add("Adatum")
    world.full_sync()
    world.call("POST", "setup/disable", json={"reason": "Stocktaking"})
    world.server(Side.BC).journal.clear()

    statistics.note()

    assert asked_of_bc(world, but="nothing") == []
    assert statistics.all() == {}
    assert "Stocktaking" in world.get("setup")["off_because"]


def test_where_nobody_tells_entries_documents_tell_movements_and_the_pass_what_is_owed(
    world: Surroundings, ledger: Ledger, statistics: Statistics
) -> None:
    adatum, fabrikam = world.customers.add_many(["Adatum", "Fabrikam"])
    world.full_sync()
    world.fault(Side.BC, "status", status=404, path="microsoft/analytics", times=None)
    statistics.note()
    world.clock.sleep(1200)
    statistics.note()
    ledger.owe(adatum, 5)
    order = ledger.order(fabrikam, line(1, 100))
    statistics.note()
    noticed = statistics.amounts("Fabrikam")[2], statistics.amounts("Adatum")[0]
    world.server(Side.BC).faults.clear()
    world.clock.sleep(1200)
    statistics.note()
    ledger.owe(fabrikam, 7)

    statistics.note()

    assert noticed == (order["totalAmountIncludingTax"], 0)
    assert (statistics.amounts("Fabrikam")[0], statistics.amounts("Adatum")[0]) == (7, 0)
    world.clock.sleep(86400)
    statistics.note()
    assert statistics.amounts("Adatum")[0] == 5
