"""What there is to see on forms: a quote, stock for some of it, a customer who owes something."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dev.demo.opening import Scene
from dev.demo.stage import Pair
from dev.forms import form_address, put_on_forms
from dev.people import Person, hire
from dev.simulators.fleet import Fleet
from shared.domain.callers import Role

Json = dict[str, Any]
_WANTED = (6, 8, 4)
"""Of each product on the quote; there are ten of each, and of the second four are promised away."""
_ON_HAND = {"EAST": 7, "WEST": 3}
_SOLD, _ORDERED = 4, 20


@dataclass(frozen=True)
class Selling:
    person: Person
    quote: str
    """The addresses of forms."""
    account: str
    product: str
    item: str
    """The product's number in Business Central."""


def sell(scene: Scene) -> Selling:
    """Put the pages on the forms, hire a salesperson, and write a quote for a customer."""
    fleet = scene.stack.fleet
    pair = next(pair for pair in scene.stage.pairs if _trades_at_home(fleet, pair))
    put_on_forms(fleet)
    person = hire(fleet, "Sally Salesperson", Role.PRODUCT_AVAILABILITY)
    with fleet.dataverse_server.lock:
        fleet.dataverse.give_role("systemuser", person.user_id, "Sales Manager")
    items = _stocked(fleet)
    _trade(fleet, items[1], pair.customer_id)
    products = [_product(fleet, item) for item in items]
    quote = _quote(fleet, pair.account_id, products)
    return Selling(
        person,
        form_address(fleet, "quote", quote),
        form_address(fleet, "account", pair.account_id),
        form_address(fleet, "product", str(products[1]["productid"])),
        str(items[1]["number"]),
    )


def _trades_at_home(fleet: Fleet, pair: Pair) -> bool:
    """Return whether the customer's orders are in the company's own currency."""
    with fleet.business_central_server.lock:
        found = fleet.business_central.read("customers", pair.customer_id)
    return found is not None and found["currencyCode"] in ("", "EUR")


def _stocked(fleet: Fleet) -> list[Json]:
    """Put the first items that can be sold into stock."""
    bc = fleet.business_central
    with fleet.business_central_server.lock:
        items = [row for row in bc.rows("items") if not row["blocked"]][: len(_WANTED)]
        entries = [
            {"itemNumber": item["number"], "quantity": quantity, "locationCode": place}
            for item in items
            for place, quantity in _ON_HAND.items()
        ]
        bc.add_many("itemLedgerEntries", entries)
    return items


def _trade(fleet: Fleet, item: Json, customer: str) -> None:
    """Let the customer have ordered some and owe something, and have more ordered from a vendor."""
    bc = fleet.business_central
    with fleet.business_central_server.lock:
        vendor = bc.rows("vendors")[0]
        [buyer] = [row for row in bc.rows("customers") if row["id"] == customer]
        [east] = [row["id"] for row in bc.rows("locations") if row["code"] == "EAST"]
        line = {"itemId": item["id"], "locationId": east}
        sold = line | {"quantity": _SOLD, "unitPrice": 120, "shipmentDate": _day(3)}
        bought = line | {"quantity": _ORDERED, "expectedReceiptDate": _day(10)}
        bc.add_many("salesOrders", [{"customerId": customer, "salesOrderLines": [sold]}])
        bc.add_many("purchaseOrders", [{"vendorId": vendor["id"], "purchaseOrderLines": [bought]}])
        for amount, days in ((2380, 14), (595, -20)):
            entry = {"customerNumber": buyer["number"], "amount": amount, "dueDate": _day(days)}
            bc.add("customerEntries", entry)


def _product(fleet: Fleet, item: Json) -> Json:
    with fleet.dataverse_server.lock:
        [found] = fleet.dataverse.rows("product", f"productnumber eq '{item['number']}'")
    return found


def _quote(fleet: Fleet, account: str, products: list[Json]) -> str:
    bound = {"customerid_account@odata.bind": f"accounts({account})"}
    with fleet.dataverse_server.lock:
        quote = fleet.dataverse.add("quote", {"name": "Meeting rooms", **bound})
        for number, (product, wanted) in enumerate(zip(products, _WANTED, strict=True), 1):
            line = {
                "quoteid@odata.bind": f"quotes({quote['quoteid']})",
                "productid@odata.bind": f"products({product['productid']})",
                "uomid@odata.bind": f"uoms({product['_defaultuomid_value']})",
                "quantity": wanted,
                "lineitemnumber": number,
            }
            fleet.dataverse.add("quotedetail", line)
    return str(quote["quoteid"])


def _day(number: int) -> str:
    today: date = datetime.now(UTC).date()
    return (today + timedelta(days=number)).isoformat()
