"""What the platform does for an app whose process may die at any moment."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import msgspec
from azure.storage.queue import QueueClient, QueueMessage

from dev.host.messages import by_hand
from dev.host.worker import InvocationContext, TraceContext
from shared.bootstrap import app
from shared.usecases.doubts import LONGEST_OPERATION
from tests.surroundings import Surroundings

UNTIL_ALL_HAS_EXPIRED = LONGEST_OPERATION + timedelta(minutes=1)
"""Leases, slots, and the doubt about creates that were not answered."""


def fire(world: Surroundings, mapping: str = "customer") -> None:
    """Fire a mapping's timer.

    :raises Exception: what its function raised.
    """
    world.stack.host.fire_timer(f"sync_{mapping}")


def ask(world: Surroundings, **body: object) -> None:
    """Ask for a run of the customers, and deliver what that puts on the queue.

    :raises RuntimeError: the app failed to take the request, or to carry the run on.
    """
    answer = world.call("POST", "mappings/customer/sync", json=body)
    if answer.status_code != 202:
        raise RuntimeError(answer.text)
    deliver(world)


def deliver(world: Surroundings) -> None:
    """Hand each message on the queue to the app; one that it dies of stays there, visible.

    :raises Exception: what the function raised.
    """
    with _queue(world, app().settings.sync.queue_name) as queue:
        while (message := queue.receive_message(visibility_timeout=600)) is not None:
            try:
                _carry_on(world, message)
            except Exception:
                queue.update_message(message, visibility_timeout=0)
                raise
            queue.delete_message(message)


def _carry_on(world: Surroundings, message: QueueMessage) -> None:
    [function] = [f for f in world.stack.host.functions if f.name == "carry_on"]
    text = base64.b64decode(message.content).decode()
    assert msgspec.json.decode(text)["run"]
    context = InvocationContext(function.name, TraceContext(""))
    function.call(**{function.argument: by_hand(text, function)}, context=context)


def own_queue(world: Surroundings) -> str:
    """Return the name of a new queue to which the local host does not listen: we deliver."""
    name = f"work-{uuid4().hex}"
    with _queue(world, name) as queue:
        queue.create_queue()
    return name


@contextmanager
def _queue(world: Surroundings, name: str) -> Iterator[QueueClient]:
    connection_string = world.stack.azurite.connection_string
    with QueueClient.from_connection_string(connection_string, name) as queue:
        yield queue
