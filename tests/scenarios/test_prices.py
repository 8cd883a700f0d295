"""The default price list, and the prices of items in it and in others."""

import pytest

from tests.coupling import uncouple
from tests.mappings.shop import Shop
from tests.surroundings import Json

LIST = "CRONUS International Ltd. default price list"


@pytest.fixture
def chair(shop: Shop) -> Json:
    """An item, a product, and its price."""
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync("item-product", full=True)
    shop.tick_one("item-price")
    return chair


def price_of(shop: Shop, item: Json, price_list: str = LIST) -> Json:
    product = shop.product_of(item)["productid"]
    there = shop.row("pricelevel", name=price_list)["pricelevelid"]
    return shop.row("productpricelevel", _productid_value=product, _pricelevelid_value=there)


@pytest.mark.scenario(
    "CRMSynchHelperTest.TestUpdateCRMPriceListItemCreate",
    "CRMSynchHelperTest.TestUpdateCRMPriceListItemCreateNullPriceLevelID",
)
def test_a_new_product_gets_its_price_with_unit_and_currency(shop: Shop, chair: Json) -> None:
    euro = shop.row("transactioncurrency", isocurrencycode="EUR")["transactioncurrencyid"]

    price = price_of(shop, chair)

    assert price["amount"] == 120
    assert price["_uomid_value"] == shop.product_of(chair)["_defaultuomid_value"]
    assert price["_transactioncurrencyid_value"] == euro


@pytest.mark.scenario("CRMSynchHelperTest.TestUpdateCRMPriceListItemUpdate")
def test_the_price_follows_the_items_and_another_unit_is_told(shop: Shop, chair: Json) -> None:
    """Each unit is a group here, as in the original, and Dataverse keeps a product in its group."""
    shop.amend("items", chair, unitPrice=99)
    shop.tick_one("item-product")
    shop.tick_one("item-price")
    assert price_of(shop, chair)["amount"] == 99

    box = shop.record("unitsOfMeasure", code="BOX")
    shop.amend("items", chair, baseUnitOfMeasureId=box["id"])
    shop.tick_one("item-product")
    shop.tick_one("item-price")

    price = price_of(shop, chair)
    assert price["_uomid_value"] == shop.product_of(chair)["_defaultuomid_value"]
    listed = {entry["mapping"]: entry["message"] for entry in shop.pending()}
    assert listed.keys() == {"item-product", "item-price"}
    assert "defaultuomscheduleid" in listed["item-product"]


def test_a_price_of_the_same_product_in_another_list_stays_as_it_is(
    shop: Shop, chair: Json
) -> None:
    product = shop.product_of(chair)
    special = shop.add("pricelevel", name="Special")
    theirs = shop.add(
        "productpricelevel",
        amount=77,
        **{
            "pricelevelid@odata.bind": f"pricelevels({special['pricelevelid']})",
            "productid@odata.bind": f"products({product['productid']})",
            "uomid@odata.bind": f"uoms({product['_defaultuomid_value']})",
        },
    )
    shop.amend("items", chair, unitPrice=99)

    shop.tick_one("item-product")
    shop.tick_one("item-price")

    assert price_of(shop, chair)["amount"] == 99
    assert price_of(shop, chair, "Special")["amount"] == theirs["amount"] == 77


@pytest.mark.scenario(
    "CRMSynchHelperTest.TestCRMDefaultPriceListIdAfterReset",
    "CRMSynchHelperTest.TestCRMDefaultPriceListIdRestoredAfterReset",
)
def test_a_default_price_list_that_was_forgotten_is_found_again_by_its_name(
    shop: Shop, chair: Json
) -> None:
    """Ours: restored mappings keep their couplings; what forgets the list is uncoupling it."""
    world = shop.world
    before = shop.partner("default-price-list", shop.record("companyInformation"))
    uncouple(world, "default-price-list", all=True)
    assert not world.get("mappings/default-price-list/couplings")["value"]

    world.sync("default-price-list", full=True)

    assert shop.partner("default-price-list", shop.record("companyInformation")) == before
    assert [row["name"] for row in shop.rows("pricelevel")] == [LIST]
    shop.tick_one("item-price")
    assert len(shop.rows("productpricelevel")) == 1
