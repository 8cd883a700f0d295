"""Conflicts, refused records and mass changes: policies, and what people decide."""

from datetime import timedelta

import pytest

from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


@pytest.fixture
def pair(world: Surroundings) -> Json:
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customer


def edit_both(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, displayName="Adatum Ltd", phoneNumber="2")
    world.accounts.change(world.partner(pair), name="Adatum Inc", telephone1="3")


def names(world: Surroundings, pair: Json) -> tuple[str, str]:
    return world.customers.read(pair["id"])["displayName"], world.partner(pair)["name"]


# Conflicts


@pytest.mark.scenario(
    "MasterDataManagement/MasterDataMgtSynchTests.SynchTransferDataOverwritesLocalChangeIfUserSetsItUp"
)
@pytest.mark.parametrize(
    ("policy", "winner", "loser"),
    [
        ("bc_wins", "Adatum Ltd", "Adatum Inc"),
        ("dataverse_wins", "Adatum Inc", "Adatum Ltd"),
    ],
)
def test_the_policy_settles_a_conflict_and_keeps_the_losing_value_with_the_job(
    world: Surroundings, pair: Json, policy: str, winner: str, loser: str
) -> None:
    world.adjust(conflict=policy)
    edit_both(world, pair)

    run = world.tick()

    assert names(world, pair) == (winner, winner)
    kept = [error for error in world.errors(run) if error["cause"] == "overruled"]
    assert any(f"'{loser}' and gives way to '{winner}'" in error["message"] for error in kept)
    assert not world.pending()
    assert "failed" not in counters(run)


def test_a_conflict_fails_once_and_is_counted_as_skipped_until_it_is_settled(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)

    first, second = world.tick(), world.tick()

    assert counters(first)["failed"] == counters(first, BACK)["failed"] == 1
    assert counters(second)["skipped"] == counters(second, BACK)["skipped"] == 1
    assert not world.errors(second)
    assert {entry["cause"] for entry in world.pending()} == {"conflict"}


def test_a_person_chooses_a_side_for_each_field(world: Surroundings, pair: Json) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == "to_dataverse")

    world.resolve(entry, "bc_wins", fields={"telephone1": "dataverse"})

    assert names(world, pair) == ("Adatum Ltd", "Adatum Ltd")
    assert world.customers.read(pair["id"])["phoneNumber"] == "3"
    assert world.partner(pair)["telephone1"] == "3"
    world.tick()
    assert not world.pending()


def test_a_decision_about_either_entry_is_carried_out_by_the_run_that_it_starts(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == BACK)

    world.resolve(entry, "bc_wins")

    assert names(world, pair) == ("Adatum Ltd", "Adatum Ltd")
    assert not world.pending()


