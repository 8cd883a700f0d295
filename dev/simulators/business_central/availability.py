"""What will be there of an item, by variant, location and day: computed whenever it is asked for.

On hand is what the item ledger says; sales orders and transfers require, purchase orders and
transfers bring. Other documents are not looked at, nor is anything planned.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

from dev.simulators.business_central.amounts import number
from dev.simulators.business_central.model import EntitySet, Model
from dev.simulators.business_central.store import Row, Store
from dev.simulators.business_central.values import NO_DATE, NO_DATETIME, NO_GUID, encode_decimal

INVENTORY, REQUIREMENT, RECEIPT = "inventory", "grossRequirement", "scheduledReceipt"


@dataclass(frozen=True)
class Movement:
    item: str
    """Its number."""
    variant: str
    location: str
    day: str
    kind: str
    """The field of an availability that it adds to."""
    quantity: Decimal
    """In the base unit."""
    changed: str
    """When what says so was last changed."""


class Availability:
    def __init__(self, model: Model, store: Store) -> None:
        self._sets = model.sets
        self._store = store

    def fill(self, company: int) -> None:
        """Compute all rows anew."""
        target = self._sets["itemAvailabilities"]
        self._store.empty(company, target)
        items = {str(row["number"]): row for row in self._all(company, "items")}
        by_place = defaultdict(list)
        for each in self._movements(company, {row["id"]: row for row in items.values()}):
            by_place[each.item, each.variant, each.location].append(each)
        for (item, variant, location), movements in sorted(by_place.items()):
            place: Row = {"itemNumber": item, "variantCode": variant, "locationCode": location}
            place["itemId"] = items[item]["id"] if item in items else NO_GUID
            for row in _running(movements):
                self._store.insert(company, target, place | row | _identity(place, row))

    def _movements(self, company: int, items: Mapping[str | int, Row]) -> Iterator[Movement]:
        for entry in self._all(company, "itemLedgerEntries"):
            yield Movement(
                str(entry["itemNumber"]),
                str(entry["variantCode"]),
                str(entry["locationCode"]),
                str(entry["postingDate"]),
                INVENTORY,
                number(entry, "quantity"),
                str(entry["lastModifiedDateTime"]),
            )
        yield from self._lines(
            company, items, "salesOrder", REQUIREMENT, ("shippedQuantity", "shipmentDate")
        )
        yield from self._lines(
            company, items, "purchaseOrder", RECEIPT, ("receivedQuantity", "expectedReceiptDate")
        )
        yield from self._transfers(company)

    def _transfers(self, company: int) -> Iterator[Movement]:
        """What is on its way lies at a location of its own, where nobody can sell it."""
        headers = {row["number"]: row for row in self._all(company, "transferOrders")}
        for line in self._all(company, "transferOrderLines"):
            header = headers.get(line["documentNumber"])
            way = "" if header is None else header["inTransitCode"]
            waiting = number(line, "outstandingQuantity")
            going = number(line, "quantityShipped") - number(line, "quantityReceived")
            factor = self._factor(company, str(line["itemNumber"]), line)
            for kind, place, day, quantity in (
                (REQUIREMENT, line["transferFromCode"], line["shipmentDate"], waiting),
                (REQUIREMENT, way, NO_DATE, going),
                (RECEIPT, line["transferToCode"], line["receiptDate"], waiting + going),
            ):
                if not quantity:
                    continue
                yield Movement(
                    str(line["itemNumber"]),
                    str(line["variantCode"]),
                    str(place),
                    str(day),
                    kind,
                    quantity * factor,
                    str(line["lastModifiedDateTime"]),
                )

    def _lines(
        self,
        company: int,
        items: Mapping[str | int, Row],
        document: str,
        kind: str,
        names: tuple[str, str],
    ) -> Iterator[Movement]:
        """:param names: the fields for what is done already, and for the day of the rest."""
        done, day = names
        variants, locations = (
            self._codes(company, "itemVariants"),
            self._codes(company, "locations"),
        )
        headers = {row["id"]: row for row in self._all(company, f"{document}s")}
        for line in self._all(company, f"{document}Lines"):
            item, header = items.get(line["itemId"]), headers.get(line["documentId"])
            if item is None or header is None:
                continue
            outstanding = number(line, "quantity") - number(line, done)
            yield Movement(
                str(item["number"]),
                variants.get(line["itemVariantId"], ""),
                locations.get(line["locationId"], ""),
                str(line[day]),
                kind,
                outstanding * self._factor(company, str(item["number"]), line),
                str(header["lastModifiedDateTime"]),
            )

    def _factor(self, company: int, item: str, line: Row) -> Decimal:
        """Return how many base units the unit of a line is."""
        key: Row = {"itemNumber": item, "code": line["unitOfMeasureCode"]}
        unit = self._store.find(company, self._sets["itemUnitsOfMeasure"], key)
        return Decimal(1) if unit is None else number(unit, "quantityPerUnitOfMeasure")

    def _codes(self, company: int, name: str) -> dict[str | int, str]:
        return {row["id"]: str(row["code"]) for row in self._all(company, name)}

    def _all(self, company: int, name: str) -> list[Row]:
        entity_set: EntitySet = self._sets[name]
        return self._store.where(company, entity_set, {})


def _running(movements: list[Movement]) -> Iterator[Row]:
    """Yield the sums up to each day on which something moves; what has no day counts first."""
    sums = {INVENTORY: Decimal(0), REQUIREMENT: Decimal(0), RECEIPT: Decimal(0)}
    changed = NO_DATETIME
    for day in sorted({each.day for each in movements}):
        for each in movements:
            if each.day == day and each.quantity:
                sums[each.kind] += each.quantity
                changed = max(changed, each.changed)
        balance = sums[INVENTORY] - sums[REQUIREMENT] + sums[RECEIPT]
        row: Row = {name: encode_decimal(value) for name, value in sums.items()}
        row |= {"date": day, "projectedAvailableBalance": encode_decimal(balance)}
        yield row | {"lastModifiedDateTime": changed}


def _identity(place: Row, row: Row) -> Row:
    return {"id": str(uuid5(NAMESPACE_URL, f"{[*place.values(), row['date']]}"))}
