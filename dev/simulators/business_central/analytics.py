"""The API queries of Microsoft's app for Power BI, as far as other sets hold what they show.

Computed whenever one is read, from the same ledger and orders that the API v2.0 shows. Service
lines, projects and production have no pages there: set-up fills their queries.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from dev.simulators.business_central.amounts import number
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import encode_decimal

ROUTE = "microsoft/analytics/v1.0"
_LEDGER = {
    "entryNo": "entryNumber",
    "entryType": "entryType",
    "sourceType": "sourceType",
    "sourceNo": "sourceNumber",
    "documentNo": "documentNumber",
    "documentType": "documentType",
    "postingDate": "postingDate",
    "itemNo": "itemNumber",
    "locationCode": "locationCode",
    "quantity": "quantity",
    "costAmountActual": "costAmountActual",
    "salesAmountActual": "salesAmountActual",
}
"""Fields of entries there, and their names in the API v2.0."""


class Analytics:
    def __init__(self, model: Model, store: Store) -> None:
        self._sets, self._queries = model.sets, model.routes[ROUTE]
        self._store = store

    @property
    def fills(self) -> Mapping[str, Callable[[int], None]]:
        """By the name of a query's table: what computes its rows for a company."""
        made: dict[str, Callable[[int], Iterator[Row]]] = {
            "itemLedgerEntries": self._entries,
            "outstandingSalesLines": self._sales_lines,
            "outstandingPurchaseLines": self._purchase_lines,
            "transferLines": self._transfer_lines,
            "assemblyHeaders": self._assembly_headers,
            "assemblyLines": self._assembly_lines,
        }
        return {
            self._queries[name].table: self._filling(self._queries[name], rows)
            for name, rows in made.items()
        }

    def _filling(
        self, query: EntitySet, rows: Callable[[int], Iterator[Row]]
    ) -> Callable[[int], None]:
        def fill(company: int) -> None:
            self._store.empty(company, query)
            for row in rows(company):
                self._store.insert(company, query, row)

        return fill

    def _entries(self, company: int) -> Iterator[Row]:
        entries = sorted(self._all(company, "itemLedgerEntries"), key=lambda e: e["entryNumber"])
        left = _applied(entries)
        items = {row["number"]: row for row in self._all(company, "items")}
        for entry in entries:
            row: Row = {name: entry[there] for name, there in _LEDGER.items()}
            remaining = left[entry["entryNumber"]]
            item = items.get(entry["itemNumber"])
            yield row | {
                "remainingQuantity": encode_decimal(remaining),
                "open": int(remaining != 0),
                "positive": int(number(entry, "quantity") > 0),
                "unitOfMeasureCode": "" if item is None else item["baseUnitOfMeasureCode"],
                "qtyPerUnitOfMeasure": encode_decimal(1),
            }

    def _sales_lines(self, company: int) -> Iterator[Row]:
        for header, line, row in self._order_lines(company, "salesOrder", "shippedQuantity"):
            yield row | {
                "sellToCustomerNo": header["customerNumber"],
                "shipmentDate": line["shipmentDate"],
            }

    def _purchase_lines(self, company: int) -> Iterator[Row]:
        for header, line, row in self._order_lines(company, "purchaseOrder", "receivedQuantity"):
            yield row | {
                "buyFromVendorNo": header["vendorNumber"],
                "expectedReceiptDate": line["expectedReceiptDate"],
            }

    def _order_lines(
        self, company: int, document: str, done: str
    ) -> Iterator[tuple[Row, Row, Row]]:
        """Yield the header, the line and what the queries show of each line that is outstanding."""
        kinds = self._queries["outstandingSalesLines"].fields["documentType"].members
        locations = {row["id"]: row["code"] for row in self._all(company, "locations")}
        headers = {row["id"]: row for row in self._all(company, f"{document}s")}
        items = {row["id"]: row for row in self._all(company, "items")}
        for line in self._all(company, f"{document}Lines"):
            header, item = headers.get(line["documentId"]), items.get(line["itemId"])
            outstanding = number(line, "quantity") - number(line, done)
            if header is None or item is None or not outstanding:
                continue
            factor = self._factor(company, item["number"], line["unitOfMeasureCode"])
            yield (
                header,
                line,
                {
                    "documentNo": header["number"],
                    "documentType": kinds.index("Order"),
                    "itemNo": item["number"],
                    "outstandingQtyBase": encode_decimal(outstanding * factor),
                    "locationCode": locations.get(line["locationId"], ""),
                    **_unit(line, factor),
                },
            )

    def _transfer_lines(self, company: int) -> Iterator[Row]:
        headers = {row["number"]: row for row in self._all(company, "transferOrders")}
        for line in self._all(company, "transferOrderLines"):
            header = headers.get(line["documentNumber"])
            factor = self._factor(company, line["itemNumber"], line["unitOfMeasureCode"])
            on_the_way = number(line, "quantityShipped") - number(line, "quantityReceived")
            yield {
                "documentNo": line["documentNumber"],
                "itemNo": line["itemNumber"],
                "inTransitLocationCode": "" if header is None else header["inTransitCode"],
                "transferToLocationCode": line["transferToCode"],
                "transferFromLocationCode": line["transferFromCode"],
                "qtyInTransitBase": encode_decimal(on_the_way * factor),
                "outstandingQtyBase": encode_decimal(number(line, "outstandingQuantity") * factor),
                "receiptDate": line["receiptDate"],
                "shipmentDate": line["shipmentDate"],
                **_unit(line, factor),
            }

    def _assembly_headers(self, company: int) -> Iterator[Row]:
        for order in self._all(company, "assemblyOrders"):
            factor = self._factor(company, order["itemNumber"], order["unitOfMeasureCode"])
            yield {
                "documentNo": order["number"],
                "itemNo": order["itemNumber"],
                "quantity": order["quantity"],
                "remainingQtyBase": encode_decimal(number(order, "remainingQuantity") * factor),
                "dueDate": order["dueDate"],
                "locationCode": order["locationCode"],
                "status": order["status"],
                **_unit(order, factor),
            }

    def _assembly_lines(self, company: int) -> Iterator[Row]:
        item = self._sets["assemblyOrderLines"].fields["lineType"].members.index("Item")
        for line in self._all(company, "assemblyOrderLines"):
            if line["lineType"] != item:
                continue
            factor = self._factor(company, line["lineObjectNumber"], line["unitOfMeasureCode"])
            yield {
                "documentNo": line["documentNumber"],
                "itemNo": line["lineObjectNumber"],
                "remainingQuantity": encode_decimal(number(line, "remainingQuantity") * factor),
                "dueDate": line["dueDate"],
                "locationCode": line["locationCode"],
                **_unit(line, factor),
            }

    def _factor(self, company: int, item: str | int, code: str | int) -> Decimal:
        """Return how many base units the unit of a line is."""
        key: Row = {"itemNumber": item, "code": code}
        unit = self._store.find(company, self._sets["itemUnitsOfMeasure"], key)
        return Decimal(1) if unit is None else number(unit, "quantityPerUnitOfMeasure")

    def _all(self, company: int, name: str) -> list[Row]:
        return self._store.where(company, self._sets[name], {})


def _unit(line: Row, factor: Decimal) -> Row:
    return {
        "unitOfMeasureCode": line["unitOfMeasureCode"],
        "qtyPerUnitOfMeasure": encode_decimal(factor),
    }


def _applied(entries: list[Row]) -> dict[str | int, Decimal]:
    """Return what remains of each entry once outgoing ones have used up incoming ones, the oldest
    first, within an item, variant and location.
    """
    left = {entry["entryNumber"]: number(entry, "quantity") for entry in entries}
    waiting: dict[tuple[str | int, ...], deque[str | int]] = defaultdict(deque)
    for entry in entries:
        place = entry["itemNumber"], entry["variantCode"], entry["locationCode"]
        this, open_ = entry["entryNumber"], waiting[place]
        while left[this] and open_ and left[open_[0]] * left[this] < 0:
            used = min(abs(left[this]), abs(left[open_[0]]))
            left[open_[0]] -= used if left[open_[0]] > 0 else -used
            left[this] -= used if left[this] > 0 else -used
            if not left[open_[0]]:
                open_.popleft()
        if left[this]:
            open_.append(this)
    return left
