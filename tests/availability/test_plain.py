"""With nothing but the API v2.0: stock as it is now, orders as a timer has read them."""

from datetime import timedelta
from typing import Any

import pytest

from dev.simulators.business_central.loading import load_model
from dev.simulators.business_central.metadata import describe
from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse, asked_of_bc, in_days
from tests.mappings.sample_products import units
from tests.mappings.shop import Shop
from tests.surroundings import Json, Surroundings

TIMER = "note_open_orders"
NOT_TOLD = ["assembly", "locations", "production", "projects", "returns", "service", "variants"]


@pytest.fixture
def plain(world: Surroundings, sales: Salesperson) -> Salesperson:
    world.start_app(AVAILABILITY_SOURCE="v2.0")
    return sales


def told(answer: Json, *names: str) -> tuple[Any, ...]:
    return tuple(answer[name] for name in names)


def note_orders(world: Surroundings) -> None:
    world.stack.host.fire_timer(TIMER)


def test_stock_is_told_as_it_is_now_and_orders_as_they_were_noted(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)
    warehouse.sell(chair, 8, in_days(4), shippedQuantity=2)
    warehouse.order(chair, 5, in_days(7))
    note_orders(world)
    warehouse.put(chair, 1)
    warehouse.sell(chair, 3, in_days(4))

    answer = plain.ask(chair["number"], quantity=6)

    assert told(answer, "source", "on_hand", "available", "enough") == ("v2.0", 11, 5, False)
    assert answer["earliest"] == in_days(7).isoformat()
    assert told(answer, "unknown", "untold", "locations") == (NOT_TOLD, [], [])
    assert answer["orders_as_of"] < answer["as_of"]


def test_an_item_that_is_asked_for_in_two_ways_at_once_is_counted_once(
    shop: Shop, plain: Salesperson, warehouse: Warehouse
) -> None:
    units(shop)
    chair = shop.item("Chair", type="Inventory")
    warehouse.put(chair, 7)
    shop.world.sync("item-product", full=True)
    shop.change("product", shop.product_of(chair), productnumber="P-1")

    answers = plain.ask_many({"product": "P-1"}, {"product": chair["number"]})

    assert [answer["on_hand"] for answer in answers] == [7, 7]


def test_the_newest_snapshot_counts(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)
    order = warehouse.sell(chair, 4, in_days(4))
    for _ in range(3):
        note_orders(world)
    before = plain.ask(chair["number"])
    warehouse.delete("salesOrders", order)
    world.clock.advance(timedelta(minutes=15))
    note_orders(world)

    after = plain.ask(chair["number"])

    assert (before["available"], after["available"]) == (6, 10)
    assert before["orders_as_of"] < after["orders_as_of"]


def test_before_orders_were_ever_noted_nothing_is_promised(
    plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)

    answer = plain.ask(chair["number"], quantity=1)

    assert told(answer, "on_hand", "available", "enough", "untold") == (10, None, None, ["orders"])
    assert told(answer, "orders_as_of", "earliest") == (None, None)


