"""The price list and the prices of items that are products."""

import pytest

from tests.mappings.shop import Shop
from tests.surroundings import counters

LIST = "CRONUS International Ltd. default price list"


@pytest.mark.scenario("CRMSynchHelperTest.TestFindCRMDefaultPriceListCreate")
def test_prices_are_made_once_and_follow_the_items(priced: Shop) -> None:
    shop = priced
    chair, desk = shop.item("Chair", unitPrice=120), shop.item("Desk")
    shop.full_sync()
    [price_list] = shop.rows("pricelevel")
    euro = shop.row("transactioncurrency", isocurrencycode="EUR")
    assert price_list["name"] == LIST
    assert price_list["_transactioncurrencyid_value"] == euro["transactioncurrencyid"]
    assert (shop.price_of(chair), shop.price_of(desk)) == (120, 0)

    shop.full_sync()
    shop.amend("items", chair, unitPrice=99)
    shop.tick()

    assert (len(shop.rows("pricelevel")), len(shop.rows("productpricelevel"))) == (1, 2)
    assert (shop.price_of(chair), shop.product_of(chair)["price"]) == (99, 99)
    price = shop.row("productpricelevel", _productid_value=shop.product_of(chair)["productid"])
    unit = shop.row("uom", uomid=price["_uomid_value"])
    assert (unit["name"], unit["isschedulebaseuom"]) == ("PCS", True)
    shop.amend("items", chair, unitPrice=-1)
    shop.tick()
    assert shop.price_of(chair) == 0
    shop.rest(ticks=2)


def test_a_price_list_and_prices_that_are_there_are_adopted(priced: Shop) -> None:
    shop = priced
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync("item-product", full=True)
    shop.amend("companyInformation", shop.record("companyInformation"), displayName="Adatum")
    theirs = shop.add("pricelevel", name="Adatum default price list")
    own = shop.row("pricelevel", name=LIST)
    uncoupled = shop.world.call(
        "DELETE",
        f"mappings/default-price-list/couplings/{shop.record('companyInformation')['id']}",
    )
    assert uncoupled.status_code < 300, uncoupled.text
    shop.world.stack.host.drain_queues(include_delayed=True)
    product = shop.product_of(chair)
    price = shop.add(
        "productpricelevel",
        amount=5,
        **{
            "pricelevelid@odata.bind": f"pricelevels({theirs['pricelevelid']})",
            "productid@odata.bind": f"products({product['productid']})",
            "uomid@odata.bind": f"uoms({product['_defaultuomid_value']})",
        },
    )

    shop.full_sync()

    company = shop.record("companyInformation")
    assert shop.partner("default-price-list", company) == theirs["pricelevelid"]
    assert shop.row("pricelevel", name=LIST)["pricelevelid"] == own["pricelevelid"]
    [adopted] = shop.rows("productpricelevel")
    assert (adopted["productpricelevelid"], adopted["amount"]) == (
        price["productpricelevelid"],
        120,
    )
    shop.rest(ticks=1)


def test_an_item_that_becomes_a_product_later_gets_its_price_by_itself(priced: Shop) -> None:
    shop = priced
    shop.item("Desk", unitPrice=300)
    shop.full_sync()
    chair = shop.item("Chair", unitPrice=120)
    shop.tick()
    assert len(shop.rows("productpricelevel")) == 1
    assert shop.pending() == []

    run = shop.world.sync(
        "item-product", full=True, records=[chair["id"]], direction="to_dataverse"
    )
    assert counters(run)["inserted"] == 1
    shop.tick_one("item-price")

    assert shop.price_of(chair) == 120
    shop.rest(ticks=1)


def test_blocked_items_keep_their_prices_and_new_ones_get_none(priced: Shop) -> None:
    shop = priced
    chair = shop.item("Chair", unitPrice=120)
    shop.full_sync()
    shop.amend("items", chair, blocked=True, unitPrice=99)
    shop.item("Old desk", unitPrice=300, blocked=True)

    shop.full_sync()

    assert shop.price_of(chair) == 120
    assert len(shop.rows("productpricelevel")) == 1
    shop.rest(ticks=1)


def test_prices_wait_for_a_deleted_price_list_and_are_told_what_to_restore(priced: Shop) -> None:
    shop = priced
    chair = shop.item("Chair", unitPrice=120)
    shop.full_sync()
    for price in shop.rows("productpricelevel"):
        shop.delete("productpricelevel", price)
    shop.delete("pricelevel", shop.row("pricelevel"))
    desk = shop.item("Desk", unitPrice=300)
    shop.world.sync("item-product", full=True)
    for _ in range(3):
        shop.tick()

    listed = {(entry["mapping"], entry["record"]): entry for entry in shop.pending()}
    waiting = listed["item-price", desk["id"]]
    assert (waiting["cause"], waiting["skipped"]) == ("dependency", False)
    assert "A row that it points to was deleted in Dataverse" in waiting["message"]
    price_list = listed["default-price-list", shop.record("companyInformation")["id"]]
    assert (price_list["cause"], listed["item-price", chair["id"]]["cause"]) == ("deleted",) * 2
    shop.world.resolve(price_list, "restore")
    shop.tick()
    shop.world.resolve(listed["item-price", chair["id"]], "restore")

    assert (shop.price_of(chair), shop.price_of(desk)) == (120, 300)
    shop.rest(ticks=1)
