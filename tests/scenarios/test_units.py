"""Units of measure and the unit groups that Sales has for them."""

import pytest

from tests.coupling import couple
from tests.mappings.alternative import carry
from tests.mappings.shop import Shop
from tests.surroundings import counters

BACK = "from_dataverse"


@pytest.mark.scenario("CRMCouplingTest.TestProductToNewItem")
def test_a_new_item_has_the_base_unit_that_is_coupled_with_its_products(shop: Shop) -> None:
    shop.product("Chair")

    run = shop.world.sync("item-product", full=True)

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    pieces = shop.record("unitsOfMeasure", code="PCS")
    chair = shop.record("items", displayName="Chair")
    assert chair["baseUnitOfMeasureId"] == pieces["id"]
    group = shop.row("uomschedule", uomscheduleid=shop.partner("unit-of-measure", pieces))
    assert shop.product_of(chair)["_defaultuomscheduleid_value"] == group["uomscheduleid"]


@pytest.mark.scenario("CRMSynchHelperTest.TestGetUnitGroupName")
def test_a_unit_group_is_called_as_the_unit(shop: Shop) -> None:
    """Ours: the original puts "NAV" in front of the code, which tells users nothing."""
    pieces = shop.record("unitsOfMeasure", code="PCS")

    group = shop.row("uomschedule", uomscheduleid=shop.partner("unit-of-measure", pieces))

    assert group["name"] == "PCS"
    [base] = shop.rows("uom", _uomscheduleid_value=group["uomscheduleid"])
    assert (base["name"], base["isschedulebaseuom"]) == ("PCS", True)


@pytest.mark.scenario("CRMCouplingTest.CoupleUnitOfMeasure")
def test_a_unit_that_moves_to_another_group_names_the_base_unit_of_that(shop: Shop) -> None:
    pieces = shop.record("unitsOfMeasure", code="PCS")
    before = shop.row("uom", name="PCS")
    group = shop.add("uomschedule", name="Parts", baseuomname="Part")

    pair = {"bc_id": pieces["id"], "dataverse_id": group["uomscheduleid"]}
    couple(shop.world, pair, mapping="unit-of-measure", initial="to_dataverse")
    carry(shop, "base-unit")

    assert shop.partner("unit-of-measure", pieces) == group["uomscheduleid"]
    [base] = shop.rows("uom", _uomscheduleid_value=group["uomscheduleid"])
    assert base["name"] == "PCS"
    assert shop.partner("base-unit", pieces) == base["uomid"] != before["uomid"]
    left = shop.world.get("mappings/base-unit/couplings", dataverse_id=before["uomid"])
    assert not left["value"]
