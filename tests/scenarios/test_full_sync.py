"""Synchronize everything: in the order of the lookups, and as often as somebody asks."""

from datetime import datetime, timedelta

import pytest
import yaml

from shared.domain.installation import Ownership
from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
TERMS: Json = {
    "name": "TERMS",
    "bc": {"entity": "paymentTerms", "filter": "code eq 'NONE'"},
    "dataverse": {"table": "pricelevel"},
    "direction": TO,
    "fields": [{"bc": "code", "dataverse": "name", "match": 1}],
}
NAME: Json = {"bc": "displayName", "dataverse": "name", "match": 2}
LOOKUPS: list[Json] = [
    {
        "bc": "currencyId",
        "dataverse": "transactioncurrencyid",
        "lookup": {"mapping": "CURRENCY"},
    },
    {"bc": "paymentTermsId", "dataverse": "defaultpricelevelid", "lookup": {"mapping": "TERMS"}},
]


def begin(world: Surroundings) -> None:
    """Ask for a full synchronization, and let it go as far as it goes at once."""
    answer = world.call("POST", "sync/full")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues()


def runs(world: Surroundings) -> dict[str, Json]:
    return {run["mapping"]: run for run in world.get("sync/full")["runs"]}


def full_sync(world: Surroundings) -> dict[str, Json]:
    """Synchronize everything, and return the ended runs by mapping."""
    begin(world)
    world.stack.host.drain_queues(include_delayed=True)
    return runs(world)


def states(world: Surroundings) -> dict[str, str]:
    return {mapping: run["state"] for mapping, run in runs(world).items()}


def hold_up(world: Surroundings, entity: str) -> None:
    """Let Business Central be too busy for one kind of records."""
    world.fault(Side.BC, "status", status=503, retry_after=1, times=None, path=f"/{entity}")


def let_go(world: Surroundings) -> None:
    """Let Business Central answer, and ask again: that does not wait for the pause to end."""
    world.server(Side.BC).faults.clear()
    world.clear_queue()
    begin(world)


# The order


@pytest.mark.scenario(
    "CRMFullSynchronization.T151_CRMFullSynchReviewPageShowsAllCRMIntegrMappingRecs",
    "CRMFullSynchronization.T152_CRMFullSynchReviewPageOpenedTwice",
)
def test_the_review_lists_every_mapping_once_however_often_it_is_read(world: Surroundings) -> None:
    world.install(ownership=Ownership.PERSON)  # With Team, salespeople do not take part.
    usable = {each["slug"] for each in world.get("mappings")["value"]}

    first, second = world.get("sync/full"), world.get("sync/full")

    assert first == second
    assert first["runs"] == []
    listed = [each["mapping"] for each in first["review"]]
    assert sorted(listed) == sorted(usable)


@pytest.mark.scenario(
    "CRMFullSynchronization.T120_ReadyLineSchedulesJob",
    "CRMFullSynchronization.T155_StartSyncWhenAllOnHold",
)
def test_only_a_mapping_that_waits_for_nothing_begins_at_once(world: Surroundings) -> None:
    waits_for = {each["mapping"]: each["waits_for"] for each in world.get("sync/full")["review"]}
    assert waits_for == {"currency": [], "customer": ["CURRENCY"]}
    hold_up(world, "currencies")

    begin(world)

    assert states(world) == {"currency": "running", "customer": "queued"}
    let_go(world)
    assert states(world) == {"currency": "finished", "customer": "finished"}


@pytest.mark.scenario(
    "CRMFullSynchronization.T121_FinishedLineSchedulesDependentJob",
    "CRMIntegrationMapping.ListPageDoesntShowDeleteAfterSyncMapping",
)
def test_customers_follow_once_currencies_are_done(world: Surroundings) -> None:
    """Ours: a currency is coupled by its code; and no mapping is copied for the occasion."""
    world.accounts.add_currency("USD", "US dollar")
    world.customers.add("Adatum", currencyId=world.customers.currency("USD")["id"])
    mappings = world.get("mappings")

    ended = full_sync(world)

    assert counters(ended["currency"])["coupled"] == 1
    assert counters(ended["customer"]) == {"read": 1, "inserted": 1}
    assert ended["currency"]["finished_at"] <= ended["customer"]["jobs"][0]["started_at"]
    assert world.get("mappings") == mappings


@pytest.mark.scenario("CRMFullSynchronization.T157_StartSyncWhenBothParentsAreFinished")
def test_a_mapping_waits_until_all_that_its_lookups_need_are_done(world: Surroundings) -> None:
    (world.folder / "terms.yaml").write_text(yaml.safe_dump(TERMS), "utf-8")
    world.adjust(fields=[NAME, *LOOKUPS])
    hold_up(world, "paymentTerms")

    begin(world)

    assert states(world) == {"currency": "finished", "terms": "running", "customer": "queued"}
    let_go(world)
    assert set(states(world).values()) == {"finished"}


def test_the_review_promises_no_partner_to_records_that_the_mapping_does_not_read(
    world: Surroundings,
) -> None:
    world.adjust(direction=TO)
    world.accounts.add("Litware")

    [before] = [each for each in world.get("sync/full")["review"] if each["mapping"] == "customer"]
    world.customers.add("Adatum")
    [after] = [each for each in world.get("sync/full")["review"] if each["mapping"] == "customer"]

    assert before["advice"] == "All that is read is coupled; values are compared."
    assert after["advice"] == "One side has uncoupled records: those that may travel get partners."
    assert after["records"] == {"bc": 1, "dataverse": 1}


