"""The storage operations behind a queue trigger."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import requests
from azure.core.exceptions import HttpResponseError, ResourceExistsError, ResourceNotFoundError
from azure.core.pipeline.transport import RequestsTransport
from azure.storage.queue import LinearRetry, QueueClient, QueueMessage, QueueServiceClient
from requests.adapters import HTTPAdapter

_POISON = "-poison"
_LONGEST_NAME = 63


# The emulator closes idle connections, which a second try mends; if it is gone, waiting the SDK's
# quarter of a minute between tries would only keep the host from stopping.
_PATIENCE = LinearRetry(backoff=1, retry_total=3, random_jitter_range=0)


@contextmanager
def queue_service(connection_string: str, connections: int) -> Iterator[QueueServiceClient]:
    """Open the account's queues to as many threads as *connections*."""
    with requests.Session() as session:
        # The emulator is on this machine; what the environment says is looked up at every request.
        session.trust_env = False
        session.mount("http://", HTTPAdapter(pool_maxsize=connections))
        session.mount("https://", HTTPAdapter(pool_maxsize=connections))
        with QueueServiceClient.from_connection_string(
            connection_string,
            transport=RequestsTransport(
                session=session, session_owner=False, use_env_settings=False
            ),
            retry_policy=_PATIENCE,
        ) as service:
            yield service


class TriggerQueue:
    """One queue and its poison queue. Text is passed on as it is stored, undecoded.

    :ivar has_poisoned: whether a message was ever moved to the poison queue by this.
    """

    def __init__(self, service: QueueServiceClient, name: str) -> None:
        self.name = name
        self.is_poison = name.endswith(_POISON)
        self.has_poisoned = False
        self._queue = service.get_queue_client(name)
        self._poison = _poison_queue(service, name)

    def create(self) -> None:
        _create(self._queue)

    def receive(self, count: int, invisible: timedelta) -> list[QueueMessage]:
        """Return at most *count* messages, which nobody else receives while *invisible*."""
        pages = self._queue.receive_messages(
            messages_per_page=count, visibility_timeout=_seconds(invisible)
        ).by_page()
        return list(next(pages, ()))

    def renew(self, message: QueueMessage, invisible: timedelta) -> None:
        """Keep *message* invisible for longer; it carries the new receipt afterwards."""
        renewed = self._queue.update_message(
            message.id, message.pop_receipt, visibility_timeout=_seconds(invisible)
        )
        message.pop_receipt = renewed.pop_receipt

    def release(self, message: QueueMessage, after: timedelta) -> None:
        """Give *message* back, to be received again *after* a while."""
        with _gone_is_fine():
            self.renew(message, after)

    def delete(self, message: QueueMessage) -> None:
        with _gone_is_fine():
            self._queue.delete_message(message.id, message.pop_receipt)

    def poison(self, message: QueueMessage) -> None:
        """Move *message* to the poison queue. A poison queue has none: there it stays invisible."""
        if self._poison is None:
            return
        self.has_poisoned = True
        try:
            self._poison.send_message(message.content)
        except ResourceNotFoundError:
            _create(self._poison)
            self._poison.send_message(message.content)
        self.delete(message)

    def size(self) -> int:
        """Return how many messages there are, the invisible ones included."""
        return self._queue.get_queue_properties().approximate_message_count or 0


def _poison_queue(service: QueueServiceClient, name: str) -> QueueClient | None:
    if name.endswith(_POISON) or len(name + _POISON) > _LONGEST_NAME:
        return None
    return service.get_queue_client(name + _POISON)


def _create(queue: QueueClient) -> None:
    with suppress(ResourceExistsError):
        queue.create_queue()


def _seconds(time: timedelta) -> int:
    return round(time.total_seconds())


@contextmanager
def _gone_is_fine() -> Iterator[None]:
    """Somebody else received the message since, or the queue was deleted: theirs to settle."""
    try:
        yield
    except ResourceNotFoundError:
        pass
    except HttpResponseError as error:
        if getattr(error, "error_code", None) != "PopReceiptMismatch":
            raise
