"""Requests to storage, which are sent as the SDK has signed them, by the way that leads there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from uuid import uuid4

import pytest
from azure.data.tables import TransactionOperation

from dev.azurite import ACCOUNT, KEY
from dev.stack import LocalStack
from shared.adapters.tables.account import connect_by_string
from shared.adapters.work_queue import StorageWorkQueue
from shared.errors import ConfigurationError

ROW = {"PartitionKey": "a", "RowKey": "b"}


@dataclass
class Listener:
    """Somebody who has nothing, and notes what they are asked for, and by how many connections."""

    address: str = ""
    status: int = 404
    asked: list[str] = field(default_factory=list)
    connections: int = 0


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def setup(self) -> None:
            listener.connections += 1
            super().setup()

        def do_GET(self) -> None:
            listener.asked.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            nothing = b'{"odata.error": {"code": "ResourceNotFound"}}'
            self.send_response(listener.status)
            self.send_header("Location", f"{listener.address}/elsewhere")
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(nothing)))
            self.end_headers()
            self.wfile.write(nothing)

        def do_POST(self) -> None:
            self.do_GET()

        def do_PUT(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        listener.address = f"http://127.0.0.1:{server.server_address[1]}"
        yield listener
        server.shutdown()
        thread.join()


def leading_to(listener: Listener) -> str:
    return (
        f"DefaultEndpointsProtocol=http;AccountName={ACCOUNT};AccountKey={KEY};"
        f"TableEndpoint={listener.address}/{ACCOUNT};QueueEndpoint={listener.address}/{ACCOUNT};"
    )


@pytest.mark.parametrize("key", ["Stuhl 10 % Größe", "it's", "a+b & c=d", "50 €; 1,2"])
def test_a_row_is_found_again_whatever_has_to_be_quoted_in_its_key(
    stack: LocalStack, key: str
) -> None:
    prefix = f"t{uuid4().hex[:16]}"
    table = connect_by_string(stack.azurite.connection_string, prefix).table("orders")
    rows = [{"PartitionKey": "items", "RowKey": each, "Name": "Ä € 𝄞"} for each in (key, "other")]

    table.put(rows[0])
    table.transact([(TransactionOperation.UPSERT, row) for row in rows])

    found = table.get("items", key)
    assert found is not None
    assert dict(found) == rows[0]
    assert [dict(each) for each in table.query("RowKey eq @key", {"key": key})] == rows[:1]


def test_requests_to_storage_go_through_the_proxy_that_the_environment_names(
    stack: LocalStack, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", listener.address)
    table = connect_by_string(stack.azurite.connection_string, "test").table("runs")

    assert table.get("a", "b") is None

    [asked] = listener.asked
    assert asked.startswith(f"{stack.azurite.table_endpoint}/testruns(")


def test_requests_that_follow_one_another_share_a_connection(listener: Listener) -> None:
    table = connect_by_string(leading_to(listener), "test").table("runs")

    assert [table.get("a", row) for row in "bcd"] == [None, None, None]

    assert len(listener.asked) == 3
    assert listener.connections == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "work",
    [
        lambda told: connect_by_string(told, "test").table("runs").get("a", "b"),
        lambda told: list(connect_by_string(told, "test").table("runs").scan("a")),
        lambda told: connect_by_string(told, "test").table("runs").put(ROW),
        lambda told: connect_by_string(told, "test").table("runs").insert(ROW),
        lambda told: connect_by_string(told, "test").table("runs").create(),
        lambda told: StorageWorkQueue("runs", connection_string=told).put("run"),
        lambda told: StorageWorkQueue("runs", connection_string=told).probe(),
    ],
    ids=["get", "scan", "put", "insert", "create", "send", "look"],
)
def test_a_redirect_of_storage_is_told_and_not_followed(
    listener: Listener, work: Callable[[str], object], status: int
) -> None:
    listener.status = status

    with pytest.raises(ConfigurationError, match=f"HTTP {status}") as error:
        work(leading_to(listener))

    assert error.value.code == "service_moved"
    assert len(listener.asked) == 1
    assert "elsewhere" not in listener.asked[0]
