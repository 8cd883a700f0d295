"""Rows that were tampered with, storage that goes away, several instances, and wrong clocks."""

import json
import os
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from azure.data.tables import TableClient, TableServiceClient, UpdateMode
from azure.storage.queue import QueueClient

from dev.simulators.faults import Fault
from shared import bootstrap
from shared.domain.jobs import State
from shared.settings import DEFAULT_QUEUE_NAME, Settings
from shared.usecases.runs import tick
from tests.doors import Doors
from tests.notified import Notified
from tests.surroundings import Json, Surroundings


@pytest.fixture
def pair(world: Surroundings) -> Json:
    """A customer coupled with an account, in conflict about their city."""
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.customers.change(customer, city="Paris")
    world.accounts.change(world.partner(customer), address1_city="Rome")
    world.tick()
    return customer


@contextmanager
def stored(world: Surroundings, name: str) -> Iterator[TableClient]:
    """Open one of the app's tables, as somebody with the Storage Explorer does."""
    connection_string = world.stack.azurite.connection_string
    with TableServiceClient.from_connection_string(connection_string) as tables:
        yield tables.get_table_client(os.environ["SYNC_TABLE_PREFIX"] + name)


def tamper(world: Surroundings, name: str, column: str, value: object) -> list[Json]:
    """Set *column* of all rows that have it, or take it away; return the rows as they were."""
    with stored(world, name) as table:
        before = [dict(row) for row in table.list_entities() if row.get(column) is not None]
        for row in before:
            changed = row | {column: value} if value is not None else row.copy()
            if value is None:
                del changed[column]
            table.upsert_entity(changed, mode=UpdateMode.REPLACE)
    assert before
    return before


def mend(world: Surroundings, name: str, rows: list[Json]) -> None:
    with stored(world, name) as table:
        for row in rows:
            table.upsert_entity(row, mode=UpdateMode.REPLACE)


