"""Somebody asks what of an item is there; Business Central offers Microsoft's queries."""

from typing import Any
from uuid import uuid4

import pytest

from shared.domain.sides import Side
from tests.availability.warehouse import Salesperson, Warehouse, asked_of_bc, in_days, today
from tests.surroundings import Json, Surroundings


def told(answer: Json, *names: str) -> tuple[Any, ...]:
    return tuple(answer[name] for name in names)


def test_what_is_there_what_is_sold_and_what_comes_decide(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)
    warehouse.sell(chair, 8, in_days(4))
    warehouse.order(chair, 5, in_days(7))

    answer = sales.ask(chair["number"], quantity=5)

    assert told(answer, "state", "enough", "available", "shortage") == ("stocked", False, 2, 3)
    assert told(answer, "on_hand", "projected", "unit") == (10, 10, "PCS")
    assert answer["earliest"] == in_days(7).isoformat()
    assert [(day["date"], day["balance"], day["available"]) for day in answer["course"]] == [
        (today().isoformat(), 10, 2),
        (in_days(4).isoformat(), 2, 2),
        (in_days(7).isoformat(), 7, 7),
    ]


def test_the_answer_says_where_it_comes_from_and_what_it_leaves_out(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()

    answer = sales.ask(chair["number"])

    assert told(answer, "source", "unknown", "untold") == ("analytics", ["variants"], [])
    assert told(answer, "stale", "orders_as_of", "blocked") == (False, None, False)
    assert answer["as_of"].startswith(today().isoformat())
    assert answer["item"]["name"] == "Chair"
    assert told(answer, "quantity", "enough", "shortage", "earliest") == (None,) * 4


def test_what_is_overdue_is_told(sales: Salesperson, warehouse: Warehouse) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10)
    warehouse.sell(chair, 4, in_days(-3))
    warehouse.order(chair, 2, in_days(-1))

    answer = sales.ask(chair["number"], quantity=8)

    assert answer["overdue"] == {"demand": 4, "supply": 2}
    assert told(answer, "available", "enough") == (8, True)


def test_a_location_has_a_stock_of_its_own(sales: Salesperson, warehouse: Warehouse) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 5, "EAST")
    warehouse.put(chair, 1, "WEST")
    warehouse.sell(chair, 3, in_days(2), locationId=warehouse.location("EAST"))

    everywhere = sales.ask(chair["number"], quantity=3)
    east = sales.ask(chair["number"], quantity=3, location="east")
    warehouse.add("locations", {"code": "NORTH"})
    empty = sales.ask(chair["number"], quantity=1, location="NORTH")

    assert told(everywhere, "available", "enough") == (3, True)
    assert [told(each, "location", "on_hand", "available") for each in everywhere["locations"]] == [
        ("EAST", 5, 2),
        ("WEST", 1, 1),
    ]
    assert told(east, "available", "enough", "locations") == (2, False, [])
    assert told(empty, "on_hand", "available") == (0, 0)


def test_a_location_that_business_central_has_not_is_no_empty_one(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 5, "EAST")
    product = chair["number"]

    alone = sales.call(f"products/{product}/availability", params={"location": "nowhere"})
    known, unknown = sales.ask_many(
        {"product": product, "location": "EAST"}, {"product": product, "location": "NOWHERE"}
    )

    assert (alone.status_code, alone.json()["code"]) == (404, "location_unknown")
    assert "no location 'NOWHERE'" in alone.json()["detail"]
    assert known["on_hand"] == 5
    assert (unknown["state"], unknown["problem"]["code"]) == ("unknown", "location_unknown")


def test_what_has_no_location_can_be_asked_for_though_nothing_is_there(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 5, "EAST")

    [nowhere] = sales.ask_many({"product": chair["number"], "location": ""})

    assert (nowhere["state"], nowhere["on_hand"]) == ("stocked", 0)


def test_locations_are_asked_for_only_where_nothing_is_found(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 5, "EAST")
    sales.ask(chair["number"])
    world.server(Side.BC).journal.clear()

    sales.ask(chair["number"], location="EAST")
    before = asked_of_bc(world)
    sales.ask(chair["number"], location="WEST")
    sales.ask(chair["number"], location="WEST")

    assert before == []
    [asked] = asked_of_bc(world)
    assert "/locations?" in asked


def test_goods_on_their_way_are_for_sale_where_and_when_they_arrive(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 10, "EAST")
    warehouse.move(chair, 3, 2, (in_days(1), in_days(5)))

    now = sales.ask(chair["number"], quantity=8)
    later = sales.ask(chair["number"], quantity=10, date=in_days(5).isoformat())
    west = sales.ask(chair["number"], quantity=5, location="WEST")

    assert told(now, "on_hand", "available", "enough") == (10, 5, False)
    assert told(later, "available", "enough") == (10, True)
    assert told(west, "on_hand", "earliest") == (0, in_days(5).isoformat())


def test_a_variant_that_the_source_does_not_tell_apart_is_not_promised(
    sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 5, variant="RED")

    answer = sales.ask(chair["number"], quantity=1, variant="RED")

    assert told(answer, "enough", "available", "untold") == (None, None, ["variants"])
    assert answer["on_hand"] == 5


