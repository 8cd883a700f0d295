"""Tables of a storage account that has none yet, or from which somebody has taken them."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from azure.data.tables import TableServiceClient, TransactionOperation

from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from dev.stack import LocalStack
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.storage import Table
from tests.doors import Doors

Write = Callable[[Table], object]
Row = dict[str, str]
CREATE, DELETE = TransactionOperation.CREATE, TransactionOperation.DELETE
ROWS = [{"PartitionKey": "customer", "RowKey": str(n), "Name": "Adatum"} for n in range(6)]
WRITES: dict[str, tuple[Write, list[Row]]] = {
    "put": (lambda table: table.put(ROWS[0]), ROWS[:1]),
    "insert": (lambda table: table.insert(ROWS[0]), ROWS[:1]),
    "one": (lambda table: table.transact([(TransactionOperation.UPSERT, ROWS[0])]), ROWS[:1]),
    "many": (lambda table: table.transact([(CREATE, row) for row in ROWS]), ROWS),
    "each": (lambda table: list(table.try_each((CREATE, row) for row in ROWS)), ROWS),
}


class Account:
    def __init__(self, connection_string: str) -> None:
        self.prefix = f"t{uuid4().hex[:16]}"
        self.table = connect_by_string(connection_string, self.prefix).table("couplings")

    def remove(self, connection_string: str) -> None:
        with TableServiceClient.from_connection_string(connection_string) as tables:
            tables.delete_table(f"{self.prefix}couplings")


@pytest.mark.parametrize(("write", "rows"), WRITES.values(), ids=WRITES)
@pytest.mark.parametrize("read_before", [True, False])
def test_the_first_write_to_a_table_creates_it(
    stack: LocalStack, write: Write, rows: list[Row], read_before: bool
) -> None:
    table = Account(stack.azurite.connection_string).table
    if read_before:
        assert table.get("customer", "0") is None

    write(table)

    assert [dict(row) for row in table.scan("customer")] == rows


def test_a_table_that_is_not_there_has_no_rows(stack: LocalStack) -> None:
    account = Account(stack.azurite.connection_string)
    table = account.table

    assert table.get("customer", "0") is None
    assert list(table.scan("customer")) == []
    assert table.look_up([("customer", str(n)) for n in range(500)]) == []
    assert table.replace(ROWS[0], 'W/"any"') is None
    assert list(table.try_each([(DELETE, ROWS[0])])) == [((DELETE, ROWS[0]), {})]
    with TableServiceClient.from_connection_string(stack.azurite.connection_string) as tables:
        assert f"{account.prefix}couplings" not in {each.name for each in tables.list_tables()}


@pytest.mark.parametrize(("write", "rows"), WRITES.values(), ids=WRITES)
def test_a_table_that_somebody_has_removed_comes_back_with_the_next_write(
    stack: LocalStack, write: Write, rows: list[Row]
) -> None:
    account = Account(stack.azurite.connection_string)
    account.table.put(ROWS[5] | {"PartitionKey": "vendor"})
    account.remove(stack.azurite.connection_string)

    write(account.table)

    assert [dict(row) for row in account.table.scan("customer")] == rows


def test_a_table_that_is_there_is_not_asked_for(stack: LocalStack, doors: Doors) -> None:
    account = Account(stack.azurite.connection_string)
    account.table.put(ROWS[0])
    restarted = connect_by_string(doors.connection_string, account.prefix).table("couplings")
    asked: list[str] = []

    def listen(_door: SimulatorServer, request: Request) -> None:
        asked.append(f"{request.method} {request.path.rpartition('/')[2]}")

    with doors.watched(listen):
        restarted.put(ROWS[1])
        assert restarted.get("customer", "0") is not None

    assert [request.partition("couplings")[0] for request in asked] == [
        f"PUT {account.prefix}",
        f"GET {account.prefix}",
    ]


def test_two_processes_that_write_the_first_row_at_once_both_write_it(
    stack: LocalStack, doors: Doors
) -> None:
    account = Account(doors.connection_string)
    other = connect_by_string(stack.azurite.connection_string, account.prefix).table("couplings")

    def forestall(_door: SimulatorServer, request: Request) -> None:
        if request.path.endswith("/Tables"):
            other.put(ROWS[1])

    with doors.watched(forestall):
        account.table.put(ROWS[0])

    assert [dict(row) for row in account.table.scan("customer")] == ROWS[:2]


def test_rows_that_are_gone_already_do_not_keep_the_others_from_being_deleted_soon(
    stack: LocalStack, doors: Doors
) -> None:
    account = Account(doors.connection_string)
    rows = [{"PartitionKey": "customer", "RowKey": f"{n:03}"} for n in range(100)]
    account.table.write((CREATE, row) for row in rows[::10])
    asked: list[str] = []

    def listen(_door: SimulatorServer, request: Request) -> None:
        asked.append(request.path.rpartition("/")[2])

    with doors.watched(listen):
        list(account.table.try_each((DELETE, row) for row in rows))

    assert list(account.table.scan("customer")) == []
    # Split at each row that is gone, it would be ninety transactions, most of them long ones.
    assert asked.count("$batch") < 16
    assert len(asked) < 116
