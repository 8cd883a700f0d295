"""Customer price groups as price lists, where these are chosen."""

import pytest

from tests.coupling import couple, create, pairs, uncouple
from tests.mappings.alternative import carry, choose
from tests.mappings.extension import price_list, stack
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings, counters

__all__ = ["stack"]

GROUP, LINE = "custprcgrp-price", "salesprc-prodprice"


@pytest.fixture
def shop(world: Surroundings) -> Shop:
    """A chair and a desk, which are products."""
    shop = Shop(world, "ITEM-PRODUCT")
    choose(shop, "customer_price_groups")
    units(shop)
    for name in ("Chair", "Desk"):
        shop.item(name, unitPrice=120)
    world.sync("item-product", full=True)
    return shop


@pytest.fixture
def retail(shop: Shop) -> tuple[Json, list[Json]]:
    """A price group with a price for each of them; and the two lines."""
    group = shop.enter("customerPriceGroups", code="RETAIL", displayName="Retail")
    source = {"sourceType": "Customer_x0020_Price_x0020_Group", "sourceNumber": group["code"]}
    header = price_list(shop, **source)
    lines = [
        shop.enter(
            "priceListLines",
            priceListCode=header["code"],
            assetNumber=shop.record("items", displayName=name)["number"],
            unitPrice=price,
        )
        for name, price in (("Chair", 70), ("Desk", 200))
    ]
    return group, lines


def prices(shop: Shop) -> dict[str, object]:
    """Return the prices of the only price list by their products."""
    names = {row["productid"]: row["name"] for row in shop.rows("product")}
    [there] = {row["_pricelevelid_value"] for row in shop.rows("productpricelevel")}
    assert shop.row("pricelevel", name="RETAIL")["pricelevelid"] == there
    return {names[p["_productid_value"]]: p["amount"] for p in shop.rows("productpricelevel")}


@pytest.mark.scenario("CRMCouplingTest.CoupleCustPriceGroup")
def test_a_price_list_that_is_coupled_with_a_price_group_takes_its_name(
    shop: Shop, retail: tuple[Json, list[Json]]
) -> None:
    group, _ = retail
    theirs = shop.add("pricelevel", name="Shops")

    pair = {"bc_id": group["id"], "dataverse_id": theirs["pricelevelid"]}
    couple(shop.world, pair, mapping=GROUP, initial="to_dataverse")

    after = shop.row("pricelevel")
    assert (after["pricelevelid"], after["name"]) == (theirs["pricelevelid"], "RETAIL")


@pytest.mark.scenario(
    "CRMCouplingTest.CoupleCustPriceGroupWithSalesPrice",
    "CRMEntitySynchTest.SyncNewCustPriceGrWithTwoSalesPrices",
    "CRMEntitySynchTest.SyncItemUnitPriceIfCustPriceGroupExists",
    "CRMEntitySynchTest.SyncPriceListForDecoupledItemShouldFail",
)
def test_the_prices_of_a_new_groups_price_list_follow_its_lines_and_nothing_else(
    shop: Shop, retail: tuple[Json, list[Json]]
) -> None:
    """Ours: a line whose item is uncoupled does not fail; it is left alone, unlisted."""
    group, (of_chair, of_desk) = retail

    made = create(shop.world, GROUP, records=[group["id"]])
    lines = shop.world.sync(LINE)

    assert counters(made) == {"read": 1, "inserted": 1}
    assert counters(lines) == {"read": 2, "inserted": 2}
    assert len(pairs(shop.world, GROUP)) == 1
    assert prices(shop) == {"Chair": 70, "Desk": 200}

    shop.amend("items", shop.record("items", displayName="Chair"), unitPrice=130)
    carry(shop, "item-product", LINE)
    assert prices(shop)["Chair"] == 70

    uncouple(shop.world, "item-product", records=[shop.record("items", displayName="Desk")["id"]])
    shop.amend("priceListLines", of_chair, unitPrice=75)
    shop.amend("priceListLines", of_desk, unitPrice=190)
    carry(shop, LINE)
    assert prices(shop) == {"Chair": 75, "Desk": 200}
    assert not shop.pending()
