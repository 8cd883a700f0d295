"""Queue functions that fail, or take long, or lose their message."""

import time
from datetime import timedelta

import azure.functions as func
import pytest
from azure.core.exceptions import ResourceNotFoundError
from azure.storage.queue import QueueServiceClient

from dev.azurite import Azurite
from dev.host import QueueSettings
from tests.host.samples import app_with_queue, hosted, peek, send

AT_ONCE = QueueSettings(max_dequeue_count=3)


def test_a_failed_message_is_tried_again_and_then_moved_to_the_poison_queue(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    counts: list[int | None] = []

    def fail(message: func.QueueMessage) -> None:
        counts.append(message.dequeue_count)
        raise ValueError("no such mapping")

    with hosted(app_with_queue(queue_name, fail), azurite, queues=AT_ONCE) as host:
        send(storage, queue_name, "bad")
        host.drain_queues()

    assert counts == [1, 2, 3]
    assert peek(storage, queue_name) == []
    assert peek(storage, f"{queue_name}-poison") == ["bad"]


def test_a_failed_message_stays_away_for_the_visibility_timeout(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    times: list[float] = []

    def fail_once(message: func.QueueMessage) -> None:
        times.append(time.monotonic())
        if len(times) == 1:
            raise ValueError

    settings = QueueSettings(visibility_timeout=timedelta(seconds=2))
    with hosted(app_with_queue(queue_name, fail_once), azurite, queues=settings) as host:
        send(storage, queue_name, "again")
        host.drain_queues()
        after_draining_what_is_due = len(times)
        host.drain_queues(include_delayed=True)

    # Azurite keeps visibility in whole seconds.
    assert after_draining_what_is_due == 1
    assert times[1] - times[0] >= 1


def test_a_message_stays_ours_while_its_function_runs(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    counts: list[int | None] = []

    def slow(message: func.QueueMessage) -> None:
        counts.append(message.dequeue_count)
        time.sleep(3.5)  # well past the two seconds that a received message stays invisible

    app = app_with_queue(queue_name, slow)
    with hosted(app, azurite, invisible=timedelta(seconds=2)) as host:
        send(storage, queue_name, "long work")
        host.drain_queues()

    assert counts == [1]
    assert peek(storage, f"{queue_name}") == []


def test_a_message_that_is_not_base64_ends_in_the_poison_queue(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []

    with hosted(app_with_queue(queue_name, seen.append), azurite, queues=AT_ONCE) as host:
        storage.get_queue_client(queue_name).send_message("plain text!")
        host.drain_queues()

    poison = storage.get_queue_client(f"{queue_name}-poison").peek_messages()
    assert seen == []
    assert [message.content for message in poison] == ["plain text!"]


def test_a_poison_queue_can_have_a_function_and_no_poison_queue_of_its_own(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    def fail(message: func.QueueMessage) -> None:
        raise ValueError

    poison = f"{queue_name}-poison"
    with hosted(app_with_queue(poison, fail), azurite, queues=AT_ONCE) as host:
        send(storage, poison, "bad")
        host.drain_queues(include_poison=True)

    properties = storage.get_queue_client(poison).get_queue_properties()
    assert properties.approximate_message_count == 1
    with pytest.raises(ResourceNotFoundError):
        storage.get_queue_client(f"{poison}-poison").get_queue_properties()


def test_a_deleted_queue_is_made_again(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []

    with hosted(app_with_queue(queue_name, seen.append), azurite) as host:
        storage.delete_queue(queue_name)
        host.drain_queues()
        send(storage, queue_name, "hello")
        host.drain_queues()

    assert len(seen) == 1


def test_a_message_that_its_function_deleted_is_no_problem(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    def delete(message: func.QueueMessage) -> None:
        assert message.id is not None
        storage.get_queue_client(queue_name).delete_message(message.id, message.pop_receipt)

    with hosted(app_with_queue(queue_name, delete), azurite) as host:
        send(storage, queue_name, "hello")
        host.drain_queues()

    assert peek(storage, queue_name) == []
    assert "not settled" not in caplog.text


def test_a_message_that_somebody_else_holds_by_now_is_left_to_them(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str, caplog: pytest.LogCaptureFixture
) -> None:
    def put_back(message: func.QueueMessage) -> None:
        if message.dequeue_count == 1:
            assert message.id is not None
            storage.get_queue_client(queue_name).update_message(
                message.id, message.pop_receipt, visibility_timeout=1
            )

    with hosted(app_with_queue(queue_name, put_back), azurite) as host:
        send(storage, queue_name, "hello")
        host.drain_queues()
        still_there = storage.get_queue_client(queue_name).get_queue_properties()
        host.drain_queues(include_delayed=True)

    assert still_there.approximate_message_count == 1
    assert peek(storage, queue_name) == []
    assert "not settled" not in caplog.text


def app_with_poison_queue(
    queue_name: str, reported: list[str], failures: int = 0
) -> func.FunctionApp:
    """Return an app whose function always fails, and which reports what is poison; that fails at
    first, so many times."""
    app = func.FunctionApp()
    left = [failures]

    @app.function_name("worker")
    @app.queue_trigger(arg_name="message", queue_name=queue_name, connection="AzureWebJobsStorage")
    def worker(message: func.QueueMessage) -> None:
        raise ValueError

    @app.function_name("reporter")
    @app.queue_trigger(
        arg_name="message", queue_name=f"{queue_name}-poison", connection="AzureWebJobsStorage"
    )
    def reporter(message: func.QueueMessage) -> None:
        if left[0]:
            left[0] -= 1
            raise ValueError
        reported.append(message.get_body().decode())

    return app


def test_what_becomes_poison_while_queues_are_drained_is_reported_by_the_same_drain(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    reported: list[str] = []

    with hosted(app_with_poison_queue(queue_name, reported), azurite, queues=AT_ONCE) as host:
        send(storage, queue_name, "bad")
        host.drain_queues()

    assert reported == ["bad"]


def test_what_others_put_into_a_poison_queue_is_delivered_when_it_is_asked_for(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    reported: list[str] = []
    app = app_with_poison_queue(queue_name, reported)

    host = hosted(app, azurite, queues=AT_ONCE).start(queues=False)
    send(storage, f"{queue_name}-poison", "foreign")
    host.drain_queues()
    before = list(reported)
    host.drain_queues(include_poison=True)
    host.stop()

    assert (before, reported) == ([], ["foreign"])


def test_poison_that_could_not_be_reported_is_reported_by_a_later_drain(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    reported: list[str] = []
    later = QueueSettings(max_dequeue_count=2, visibility_timeout=timedelta(seconds=1))
    app = app_with_poison_queue(queue_name, reported, failures=1)

    host = hosted(app, azurite, queues=later).start(queues=False)
    send(storage, queue_name, "bad")
    host.drain_queues(include_delayed=True)
    host.drain_queues(include_delayed=True)
    host.stop()

    assert reported == ["bad"]
