"""A record that fails again and again: when it is skipped, and what brings it back."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"
REFUSED = "x" * 20
"""Longer than a country's code in Business Central."""


def spoil(world: Surroundings, *customers: Json) -> None:
    for customer in customers:
        world.accounts.change(world.partner(customer), address1_country=REFUSED)


def skipped(world: Surroundings, mapping: str = "customer") -> set[str]:
    couplings = world.get(f"mappings/{mapping}/couplings")["value"]
    return {coupling["bc_id"] for coupling in couplings if coupling["skipped"]}


def entry_of(world: Surroundings, customer: Json) -> Json:
    account = world.partner(customer)
    [entry] = [e for e in world.pending() if e["record"] == account["accountid"]]
    return entry


@pytest.fixture
def three_skipped(world: Surroundings, pairs: list[Json]) -> list[Json]:
    spoil(world, *pairs)
    world.tick()
    world.tick()
    assert skipped(world) == {pair["id"] for pair in pairs}
    return pairs


# Becoming skipped


@pytest.mark.scenario("CRMSynchSkippedRecords.T105_SynchFailedTwiceMakesSkippedRec")
def test_two_failures_with_one_message_skip_a_record(world: Surroundings, pair: Json) -> None:
    spoil(world, pair)

    world.tick()
    after_one = skipped(world)
    world.tick()

    assert after_one == set()
    assert skipped(world) == {pair["id"]}


def test_two_failures_with_different_messages_skip_nothing(world: Surroundings, pair: Json) -> None:
    spoil(world, pair)
    world.tick()
    world.accounts.change(world.partner(pair), address1_country=None, telephone1="1" * 40)

    run = world.tick()

    assert counters(run, BACK)["failed"] == 1
    assert not skipped(world)


@pytest.mark.scenario("CRMCouplingRecord.SetSkippedForLastSynchResultFailedToCRM")
def test_two_failures_to_dataverse_skip_a_record(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, website="https://" + "x" * 230)

    first, second = world.tick(), world.tick()

    assert counters(first)["failed"] == 1
    assert counters(second)["skipped"] == 1
    assert skipped(world) == {pair["id"]}


@pytest.mark.scenario("CRMSynchSkippedRecords.T107_FailedOnceRecordShouldBePickedForSyncUnchanged")
def test_a_record_that_failed_once_is_tried_again_though_the_watermark_has_passed_it(
    world: Surroundings, pairs: list[Json]
) -> None:
    bad, good, _ = pairs
    spoil(world, bad)
    world.clock.advance(timedelta(minutes=1))
    world.accounts.change(world.partner(good), address1_city="Paris")
    world.tick()

    run = world.tick()

    assert counters(run, BACK) == {"read": 2, "unchanged": 1, "skipped": 1}
    assert skipped(world) == {bad["id"]}


@pytest.mark.scenario("CRMSynchSkippedRecords.T108_SkippedRecDoesNotGetRestoredByNewFailure")
def test_a_failure_in_the_other_direction_does_not_bring_a_skipped_record_back(
    world: Surroundings, pair: Json
) -> None:
    spoil(world, pair)
    world.tick()
    world.tick()
    world.customers.change(pair, website="https://" + "x" * 230)

    world.tick()
    world.tick()

    assert skipped(world) == {pair["id"]}


@pytest.mark.scenario(
    "MasterDataManagement/MasterDataMgtSynchTests.SuccessfulSynchResetsCounterAndSkippedFlag"
)
def test_a_success_between_two_failures_forgets_the_first(world: Surroundings, pair: Json) -> None:
    spoil(world, pair)
    world.tick()
    world.accounts.change(world.partner(pair), address1_country="FR")
    mended = world.tick()
    spoil(world, pair)

    run = world.tick()

    assert counters(mended, BACK)["modified"] == 1
    assert counters(run, BACK)["failed"] == 1
    assert not skipped(world)


# Coming back


@pytest.mark.scenario("CRMSynchSkippedRecords.T110_RestoreOfOneSkippedRecRemovesSkippedMarker")
def test_a_retry_brings_back_the_chosen_record_only(
    world: Surroundings, three_skipped: list[Json]
) -> None:
    chosen, *others = three_skipped

    world.resolve(entry_of(world, chosen), "retry")

    assert skipped(world) == {other["id"] for other in others}


@pytest.mark.scenario("CRMSynchSkippedRecords.T111_RestoreOfTwoSelectedLinesRestoresTwoRecs")
def test_a_retry_of_two_records_leaves_the_third_skipped(
    world: Surroundings, three_skipped: list[Json]
) -> None:
    first, second, third = three_skipped
    both = [entry_of(world, customer)["record"] for customer in (first, second)]

    world.resolve(entry_of(world, first), "retry", records=both)

    assert skipped(world) == {third["id"]}


@pytest.mark.scenario("CRMSynchSkippedRecords.T115_RestoredRecIsNotSkippedIfSynchSuccessful")
def test_a_record_whose_fault_was_mended_is_in_order_after_a_retry(
    world: Surroundings, three_skipped: list[Json]
) -> None:
    mended = three_skipped[0]
    world.accounts.change(world.partner(mended), address1_country="FR")

    run = world.resolve(entry_of(world, mended), "retry")

    assert run["state"] == "finished"
    assert counters(run, BACK)["modified"] == 1
    assert world.customers.read(mended["id"])["country"] == "FR"
    assert mended["id"] not in skipped(world)


@pytest.mark.scenario(
    "CRMSynchSkippedRecords.T121_SynchronizeOfBidirectionalTableRequestsDirection"
)
def test_force_needs_a_direction_and_brings_the_chosen_record_back(
    world: Surroundings, three_skipped: list[Json]
) -> None:
    chosen, *others = three_skipped
    records = [chosen["id"]]
    asked = {"force": True, "records": records}
    refused = world.call("POST", "mappings/customer/sync", json=asked)

    run = world.sync(force=True, records=records, direction=TO)

    assert (refused.status_code, refused.json()["code"]) == (400, "direction_needed")
    assert counters(run) == {"read": 1, "modified": 1}
    assert world.partner(chosen)["address1_country"] is None
    assert skipped(world) == {other["id"] for other in others}


@pytest.mark.scenario("CRMSynchSkippedRecords.T122_SynchronizeMultipleBidirectionalRecords")
def test_skipped_records_of_two_mappings_are_forced_by_a_job_each(
    world: Surroundings, three_skipped: list[Json]
) -> None:
    chosen, *others = three_skipped
    dollar = skip_dollar(world)

    customers = world.sync(force=True, direction=TO, records=[chosen["id"]])
    currencies = world.sync("currency", force=True, direction=TO, records=[dollar["id"]])

    for run, mapping in ((customers, "customer"), (currencies, "currency")):
        assert [(job["mapping"], job["direction"]) for job in run["jobs"]] == [(mapping, TO)]
        assert counters(run) == {"read": 1, "modified": 1}
    assert skipped(world) == {other["id"] for other in others}
    assert not skipped(world, "currency")


def skip_dollar(world: Surroundings) -> Json:
    """Let a currency's name be refused twice by Business Central, and return that currency."""
    world.adjust("currency", direction="bidirectional")
    row = world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    world.accounts.change_currency(row, currencyname="x" * 40)
    world.sync("currency")
    world.sync("currency")
    dollar = world.customers.currency("USD")
    assert skipped(world, "currency") == {dollar["id"]}
    return dollar