def test_force_overwrites_the_chosen_record_in_the_chosen_direction(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    account = world.partner(pair)

    run = world.sync(force=True, direction=BACK, records=[account["accountid"]])

    assert counters(run, BACK) == {"read": 1, "modified": 1}
    assert names(world, pair) == ("Adatum Inc", "Adatum Inc")
    world.tick()
    assert not world.pending()


def test_force_without_a_direction_is_refused(world: Surroundings) -> None:
    answer = world.call("POST", "mappings/customer/sync", json={"force": True})

    assert answer.status_code == 400
    assert answer.json()["code"] == "direction_needed"


# Refused records


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


# The mass-change fuse


def test_a_run_that_would_change_too_much_stops_and_asks(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    world.sync("currency", full=True)

    run = world.sync(direction="to_dataverse", full=True)

    assert run["state"] == "stopped"
    assert "create 4" in run["message"]
    assert not world.accounts.all()
    assert not world.couplings()


def test_timers_leave_a_mapping_alone_until_somebody_has_decided(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    assert world.tick()["id"] == stopped["id"]

    answer = world.call("POST", f"runs/{stopped['id']}/approve")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    run = world.get(f"runs/{stopped['id']}")
    assert run["state"] == "finished"
    assert counters(run)["inserted"] == 4
    assert world.tick()["id"] != stopped["id"]


def test_a_refused_run_is_over_and_the_timers_go_on(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    answer = world.call("POST", f"runs/{stopped['id']}/approve", json={"approve": False})

    assert answer.json()["state"] == "failed"
    assert not world.accounts.all()
    assert world.tick()["id"] != stopped["id"]
    again = world.call("POST", f"runs/{stopped['id']}/approve")
    assert again.status_code == 409


def test_deletions_have_a_fuse_of_their_own(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="1")
    world.adjust(deleted="delete")
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    for customer in customers:
        world.accounts.delete(world.partner(customer))

    run = world.tick()

    assert run["state"] == "stopped"
    assert "delete 2 records" in run["message"]
    assert len(world.customers.all()) == 2


def test_an_approval_whose_message_was_lost_can_be_given_again(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)
    world.call("POST", f"runs/{stopped['id']}/approve")
    world.clear_queue()

    again = world.call("POST", f"runs/{stopped['id']}/approve")

    assert again.status_code == 202, again.text
    world.stack.host.drain_queues(include_delayed=True)
    assert world.get(f"runs/{stopped['id']}")["state"] == "finished"
    assert len(world.accounts.all()) == 4


def test_a_stopped_full_run_is_not_settled_by_a_run_that_does_less(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    stopped = world.sync(direction="to_dataverse", full=True)

    less = world.sync()

    assert less["state"] == "finished"
    assert world.get(f"runs/{stopped['id']}")["state"] == "stopped"
    answer = world.call("POST", f"runs/{stopped['id']}/approve")
    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    assert len(world.accounts.all()) == 4


def test_of_two_runs_stopped_before_the_same_changes_one_waits_for_a_decision(
    world: Surroundings,
) -> None:
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    first = world.sync(direction="to_dataverse", full=True)

    second = world.sync(direction="to_dataverse", full=True)

    assert world.get(f"runs/{first['id']}")["state"] == "failed"
    assert world.get(f"runs/{second['id']}")["state"] == "stopped"


# Mappings that change


def test_a_field_new_to_the_mapping_is_filled_in_for_records_read_long_ago(
    world: Surroundings,
) -> None:
    fields = [
        {"bc": "displayName", "dataverse": "name", "match": 2},
        {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"},
    ]
    world.adjust(fields=fields)
    first = world.customers.add("Adatum", phoneNumber="1", city="Berlin")
    second = world.customers.add("Contoso", city="Paris")
    world.sync("currency", full=True)
    world.sync(full=True)
    world.accounts.change(world.partner(second), address1_city="Rome", telephone1="9")
    world.clock.advance(timedelta(hours=1))
    world.tick()

    world.adjust(
        fields=[
            *fields,
            {"bc": "city", "dataverse": "address1_city"},
            {"bc": "phoneNumber", "dataverse": "telephone1"},
        ]
    )
    run = world.tick()

    assert "was changed" in run["jobs"][0]["message"]
    assert world.partner(first)["telephone1"] == "1"
    assert world.partner(second)["address1_city"] == "Paris"
    assert world.customers.read(second["id"])["phoneNumber"] == "9"
    quiet = world.tick()
    assert counters(quiet).keys() <= {"read", "unchanged"}


def test_a_field_mapped_to_another_column_is_filled_in_there(world: Surroundings) -> None:
    name = {"bc": "displayName", "dataverse": "name", "match": 2}
    phone = {"bc": "phoneNumber", "dataverse": "telephone1", "direction": "to_dataverse"}
    world.adjust(direction="to_dataverse", fields=[name, phone])
    customer = world.customers.add("Adatum", phoneNumber="1")
    world.sync(full=True)

    world.adjust(fields=[name, {**phone, "dataverse": "telephone2"}])
    world.tick()

    assert world.partner(customer)["telephone2"] == "1"


def test_a_constant_that_changed_is_written_to_records_read_long_ago(world: Surroundings) -> None:
    name = {"bc": "displayName", "dataverse": "name", "match": 2}
    kind = {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"}
    world.adjust(direction="to_dataverse", dataverse={"table": "account"}, fields=[name, kind])
    customer = world.customers.add("Adatum")
    world.sync(full=True)

    world.adjust(fields=[name, {**kind, "constant": 10}])
    world.tick()

    assert world.partner(customer)["customertypecode"] == 10


def test_a_wider_filter_brings_in_customers_that_were_read_past(world: Surroundings) -> None:
    world.adjust(only_coupled=False, bc={"entity": "customers", "filter": "city eq 'Berlin'"})
    world.customers.add("Adatum", city="Berlin")
    world.customers.add("Contoso", city="Paris")
    world.sync("currency", full=True)
    world.tick()
    world.clock.advance(timedelta(hours=1))
    world.tick()
    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]

    world.adjust(bc={"entity": "customers"})
    body = {"dry_run": True, "direction": "to_dataverse"}
    shown = world.call("POST", "mappings/customer/sync", json=body).json()["value"]
    world.tick()

    told = {each["title"]: each["decision"] for each in shown}
    assert told == {"Adatum": "unchanged", "Contoso": "insert"}
    assert sorted(row["name"] for row in world.accounts.all()) == ["Adatum", "Contoso"]


# Everything at once


def test_a_full_synchronization_takes_the_mappings_in_the_order_of_their_lookups(
    world: Surroundings,
) -> None:
    world.accounts.add_currency("USD", "US dollar")
    dollar = world.customers.currency("USD")
    customer = world.customers.add("Adatum", currencyId=dollar["id"])

    answer = world.call("POST", "sync/full")

    assert answer.status_code == 202, answer.text
    assert [run["mapping"] for run in answer.json()["value"]] == ["currency", "customer"]
    world.stack.host.drain_queues(include_delayed=True)
    shown = world.get("sync/full")
    assert [run["state"] for run in shown["runs"]] == ["finished", "finished"]
    assert not world.pending()
    assert world.partner(customer)["name"] == "Adatum"
    reviewed = {each["mapping"]: each for each in shown["review"]}
    assert reviewed["customer"]["waits_for"] == ["CURRENCY"]
    assert reviewed["customer"]["coupled"] == 1


# Explanations


def test_a_record_outside_the_filter_is_told_which_condition_it_does_not_meet(
    world: Surroundings, pair: Json
) -> None:
    account = world.accounts.add("Fabrikam", customertypecode=11)

    told = world.get(f"mappings/customer/explain/dataverse/{account['accountid']}")

    reasons = {reason["code"]: reason["text"] for reason in told["reasons"]}
    assert "customertypecode eq 3" in reasons["outside_filter"]
    assert "statecode" not in reasons["outside_filter"]
    assert "not_coupled" in reasons


def test_a_record_in_step_and_one_in_conflict_are_told_apart(
    world: Surroundings, pair: Json
) -> None:
    path = f"mappings/customer/explain/bc/{pair['id']}"
    before = [reason["code"] for reason in world.get(path)["reasons"]]
    edit_both(world, pair)
    world.tick()

    after = world.get(path)

    assert before == ["in_step"]
    assert "conflict" in [reason["code"] for reason in after["reasons"]]
    assert {entry["direction"] for entry in after["pending"]} == {"to_dataverse", BACK}


def test_no_run_is_promised_to_a_record_that_is_kept_out(world: Surroundings, pair: Json) -> None:
    stranger = world.customers.add("Contoso", blocked="All")
    world.customers.change(pair, blocked="All", city="Rome")

    shown = [
        reason["text"]
        for customer in (stranger, pair)
        for reason in world.get(f"mappings/customer/explain/bc/{customer['id']}")["reasons"]
    ]

    assert not [text for text in shown if "next run" in text or "full run" in text]


# Old runs


def test_old_runs_are_forgotten_with_their_jobs(world: Surroundings, pair: Json) -> None:
    old = world.tick()
    world.clock.advance(timedelta(days=31))
    new = world.tick()

    world.stack.host.fire_timer("tidy_up")

    assert world.call("GET", f"runs/{old['id']}").status_code == 404
    assert world.call("GET", f"jobs/{old['jobs'][0]['id']}").status_code == 404
    assert world.call("GET", f"runs/{new['id']}").status_code == 200


def test_an_unconditional_run_reads_what_the_watermark_has_passed(
    world: Surroundings, pair: Json
) -> None:
    long_ago = world.clock.now() - timedelta(days=2)
    world.customers.commit_late(pair, long_ago, city="Rome")
    world.tick()
    assert world.partner(pair)["address1_city"] == "Berlin"

    run = world.sync(unconditional=True)

    assert counters(run)["modified"] == 1
    assert world.partner(pair)["address1_city"] == "Rome"


def test_a_full_synchronization_that_is_asked_for_again_is_carried_on(world: Surroundings) -> None:
    first = world.call("POST", "sync/full").json()["value"]

    again = world.call("POST", "sync/full").json()["value"]
    world.stack.host.drain_queues(include_delayed=True)
    later = world.call("POST", "sync/full").json()["value"]

    assert [run["id"] for run in again] == [run["id"] for run in first]
    assert {run["id"] for run in later}.isdisjoint(run["id"] for run in first)
    world.stack.host.drain_queues(include_delayed=True)


def test_a_mapping_whose_lookup_failed_is_not_run_and_says_so(world: Surroundings) -> None:
    world.adjust("currency", bc={"entity": "currencies", "filter": "nonsense eq 1"})

    world.call("POST", "sync/full")
    world.stack.host.drain_queues(include_delayed=True)

    shown = world.get("sync/full")
    currency, customer = shown["runs"]
    assert "nonsense" in shown["review"][0]["problem"]
    assert currency["state"] == customer["state"] == "failed"
    assert "currency, whose run failed" in customer["message"]


@pytest.mark.scenario("CRMSynchSkippedRecords.T191_UpdateSourceTableRemovesNotExistingCouplings")
def test_a_restored_customer_leaves_nothing_listed_under_its_former_id(
    world: Surroundings, pair: Json
) -> None:
    world.customers.change(pair, website="https://" + "x" * 230)
    world.tick()
    world.tick()
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()
    entry = next(e for e in world.pending() if e["direction"] == BACK)

    world.resolve(entry, "restore")

    assert len(world.customers.all()) == 1
    assert not world.pending()
