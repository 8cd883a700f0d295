"""From a stored queue message to what the function takes."""

import base64
import binascii
from datetime import datetime
from typing import Literal
from uuid import uuid4

import azure.functions as func
from azure.functions.meta import Datum
from azure.functions.queue import QueueMessageInConverter
from azure.storage.queue import QueueMessage

from dev.host.functions import LoadedFunction, QueueTrigger


class UndecodableMessageError(Exception):
    """A message is not base64, which host.json says messages are. It fails like a function."""


def decode(
    message: QueueMessage, function: LoadedFunction, encoding: Literal["base64", "none"]
) -> func.QueueMessage | str | bytes:
    """:raises UndecodableMessageError:"""
    body = str(message.content).encode()
    if encoding == "base64":
        body = _from_base64(body, message.id)
    return _as_declared(
        function,
        body,
        Id=message.id,
        DequeueCount=message.dequeue_count,
        ExpirationTime=_text(message.expires_on),
        InsertionTime=_text(message.inserted_on),
        NextVisibleTime=_text(message.next_visible_on),
        PopReceipt=message.pop_receipt,
    )


def by_hand(text: str, function: LoadedFunction) -> func.QueueMessage | str | bytes:
    """Return what the function takes when it is called without a queue: never dequeued."""
    return _as_declared(function, text.encode(), Id=str(uuid4()), DequeueCount=0)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _from_base64(text: bytes, message_id: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise UndecodableMessageError(
            f"message {message_id} is not base64: send with TextBase64EncodePolicy"
        ) from error


def _as_declared(
    function: LoadedFunction, body: bytes, **metadata: str | int | None
) -> func.QueueMessage | str | bytes:
    assert isinstance(function.trigger, QueueTrigger)
    if function.trigger.message_type is str:
        return body.decode()
    if function.trigger.message_type is bytes:
        return body
    # The SDK's own converter, as the worker calls it.
    message: func.QueueMessage = QueueMessageInConverter.decode(
        Datum(body, "bytes"),
        trigger_metadata={name: _datum(value) for name, value in metadata.items()},
    )
    return message


def _datum(value: str | int | None) -> Datum:
    return Datum(value, "int" if isinstance(value, int) else "string" if value else None)
