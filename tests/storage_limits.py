"""What Azure Tables refuses for its size and Azurite takes, for :meth:`tests.doors.Doors.watched`.

The limits are those of https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
and https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer

_ROW, _TEXT, _TRANSACTION = 2**20, 2**16, 2**22
"""Bytes."""
_MOST_PROPERTIES, _MOST_OPERATIONS = 255, 100
_ROW_OF_A_TRANSACTION = re.compile(rb"\r\n(\{.*\})\r\n")
_OPERATION = re.compile(rb"^(?:PUT|POST|PATCH|MERGE|DELETE) ", re.MULTILINE)


class StorageLimits:
    def __init__(self) -> None:
        self.refused: list[str] = []
        self.rows: list[int] = []
        """Bytes of each row that was sent."""

    def watch(self, door: SimulatorServer, request: Request) -> Fault | None:
        if door.service.name != "storage" or not request.body:
            return None
        code = self._refusal(request)
        if code is None:
            return None
        self.refused.append(code)
        told = {"odata.error": {"code": code, "message": {"lang": "en-US", "value": code}}}
        status = 413 if code == "RequestBodyTooLarge" else 400
        return Fault(kind="status", status=status, body=json.dumps(told))

    def _refusal(self, request: Request) -> str | None:
        if request.path.endswith("$batch"):
            if len(request.body) > _TRANSACTION:
                return "RequestBodyTooLarge"
            if len(_OPERATION.findall(request.body)) > _MOST_OPERATIONS + 1:  # And the batch's own.
                return "InvalidInput"
            rows = _ROW_OF_A_TRANSACTION.findall(request.body)
        else:
            rows = [request.body] if request.body.startswith(b"{") else []
        return next(filter(None, map(self._refusal_of_row, rows)), None)

    def _refusal_of_row(self, body: bytes) -> str | None:
        row: Mapping[str, Any] = json.loads(body)
        values = {name: value for name, value in row.items() if not name.endswith("@odata.type")}
        self.rows.append(4 + sum(_sizes(values)))
        if any(isinstance(each, str) and _text(each) > _TEXT for each in values.values()):
            return "PropertyValueTooLarge"
        if len(values) > _MOST_PROPERTIES:
            return "TooManyProperties"
        return "EntityTooLarge" if self.rows[-1] > _ROW else None


def _sizes(values: Mapping[str, Any]) -> Iterator[int]:
    for name, value in values.items():
        yield 8 + 2 * len(name) + (4 + _text(value) if isinstance(value, str) else 8)


def _text(value: str) -> int:
    return len(value.encode("utf-16-le"))
