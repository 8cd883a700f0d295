"""Business Central's price lists and their lines, which the companion extension serves."""

from datetime import timedelta

import pytest

from tests.coupling import create, pairs, uncouple
from tests.mappings.alternative import carry
from tests.mappings.extension import price_list, stack
from tests.mappings.sample_products import catalogue
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings, counters

__all__ = ["stack"]

HEADER, LINE = "plheader-price", "plline-prodprice"
REREAD = timedelta(minutes=61)


@pytest.fixture
def shop(world: Surroundings) -> Shop:
    """A chair and a desk, which are products; and a default price list."""
    shop = Shop(world, "PLLINE-PRODPRICE", "ITEM-PRICE")
    catalogue(shop)
    for name in ("Chair", "Desk"):
        shop.item(name, unitPrice=120)
    world.sync("item-product", full=True)
    return shop


def line(shop: Shop, header: Json, name: str, price: int) -> Json:
    item = shop.record("items", displayName=name)
    known = {"priceListCode": header["code"], "assetNumber": item["number"]}
    return shop.enter("priceListLines", unitPrice=price, **known)


def prices(shop: Shop, name: str) -> dict[str, object]:
    """Return the prices of a price list by their products."""
    there = shop.row("pricelevel", name=name)["pricelevelid"]
    names = {row["productid"]: row["name"] for row in shop.rows("product")}
    rows = shop.rows("productpricelevel", _pricelevelid_value=there)
    return {names[row["_productid_value"]]: row["amount"] for row in rows}


def run_lines(shop: Shop) -> Json:
    return counters(shop.tick_one(LINE))


def bring_lines(shop: Shop) -> Json:
    """Let lines that were left alone be looked at again, and return what was counted."""
    shop.world.clock.advance(REREAD)
    return run_lines(shop)


@pytest.mark.scenario(
    "CRMCouplingTest.CouplePriceListHeaderWithCRMPriceLevel",
    "CRMEntitySynchTest.SyncNewPriceListHeaderWithTwoLines",
    "CRMEntitySynchTest.SyncItemUnitPriceIfPriceListHeaderExists",
)
def test_a_price_list_coupled_as_new_is_followed_by_its_lines_and_not_by_unit_prices(
    shop: Shop,
) -> None:
    header = price_list(shop)
    line(shop, header, "Chair", 99)
    line(shop, header, "Desk", 240)
    assert run_lines(shop) == {"read": 2, "skipped": 2}

    run = create(shop.world, HEADER, records=[header["id"]])
    lines = bring_lines(shop)

    assert (counters(run), lines["inserted"]) == ({"read": 1, "inserted": 1}, 2)
    assert shop.row("pricelevel", name="S00001")["statecode"] == 0
    assert len(pairs(shop.world, HEADER)) == 1
    assert len(pairs(shop.world, LINE)) == 2
    assert prices(shop, "S00001") == {"Chair": 99, "Desk": 240}

    shop.amend("items", shop.record("items", displayName="Chair"), unitPrice=130)
    carry(shop, "item-product", "item-price", LINE)

    assert prices(shop, "S00001")["Chair"] == 99
    assert prices(shop, "CRONUS International Ltd. default price list")["Chair"] == 130


@pytest.mark.scenario(
    "CRMCouplingTest.CoupleInactivePriceListHeaderWithCRMPriceLevel",
    "CRMEntitySynchTest.SyncDuplicatePriceListLineShouldCoupleRecords",
)
def test_a_draft_is_coupled_as_an_inactive_list_and_a_price_that_is_there_is_taken_over(
    shop: Shop,
) -> None:
    """Ours: the original refuses a draft. Here it is prepared in Sales, where nobody can use it
    until it is active in Business Central.
    """
    header = price_list(shop, status="Draft")
    create(shop.world, HEADER, records=[header["id"]])
    there = shop.row("pricelevel", name="S00001")
    assert there["statecode"] == 1
    shop.amend("priceListHeaders", header, status="Active")
    carry(shop, HEADER)
    assert shop.row("pricelevel", name="S00001")["statecode"] == 0
    product = shop.row("product", name="Chair")
    theirs = shop.add(
        "productpricelevel",
        amount=100,
        **{
            "pricelevelid@odata.bind": f"pricelevels({there['pricelevelid']})",
            "productid@odata.bind": f"products({product['productid']})",
            "uomid@odata.bind": f"uoms({product['_defaultuomid_value']})",
        },
    )

    ours = line(shop, header, "Chair", 150)
    run = run_lines(shop)

    assert run == {"read": 1, "coupled": 1, "modified": 1}
    assert pairs(shop.world, LINE) == {(ours["id"], theirs["productpricelevelid"])}
    assert prices(shop, "S00001") == {"Chair": 150}


@pytest.mark.scenario(
    "CRMEntitySynchTest.SyncPriceListLineForDecoupledItemShouldFail",
    "CRMEntitySynchTest.SyncModifiedPriceListLineIfPriceListHeaderIsNotCoupled",
)
def test_lines_of_an_uncoupled_item_or_price_list_are_left_alone_and_so_are_their_prices(
    shop: Shop,
) -> None:
    """Ours: such a line does not fail, since most companies couple few of their items and price
    lists: it waits unlisted, and whoever asks for it is told why.
    """
    header = price_list(shop)
    create(shop.world, HEADER, records=[header["id"]])
    chair, desk = line(shop, header, "Chair", 99), line(shop, header, "Desk", 240)
    run_lines(shop)
    item = shop.record("items", displayName="Desk")

    uncouple(shop.world, "item-product", records=[item["id"]])
    shop.amend("priceListLines", chair, unitPrice=98)
    shop.amend("priceListLines", desk, unitPrice=230)

    assert run_lines(shop) == {"read": 2, "modified": 1, "skipped": 1}
    assert prices(shop, "S00001") == {"Chair": 98, "Desk": 240}
    [reason] = shop.world.get(f"mappings/{LINE}/explain/bc/{desk['id']}")["reasons"]
    assert reason["code"] == "left_alone"
    assert item["id"] in reason["text"]

    uncouple(shop.world, HEADER, records=[header["id"]])
    shop.amend("priceListLines", chair, unitPrice=97)

    assert run_lines(shop) == {"read": 1, "skipped": 1}
    assert prices(shop, "S00001")["Chair"] == 98
    assert not pairs(shop.world, LINE)
    assert not shop.world.get("pending", mapping=LINE)["value"]
