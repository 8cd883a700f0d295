"""The API v2.0 alone: stock as the item has it, and orders from a snapshot.

Lines of orders cannot be asked for by their item there, and say nothing of their quantity in the
base unit.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from shared.adapters import odata
from shared.adapters.business_central.asking import Asking, day_of, number_of
from shared.adapters.business_central.stock.told import Inventory, Told, Wish
from shared.domain.availability.figures import (
    Figures,
    Item,
    Kind,
    Movement,
    SourceName,
    Stock,
    Unknown,
    moved,
)
from shared.domain.availability.orders import OrderBook, OrderLine
from shared.ports.availability import OrderBooks

_TRANSFERS = "transferOrderLines"
_ITEM = "Item"
_DOCUMENTS = 200
"""In one answer, each with its lines."""
_LINES = 2000
_LASTS = timedelta(hours=25)
"""How old a snapshot may be, which is read once a night at least: what has come since counts twice,
as stock and as an order."""
_UNKNOWN = frozenset(
    {
        Unknown.VARIANTS,
        Unknown.LOCATIONS,
        Unknown.ASSEMBLY,
        Unknown.PRODUCTION,
        Unknown.SERVICE,
        Unknown.PROJECTS,
        Unknown.RETURNS,
    }
)
Listed = tuple[str, OrderLine]
"""The number of an item, and a line of it."""


@dataclass(frozen=True)
class _Orders:
    """What the orders of one kind are called."""

    kind: Kind
    documents: str
    lines: str
    all_done: str
    done: str
    """How much of a line."""
    day: str

    def read(self, document: Any) -> Iterator[Listed]:
        if f"{self.lines}@odata.nextLink" in document:
            raise ValueError("a document with more lines than came along")
        for line in document[self.lines]:
            if line["lineType"] == _ITEM:
                left = number_of(line["quantity"]) - number_of(line[self.done])
                unit, day = line["unitOfMeasureCode"], day_of(line[self.day])
                yield line["lineObjectNumber"], OrderLine(self.kind, left, unit, day)


_SALES = _Orders(
    Kind.DEMAND, "salesOrders", "salesOrderLines", "fullyShipped", "shippedQuantity", "shipmentDate"
)
_PURCHASES = _Orders(
    Kind.SUPPLY,
    "purchaseOrders",
    "purchaseOrderLines",
    "fullyReceived",
    "receivedQuantity",
    "expectedReceiptDate",
)


class Plain:
    name = SourceName.V2
    needs = ()

    def __init__(self, books: OrderBooks) -> None:
        self._books = books

    def wishes(self, asking: Asking) -> Sequence[Wish]:
        """The item's own record has it all."""
        del asking
        return ()

    def figures(
        self, asking: Asking, found: Sequence[tuple[Item, Sequence[Told]]], as_of: datetime
    ) -> Iterator[Figures]:
        del asking
        book = self._books.of([item.number for item, _ in found])
        for item, told in found:
            # An item that is asked for by its id and by its number as well is told of twice.
            [on_hand, *_] = [each.what for each in told if isinstance(each.what, Inventory)]
            stock = [Stock(on_hand.quantity)]
            if book is None or as_of - book.as_of > _LASTS:
                unknown = _UNKNOWN | {Unknown.ORDERS}
                yield Figures(item, stock, (), self.name, as_of, unknown=unknown)
                continue
            lines = [(line, _in_base_unit(item, line)) for line in book.lines.get(item.number, ())]
            left_out = frozenset(line.kind for line, counted in lines if counted is None)
            units = {Unknown.LINES_IN_OTHER_UNITS} if left_out else set()
            yield Figures(
                item,
                stock,
                [counted for _, counted in lines if counted is not None],
                self.name,
                as_of,
                book.as_of,
                _UNKNOWN | book.unknown | units,
                left_out,
            )


def _in_base_unit(item: Item, line: OrderLine) -> Movement | None:
    """Return a line as a movement; None where its unit is of unknown size."""
    factor = item.factor(line.unit)
    return None if factor is None else moved(line.kind, line.quantity * factor, line.day)


def read_orders(asking: Asking, as_of: datetime) -> OrderBook:
    """Read all that is outstanding."""
    lines: dict[str, list[OrderLine]] = defaultdict(list)
    unknown: set[Unknown] = set()
    for number, line in _order_lines(asking):
        lines[number].append(line)
    if asking.offers(_TRANSFERS):
        for number, line in _transfer_lines(asking):
            lines[number].append(line)
    else:
        unknown.add(Unknown.TRANSFERS)
    return OrderBook(as_of, lines, frozenset(unknown))


def _order_lines(asking: Asking) -> Iterator[Listed]:
    for each in (_SALES, _PURCHASES):
        fields = f"lineType,lineObjectNumber,unitOfMeasureCode,quantity,{each.done},{each.day}"
        options = {
            "$select": f"id,{each.all_done}",
            "$filter": f"{each.all_done} eq false",
            "$expand": f"{each.lines}($select={fields})",
        }
        url = odata.url(asking.environment.url(each.documents), options)
        yield from _rows(asking, url, each.documents, _DOCUMENTS, each.read)


def _transfer_lines(asking: Asking) -> Iterator[Listed]:
    fields = (
        "itemNumber", "unitOfMeasureCode", "outstandingQuantity", "quantityShipped",
        "quantityReceived", "shipmentDate", "receiptDate",
    )  # fmt: skip
    url = odata.url(asking.environment.url(_TRANSFERS), {"$select": ",".join(fields)})
    return _rows(asking, url, _TRANSFERS, _LINES, _transfer)


def _transfer(row: Any) -> Iterator[Listed]:
    """What has left and not arrived counts as stock, of which nobody can sell anything yet."""
    unit, number = row["unitOfMeasureCode"], row["itemNumber"]
    waiting = number_of(row["outstandingQuantity"])
    going = number_of(row["quantityShipped"]) - number_of(row["quantityReceived"])
    leaves, arrives = day_of(row["shipmentDate"]), day_of(row["receiptDate"])
    yield number, OrderLine(Kind.DEMAND, waiting, unit, leaves)
    yield number, OrderLine(Kind.SUPPLY, waiting + going, unit, arrives)
    yield number, OrderLine(Kind.DEMAND, going, unit, None)


def _rows(
    asking: Asking, url: str, what: str, size: int, read: Callable[[Any], Iterator[Listed]]
) -> Iterator[Listed]:
    for listed in asking.pages(url, what, size, lambda row: list(read(row))):
        yield from (each for each in listed if each[1].quantity != Decimal(0))
