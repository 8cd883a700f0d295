"""Items of Business Central and products of Sales."""

import pytest
import yaml

from tests.companies import COMPANY, Companies
from tests.coupling import ask, couple, create, only_counters, pairs, uncouple
from tests.mappings.shop import ACTIVE, RETIRED, Shop
from tests.surroundings import Json, counters

TO, BACK = "to_dataverse", "from_dataverse"
MAPPING = "item-product"
NOTHING = "00000000-0000-0000-0000-000000000000"
STATUS = {ACTIVE: 1, RETIRED: 3}


@pytest.mark.scenario("CRMCouplingTest.TestCoupleItemToNewProduct")
def test_a_new_product_of_an_item_is_active_and_has_its_price_in_the_default_list(
    shop: Shop,
) -> None:
    chair = shop.item("Chair", unitPrice=120)

    run = create(shop.world, MAPPING, records=[chair["id"]])
    shop.tick_one("item-price")

    assert counters(run) == {"read": 1, "inserted": 1}
    assert shop.state(chair) == ACTIVE
    price = shop.row("productpricelevel", _productid_value=shop.product_of(chair)["productid"])
    assert price["amount"] == 120
    assert price["_pricelevelid_value"] == shop.row("pricelevel")["pricelevelid"]


@pytest.mark.scenario("CRMCouplingTest.CoupleItem")
def test_a_coupled_product_takes_number_and_name_and_keeps_its_description(shop: Shop) -> None:
    chair = shop.item("Chair", displayName2="With arms")
    product = shop.product("Seat", description="Sit down!")

    chosen = {"bc_id": chair["id"], "dataverse_id": product["productid"]}
    couple(shop.world, chosen, mapping=MAPPING, initial=TO)

    after = shop.product_of(chair)
    assert after["productid"] == product["productid"]
    assert (after["productnumber"], after["name"]) == (chair["number"], "Chair")
    assert after["description"] == "Sit down!"


@pytest.mark.scenario("CRMCouplingTest.CoupleItemWithBlankBaseUoM")
def test_an_item_without_a_base_unit_gets_no_product_and_is_told_so(shop: Shop) -> None:
    chair = shop.item("Chair", baseUnitOfMeasureId=NOTHING)

    run = create(shop.world, MAPPING, records=[chair["id"]])

    assert counters(run) == {"read": 1, "failed": 1}
    [error] = shop.world.errors(run)
    assert "baseUnitOfMeasureId" in error["message"]
    assert not shop.rows("product")
    assert not pairs(shop.world, MAPPING)


@pytest.mark.scenario("CRMCouplingTest.TestProductToNewItemResourceNotPickedUp")
def test_of_a_product_and_a_service_only_the_product_becomes_an_item(shop: Shop) -> None:
    shop.product("Chair")
    shop.product("Repair", producttypecode=3)

    run = shop.world.sync(MAPPING, full=True)

    assert counters(run, BACK) == {"read": 1, "inserted": 1}
    assert [row["displayName"] for row in shop.records("items")] == ["Chair"]


@pytest.mark.scenario("CRMCouplingRecord.LookupFilteredCRMRecordForItem")
def test_services_are_no_candidates_for_an_item(shop: Shop) -> None:
    shop.item("Chair")
    inside = [shop.product("Chair", productnumber=f"P-{n}")["productid"] for n in range(2)]
    shop.product("Chair", productnumber="S-1", producttypecode=3)
    text = (shop.world.folder / "item_product.yaml").read_text("utf-8")
    fields = yaml.safe_load(text)["fields"]
    by_name = [
        {**field, "match": 1} if field.get("bc") == "displayName" else field for field in fields
    ]
    shop.world.adjust("item_product", fields=by_name[1:])

    answer = ask(shop.world, "/match?preview=true", MAPPING)

    [shown] = answer.json()["value"]
    assert {each["record"] for each in shown["candidates"]} == {*inside}


@pytest.mark.scenario("CRMSynchHelperTest.TestSetCRMProductStateToActive")
def test_a_product_that_is_made_or_freed_is_active_in_state_and_status(shop: Shop) -> None:
    chair = shop.item("Chair")
    shop.world.sync(MAPPING, full=True)
    assert state_and_status(shop, chair) == (ACTIVE, STATUS[ACTIVE])
    shop.amend("items", chair, blocked=True)
    shop.tick_one(MAPPING)
    assert shop.state(chair) == RETIRED

    shop.amend("items", chair, blocked=False)
    shop.tick_one(MAPPING)

    assert state_and_status(shop, chair) == (ACTIVE, STATUS[ACTIVE])


def state_and_status(shop: Shop, item: Json) -> tuple[int, int]:
    product = shop.product_of(item)
    return product["statecode"], product["statuscode"]


@pytest.mark.scenario("CRMSynchNotifications.ItemCardPageShowsNotificationOnFailedSync")
def test_an_item_that_dataverse_refused_shows_the_message_once_with_its_job(shop: Shop) -> None:
    chair = shop.item("Chair")
    shop.world.sync(MAPPING, full=True)
    shop.amend("items", chair, baseUnitOfMeasureId=shop.enter("unitsOfMeasure", code="NEW")["id"])

    run = shop.tick_one(MAPPING)

    shown = shop.world.get(f"mappings/{MAPPING}/explain/bc/{chair['id']}")
    [entry] = shown["pending"]
    result = shown["coupling"]["results"][TO]
    assert not result["succeeded"]
    job = shop.world.get(f"jobs/{result['job']}")
    assert job["run"] == run["id"]
    [error] = shop.world.get(f"jobs/{job['id']}/errors")["value"]
    assert error["message"] == entry["message"]


@pytest.fixture
def three(companies: Companies, shop: Shop) -> list[Json]:
    """Three items, coupled with products of the app's own company."""
    items = [shop.item(name) for name in ("Chair", "Desk", "Lamp")]
    shop.world.sync(MAPPING, full=True)
    shop.tick_one(MAPPING)
    assert {row[COMPANY] for row in shop.rows("product")} == {companies.own}
    return items


@pytest.mark.scenario(
    "CDSUncoupling.ItemCardUncouple",
    "CDSUncoupling.ItemListUncoupleSingle",
)
def test_an_uncoupled_product_loses_its_company_and_the_others_keep_it(
    companies: Companies, shop: Shop, three: list[Json]
) -> None:
    going, *staying = [(item["id"], shop.product_of(item)["productid"]) for item in three]

    run = uncouple(shop.world, MAPPING, records=[going[0]])

    assert only_counters(run) == {"read": 1, "uncoupled": 1, "modified": 1}
    assert pairs(shop.world, MAPPING) == {*staying}
    after = {row["productid"]: row[COMPANY] for row in shop.rows("product")}
    assert after == {going[1]: None} | {product: companies.own for _, product in staying}