def test_a_unit_of_unknown_size_is_not_guessed(sales: Salesperson, warehouse: Warehouse) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 50)

    answer = sales.ask(chair["number"], quantity=1, unit="BOX")

    assert told(answer, "enough", "untold", "unit") == (None, ["unit"], "PCS")


def test_other_documents_take_and_bring_as_well(sales: Salesperson, warehouse: Warehouse) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 100)
    due = {"dueDate": in_days(1).isoformat(), "locationCode": ""}
    own = {"itemNo": chair["number"], **due}
    order = {"number": "A1", "itemNumber": chair["number"], "remainingQuantity": 1}
    warehouse.add("assemblyOrders", order | due)
    component = {"documentNumber": "A2", "lineType": "Item", "lineObjectNumber": chair["number"]}
    warehouse.add("assemblyOrderLines", component | {"remainingQuantity": 20} | due)
    for status in ("Simulated", "Planned", "Firm_x0020_Planned", "Released", "Finished"):
        needed = own | {"status": status, "remainingQtyBase": 3}
        warehouse.add("inventoryProdOrderComponentLines", needed)
        warehouse.add("inventoryProdOrderLines", needed | {"remainingQtyBase": 2})
    service = {"itemNo": chair["number"], "outstandingQtyBase": 4}
    warehouse.add("orderServiceLines", service | {"neededByDate": in_days(1).isoformat()})
    project = {"itemNo": chair["number"], "remainingQtyBase": 5}
    warehouse.add("itemJobPlanningLines", project | {"planningDate": in_days(1).isoformat()})

    [_, tomorrow] = sales.ask(chair["number"])["course"]

    assert told(tomorrow, "demand", "supply", "balance") == (20 + 6 + 4 + 5, 1 + 4, 70)


@pytest.mark.parametrize("kind", ["Service", "Non_x002D_Inventory"])
def test_of_what_has_no_stock_there_is_always_enough(
    sales: Salesperson, warehouse: Warehouse, kind: str
) -> None:
    work = warehouse.item(displayName="Assembling", type=kind)

    answer = sales.ask(work["number"], quantity=1000)

    assert told(answer, "state", "enough") == ("not_stocked", True)
    assert "available" not in answer


def test_a_blocked_item_says_so(sales: Salesperson, warehouse: Warehouse) -> None:
    chair = warehouse.item(blocked=True)
    warehouse.put(chair, 1)

    assert told(sales.ask(chair["number"]), "blocked", "available") == (True, 1)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "1.000001"}, "quantity"),
        ({"quantity": "NaN"}, "quantity"),
        ({"date": "tomorrow"}, "date"),
        ({"date": "86400"}, "date"),
        ({"date": "2026-03-31T00:00:00"}, "date"),
        ({"location": "LONGER THAN A CODE"}, "location"),
        ({"where": "EAST"}, "where"),
    ],
)
def test_a_question_that_is_not_understood_is_refused(
    sales: Salesperson, query: Json, place: str
) -> None:
    answer = sales.call("products/1000/availability", params=query)

    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
    assert f": {place}: " in answer.json()["detail"]


def test_what_neither_side_knows_is_not_there(sales: Salesperson) -> None:
    for product in ("NO-SUCH", uuid4(), "it's"):
        answer = sales.call(f"products/{product}/availability")

        assert (answer.status_code, answer.json()["code"]) == (404, "product_unknown")
        assert str(product) in answer.json()["detail"]


def test_a_number_with_characters_that_no_number_has_is_asked_of_no_service(
    world: Surroundings, sales: Salesperson
) -> None:
    servers = [world.server(side) for side in Side]

    answer = sales.call("products/10%0000/availability")

    assert (answer.status_code, answer.json()["code"]) == (404, "product_unknown")
    asked = [entry.target for server in servers for entry in server.journal.last()]
    assert not [target for target in asked if "%00" in target]


def test_many_are_told_at_once_each_for_itself(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse
) -> None:
    chairs = [warehouse.item(displayName=f"Chair {number}") for number in range(60)]
    for number, chair in enumerate(chairs):
        warehouse.put(chair, number)
    world.stack.fleet.business_central_server.journal.clear()

    answers = sales.ask_many(
        *({"product": chair["number"], "quantity": 30} for chair in chairs),
        {"product": "NO-SUCH", "quantity": 1},
        {"product": chairs[31]["number"], "quantity": 31},
    )

    assert [answer["enough"] for answer in answers[:60]] == [n >= 30 for n in range(60)]
    assert answers[60]["problem"]["code"] == "product_unknown"
    assert told(answers[61], "enough", "available") == (True, 31)


def test_more_than_a_hundred_at_once_are_too_many(sales: Salesperson) -> None:
    many = [{"product": str(number)} for number in range(101)]

    answer = sales.call("availability", "POST", json={"products": many})

    assert (answer.status_code, answer.json()["code"]) == (400, "request_invalid")
