"""Queue functions, with real queues."""

import threading
import time
from datetime import timedelta
from typing import Any

import azure.functions as func
import pytest
import requests
from azure.storage.queue import QueueServiceClient

from dev.azurite import Azurite
from dev.host import QueueSettings
from tests.host.samples import KEYS, app_with_queue, hosted, peek, send


def test_a_message_reaches_the_function_and_leaves_the_queue(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []

    with hosted(app_with_queue(queue_name, seen.append), azurite) as host:
        send(storage, queue_name, '{"mapping": "CUSTOMER"}')
        host.drain_queues()

    message = seen[0]
    assert (message.get_json(), message.dequeue_count) == ({"mapping": "CUSTOMER"}, 1)
    assert message.id
    assert message.pop_receipt
    assert message.insertion_time is not None
    assert message.insertion_time.tzinfo is not None
    assert (
        storage.get_queue_client(queue_name).get_queue_properties().approximate_message_count == 0
    )


def test_many_messages_are_all_delivered_once(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[str] = []
    texts = [str(number) for number in range(50)]

    app = app_with_queue(queue_name, lambda message: seen.append(message.get_body().decode()))
    with hosted(app, azurite) as host:
        send(storage, queue_name, *texts)
        host.drain_queues()

    assert sorted(seen, key=int) == texts


def test_without_listening_messages_are_delivered_when_drained_and_not_before(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []
    host = hosted(app_with_queue(queue_name, seen.append), azurite).start(queues=False)
    send(storage, queue_name, "hello")

    time.sleep(0.5)
    before = len(seen)
    host.drain_queues()
    host.stop()

    assert (before, len(seen)) == (0, 1)


def test_listening_delivers_without_being_asked(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    delivered = threading.Event()
    settings = QueueSettings(max_polling_interval=timedelta(seconds=0.1))

    app = app_with_queue(queue_name, lambda _: delivered.set())
    with hosted(app, azurite, queues=settings):
        send(storage, queue_name, "hello")

        assert delivered.wait(10)


def test_a_drain_waits_for_delayed_messages_only_when_asked(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []

    with hosted(app_with_queue(queue_name, seen.append), azurite) as host:
        send(storage, queue_name, "later", visible_after=2)
        host.drain_queues()
        at_first = len(seen)
        host.drain_queues(include_delayed=True)

    assert (at_first, len(seen)) == (0, 1)


def test_a_drain_follows_a_message_that_leads_to_another(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[str] = []

    def pass_on(message: func.QueueMessage) -> None:
        left = int(message.get_body())
        seen.append(str(left))
        if left:
            send(storage, queue_name, str(left - 1))

    with hosted(app_with_queue(queue_name, pass_on), azurite) as host:
        send(storage, queue_name, "5")
        host.drain_queues()

    assert seen == ["5", "4", "3", "2", "1", "0"]


def test_a_drain_that_takes_too_long_says_what_is_left(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    with hosted(app_with_queue(queue_name, lambda _: None), azurite) as host:
        send(storage, queue_name, "later", visible_after=60)

        with pytest.raises(TimeoutError, match=f"{queue_name} 1"):
            host.drain_queues(0.2, include_delayed=True)


def test_at_most_a_batch_and_the_threshold_run_at_once(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    lock, inside, most = threading.Lock(), 0, 0

    def count(message: func.QueueMessage) -> None:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        time.sleep(0.02)
        with lock:
            inside -= 1

    settings = QueueSettings(batch_size=2, new_batch_threshold=1)
    with hosted(app_with_queue(queue_name, count), azurite, queues=settings) as host:
        send(storage, queue_name, *map(str, range(12)))
        host.drain_queues()

    assert 1 < most <= 3


def test_plain_text_is_taken_where_host_json_says_so(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[bytes] = []
    plain = QueueSettings(message_encoding="none")

    app = app_with_queue(queue_name, lambda message: seen.append(message.get_body()))
    with hosted(app, azurite, queues=plain) as host:
        storage.get_queue_client(queue_name).send_message("plain text!")
        host.drain_queues()

    assert seen == [b"plain text!"]


@pytest.mark.parametrize(("declared", "value"), [(str, "hello"), (bytes, b"hello")])
def test_a_function_can_take_the_text_or_the_bytes(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str, declared: type, value: object
) -> None:
    app, seen = func.FunctionApp(), list[Any]()

    def worker(message: Any) -> None:
        seen.append(message)

    worker.__annotations__["message"] = declared
    app.queue_trigger(arg_name="message", queue_name=queue_name, connection="X")(worker)
    with hosted(app, azurite) as host:
        send(storage, queue_name, "hello")
        host.drain_queues()

    assert seen == [value]


def test_the_queue_of_a_disabled_function_is_left_alone(
    azurite: Azurite, storage: QueueServiceClient, queue_name: str
) -> None:
    seen: list[func.QueueMessage] = []
    environment = {"AzureWebJobs.worker.Disabled": "1"}
    storage.create_queue(queue_name)

    app = app_with_queue(queue_name, seen.append)
    with hosted(app, azurite, environment=environment) as host:
        send(storage, queue_name, "hello")
        host.drain_queues()

    assert seen == []
    assert peek(storage, queue_name) == ["hello"]


def test_a_queue_function_is_started_under_admin_with_the_text_given(
    azurite: Azurite, queue_name: str
) -> None:
    seen: list[tuple[bytes, int | None]] = []
    ran = threading.Event()

    def note(message: func.QueueMessage) -> None:
        seen.append((message.get_body(), message.dequeue_count))
        ran.set()

    with hosted(app_with_queue(queue_name, note), azurite) as host:
        answer = requests.post(
            f"{host.url}/admin/functions/worker",
            json={"input": "hello"},
            headers={"x-functions-key": KEYS.master},
            timeout=10,
        )
        assert ran.wait(10)

    assert (answer.status_code, seen) == (202, [(b"hello", 0)])
