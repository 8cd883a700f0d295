"""Items, products and prices: what tests of them begin with."""

from typing import Any

from tests.mappings.books import Books
from tests.surroundings import Json

ACTIVE, RETIRED, DRAFT, REVISED = range(4)


class Shop(Books):
    def item(self, name: str, **values: Any) -> Json:
        pieces = self.record("unitsOfMeasure", code="PCS")["id"]
        return self.enter("items", **{"displayName": name, "baseUnitOfMeasureId": pieces, **values})

    def product_of(self, item: Json) -> Json:
        return self.row("product", productid=self.partner("item-product", item))

    def product(self, name: str, state: int = ACTIVE, **values: Any) -> Json:
        """Add a product that Sales people have made, sold by the piece."""
        unit = self.row("uom", name="PCS")
        row = self.add(
            "product",
            name=name,
            **{"productnumber": f"P-{name}", "producttypecode": 1, **values},
            **{
                "defaultuomid@odata.bind": f"uoms({unit['uomid']})",
                "defaultuomscheduleid@odata.bind": f"uomschedules({unit['_uomscheduleid_value']})",
            },
        )
        for step in {DRAFT: [], ACTIVE: [ACTIVE], RETIRED: [ACTIVE, RETIRED]}[state]:
            self.change("product", row, statecode=step)
        return row

    def state(self, item: Json) -> int:
        return int(self.product_of(item)["statecode"])

    def is_blocked(self, item: Json) -> bool:
        return bool(self.record("items", id=item["id"])["blocked"])

    def post(self, item: Json, quantity: object) -> None:
        """Move stock; the item is not changed by it."""
        self.enter("itemLedgerEntries", itemNumber=item["number"], quantity=quantity)

    def price_of(self, item: Json) -> object:
        """Return the item's price in the only price list."""
        product = self.product_of(item)["productid"]
        return self.row("productpricelevel", _productid_value=product)["amount"]
