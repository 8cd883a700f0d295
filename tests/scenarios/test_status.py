"""What a person learns who asks why a record does not travel: each message once, with its job."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings

TO, BACK = "to_dataverse", "from_dataverse"
TOO_LONG = "https://" + "x" * 230
"""A website that Business Central takes and Dataverse refuses."""
NO_COUNTRY = "x" * 20
"""Longer than a country's code in Business Central."""


def status(world: Surroundings, customer: Json) -> Json:
    return world.get(f"mappings/customer/explain/bc/{customer['id']}")


def messages(world: Surroundings, customer: Json) -> dict[str, str]:
    """Return what keeps a customer and its account, by direction."""
    return {entry["direction"]: entry["message"] for entry in status(world, customer)["pending"]}


def failing_job(world: Surroundings, customer: Json, direction: str) -> Json:
    """Return the job that a coupling's last, failed result came from."""
    result = status(world, customer)["coupling"]["results"][direction]
    assert not result["succeeded"]
    return world.get(f"jobs/{result['job']}")


# The last sync of one record


@pytest.mark.scenario("CRMCouplingRecord.GetLatestErrorForFailedToCRMJob")
@pytest.mark.scenario(
    "CRMSynchNotifications.CustomerCardPageShowsNotificationOnFailedSyncForCoupledRec"
)
def test_a_customer_that_dataverse_refused_shows_the_message_once_with_its_job(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, website=TOO_LONG)

    run = world.tick()

    shown = messages(world, pair)
    assert shown.keys() == {TO}
    assert "websiteurl" in shown[TO]
    job = failing_job(world, pair, TO)
    assert job["run"] == run["id"]
    [error] = world.get(f"jobs/{job['id']}/errors")["value"]
    assert error["message"] == shown[TO]


