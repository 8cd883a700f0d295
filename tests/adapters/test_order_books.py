"""The snapshot of open orders, where two processes note them at once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

from dev.simulators.faults import Fault
from dev.simulators.http import Request
from dev.simulators.server import SimulatorServer
from dev.stack import LocalStack
from shared.adapters.tables.account import connect_by_string
from shared.adapters.tables.order_books import TableOrderBooks
from shared.domain.availability.figures import Kind
from shared.domain.availability.orders import OrderBook, OrderLine
from tests.doors import Doors

LINE = OrderLine(Kind.DEMAND, Decimal(4), "PCS", date(2026, 3, 6))
BOOK = OrderBook(datetime(2026, 3, 2, 8, tzinfo=UTC), {"1000": [LINE]})


def test_a_snapshot_that_another_process_forestalls_is_never_read_half(
    stack: LocalStack, doors: Doors
) -> None:
    prefix, company = f"t{uuid4().hex[:16]}", uuid4()
    slow, fast = (
        TableOrderBooks(connect_by_string(connection_string, prefix), company)
        for connection_string in (doors.connection_string, stack.azurite.connection_string)
    )
    fast.save(BOOK)

    def forestall(_door: SimulatorServer, request: Request) -> Fault | None:
        if request.method != "GET" and "newest" in request.path:
            fast.save(BOOK)
        return None

    with doors.watched(forestall):
        slow.save(BOOK)

    found = fast.of(["1000"])
    assert found is not None
    assert found.lines == {"1000": [LINE]}
