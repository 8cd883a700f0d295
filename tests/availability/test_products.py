"""Which item is meant: products lead to it by their couplings."""

import gc
from uuid import uuid4

from azure.functions import HttpRequest

from shared.adapters.odata import LONGEST_URL
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop


def test_a_product_is_asked_for_by_its_id_its_number_or_its_items_number(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair = shop.item("Chair", type="Inventory")
    warehouse.put(chair, 7)
    shop.world.sync("item-product", full=True)
    product = shop.product_of(chair)
    shop.change("product", product, productnumber="P-1")

    answers = [
        sales.ask(asked, quantity=7)
        for asked in (product["productid"], "P-1", "p-1", chair["number"])
    ]

    assert [answer["available"] for answer in answers] == [7] * 4
    assert {answer["item"]["id"] for answer in answers} == {chair["id"]}


def test_a_products_number_goes_before_the_number_of_another_item(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair, table = shop.item("Chair"), shop.item("Table")
    warehouse.put(chair, 7)
    shop.world.sync("item-product", full=True)
    shop.change("product", shop.product_of(table), productnumber="FREE")
    shop.change("product", shop.product_of(chair), productnumber=table["number"])

    assert sales.ask(table["number"])["item"]["name"] == "Chair"


def test_an_item_that_was_renumbered_is_found_all_the_same(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair = shop.item("Chair")
    shop.world.sync("item-product", full=True)
    product = shop.product_of(chair)["productid"]
    shop.amend("items", chair, number="NEW-1")
    warehouse.put({"number": "NEW-1"}, 4)

    answer = sales.ask(product)

    assert (answer["item"]["number"], answer["on_hand"]) == ("NEW-1", 4)


def test_a_product_that_is_not_coupled_says_so_and_business_central_is_not_asked(
    shop: Shop, sales: Salesperson
) -> None:
    units(shop)
    shop.world.sync("unit-of-measure", full=True)
    product = shop.product("Lamp")
    journal = shop.world.stack.fleet.business_central_server.journal
    journal.clear()

    for asked in (product["productid"], product["productnumber"]):
        answer = sales.call(f"products/{asked}/availability")

        assert (answer.status_code, answer.json()["code"]) == (409, "product_not_coupled")
    assert journal.last(10) == []


def test_an_item_that_is_gone_is_not_there(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair = shop.item("Chair")
    shop.world.sync("item-product", full=True)
    product = shop.product_of(chair)["productid"]
    warehouse.delete("items", chair)

    answer = sales.call(f"products/{product}/availability")

    assert (answer.status_code, answer.json()["code"]) == (404, "product_unknown")


def test_of_many_each_product_says_its_own(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair = shop.item("Chair")
    warehouse.put(chair, 7)
    shop.world.sync("item-product", full=True)
    lamp, nothing = shop.product("Lamp"), str(uuid4())

    answers = sales.ask_many(
        *(
            {"product": asked}
            for asked in (shop.product_of(chair)["productid"], lamp["productid"], nothing)
        )
    )

    assert answers[0]["available"] == 7
    assert [each["problem"]["code"] for each in answers[1:]] == [
        "product_not_coupled",
        "product_unknown",
    ]
    assert {each["state"] for each in answers[1:]} == {"unknown"}


def test_what_is_too_long_for_a_number_is_not_asked_for(
    shop: Shop, sales: Salesperson, warehouse: Warehouse
) -> None:
    sales.ask(warehouse.item()["number"])
    servers = shop.world.server(Side.BC), shop.world.server(Side.DATAVERSE)
    for server in servers:
        server.journal.clear()

    answers = [sales.call(f"products/{'A' * length}/availability") for length in (21, 7000)]

    assert [answer.json()["code"] for answer in answers] == ["product_unknown"] * 2
    bc, dataverse = (server.journal.last(10) for server in servers)
    assert bc == []
    assert [len(entry.target) < LONGEST_URL for entry in dataverse] == [True]


def test_a_remembered_refusal_does_not_keep_those_who_were_refused_in_memory(
    shop: Shop, sales: Salesperson
) -> None:
    units(shop)
    shop.world.sync("unit-of-measure", full=True)
    product = shop.product("Lamp")["productid"]

    for _ in range(20):
        assert sales.call(f"products/{product}/availability").status_code == 409

    gc.collect()
    kept = [each for each in gc.get_objects() if isinstance(each, HttpRequest)]
    assert len([each for each in kept if product in each.url]) <= 1