@pytest.mark.scenario("CRMCouplingRecord.GetLatestErrorForFailedToNAVJob")
def test_an_account_that_business_central_refused_shows_the_message_at_its_customer(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.change(world.partner(pair), address1_country=NO_COUNTRY)

    world.tick()

    shown = messages(world, pair)
    assert shown.keys() == {BACK}
    [error] = world.get(f"jobs/{failing_job(world, pair, BACK)['id']}/errors")["value"]
    assert error["message"] == shown[BACK]


@pytest.mark.scenario("CRMCouplingRecord.GetLatestErrorForFailedBidirectJobs")
def test_a_pair_that_failed_both_ways_shows_both_messages(world: Surroundings, pair: Json) -> None:
    """The original shows the latest only, which hides the other thing to change."""
    world.customers.change(pair, website=TOO_LONG)
    world.accounts.change(world.partner(pair), address1_country=NO_COUNTRY)

    world.tick()

    shown = messages(world, pair)
    assert shown.keys() == {TO, BACK}
    assert "websiteurl" in shown[TO]
    assert shown[TO] != shown[BACK]


@pytest.mark.scenario(
    "CRMSynchNotifications.CustomerCardPageShowsNoNotificationAfterSuccessfulSync"
)
def test_a_customer_that_travelled_shows_no_error(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, city="Paris")

    run = world.tick()

    shown = status(world, pair)
    assert shown["pending"] == []
    assert [reason["code"] for reason in shown["reasons"]] == ["in_step"]
    assert world.errors(run) == []


@pytest.mark.scenario(
    "CRMSynchNotifications.CustomerCardPageShowsNotificationOnFailedSyncForUncoupledRec"
)
def test_a_customer_whose_account_could_not_be_created_shows_why(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", website=TOO_LONG)

    run = world.full_sync()

    shown = status(world, customer)
    assert shown["coupling"] is None
    [error] = world.errors(run)
    assert messages(world, customer) == {TO: error["message"]}
    assert "websiteurl" in error["message"]


@pytest.mark.scenario("CRMSynchNotifications.CustomerCardPageShowsSynchJobsForRelatedMapping")
def test_the_jobs_of_a_customer_are_those_of_its_mapping(world: Surroundings, pair: Json) -> None:
    world.tick("currency")
    world.tick()

    listed = world.get("jobs", mapping="customer", top=1000)["value"]
    shown = status(world, pair)["last_jobs"]

    assert {job["mapping"] for job in world.get("jobs")["value"]} == {"customer", "currency"}
    assert {job["mapping"] for job in listed} == {"customer"}
    assert {job["mapping"] for job in shown} == {"customer"}


@pytest.mark.scenario(
    "CRMSynchNotifications.SendResultNotificationSendsFailureNotificationIfFailedJobIsTheLast"
)
def test_a_failure_after_a_success_is_shown(world: Surroundings, pair: Json) -> None:
    world.accounts.change(world.partner(pair), address1_city="Rome")
    world.tick()
    world.customers.change(pair, website=TOO_LONG)

    world.tick()

    results = status(world, pair)["coupling"]["results"]
    assert {leg: result["succeeded"] for leg, result in results.items()} == {TO: False, BACK: True}
    assert messages(world, pair).keys() == {TO}


@pytest.mark.scenario(
    "CRMSynchNotifications.SendResultNotificationSendsNoNotificationIfSuccessJobIsTheLast"
)
def test_a_success_the_other_way_that_puts_a_failure_right_leaves_nothing_to_show(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, website=TOO_LONG)
    world.sync(direction=TO)
    failed = messages(world, pair)
    account = world.partner(pair)
    world.accounts.change(account, websiteurl="https://adatum.example")

    world.sync(direction=BACK, records=[account["accountid"]], force=True)
    world.clock.advance(timedelta(hours=1))
    world.tick()

    assert failed.keys() == {TO}
    assert messages(world, pair) == {}
    assert world.customers.read(pair["id"])["website"] == "https://adatum.example"


def test_a_success_the_other_way_hides_no_value_that_still_cannot_travel(
    world: Surroundings, pair: Json
) -> None:
    """The original shows nothing as soon as anything later succeeds."""
    world.customers.change(pair, website=TOO_LONG)
    world.sync(direction=TO)
    world.accounts.change(world.partner(pair), address1_city="Rome")

    world.sync(direction=BACK)

    assert world.customers.read(pair["id"])["city"] == "Rome"
    assert messages(world, pair).keys() == {TO}


# Records that wait for a person


@pytest.mark.scenario("CRMSynchSkippedRecords.T130_SkippedRecsListOpenFromCRMConnectionSetup")
def test_each_skipped_record_is_listed_with_its_message_and_since_when(
    world: Surroundings, pairs: list[Json]
) -> None:
    for pair in pairs[:2]:
        world.accounts.change(world.partner(pair), address1_country=NO_COUNTRY)
    began = world.clock.now()

    first, _ = world.tick(), world.tick()

    listed = {entry["title"]: entry for entry in world.pending()}
    assert listed.keys() == {"Adatum", "Contoso"}
    told = {error["title"]: error["message"] for error in world.errors(first)}
    for title, entry in listed.items():
        assert entry["skipped"]
        assert entry["message"] == told[title]
        assert entry["since"] >= began.isoformat()[:19]


@pytest.mark.scenario("CRMSynchSkippedRecords.T138_CannotRemoveReferencedJobEntry")
def test_a_skipped_record_keeps_its_message_when_its_job_is_removed(
    world: Surroundings, pair: Json
) -> None:
    """The original keeps such jobs for ever; here the record itself has what they would tell."""
    world.customers.change(pair, website=TOO_LONG)
    world.tick()
    world.tick()
    before = status(world, pair)
    old = failing_job(world, pair, TO)
    world.clock.advance(timedelta(days=31))

    world.stack.host.fire_timer("tidy_up")

    assert world.call("GET", f"jobs/{old['id']}").status_code == 404
    assert status(world, pair)["pending"] == before["pending"]
    assert before["pending"][0]["skipped"]
    assert "websiteurl" in messages(world, pair)[TO]


# Which records a job's error names


@pytest.mark.scenario("IntegrationTableSynchTest.LogSynchErrorForBothExistingRecords")
@pytest.mark.parametrize("direction", [TO, BACK])
def test_an_error_of_a_pair_names_both_records(
    world: Surroundings, pair: Json, direction: str
) -> None:
    customer, account = pair["id"], world.partner(pair)["accountid"]
    if direction == TO:
        world.customers.change(pair, website=TOO_LONG)
    else:
        world.accounts.change(world.partner(pair), address1_country=NO_COUNTRY)

    run = world.sync(direction=direction)

    [error] = world.errors(run)
    named = (customer, account) if direction == TO else (account, customer)
    assert (error["record"], error["partner"]) == named


@pytest.mark.scenario("IntegrationTableSynchTest.LogSynchErrorForNorExistingDestination")
def test_an_error_of_a_customer_whose_account_is_gone_names_the_customer_only(
    world: Surroundings, pair: Json
) -> None:
    world.accounts.delete(world.partner(pair))
    world.customers.change(pair, city="Paris")

    run = world.sync(direction=TO)

    [error] = world.errors(run)
    assert (error["record"], error["partner"]) == (pair["id"], None)


@pytest.mark.scenario("IntegrationTableSynchTest.LogSynchErrorForNorExistingSource")
def test_an_error_of_an_account_whose_customer_is_gone_names_the_account_only(
    world: Surroundings, pair: Json
) -> None:
    account = world.partner(pair)
    world.customers.delete(pair)
    world.accounts.change(account, address1_city="Paris")

    run = world.sync(direction=BACK)

    [error] = world.errors(run)
    assert (error["record"], error["partner"]) == (account["accountid"], None)
