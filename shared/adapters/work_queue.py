"""The storage queue that carries on what does not fit into one call."""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
import requests
from azure.core.credentials import TokenCredential
from azure.core.exceptions import AzureError, ResourceExistsError, ResourceNotFoundError
from azure.storage.queue import QueueClient, StorageErrorCode, TextBase64EncodePolicy

from shared.adapters.sessions import ForeignAnswerError, storage_transport
from shared.adapters.storage_account import StorageService, connected
from shared.log import get_logger
from shared.ports import Receipt

log = get_logger(__name__)

T = TypeVar("T")
QUEUE = StorageService(
    "Azure Queue storage", "Storage Queue Data Contributor", "Nothing was started. Try again"
)
LONGEST_DELAY = 7 * 24 * 3600
"""Seconds: a message cannot stay invisible for longer."""
_FAILURES = (AzureError, ForeignAnswerError)


class StorageWorkQueue:
    """Sends by the SDK, since an output binding cannot delay a message."""

    def __init__(
        self,
        name: str,
        *,
        connection_string: str | None = None,
        endpoint: str | None = None,
        credential: TokenCredential | None = None,
    ) -> None:
        """:raises ConfigurationError: the queue cannot be reached like this."""

        def connect(**transport: Any) -> QueueClient:
            options: dict[str, Any] = {
                # The queue trigger expects base64, which its own binding would write.
                "message_encode_policy": TextBase64EncodePolicy(),
                "permit_redirects": False,
                **transport,
            }
            if connection_string:
                return QueueClient.from_connection_string(connection_string, name, **options)
            return QueueClient(endpoint or "", name, credential=credential, **options)

        address = connected(connect, lambda client: client.url).url
        self._client = connect(transport=storage_transport(address, _is_answer))
        self._may_send = False
        """Whether that was seen."""

    def probe(self) -> None:
        if not self._may_send:
            # Once: whoever may not send is not allowed to create the queue either.
            _translated(self._create)
            self._may_send = True

    def put(self, run_id: str, *, delay: float = 0, attempt: int = 0) -> Receipt:
        text = msgspec.json.encode({"run": run_id, "attempt": attempt}).decode()
        hidden = min(int(delay), LONGEST_DELAY)
        return _translated(lambda: self._send(text, hidden))

    def withdraw(self, receipt: Receipt) -> None:
        try:
            self._client.delete_message(receipt.message, receipt.claim)
        except _FAILURES:
            # Delivered after all, it finds that nothing is left to do.
            log.info("message not taken back", extra={"message_id": receipt.message})

    def _send(self, text: str, hidden: int) -> Receipt:
        try:
            sent = self._client.send_message(text, visibility_timeout=hidden)
        except ResourceNotFoundError:
            self._create()
            sent = self._client.send_message(text, visibility_timeout=hidden)
        return Receipt(sent.id, str(sent.pop_receipt))

    def _create(self) -> None:
        try:
            self._client.create_queue()
        except ResourceExistsError as error:
            if getattr(error, "error_code", None) != StorageErrorCode.QUEUE_ALREADY_EXISTS:
                raise


def _translated(call: Callable[[], T]) -> T:
    try:
        return call()
    except _FAILURES as error:
        raise QUEUE.failure(error) from error


def _is_answer(response: requests.Response) -> bool:
    """Return whether Azure Queue storage can have answered so.

    https://learn.microsoft.com/rest/api/storageservices/put-message
    """
    puts_message = response.request.method == "POST" and response.status_code == 201
    if not puts_message:
        return response.status_code not in (200, 202, 203)
    return all(part in response.content for part in (b"<MessageId>", b"<PopReceipt>", b"</Queue"))
