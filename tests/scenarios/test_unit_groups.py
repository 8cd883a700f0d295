"""Unit groups of items, where these are chosen instead of units of measure."""

import pytest

from tests.coupling import create, pairs
from tests.mappings.alternative import choose
from tests.mappings.extension import chair, stack
from tests.mappings.shop import Shop
from tests.surroundings import Surroundings, counters

__all__ = ["stack"]


@pytest.fixture
def shop(world: Surroundings) -> Shop:
    shop = Shop(world, "ITEM-PRODUCT")
    choose(shop, "unit_groups")
    return shop


@pytest.mark.scenario(
    "CRMCouplingTest.CoupleItemUnitGroupWithCRMUomschedule",
    "CRMCouplingTest.CoupleItemUnitOfMeasureWithCRMUom",
)
def test_an_items_unit_group_and_unit_that_are_coupled_as_new_are_units_in_sales(
    shop: Shop,
) -> None:
    """Ours: the base unit comes with its group, and is found there instead of made."""
    item = chair(shop)
    box = {"itemNumber": item["number"], "code": "BOX", "quantityPerUnitOfMeasure": 12}
    unit = shop.enter("itemUnitsOfMeasure", **box)
    group = shop.record("unitGroups", sourceId=item["id"])

    made = create(shop.world, "unit-group", records=[group["id"]])
    shop.world.sync("group-base-unit")
    added = create(shop.world, "item-uom", records=[unit["id"]])

    assert counters(made) == counters(added) == {"read": 1, "inserted": 1}
    there = shop.row("uomschedule")
    assert pairs(shop.world, "unit-group") == {(group["id"], there["uomscheduleid"])}
    assert (there["name"], there["statecode"]) == (group["code"], 0)
    new = shop.row("uom", name="BOX")
    assert pairs(shop.world, "item-uom") == {(unit["id"], new["uomid"])}
    base = shop.row("uom", name="PCS")
    assert new["_uomscheduleid_value"] == there["uomscheduleid"]
    assert (new["_baseuom_value"], new["quantity"]) == (base["uomid"], 12)
