"""What a run leaves behind: its jobs, what they count, and the result that a coupling keeps."""

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
TOO_LONG = "https://" + "x" * 230
"""A website that Business Central takes and Dataverse refuses."""


def result(world: Surroundings, customer: Json, direction: str) -> Json:
    [coupling] = world.get("mappings/customer/couplings", bc_id=customer["id"])["value"]
    return dict(coupling["results"][direction])


def directions(run: Json) -> list[str]:
    return [job["direction"] for job in run["jobs"]]


# Jobs


@pytest.mark.scenario("CRMSynchJobScenarios.BidirectionalSynchCreatesTwoJobs")
def test_a_run_both_ways_is_two_jobs_to_dataverse_first(world: Surroundings) -> None:
    run = world.tick()

    assert directions(run) == [TO, BACK]
    listed = world.get("jobs", mapping="customer")["value"]
    assert {job["id"] for job in listed} == {job["id"] for job in run["jobs"]}


@pytest.mark.scenario("IntegrationTableSynchTest.ProcessingZeroRows")
def test_a_run_over_nothing_finishes_and_writes_nothing(world: Surroundings) -> None:
    run = world.tick()

    assert run["state"] == "finished"
    assert [job["state"] for job in run["jobs"]] == ["finished", "finished"]
    assert counters(run) == counters(run, BACK) == {}
    assert world.writes() == 0


@pytest.mark.scenario("CRMSetupTest.SynchronizeNowEnumeratesAllMappings")
def test_synchronizing_everything_runs_each_mapping_in_each_direction_it_allows(
    world: Surroundings,
) -> None:
    answer = world.call("POST", "sync/full")
    world.stack.host.drain_queues(include_delayed=True)

    assert answer.status_code == 202, answer.text
    runs = world.get("sync/full")["runs"]
    assert {run["mapping"]: directions(run) for run in runs} == {
        "currency": [TO],
        "customer": [TO, BACK],
    }
    assert len(world.get("jobs")["value"]) == 3


@pytest.mark.scenario("IntegrationTableSynchTest.InsertRowsFromIntegrationTable")
def test_each_new_account_is_one_inserted_customer(world: Surroundings) -> None:
    world.adjust(only_coupled=False)
    world.sync("currency", full=True)
    world.accounts.add("Adatum")
    first = world.sync(direction=BACK)
    for name in ("Contoso", "Fabrikam"):
        world.accounts.add(name)

    second = world.sync(direction=BACK)

    assert counters(first, BACK)["inserted"] == 1
    assert counters(second, BACK)["inserted"] == 2
    assert len(world.customers.all()) == 3


@pytest.mark.scenario("CRMIntegrationMgtTest.UpdateMultipleNowToCRMForMany")
def test_many_chosen_customers_are_modified_by_one_job(
    world: Surroundings, pairs: list[Json]
) -> None:
    for pair in pairs:
        world.customers.change(pair, city="Paris")

    run = world.sync(direction=TO, records=[pair["id"] for pair in pairs])

    assert directions(run) == [TO]
    assert counters(run) == {"read": 3, "modified": 3}


@pytest.mark.scenario("CRMIntegrationMgtTest.UpdateMultipleNowFromCRMForMany")
def test_many_chosen_accounts_modify_their_customers_by_one_job(
    world: Surroundings, pairs: list[Json]
) -> None:
    accounts = [world.partner(pair) for pair in pairs]
    for account in accounts:
        world.accounts.change(account, address1_city="Paris")

    run = world.sync(direction=BACK, records=[account["accountid"] for account in accounts])

    assert directions(run) == [BACK]
    assert counters(run, BACK) == {"read": 3, "modified": 3}
    assert {row["city"] for row in world.customers.all()} == {"Paris"}


@pytest.mark.scenario("CRMEntitySynchTest.SyncSalespersonsSequently")
def test_two_requests_made_one_after_the_other_do_not_disturb_each_other(
    world: Surroundings, pairs: list[Json]
) -> None:
    first, second, _ = pairs
    marks = world.watermarks()
    for pair in (first, second):
        world.customers.change(pair, city="Paris")

    asked = [
        world.call(
            "POST", "mappings/customer/sync", json={"direction": TO, "records": [pair["id"]]}
        )
        for pair in (first, second)
    ]
    world.stack.host.drain_queues(include_delayed=True)

    runs = [world.get(f"runs/{answer.json()['id']}") for answer in asked]
    assert [counters(run) for run in runs] == [{"read": 1, "modified": 1}] * 2
    assert [run["records"] for run in runs] == [[first["id"]], [second["id"]]]
    assert world.watermarks() == marks


# The result that a coupling keeps


