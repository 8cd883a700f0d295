"""The life of an item and its product."""

from datetime import timedelta

import pytest

from dev.simulators.faults import Kind
from shared.domain.sides import Side
from tests.crashes.platform import UNTIL_ALL_HAS_EXPIRED
from tests.doors import Doors, Life
from tests.mappings.shop import ACTIVE, DRAFT, RETIRED, REVISED, Shop
from tests.soaking import SOAKING
from tests.surroundings import counters

MAPPING = "item-product"
BACK = "from_dataverse"
EVERY = 1 if SOAKING else 3


@pytest.mark.scenario(
    "CRMIntegrationMgtTest.BlockingItemDeactivatesProductIfBlockedFilterIsRemoved",
    "CRMIntegrationMgtTest.UnblockingItemActivatesProduct",
)
def test_a_product_is_retired_and_revived_with_its_item(shop: Shop) -> None:
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync(MAPPING, full=True)
    assert shop.state(chair) == ACTIVE
    shop.rest(MAPPING)

    shop.amend("items", chair, blocked=True)
    shop.tick_one(MAPPING)
    assert shop.state(chair) == RETIRED
    shop.rest(MAPPING)

    shop.amend("items", chair, blocked=False)
    shop.tick_one(MAPPING)
    assert shop.state(chair) == ACTIVE
    shop.rest(MAPPING)


@pytest.mark.soak
def test_what_changes_of_a_blocked_item_is_there_when_it_is_sold_again(shop: Shop) -> None:
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync(MAPPING, full=True)
    shop.amend("items", chair, blocked=True)
    shop.tick_one(MAPPING)

    shop.amend("items", chair, unitPrice=99, displayName="Armchair")
    shop.tick_one(MAPPING)
    assert shop.state(chair) == RETIRED
    shop.rest(MAPPING)
    shop.amend("items", chair, blocked=False)
    shop.tick_one(MAPPING)
    shop.tick_one(MAPPING)

    product = shop.product_of(chair)
    assert (product["statecode"], product["price"], product["name"]) == (ACTIVE, 99, "Armchair")
    shop.rest(MAPPING)


def test_an_item_that_is_blocked_and_changed_at_once_leaves_nothing_behind(shop: Shop) -> None:
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync(MAPPING, full=True)

    shop.amend("items", chair, blocked=True, unitPrice=99)
    shop.tick_one(MAPPING)

    product = shop.product_of(chair)
    assert (product["statecode"], product["price"]) == (RETIRED, 99)
    shop.amend("items", chair, blocked=False, unitPrice=88)
    shop.tick_one(MAPPING)
    product = shop.product_of(chair)
    assert (product["statecode"], product["price"]) == (ACTIVE, 88)
    shop.rest(MAPPING)


@pytest.mark.scenario("CRMIntegrationMgtTest.DeactivatingProductBlocksItemIfActiveFilterIsRemoved")
def test_an_item_is_blocked_and_freed_with_its_product(shop: Shop) -> None:
    chair = shop.item("Chair")
    shop.world.sync(MAPPING, full=True)

    shop.change("product", shop.product_of(chair), statecode=RETIRED)
    shop.tick_one(MAPPING)
    assert shop.is_blocked(chair)
    shop.rest(MAPPING)

    shop.change("product", shop.product_of(chair), statecode=ACTIVE)
    shop.tick_one(MAPPING)
    assert not shop.is_blocked(chair)
    shop.rest(MAPPING)


def test_drafts_take_no_part_and_revisions_do_not_until_they_are_published(shop: Shop) -> None:
    shop.product("Draft", DRAFT)
    chair = shop.item("Chair")
    shop.world.sync(MAPPING, full=True)
    product = shop.product_of(chair)

    shop.change("product", product, statecode=REVISED)
    shop.change("product", product, name="Armchair")
    run = shop.tick_one(MAPPING)

    assert "modified" not in counters(run, BACK)
    assert shop.record("items", id=chair["id"])["displayName"] == "Chair"
    assert [row["displayName"] for row in shop.records("items")] == ["Chair"]
    assert shop.pending() == []
    shop.change("product", product, statecode=ACTIVE)
    shop.tick_one(MAPPING)
    assert shop.record("items", id=chair["id"])["displayName"] == "Armchair"
    shop.rest(MAPPING)


