"""What a request asks of a service, by the records that it writes."""

import pytest

from dev.simulators.effort import operations
from dev.simulators.http import Request
from shared.adapters.multipart import Operation, write_batch


def test_reading_writes_nothing() -> None:
    assert operations(Request("GET", "", "/api/data/v9.2/accounts")) == 0


def test_a_single_write_is_one() -> None:
    assert operations(Request("PATCH", "", "/api/data/v9.2/accounts(1)", body=b"{}")) == 1


@pytest.mark.wire("B.5")
def test_each_row_of_a_bulk_message_counts() -> None:
    body = b'{"Targets":[{"@odata.type":"x"},{"@odata.type":"x"}]}'
    path = "/api/data/v9.2/accounts/Microsoft.Dynamics.CRM.CreateMultiple"

    assert operations(Request("POST", "", path, body=body)) == 2


@pytest.mark.wire("A.5")
def test_each_operation_of_a_json_batch_counts() -> None:
    body = b'{"requests":[{"id":"0","method":"PATCH"},{"id":"1","method":"PATCH"}]}'
    headers = {"content-type": "application/json"}

    assert operations(Request("POST", "", "/api/v2.0/$batch", "", headers, body)) == 2


@pytest.mark.wire("B.4")
def test_each_operation_of_a_multipart_batch_counts() -> None:
    patch = Operation("PATCH", "/api/data/v9.2/accounts(1)", b"{}", {})
    content_type, body = write_batch([patch] * 3)
    headers = {"content-type": content_type}

    assert operations(Request("POST", "", "/api/data/v9.2/$batch", "", headers, body)) == 3