def test_the_review_promises_no_partner_where_a_mapping_gives_them_only_when_asked(
    world: Surroundings,
) -> None:
    world.adjust(creates="when_asked")
    world.customers.add("Adatum")

    [met] = [each for each in world.get("sync/full")["review"] if each["mapping"] == "customer"]

    assert met["advice"] == (
        "Uncoupled records get partners only where others need them, or somebody asks."
    )


# What it does


@pytest.mark.scenario("CRMFullSynchronization.T122_BidirectionalSynchUpdatesTwoSynchJobStatuses")
def test_a_new_customer_and_a_new_account_both_get_a_partner(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    account = world.accounts.add("Litware")

    run = world.full_sync()

    done = [(job["direction"], job["state"], job["counters"]["inserted"]) for job in run["jobs"]]
    assert done == [(TO, "finished", 1), (BACK, "finished", 1)]
    assert world.partner(customer)["name"] == "Adatum"
    assert account["accountid"] in {each["dataverse_id"] for each in world.couplings()}
    assert len(world.couplings()) == 2


@pytest.mark.scenario("CRMFullSynchronization.T124_NotAllRecsFailedSynchJobStatusSuccess")
def test_a_bad_customer_does_not_hold_up_a_good_one(world: Surroundings) -> None:
    """Ours: the job is finished and counts the failed record, which stays listed."""
    good, bad = world.customers.add_many(["Adatum", "Contoso"])
    world.customers.change(bad, website="https://" + "x" * 230)

    run = world.full_sync()

    assert counters(run) == {"read": 2, "inserted": 1, "failed": 1}
    assert [error["record"] for error in world.errors(run)] == [bad["id"]]
    assert [each["bc_id"] for each in world.couplings()] == [good["id"]]
    assert [entry["record"] for entry in world.pending()] == [bad["id"]]


@pytest.mark.scenario(
    "CRMFullSynchronization.T127_FullSynchJobInheritsFiltersAndProcessesNotCoupledRecs"
)
def test_it_widens_to_uncoupled_records_but_not_beyond_the_filter(world: Surroundings) -> None:
    world.customers.add("Adatum")
    world.customers.add("Contoso", blocked="All")

    world.full_sync()
    world.customers.add("Fabrikam")
    run = world.tick()

    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]
    assert world.get("mappings/customer")["configuration"]["only_coupled"] is True
    assert counters(run)["skipped"] == 1


@pytest.mark.scenario("CRMFullSynchronization.T170_ParentMappingGetsSyncModifiedOnFilters")
def test_the_watermarks_hold_the_newest_times_that_were_read(world: Surroundings) -> None:
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    # What was modified in the second in which a run begins is beyond that run's watermark.
    world.clock.advance(timedelta(seconds=2))

    world.full_sync()

    marks = {side: datetime.fromisoformat(mark) for side, mark in world.watermarks().items()}
    newest = max(row["lastModifiedDateTime"] for row in world.customers.all())
    assert marks["bc"] == datetime.fromisoformat(newest)
    modified = max(world.partner(customer)["modifiedon"] for customer in customers)
    assert marks["dataverse"] == datetime.fromisoformat(modified)


# Others at work


@pytest.mark.scenario(
    "CRMFullSynchronization.T130_CRMJobQueueEntryIsOnHoldDuringFullSynchronization"
)
def test_the_timer_keeps_away_while_it_is_at_work(world: Surroundings) -> None:
    hold_up(world, "customers")
    begin(world)
    full = runs(world)["customer"]

    with world.app.engine.progress.lease("customer", full["id"]) as lease:
        assert lease is not None
        world.stack.host.fire_timer("sync_customer")

    assert {job["run"] for job in world.get("jobs", mapping="customer")["value"]} <= {full["id"]}
    let_go(world)
    assert states(world)["customer"] == "finished"
    assert world.tick()["trigger"] == "timer"


@pytest.mark.scenario("CRMFullSynchronization.T166_AllInactiveSessionsEnablesStartAction")
def test_one_whose_worker_died_is_carried_on_when_it_is_asked_for_again(
    world: Surroundings,
) -> None:
    world.customers.add("Adatum")
    hold_up(world, "currencies")
    begin(world)
    dead = runs(world)
    world.clear_queue()
    world.server(Side.BC).faults.clear()

    ended = full_sync(world)

    assert dead["currency"]["state"] == "running"
    assert [run["id"] for run in ended.values()] == [run["id"] for run in dead.values()]
    assert [run["state"] for run in ended.values()] == ["finished", "finished"]
    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]


# One that the mass-change fuse has stopped


def stop_currencies(world: Surroundings) -> str:
    """Begin a full synchronization whose currencies are too many, and return their run."""
    world.start_app(SYNC_FUSE_CHANGES="1")
    begin(world)
    assert states(world) == {"currency": "stopped", "customer": "queued"}
    return str(runs(world)["currency"]["id"])


def test_nothing_is_asked_again_and_again_while_a_run_waits_for_a_decision(
    world: Surroundings,
) -> None:
    stop_currencies(world)

    assert world.queued() == 0


def test_a_mapping_that_waits_goes_on_once_the_stopped_run_is_approved(
    world: Surroundings,
) -> None:
    world.customers.add("Adatum")
    stopped = stop_currencies(world)

    world.call("POST", f"runs/{stopped}/approve")
    world.stack.host.drain_queues()

    assert states(world) == {"currency": "finished", "customer": "finished"}
    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]


def test_a_mapping_that_waits_is_over_once_the_stopped_run_is_refused(world: Surroundings) -> None:
    stopped = stop_currencies(world)

    world.call("POST", f"runs/{stopped}/approve", json={"approve": False})
    world.stack.host.drain_queues()

    assert states(world) == {"currency": "failed", "customer": "failed"}
    assert "It needs currency" in runs(world)["customer"]["message"]