def test_blocked_items_and_retired_products_get_no_new_partners(shop: Shop) -> None:
    blocked = shop.item("Old chair", blocked=True)
    shop.product("Old desk", RETIRED)

    run = shop.world.sync(MAPPING, full=True)

    assert counters(run) == {"read": 1, "skipped": 1}
    assert counters(run, BACK) == {"read": 1, "skipped": 1}
    assert shop.pending() == []
    shop.amend("items", blocked, blocked=False)
    shop.world.sync(MAPPING, full=True)
    assert shop.state(blocked) == ACTIVE


def test_retired_products_and_blocked_items_still_find_partners_by_number(shop: Shop) -> None:
    item = shop.item("Old chair", number="OLD", blocked=True)
    product = shop.product("Old chair", RETIRED, productnumber="OLD")

    shop.world.sync(MAPPING, full=True)

    assert shop.product_of(item)["productid"] == product["productid"]
    assert (shop.state(item), shop.is_blocked(item)) == (RETIRED, True)
    shop.tick_one(MAPPING)
    shop.rest(MAPPING)


def test_items_and_services_never_take_each_others_rows(shop: Shop) -> None:
    service = shop.product("Repair", producttypecode=3, productnumber="1000")
    same_number = shop.item("Chair", number="1000")
    other = shop.item("Desk", number="1001")

    shop.world.sync(MAPPING, full=True)

    assert shop.state(other) == ACTIVE
    [listed] = shop.pending()
    assert (listed["record"], listed["cause"]) == (same_number["id"], "data")
    assert shop.row("product", productid=service["productid"])["name"] == "Repair"
    assert {row["displayName"] for row in shop.records("items")} == {"Chair", "Desk"}
    shop.change("product", service, productnumber="SERVICE")
    shop.world.clock.advance(timedelta(hours=2))
    shop.tick_one(MAPPING)
    assert shop.state(same_number) == ACTIVE
    assert shop.pending() == []


def test_stock_follows_although_the_item_did_not_change_and_is_never_below_zero(
    shop: Shop,
) -> None:
    chair = shop.item("Chair", unitPrice=120)
    shop.world.sync(MAPPING, full=True)
    shop.world.clock.advance(timedelta(minutes=15))
    shop.tick_one(MAPPING)
    shop.post(chair, 12)
    shop.tick_one(MAPPING)
    assert shop.product_of(chair)["quantityonhand"] == 0

    shop.world.clock.advance(timedelta(minutes=61))
    shop.tick_one(MAPPING)

    assert shop.product_of(chair)["quantityonhand"] == 12
    shop.rest(MAPPING)
    shop.post(chair, -20)
    shop.amend("items", chair, unitPrice=-5)
    shop.world.clock.advance(timedelta(minutes=61))
    shop.tick_one(MAPPING)
    product = shop.product_of(chair)
    assert (product["quantityonhand"], product["price"]) == (0, 0)
    shop.rest(MAPPING)


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize("kind", ["status", "reset", "cut_body"])
def test_a_product_that_could_not_be_activated_is_activated_by_the_next_run(
    shop: Shop, kind: Kind
) -> None:
    chair = shop.item("Chair")
    shop.world.fault(Side.DATAVERSE, kind, body_contains="statecode", times=None)
    shop.world.start(MAPPING, full=True)
    assert shop.row("product", name="Chair")["statecode"] in (DRAFT, ACTIVE)
    shop.world.server(Side.DATAVERSE).faults.clear()

    shop.world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
    shop.world.stack.host.drain_queues(include_delayed=True)
    shop.tick_one(MAPPING)

    assert shop.state(chair) == ACTIVE
    shop.rest(MAPPING)


def test_a_crash_between_creating_and_activating_a_product_is_made_good(
    shop: Shop, doors: Doors
) -> None:
    world = shop.world
    storage = world.stack.azurite.connection_string
    world.adjust("item_product", only_coupled=False)
    last, life = 1, Life(1)
    while last == 1 or life.dead:
        item = shop.item(f"Chair {last}")
        life = Life(last, unless=(b"slots(", b"slots "))
        world.start_app(AzureWebJobsStorage=doors.connection_string)
        with doors.watched(life.watch):
            try:
                world.stack.host.fire_timer("sync_item_product")
            except Exception:
                assert life.dead
        world.start_app(AzureWebJobsStorage=storage)
        world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
        shop.tick_one(MAPPING)
        shop.tick_one(MAPPING)

        where = f"died at write {last}: {life.writes[-1]}"
        assert [row["statecode"] for row in shop.rows("product", name=f"Chair {last}")] == [
            ACTIVE
        ], where
        assert shop.state(item) == ACTIVE, where
        last += EVERY

    assert last > EVERY * 2
    shop.rest(MAPPING)
