"""Microsoft's queries for Power BI: locations and dates, but no variants.

On hand is what remains of open ledger entries: outgoing entries are subtracted from those that they
use up, so that it adds up to the stock, and far fewer rows are open than there are.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from shared.adapters.business_central.asking import Asking, day_of, number_of
from shared.adapters.business_central.stock.told import Told, Wish
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

_ROUTE = "microsoft/analytics/v1.0"
_COUNTED = ("Firm_x0020_Planned", "Released")
"""The statuses of production orders that are more than a plan."""


def _entry(row: Any) -> Iterator[Stock | Movement]:
    yield Stock(number_of(row["remainingQuantity"]), row["locationCode"])


def _order_line(kind: Kind, day: str) -> Callable[[Any], Iterator[Stock | Movement]]:
    back = {Kind.DEMAND: Kind.SUPPLY, Kind.SUPPLY: Kind.DEMAND}[kind]
    kinds = {"Order": kind, "Return_x0020_Order": back}

    def read(row: Any) -> Iterator[Stock | Movement]:
        found = kinds.get(row["documentType"])
        if found is not None:
            quantity = number_of(row["outstandingQtyBase"])
            yield moved(found, quantity, day_of(row[day]), row["locationCode"])

    return read


def _transfer(row: Any) -> Iterator[Stock | Movement]:
    """Goods on their way lie at a location of their own until they arrive: they are not for sale
    there, and come to where they are sent.
    """
    waiting, going = number_of(row["outstandingQtyBase"]), number_of(row["qtyInTransitBase"])
    leaves, arrives = day_of(row["shipmentDate"]), day_of(row["receiptDate"])
    to = row["transferToLocationCode"]
    if waiting:
        yield moved(Kind.DEMAND, waiting, leaves, row["transferFromLocationCode"])
        yield moved(Kind.SUPPLY, waiting, arrives, to)
    if going:
        yield moved(Kind.DEMAND, going, None, row["inTransitLocationCode"])
        yield moved(Kind.SUPPLY, going, arrives, to)


def _line(kind: Kind, quantity: str, day: str) -> Callable[[Any], Iterator[Stock | Movement]]:
    def read(row: Any) -> Iterator[Stock | Movement]:
        if row.get("status", "Released") in (*_COUNTED, "Open"):
            yield moved(kind, number_of(row[quantity]), day_of(row[day]), row["locationCode"])

    return read


def _wish(
    entity: str,
    fields: str,
    read: Callable[[Any], Iterator[Stock | Movement]],
    only: str | None = None,
) -> Wish:
    def told(row: Any) -> Iterator[Told]:
        for what in read(row):
            yield Told(row["itemNo"], what)

    return Wish(f"{_ROUTE}/{entity}", ("itemNo", *fields.split()), "itemNo", told, only)


_ALWAYS = (
    _wish("itemLedgerEntries", "locationCode remainingQuantity", _entry, "open eq true"),
    _wish(
        "outstandingSalesLines",
        "documentType locationCode outstandingQtyBase shipmentDate",
        _order_line(Kind.DEMAND, "shipmentDate"),
    ),
    _wish(
        "outstandingPurchaseLines",
        "documentType locationCode outstandingQtyBase expectedReceiptDate",
        _order_line(Kind.SUPPLY, "expectedReceiptDate"),
    ),
    _wish(
        "transferLines",
        "transferFromLocationCode transferToLocationCode inTransitLocationCode outstandingQtyBase "
        "qtyInTransitBase shipmentDate receiptDate",
        _transfer,
    ),
)
_WHERE_OFFERED = (
    (
        Unknown.SERVICE,
        _wish(
            "orderServiceLines",
            "locationCode outstandingQtyBase neededByDate",
            _line(Kind.DEMAND, "outstandingQtyBase", "neededByDate"),
        ),
    ),
    (
        Unknown.PROJECTS,
        _wish(
            "itemJobPlanningLines",
            "locationCode remainingQtyBase planningDate",
            _line(Kind.DEMAND, "remainingQtyBase", "planningDate"),
        ),
    ),
    (
        Unknown.ASSEMBLY,
        _wish(
            "assemblyLines",
            "locationCode remainingQuantity dueDate",
            _line(Kind.DEMAND, "remainingQuantity", "dueDate"),
        ),
    ),
    (
        Unknown.ASSEMBLY,
        _wish(
            "assemblyHeaders",
            "locationCode remainingQtyBase dueDate status",
            _line(Kind.SUPPLY, "remainingQtyBase", "dueDate"),
        ),
    ),
    (
        Unknown.PRODUCTION,
        _wish(
            "inventoryProdOrderComponentLines",
            "locationCode remainingQtyBase dueDate status",
            _line(Kind.DEMAND, "remainingQtyBase", "dueDate"),
        ),
    ),
    (
        Unknown.PRODUCTION,
        _wish(
            "inventoryProdOrderLines",
            "locationCode remainingQtyBase dueDate status",
            _line(Kind.SUPPLY, "remainingQtyBase", "dueDate"),
        ),
    ),
)
"""With what is unknown where the environment lacks them."""


class Analytics:
    name = SourceName.ANALYTICS
    needs = tuple(wish.entity for wish in _ALWAYS)

    def wishes(self, asking: Asking) -> Sequence[Wish]:
        offered = [wish for _, wish in _WHERE_OFFERED if asking.offers(wish.entity)]
        return [*_ALWAYS, *offered]

    def figures(
        self, asking: Asking, found: Sequence[tuple[Item, Sequence[Told]]], as_of: datetime
    ) -> Iterator[Figures]:
        lacking = {why for why, wish in _WHERE_OFFERED if not asking.offers(wish.entity)}
        unknown = frozenset({Unknown.VARIANTS, *lacking})
        for item, told in found:
            stock = [each.what for each in told if isinstance(each.what, Stock)]
            lines = [each.what for each in told if isinstance(each.what, Movement)]
            yield Figures(item, stock, lines, self.name, as_of, unknown=unknown)