def test_orders_that_were_noted_long_ago_promise_nothing(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    order = warehouse.order(chair, 5, in_days(0))
    note_orders(world)
    warehouse.delete("purchaseOrders", order)
    warehouse.put(chair, 5)
    world.clock.advance(timedelta(hours=26))

    answer = plain.ask(chair["number"], quantity=10)

    assert told(answer, "on_hand", "enough", "untold") == (5, None, ["orders"])


def test_anything_of_one_location_or_variant_is_not_told(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10, "EAST")
    note_orders(world)

    east = plain.ask(chair["number"], quantity=1, location="EAST")
    red = plain.ask(chair["number"], quantity=1, variant="RED")

    assert told(east, "enough", "untold", "on_hand") == (None, ["locations"], 10)
    assert told(red, "enough", "untold") == (None, ["variants"])


def test_a_sold_line_in_a_unit_of_unknown_size_leaves_open_what_can_be_promised(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair, table = warehouse.item(), warehouse.item(displayName="Table")
    for item in (chair, table):
        warehouse.put(item, 10)
        warehouse.unit(item, "BOX", 12)
    warehouse.sell(chair, 1, in_days(1), unitOfMeasureCode="BOX")
    warehouse.order(table, 1, in_days(1), unitOfMeasureCode="BOX")
    note_orders(world)

    sold, ordered = plain.ask(chair["number"], quantity=1), plain.ask(table["number"], quantity=10)

    assert told(sold, "enough", "untold") == (None, ["lines_in_other_units"])
    assert told(ordered, "enough", "available", "untold") == (True, 10, [])
    assert "lines_in_other_units" in ordered["unknown"]


def test_transfers_move_nothing_for_all_locations_but_what_is_on_its_way(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10, "EAST")
    warehouse.move(chair, 3, 2, (in_days(1), in_days(5)))
    note_orders(world)

    now = plain.ask(chair["number"])
    later = plain.ask(chair["number"], date=in_days(5).isoformat())

    assert told(now, "on_hand", "available") == (10, 5)
    assert later["available"] == 10


def test_orders_are_read_page_by_page_and_items_with_odd_numbers_are_found(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    odd = warehouse.item(number="A/B #1?")
    warehouse.put(odd, 500)
    customer = warehouse.add("customers", {"displayName": "Adatum"})
    line = {"itemId": odd["id"], "quantity": 1, "shipmentDate": in_days(1).isoformat()}
    for _ in range(201):
        warehouse.add("salesOrders", {"customerId": customer["id"], "salesOrderLines": [line]})
    note_orders(world)

    [answer] = plain.ask_many({"product": odd["number"]})

    assert told(answer, "on_hand", "available") == (500, 299)


def test_orders_that_were_shipped_in_full_do_not_count(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)
    order = warehouse.sell(chair, 4, in_days(4))
    warehouse.change("salesOrders", order, fullyShipped=True)
    note_orders(world)

    assert plain.ask(chair["number"])["available"] == 10


def test_where_a_better_source_is_there_orders_are_left_alone(
    world: Surroundings, sales: Salesperson
) -> None:
    world.server(Side.BC).journal.clear()

    note_orders(world)

    assert [target for target in asked_of_bc(world) if "Orders" in target] == []


def test_while_synchronization_is_off_orders_are_left_alone(
    world: Surroundings, plain: Salesperson
) -> None:
    world.call("POST", "setup/disable", json={})
    world.server(Side.BC).journal.clear()

    note_orders(world)

    assert asked_of_bc(world, but="nothing") == []


def test_without_transfer_lines_the_answer_says_so(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    metadata = metadata_without_transfers()
    world.fault(Side.BC, "status", status=200, path=r"v2\.0/\$metadata", times=None, **metadata)
    note_orders(world)

    answer = plain.ask(chair["number"])

    assert "transfers" in answer["unknown"]
    assert answer["available"] == 0


def metadata_without_transfers() -> Json:
    """Return what an older version of Business Central says of itself."""
    text = describe(load_model(), "v2.0").replace(
        'EntitySet Name="transferOrderLines"', 'EntitySet Name="x"'
    )
    return {"body": text, "content_type": "application/xml"}


def test_orders_are_noted_however_long_business_central_takes_to_list_them(
    world: Surroundings, plain: Salesperson, warehouse: Warehouse
) -> None:
    world.start_app(AVAILABILITY_SOURCE="v2.0", AVAILABILITY_TIMEOUT_SECONDS="1")
    chair = warehouse.item()
    warehouse.put(chair, 10)
    warehouse.sell(chair, 4, in_days(1))
    plain.ask(chair["number"])
    world.clock.advance(timedelta(minutes=1))
    world.fault(Side.BC, "latency", seconds=1.5, path="salesOrders")

    note_orders(world)

    assert plain.ask(chair["number"])["available"] == 6
