"""Resources of Business Central, which the companion extension serves, and services of Sales."""

import pytest
import yaml

from tests.coupling import ask, create, pairs
from tests.mappings.alternative import carry
from tests.mappings.extension import ada, stack
from tests.mappings.sample_products import units
from tests.mappings.shop import ACTIVE, RETIRED, Shop
from tests.surroundings import Surroundings, counters

__all__ = ["stack"]

TO, BACK = "to_dataverse", "from_dataverse"
MAPPING = "resource-product"


@pytest.fixture
def shop(world: Surroundings) -> Shop:
    """Units of measure are coupled."""
    shop = Shop(world, "RESOURCE-PRODUCT")
    units(shop)
    return shop


@pytest.mark.scenario("CRMCouplingTest.CoupleResourceWithBlankBaseUoM")
def test_a_resource_without_a_base_unit_gets_no_product_and_is_told_so(shop: Shop) -> None:
    resource = shop.enter("resources", displayName="Ada")

    run = create(shop.world, MAPPING, records=[resource["id"]])

    assert counters(run) == {"read": 1, "failed": 1}
    [error] = shop.world.errors(run)
    assert "baseUnitOfMeasureCode is blank" in error["message"]
    assert not shop.rows("product")
    assert not pairs(shop.world, MAPPING)


@pytest.mark.scenario("CRMCouplingRecord.LookupFilteredCRMRecordForResource")
def test_products_are_no_candidates_for_a_resource(shop: Shop) -> None:
    ada(shop)
    inside = [
        shop.product("Ada", productnumber=f"S-{n}", producttypecode=3)["productid"]
        for n in range(2)
    ]
    shop.product("Ada", productnumber="P-1")
    text = (shop.world.folder / "resource_product.yaml").read_text("utf-8")
    fields = yaml.safe_load(text)["fields"]
    by_name = [
        {**field, "match": 1} if field.get("bc") == "displayName" else field for field in fields
    ]
    shop.world.adjust("resource_product", fields=by_name[1:])

    answer = ask(shop.world, "/match?preview=true", MAPPING)

    [shown] = answer.json()["value"]
    assert {each["record"] for each in shown["candidates"]} == {*inside}


@pytest.mark.scenario(
    "CRMEntitySynchTest.SyncResourceFromResourceListPage",
    "CRMIntegrationMgtTest.DeactivatingProductBlocksResourceIfActiveFilterIsRemoved",
    "CRMIntegrationMgtTest.ActivatingProductUnblocksResource",
)
def test_a_chosen_resource_is_carried_over_and_blocked_and_freed_with_its_service(
    shop: Shop,
) -> None:
    """Ours: retired services are inside the filter by default."""
    resource = ada(shop)
    create(shop.world, MAPPING, records=[resource["id"]])
    shop.amend("resources", resource, unitPrice=95)

    run = shop.world.sync(MAPPING, records=[resource["id"]], direction=TO)

    assert counters(run) == {"read": 1, "modified": 1}
    service = shop.row("product")
    assert service["price"] == 95

    for state, blocked in ((RETIRED, True), (ACTIVE, False)):
        shop.change("product", service, statecode=state)
        carry(shop, MAPPING)
        assert shop.record("resources")["blocked"] is blocked
