"""Customers that owe something, and have ordered something."""

from typing import Any

from tests.availability.warehouse import Salesperson
from tests.surroundings import Json, Surroundings

LONG_AGO, FAR_AHEAD = "2020-02-01", "2999-01-01"


class Ledger:
    """Business Central as its bookkeepers see it."""

    def __init__(self, world: Surroundings) -> None:
        self.world, self.bc = world, world.fleet.business_central
        self._company = world.customers.company
        self._item: Json | None = None

    def owe(self, customer: Json, amount: int, due: str = FAR_AHEAD, **values: Any) -> None:
        """Post an entry; a negative one is a payment."""
        entry = {"customerNumber": customer["number"], "amount": amount, "dueDate": due, **values}
        self.bc.add("customerEntries", entry, company=self._company)

    def order(self, customer: Json, *lines: Json, **values: Any) -> Json:
        lines_ = [{"itemId": self._chair["id"], **line} for line in lines]
        body = {"customerId": customer["id"], "salesOrderLines": lines_, **values}
        return dict(self.bc.add("salesOrders", body, company=self._company))

    def invoice(self, customer: Json, *lines: Json, **values: Any) -> Json:
        """Write an invoice and leave it unposted."""
        lines_ = [{"itemId": self._chair["id"], **line} for line in lines]
        body = {"customerId": customer["id"], "salesInvoiceLines": lines_, **values}
        return dict(self.bc.add("salesInvoices", body, company=self._company))

    def amounts(self, order: Json) -> list[Any]:
        """Return what each line of an order comes to, with tax."""
        rows = self.bc.rows("salesOrderLines", company=self._company)
        return [row["netAmountIncludingTax"] for row in rows if row["documentId"] == order["id"]]

    def delete(self, entity: str, record: Json) -> None:
        self.bc.delete(entity, record["id"], company=self._company)

    @property
    def _chair(self) -> Json:
        if self._item is None:
            chair = {"displayName": "Chair", "baseUnitOfMeasureCode": "PCS"}
            self._item = dict(self.bc.add("items", chair, company=self._company))
        return self._item


def line(quantity: int, price: int, shipped: int = 0, invoiced: int = 0) -> Json:
    done = {"shippedQuantity": shipped, "invoicedQuantity": invoiced}
    return {"quantity": quantity, "unitPrice": price, **{k: v for k, v in done.items() if v}}


def figures(asker: Salesperson, account: object) -> Json:
    answer = asker.call(f"accounts/{account}/statistics")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def refused(asker: Salesperson, account: object) -> tuple[int, str]:
    answer = asker.call(f"accounts/{account}/statistics")
    return answer.status_code, answer.json()["code"]
