"""A company with stock and orders, products in Sales, and a salesperson who asks."""

from datetime import date, timedelta
from typing import Any

import requests

from dev.people import Person
from dev.simulators.business_central import BusinessCentralSimulator
from dev.simulators.business_central.paths import Company
from shared import bootstrap
from tests.surroundings import Json, Surroundings

_CUSTOMER = "Adatum"
_VENDOR = "Fabrikam"


class Warehouse:
    """Business Central as its own users fill it: one company of one simulator."""

    def __init__(self, simulator: BusinessCentralSimulator, company: Company) -> None:
        self._bc, self.company = simulator, company
        self._customer: Json | None = None
        self._vendor: Json | None = None

    def item(self, **values: Any) -> Json:
        known = {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS", "type": "Inventory"}
        return self.add("items", known | values)

    def unit(self, item: Json, code: str, factor: object) -> None:
        unit = {"itemNumber": item["number"], "code": code, "quantityPerUnitOfMeasure": factor}
        self.add("itemUnitsOfMeasure", unit)

    def put(self, item: Json, quantity: object, location: str = "", variant: str = "") -> None:
        place = {"locationCode": location, "variantCode": variant}
        self.add("itemLedgerEntries", {"itemNumber": item["number"], "quantity": quantity, **place})

    def sell(self, item: Json, quantity: object, on: date, **line: Any) -> Json:
        """Take an order with one line."""
        if self._customer is None:
            self._customer = self.add("customers", {"displayName": _CUSTOMER})
        lines = [self._line(item, quantity, {"shipmentDate": on.isoformat(), **line})]
        return self.add(
            "salesOrders", {"customerId": self._customer["id"], "salesOrderLines": lines}
        )

    def order(self, item: Json, quantity: object, on: date, **line: Any) -> Json:
        """Order from a vendor."""
        if self._vendor is None:
            self._vendor = self.add("vendors", {"displayName": _VENDOR})
        lines = [self._line(item, quantity, {"expectedReceiptDate": on.isoformat(), **line})]
        return self.add(
            "purchaseOrders", {"vendorId": self._vendor["id"], "purchaseOrderLines": lines}
        )

    def move(self, item: Json, waiting: int, going: int, days: tuple[date, date]) -> None:
        """Move from EAST to WEST: some is waiting, some has left and lies on the way."""
        order = self.add("transferOrders", {"number": "T1", "inTransitCode": "OWN LOG."})
        line = {
            "documentNumber": order["number"],
            "itemNumber": item["number"],
            "transferFromCode": "EAST",
            "transferToCode": "WEST",
            "quantity": waiting + going,
            "quantityShipped": going,
            "outstandingQuantity": waiting,
            "shipmentDate": days[0].isoformat(),
            "receiptDate": days[1].isoformat(),
            "unitOfMeasureCode": "PCS",
        }
        self.add("transferOrderLines", line)
        self.put(item, -going, "EAST")
        self.put(item, going, "OWN LOG.")

    def location(self, code: str) -> str:
        rows = self._bc.rows("locations", company=self.company)
        return str(next(row["id"] for row in rows if row["code"] == code))

    def variant(self, item: Json, code: str) -> str:
        found = self.add("itemVariants", {"itemId": item["id"], "code": code})
        return str(found["id"])

    def add(self, entity: str, values: Json) -> Json:
        return dict(self._bc.add_many(entity, [values], company=self.company)[0])

    def change(self, entity: str, record: Json, **values: Any) -> None:
        self._bc.change(entity, record["id"], values, company=self.company)

    def delete(self, entity: str, record: Json) -> None:
        self._bc.delete(entity, record["id"], company=self.company)

    @staticmethod
    def _line(item: Json, quantity: object, values: Json) -> Json:
        return {"itemId": item["id"], "quantity": quantity, **values}


class Salesperson:
    """Asks the app, with a role or without one."""

    def __init__(self, world: Surroundings, person: Person) -> None:
        self.world, self.person = world, person

    def call(self, path: str, method: str = "GET", **options: Any) -> requests.Response:
        return self.world.call(method, path, headers=self.person.headers, **options)

    def ask(self, product: object, **query: object) -> Json:
        """Return what is told of a product."""
        answer = self.call(f"products/{product}/availability", params=query)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def ask_many(self, *products: Json) -> list[Json]:
        answer = self.call("availability", "POST", json={"products": products})
        assert answer.status_code == 200, answer.text
        return list(answer.json()["value"])


def today() -> date:
    return bootstrap.app().engine.clock.now().date()


def in_days(number: int) -> date:
    return today() + timedelta(days=number)


def asked_of_bc(world: Surroundings, *, but: str = "$metadata") -> list[str]:
    """Return the targets of the requests that Business Central has seen, metadata left out."""
    entries = world.fleet.business_central_server.journal.last(10_000)
    return [entry.target for entry in entries if but not in entry.target]