@pytest.mark.scenario("CRMSynchNotifications.LastSyncToCRMFailedOnModifyMarkedCRMIntegrationRec")
def test_a_refusal_is_kept_with_the_coupling_its_job_and_the_record(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, website=TOO_LONG, city="Paris")

    run = world.sync(direction=TO)

    assert counters(run)["failed"] == 1
    assert world.partner(pair)["address1_city"] == "Berlin"
    assert result(world, pair, TO) == {"succeeded": False, "job": run["jobs"][0]["id"]}
    [error] = world.errors(run)
    [entry] = world.pending()
    assert error["message"] == entry["message"]
    assert "websiteurl" in error["message"]


@pytest.mark.scenario(
    "CRMSynchNotifications.LastSyncToCRMSuccessMarkedCRMIntegrationRec",
    "CRMSynchNotifications.LastSyncFromCRMSuccessMarkedCRMIntegrationRec",
)
@pytest.mark.parametrize("direction", [TO, BACK])
def test_a_success_is_kept_with_the_coupling(
    world: Surroundings, pair: Json, direction: str
) -> None:
    if direction == TO:
        world.customers.change(pair, city="Paris")
    else:
        world.accounts.change(world.partner(pair), address1_city="Paris")

    run = world.sync(direction=direction)

    assert counters(run, direction)["modified"] == 1
    assert result(world, pair, direction) == {"succeeded": True, "job": run["jobs"][0]["id"]}


@pytest.mark.scenario("CRMSynchNotifications.LastSyncFailedBothRecsChangedMarkedCRMIntegrationRec")
def test_a_conflict_is_kept_with_the_coupling_and_names_both_values(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, city="Paris")
    world.accounts.change(world.partner(pair), address1_city="Rome")

    run = world.sync(direction=TO)

    assert result(world, pair, TO) == {"succeeded": False, "job": run["jobs"][0]["id"]}
    [error] = world.errors(run)
    assert "'Paris' here and 'Rome'" in error["message"]
    assert world.partner(pair)["address1_city"] == "Rome"


@pytest.mark.scenario(
    "CRMSynchNotifications.LastSyncUnchangedDestRecChangedLaterMarkedCRMIntegrationRec",
    "CRMSynchNotifications.LastSyncUnchangedDestRecChangedLaterMarkedIntegrationRec",
)
@pytest.mark.parametrize("direction", [TO, BACK])
def test_a_run_that_finds_its_target_changed_only_leaves_no_result(
    world: Surroundings, pair: Json, direction: str
) -> None:
    before = [coupling["results"] for coupling in world.couplings()]
    account = world.partner(pair)
    if direction == TO:
        world.accounts.change(account, address1_city="Paris")
    else:
        world.customers.change(pair, city="Paris")

    chosen = pair["id"] if direction == TO else account["accountid"]
    run = world.sync(direction=direction, records=[chosen])

    assert counters(run, direction) == {"read": 1, "unchanged": 1}
    assert [coupling["results"] for coupling in world.couplings()] == before


# Runs that cannot do what was asked


@pytest.mark.scenario("CRMSynchJobScenarios.SynchInvalidViewCausesError")
@pytest.mark.parametrize("direction", [TO, BACK])
def test_an_invalid_filter_fails_the_run_and_moves_nothing(
    world: Surroundings, pair: Json, direction: str
) -> None:
    world.adjust(
        bc={"entity": "customers", "filter": "nonsense eq 1"},
        dataverse={"table": "account", "filter": "nonsense eq 1"},
    )
    writes = world.writes()

    run = world.sync(direction=direction)

    assert run["state"] == "failed"
    assert [job["state"] for job in run["jobs"]] == ["failed"]
    assert "nonsense" in run["message"]
    assert world.writes() == writes


@pytest.mark.scenario("IntegrationTableSynchTest.MissingFieldMappingFailsHard")
def test_a_mapping_without_fields_runs_nothing_and_says_why(
    world: Surroundings, pair: Json
) -> None:
    world.adjust(fields=[])

    answer = world.call("POST", "mappings/customer/sync", json={})

    assert answer.status_code == 404
    [mistake] = [m["mistake"] for m in world.get("mappings")["value"] if not m["usable"]]
    assert mistake.startswith("customer.yaml: fields: at least one")


@pytest.mark.scenario(
    "IntegrationTableSynchTest.SynchronizeSucceedsWithLoggedErrorWhenFindCoupledRecordEventFails"
)
def test_a_record_without_a_certain_partner_fails_and_the_others_go_on(
    world: Surroundings,
) -> None:
    world.accounts.add("Adatum")
    world.accounts.add("Adatum")
    world.accounts.add("Contoso")
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.sync("currency", full=True)

    run = world.sync(direction=TO, full=True)

    assert run["state"] == "finished"
    assert counters(run)["failed"] == 1
    assert counters(run)["coupled"] == 1
    assert counters(run)["inserted"] == 1
