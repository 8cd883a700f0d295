"""The storage queue that carries on what does not fit into one call."""

from typing import Any

import msgspec
from azure.core.credentials import TokenCredential
from azure.core.exceptions import (
    HttpResponseError,
    ResourceNotFoundError,
    ServiceRequestError,
    ServiceResponseError,
)
from azure.storage.queue import QueueClient, TextBase64EncodePolicy

from shared.errors import TransientError
from shared.log import get_logger
from shared.ports import Receipt

log = get_logger(__name__)

LONGEST_DELAY = 7 * 24 * 3600
"""Seconds: a message cannot stay invisible for longer."""


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
        # The queue trigger expects base64, which its own binding would write.
        options: dict[str, Any] = {"message_encode_policy": TextBase64EncodePolicy()}
        self._client = (
            QueueClient.from_connection_string(connection_string, name, **options)
            if connection_string
            else QueueClient(endpoint or "", name, credential=credential, **options)
        )

    def put(self, run_id: str, *, delay: float = 0, attempt: int = 0) -> Receipt:
        text = msgspec.json.encode({"run": run_id, "attempt": attempt}).decode()
        hidden = min(int(delay), LONGEST_DELAY)
        try:
            return self._send(text, hidden)
        except (HttpResponseError, ServiceRequestError, ServiceResponseError) as error:
            raise TransientError(
                "The storage queue did not take the run; nothing was started. Try again.",
                code="storage_unavailable",
            ) from error

    def withdraw(self, receipt: Receipt) -> None:
        try:
            self._client.delete_message(receipt.message, receipt.claim)
        except (HttpResponseError, ServiceRequestError, ServiceResponseError):
            # Delivered after all, it finds that nothing is left to do.
            log.info("message not taken back", extra={"message_id": receipt.message})

    def _send(self, text: str, hidden: int) -> Receipt:
        try:
            sent = self._client.send_message(text, visibility_timeout=hidden)
        except ResourceNotFoundError:
            self._client.create_queue()
            sent = self._client.send_message(text, visibility_timeout=hidden)
        return Receipt(sent.id, str(sent.pop_receipt))