@pytest.mark.soak(but=[0, 3, 6])
@pytest.mark.parametrize(
    ("name", "column", "value", "path"),
    [
        ("pending", "Cause", "of another version", "pending"),
        ("pending", "NextTry", "yesterday", "mappings/customer"),
        ("pending", "Message", None, "pending"),
        ("couplings", "DataverseId", "nobody", "mappings/customer/couplings"),
        ("couplings", "Generation", None, "mappings/customer/couplings"),
        ("couplings", "Agreement0", "{", "mappings/customer/couplings"),
        ("progress", "Newest_bc", "never", "mappings/customer"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_routes_and_runs_until_it_is_mended(
    world: Surroundings, pair: Json, name: str, column: str, value: object, path: str
) -> None:
    rows = tamper(world, name, column, value)

    answer = world.call("GET", path)
    by_timer = world.tick()
    on_request = world.sync()

    assert (answer.status_code, answer.json()["code"]) == (500, "row_unreadable")
    for told in (answer.json()["detail"], by_timer["message"], on_request["message"]):
        assert f"of its table {name}" in told
        assert any(row["RowKey"] in told for row in rows)
    assert (by_timer["state"], on_request["state"]) == ("failed", "failed")

    mend(world, name, rows)
    world.customers.change(pair, city="Rome")
    assert world.tick()["state"] == "finished"
    assert not world.pending()


@pytest.mark.soak(but=[0, 2])
@pytest.mark.parametrize(
    ("name", "column", "value"),
    [("runs", "State", "of another version"), ("runs", "Legs", None), ("jobs", "Counters", "{")],
)
def test_a_run_that_cannot_be_read_is_named_and_the_mapping_goes_on(
    world: Surroundings, pair: Json, name: str, column: str, value: object
) -> None:
    tamper(world, name, column, value)

    answer = world.call("GET", "jobs")
    world.customers.change(pair, city="Rome")
    world.stack.host.fire_timer("sync_customer")

    assert (answer.status_code, answer.json()["code"]) == (500, "row_unreadable")
    assert f"of its table {name}" in answer.json()["detail"]
    assert not world.pending()


def test_the_last_message_of_a_run_that_cannot_be_read_does_not_come_back(
    world: Surroundings, pair: Json, caplog: pytest.LogCaptureFixture
) -> None:
    run = world.get("jobs", top=1)["value"][0]["run"]
    tamper(world, "runs", "State", "of another version")
    message = b64encode(json.dumps({"run": run}).encode()).decode()
    connection_string = world.stack.azurite.connection_string
    poison = f"{DEFAULT_QUEUE_NAME}-poison"
    with QueueClient.from_connection_string(connection_string, poison) as queue:
        queue.send_message(message)
        world.stack.host.drain_queues(include_poison=True)

        assert queue.get_queue_properties().approximate_message_count == 0
    assert "run cannot be ended" in caplog.text


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("requests_before", [4, 13])
def test_storage_that_dies_in_the_middle_of_a_run_and_comes_back_costs_nothing(
    world: Surroundings, doors: Doors, requests_before: int
) -> None:
    world.customers.add_many([f"Customer {n}" for n in range(10)])
    world.sync("currency", full=True)
    world.adjust(only_coupled=False)
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    doors.tables.faults.add(Fault(kind="reset", times=None, skip=requests_before))
    with pytest.raises(Exception, match="Azure Table storage did not carry out a request"):
        world.stack.host.fire_timer("sync_customer")
    doors.tables.faults.clear()
    world.clock.advance(timedelta(minutes=6))

    run = world.tick()

    assert run["state"] == "finished"
    names = sorted(row["name"] for row in world.accounts.all())
    assert names == sorted(row["displayName"] for row in world.customers.all())
    assert len(world.couplings()) == 10
    assert not world.pending()


def test_two_instances_that_run_one_mapping_at_once_create_nothing_twice(
    world: Surroundings,
) -> None:
    world.customers.add_many([f"Customer {n}" for n in range(40)])
    world.sync("currency", full=True)
    world.adjust(only_coupled=False)
    instances = [bootstrap.build(Settings.load(), world.clock) for _ in range(3)]
    together = Barrier(len(instances))

    def fire(app: bootstrap.App) -> Any:
        together.wait(30)
        return tick(app.engine, app.mapping("customer"), app.budget)

    with ThreadPoolExecutor(len(instances)) as threads:
        runs = [run for run in threads.map(fire, instances) if run is not None]

    assert runs
    assert {run.state for run in runs} == {State.FINISHED}
    assert len(world.accounts.all()) == len(world.couplings()) == 40
    assert len(world.customers.all()) == 40


# The app's own clock


@pytest.mark.soak(but=[0, 2])
@pytest.mark.parametrize("by", [timedelta(days=400), timedelta(days=-400), timedelta(hours=-1)])
def test_an_app_whose_clock_jumps_carries_changes_all_the_same(
    world: Surroundings, pair: Json, by: timedelta
) -> None:
    world.clock.jump(by)
    world.customers.change(pair, phoneNumber="1")
    world.accounts.change(world.partner(pair), address1_city="Paris")

    run = world.tick()

    assert run["state"] == "finished"
    assert world.partner(pair)["telephone1"] == "1"


def test_a_run_that_died_while_its_clock_was_ahead_does_not_lock_the_mapping(
    world: Surroundings, pair: Json, doors: Doors
) -> None:
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    world.clock.jump(timedelta(days=400))
    doors.tables.faults.add(Fault(kind="reset", times=None, skip=8))
    with pytest.raises(Exception, match="Azure Table storage"):
        world.stack.host.fire_timer("sync_customer")
    doors.tables.faults.clear()
    world.clock.jump(timedelta(days=-400))
    world.customers.change(pair, city="Rome")
    world.clock.advance(timedelta(minutes=6))

    world.stack.host.fire_timer("sync_customer")

    assert not world.pending()


def test_ids_compared_while_the_clock_was_ahead_are_compared_again(world: Surroundings) -> None:
    customer = world.customers.add("Adatum")
    world.full_sync()
    world.clock.jump(timedelta(days=400))
    world.tick()
    world.clock.jump(timedelta(days=-400))
    world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))

    world.tick()

    assert [entry["cause"] for entry in world.pending()] == ["deleted"]


def test_a_mark_set_while_the_clock_was_ahead_silences_no_notification(
    world: Surroundings, notified: Notified
) -> None:
    world.start_app(SYNC_NOTIFICATION_DELAY_SECONDS="600")
    world.clock.jump(timedelta(days=400))
    notified.tell(notified.customers())
    world.clear_queue()
    world.clock.jump(timedelta(days=-400))

    notified.tell(notified.customers())

    assert notified.queued() == 1


def test_a_refused_record_is_tried_again_though_the_clock_was_ahead(world: Surroundings) -> None:
    world.adjust(only_coupled=False)
    world.sync("currency", full=True)
    account = world.accounts.add("Adatum", address1_country="x" * 20)
    world.tick()
    world.clock.advance(timedelta(hours=2))
    world.clock.jump(timedelta(days=400))
    world.tick()
    world.clock.jump(timedelta(days=-400))
    [entry] = world.pending()
    assert (entry["record"], entry["attempts"]) == (account["accountid"], 2)

    world.tick()

    assert [entry["attempts"] for entry in world.pending()] == [3]


def test_an_app_that_may_only_read_its_storage_is_not_ready(
    world: Surroundings, doors: Doors
) -> None:
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    refused = Fault(kind="status", status=403, method="POST|PUT|PATCH|MERGE|DELETE", times=None)
    doors.tables.faults.add(refused)
    try:
        answer = world.call("GET", "health/ready")
    finally:
        doors.tables.faults.clear()

    assert answer.status_code == 503
    assert "Storage Table Data Contributor" in answer.json()["checks"]["storage"]
    assert world.call("GET", "health/ready").json()["checks"]["storage"] == "ok"


def test_an_app_that_may_not_send_to_its_queue_is_not_ready(
    world: Surroundings, doors: Doors
) -> None:
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    doors.queue.faults.add(Fault(kind="status", status=403, times=None))
    try:
        ready = world.call("GET", "health/ready")
        started = world.call("POST", "mappings/customer/sync", json={"full": True})
    finally:
        doors.queue.faults.clear()

    assert ready.status_code == 503
    assert "Storage Queue Data Contributor" in ready.json()["checks"]["queue"]
    assert (started.status_code, started.json()["code"]) == (500, "storage_refused")
    assert "Storage Queue Data Contributor" in started.json()["detail"]
    assert world.call("GET", "health/ready").json()["checks"]["queue"] == "ok"


@pytest.mark.parametrize("path", ["health/ready", "jobs", "mappings/customer"])
def test_a_page_of_a_gateway_in_place_of_storage_is_told_as_an_outage(
    world: Surroundings, doors: Doors, path: str
) -> None:
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    doors.tables.faults.add(Fault(kind="html_body", status=200, times=None))
    try:
        answer = world.call("GET", path)
    finally:
        doors.tables.faults.clear()

    assert answer.status_code == 503
    assert "a gateway or a sign-in page in between" in answer.text
