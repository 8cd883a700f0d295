"""Is there enough for a quote: its lines share the stock."""

from collections.abc import Callable
from time import monotonic
from typing import Any
from uuid import uuid4

import pytest

from dev.people import hire
from shared.domain.callers import Role
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse, in_days, today
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop
from tests.surroundings import Json


class Documents:
    """Quotes, orders and opportunities of one account, as Sales people write them."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._account = shop.world.accounts.add("Adatum")
        self._written: list[tuple[str, Json]] = []
        [self._pieces] = shop.rows("uom", name="PCS")

    def quote(self, *lines: Json, **values: Any) -> str:
        return self._write("quote", "quotes", "quotedetail", lines, values)

    def order(self, *lines: Json, **values: Any) -> str:
        return self._write("salesorder", "salesorders", "salesorderdetail", lines, values)

    def opportunity(self, *lines: Json, **values: Any) -> str:
        return self._write("opportunity", "opportunities", "opportunityproduct", lines, values)

    def line(self, product: Json | None, quantity: object, **values: Any) -> Json:
        if product is None:
            described: Json = {"isproductoverridden": True, "productdescription": "Delivery"}
        else:
            described = {
                "productid@odata.bind": f"products({product['productid']})",
                "uomid@odata.bind": f"uoms({self._pieces['uomid']})",
            }
        return {"quantity": quantity, **described, **values}

    def _write(
        self, table: str, entity_set: str, detail: str, lines: tuple[Json, ...], values: Json
    ) -> str:
        account = f"accounts({self._account['accountid']})"
        header = self._shop.add(
            table, **{"name": "Furniture", "customerid_account@odata.bind": account, **values}
        )
        self._written.append((table, header))
        parent = {f"{table}id@odata.bind": f"{entity_set}({header[f'{table}id']})"}
        for number, line in enumerate(lines, 1):
            self._shop.add(detail, **{"lineitemnumber": number, **parent, **line})
        return str(header[f"{table}id"])

    def leave(self) -> None:
        for table, header in self._written:
            self._shop.delete(table, header)


@pytest.fixture
def furnished(shop: Shop, warehouse: Warehouse) -> tuple[Json, Json]:
    """Ten chairs and one table, which are products in Sales."""
    units(shop)
    chair, table = shop.item("Chair"), shop.item("Table")
    warehouse.put(chair, 10, "EAST")
    warehouse.put(table, 1, "WEST")
    warehouse.order(chair, 5, in_days(4), locationId=warehouse.location("EAST"))
    shop.world.sync("item-product", full=True)
    return shop.product_of(chair), shop.product_of(table)


@pytest.fixture
def documents(shop: Shop, furnished: tuple[Json, Json]) -> Any:
    documents = Documents(shop)
    yield documents
    documents.leave()


def asked(sales: Salesperson, path: str, **query: object) -> Json:
    answer = sales.call(f"{path}/availability", params=query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def test_lines_of_one_product_share_the_stock_by_day_and_then_by_number(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    quote = documents.quote(
        documents.line(chair, 6, requestdeliveryby=in_days(2).isoformat()),
        documents.line(chair, 7, requestdeliveryby=in_days(1).isoformat()),
        documents.line(chair, 1, requestdeliveryby=in_days(2).isoformat()),
    )

    answer = asked(sales, f"quotes/{quote}")

    lines = answer["lines"]
    assert answer["enough"] is False
    assert [line["number"] for line in lines] == [1, 2, 3]
    assert [line["available"] for line in lines] == [3, 10, 0]
    assert [line["enough"] for line in lines] == [False, True, False]
    assert [line["shortage"] for line in lines] == [3, 0, 1]
    assert [line["earliest"] for line in lines] == [
        in_days(4).isoformat(),
        in_days(1).isoformat(),
        in_days(4).isoformat(),
    ]


def test_a_quote_is_enough_if_each_of_its_lines_is(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, table = furnished
    quote = documents.quote(
        documents.line(chair, 10), documents.line(table, 1), documents.line(None, 1)
    )

    answer = asked(sales, f"quotes/{quote}")

    assert answer["enough"] is True
    assert [line["state"] for line in answer["lines"]] == ["stocked", "stocked", "written_in"]
    assert answer["lines"][2]["description"] == "Delivery"
    assert {line["date"] for line in answer["lines"][:2]} == {today().isoformat()}


def test_lines_without_a_day_are_for_the_quotes_and_else_for_the_asked_one(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    with_day = documents.quote(
        documents.line(chair, 12),
        documents.line(chair, 1, requestdeliveryby=in_days(9).isoformat()),
        requestdeliveryby=in_days(5).isoformat(),
    )
    without = documents.quote(documents.line(chair, 12))
    day = in_days(6).isoformat()

    first = asked(sales, f"quotes/{with_day}", date=day)["lines"]
    second = asked(sales, f"quotes/{without}", date=day)["lines"]

    assert [line["date"] for line in first] == [in_days(5).isoformat(), in_days(9).isoformat()]
    assert [line["date"] for line in second] == [day]


def test_lines_can_be_asked_for_at_one_location(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, table = furnished
    quote = documents.quote(documents.line(chair, 1), documents.line(table, 1))

    answer = asked(sales, f"quotes/{quote}", location="EAST")

    assert [line["enough"] for line in answer["lines"]] == [True, False]


def test_lines_are_not_promised_from_a_location_that_is_not_there(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    quote = documents.quote(documents.line(chair, 1))

    answer = sales.call(f"quotes/{quote}/availability", params={"location": "NOWHERE"})

    assert (answer.status_code, answer.json()["code"]) == (404, "location_unknown")


def test_of_an_order_what_was_shipped_or_cancelled_is_not_wanted_any_more(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    order = documents.order(documents.line(chair, 15, quantityshipped=4, quantitycancelled=1))

    answer = asked(sales, f"orders/{order}")

    assert answer["enough"] is True
    assert answer["lines"][0]["quantity"] == 10


def test_an_opportunity_is_asked_about_like_a_quote(
    sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    opportunity = documents.opportunity(documents.line(chair, 11), documents.line(chair, 1))

    answer = asked(sales, f"opportunities/{opportunity}", date=in_days(4).isoformat())

    assert answer["opportunity"] == opportunity
    assert [line["available"] for line in answer["lines"]] == [15, 4]
    assert answer["enough"] is True


def test_one_line_that_is_not_known_leaves_the_quote_open(
    shop: Shop, sales: Salesperson, furnished: tuple[Json, Json], documents: Documents
) -> None:
    chair, _ = furnished
    lamp = shop.product("Lamp")
    enough = documents.quote(documents.line(chair, 1), documents.line(lamp, 1))
    too_many = documents.quote(documents.line(chair, 11), documents.line(lamp, 1))

    open_one = asked(sales, f"quotes/{enough}")

    assert open_one["enough"] is None
    assert open_one["lines"][1]["problem"]["code"] == "product_not_coupled"
    assert asked(sales, f"quotes/{too_many}")["enough"] is False


def test_who_does_not_see_a_quote_in_sales_is_not_told_of_it_here(
    shop: Shop, furnished: tuple[Json, Json], documents: Documents, sales: Salesperson
) -> None:
    chair, _ = furnished
    quote = documents.quote(documents.line(chair, 1))
    fleet = shop.world.stack.fleet
    stranger = hire(fleet, "Sam Stranger", Role.PRODUCT_AVAILABILITY)
    colleague = hire(fleet, "Kim Colleague", Role.PRODUCT_AVAILABILITY)
    with fleet.dataverse_server.lock:
        fleet.dataverse.add_role("Own quotes", {"prvReadQuote": "Basic"})
        fleet.dataverse.give_role("systemuser", colleague.user_id, "Own quotes")

    refused, unseen, seen = (
        Salesperson(shop.world, person).call(f"quotes/{quote}/availability")
        for person in (stranger, colleague, sales.person)
    )

    assert (refused.status_code, refused.json()["code"]) == (404, "document_unknown")
    assert "prvReadQuote" in refused.json()["detail"]
    assert (unseen.status_code, unseen.json()["code"]) == (404, "document_unknown"), unseen.text
    assert seen.status_code == 200


def test_while_dataverse_does_not_tell_the_lines_the_answer_is_to_come_again(
    shop: Shop, furnished: tuple[Json, Json], documents: Documents, sales: Salesperson
) -> None:
    chair, _ = furnished
    quote = documents.quote(documents.line(chair, 1))
    shop.world.fault(Side.DATAVERSE, "status", status=503, path="quote", times=None)

    answer = sales.call(f"quotes/{quote}/availability")

    assert (answer.status_code, answer.json()["code"]) == (503, "availability_not_now")
    assert int(answer.headers["Retry-After"]) > 0


def test_while_dataverse_is_silent_nobody_waits_longer_than_set(
    shop: Shop, furnished: tuple[Json, Json], documents: Documents, sales: Salesperson
) -> None:
    chair, _ = furnished
    quote = documents.quote(documents.line(chair, 1))
    shop.world.start_app(AVAILABILITY_TIMEOUT_SECONDS="1")
    asked(sales, f"quotes/{quote}")
    shop.world.fault(Side.DATAVERSE, "timeout_before", path="quote", times=None)
    began = monotonic()

    answer = sales.call(f"quotes/{quote}/availability")

    assert (answer.status_code, answer.json()["code"]) == (503, "availability_not_now")
    assert monotonic() - began < 10


@pytest.mark.parametrize("kind", ["quotes", "orders", "opportunities"])
@pytest.mark.parametrize(
    ("name", "status", "code"),
    [(lambda: uuid4(), 404, "document_unknown"), (lambda: "S1000", 400, "request_invalid")],
)
def test_a_document_that_is_not_there_is_not_answered_for(
    sales: Salesperson, kind: str, name: Callable[[], object], status: int, code: str
) -> None:
    answer = sales.call(f"{kind}/{name()}/availability")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
