"""What the answers of Azure Tables look like.

https://learn.microsoft.com/rest/api/storageservices/table-service-rest-api
"""

from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests

from shared.adapters.messages import reading_json

_OF_ONE_ROW = "(PartitionKey='"
_WRITES_A_ROW = ("POST", "PUT", "PATCH", "MERGE")


class _Row(msgspec.Struct):
    PartitionKey: str
    RowKey: str


class _Selected(msgspec.Struct):
    PartitionKey: str = ""
    RowKey: str = ""


class _Rows(msgspec.Struct):
    value: list[_Selected]


class _Text(msgspec.Struct):
    value: str = ""


class _Error(msgspec.Struct):
    code: str = ""
    message: _Text = msgspec.field(default_factory=_Text)


class Refusal(msgspec.Struct):
    error: _Error = msgspec.field(name="odata.error", default_factory=_Error)


class _Code(msgspec.Struct):
    code: str


class _Named(msgspec.Struct):
    error: _Code = msgspec.field(name="odata.error")


def is_answer(response: requests.Response) -> bool:
    """Return whether Azure Tables can have answered so; a refusal without its own words counts,
    since its status says enough."""
    status, headers = response.status_code, response.headers
    path = urlsplit(str(response.request.url)).path
    if status == 200:
        return _reads(response.content, _Row if _OF_ONE_ROW in path else _Rows)
    if status == 202:
        return headers.get("Content-Type", "").startswith("multipart/mixed")
    if status in (201, 204):
        if path.endswith("/Tables"):
            return status == 204 or _reads(response.content, dict[str, Any])
        return response.request.method not in _WRITES_A_ROW or bool(headers.get("ETag"))
    if status in (404, 409) and _OF_ONE_ROW in path:
        # The SDK takes the first for success where a row is deleted.
        return "x-ms-error-code" in headers or _reads(response.content, _Named)
    if response.content.startswith(b"{"):
        return _reads(response.content, Refusal)
    return True


def _reads(content: bytes, type_: object) -> bool:
    try:
        with reading_json():
            msgspec.json.decode(content, type=type_)
    except msgspec.DecodeError:
        return False
    return True
