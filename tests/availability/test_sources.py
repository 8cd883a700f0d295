"""Which source is asked: the best that the environment offers, or the chosen one."""

from datetime import timedelta
from typing import Any

from dev.simulators.fleet import Fleet
from shared.domain.sides import Side
from tests.availability.environments import move_to
from tests.availability.warehouse import Salesperson, Warehouse, in_days, today
from tests.surroundings import Json, Surroundings


def told(answer: Json, *names: str) -> tuple[Any, ...]:
    return tuple(answer[name] for name in names)


def test_with_the_companion_extension_variants_locations_and_units_are_known(
    world: Surroundings, extended: Fleet
) -> None:
    sales, warehouse = move_to(world, extended)
    chair = warehouse.item()
    warehouse.unit(chair, "BOX", 4)
    red = warehouse.variant(chair, "RED")
    warehouse.put(chair, 10, "EAST")
    warehouse.put(chair, 6, "EAST", "RED")
    warehouse.put(chair, 3, "WEST", "RED")
    east = warehouse.location("EAST")
    sold = {"itemVariantId": red, "locationId": east, "unitOfMeasureCode": "BOX"}
    warehouse.sell(chair, 1, in_days(2), **sold)
    warehouse.order(chair, 2, in_days(3), itemVariantId=red, locationId=east)

    all_ = sales.ask(chair["number"], quantity=4, unit="BOX")
    answer = sales.ask(chair["number"], quantity=3, location="EAST", variant="RED")
    [without] = sales.ask_many({"product": chair["number"], "variant": ""})

    assert told(all_, "source", "on_hand", "available", "enough") == (
        "companion",
        4.75,
        3.75,
        False,
    )
    assert all_["item"]["units"] == {"PCS": 1, "BOX": 4}
    assert [told(each, "location", "variant", "on_hand") for each in all_["locations"]] == [
        ("EAST", "", 2.5),
        ("EAST", "RED", 1.5),
        ("WEST", "RED", 0.75),
    ]
    assert told(answer, "on_hand", "available", "enough") == (6, 2, False)
    assert answer["earliest"] == in_days(3).isoformat()
    assert told(without, "on_hand", "untold") == (10, [])
    assert answer["unknown"] == ["assembly", "production", "projects", "returns", "service"]


def test_goods_on_their_way_count_where_they_arrive(world: Surroundings, extended: Fleet) -> None:
    sales, warehouse = move_to(world, extended)
    chair = warehouse.item()
    warehouse.put(chair, 10, "EAST")
    warehouse.move(chair, 3, 2, (in_days(1), in_days(5)))

    now = sales.ask(chair["number"])
    later = sales.ask(chair["number"], date=in_days(5).isoformat())

    assert told(now, "on_hand", "available") == (10, 5)
    assert now["overdue"] == {"demand": 0, "supply": 0}
    assert later["available"] == 10


def test_the_extension_knows_units_for_the_other_sources_too(
    world: Surroundings, extended: Fleet
) -> None:
    for source in ("analytics", "v2.0"):
        sales, warehouse = move_to(world, extended, AVAILABILITY_SOURCE=source)
        chair = warehouse.item()
        warehouse.unit(chair, "BOX", 4)
        warehouse.put(chair, 10)
        warehouse.sell(chair, 1, in_days(1), unitOfMeasureCode="BOX")
        world.stack.host.fire_timer("note_open_orders")

        answer = sales.ask(chair["number"], quantity=1, unit="BOX")

        assert told(answer, "source", "available", "enough") == (source, 1.5, True)


def test_all_sources_tell_the_same_of_the_same_orders(world: Surroundings, extended: Fleet) -> None:
    _, warehouse = move_to(world, extended)
    chair = warehouse.item()
    warehouse.put(chair, 20, "EAST")
    warehouse.put(chair, -3, "EAST")
    warehouse.put(chair, 4, "WEST")
    warehouse.move(chair, 1, 2, (in_days(1), in_days(5)))
    for quantity, day in ((3, -2), (4, 2), (5, 6)):
        warehouse.sell(chair, quantity, in_days(day), locationId=warehouse.location("EAST"))
    warehouse.order(chair, 7, in_days(4), locationId=warehouse.location("WEST"))
    answers = {}
    for source in ("companion", "analytics", "v2.0"):
        sales, _ = move_to(world, extended, AVAILABILITY_SOURCE=source)
        world.stack.host.fire_timer("note_open_orders")
        answers[source] = sales.ask(chair["number"], quantity=15)

    names = ["on_hand", "projected", "available", "earliest", "overdue", "shortage", "course"]
    alike = {str(told(answer, *names)) for answer in answers.values()}
    assert len(alike) == 1, answers
    assert [answer["source"] for answer in answers.values()] == [*answers]
    assert answers["v2.0"]["overdue"] == {"demand": 3, "supply": 0}
    assert answers["v2.0"]["course"][0]["date"] == today().isoformat()
    places = [
        [told(each, "location", "on_hand", "projected") for each in answers[source]["locations"]]
        for source in ("companion", "analytics")
    ]
    assert places[0] == places[1]


def test_an_environment_with_neither_is_asked_by_the_api_that_is_always_there(
    world: Surroundings, bare: Fleet
) -> None:
    sales, warehouse = move_to(world, bare)
    chair = warehouse.item()
    warehouse.put(chair, 2)
    warehouse.sell(chair, 1, in_days(1))
    world.stack.host.fire_timer("note_open_orders")

    answer = sales.ask(chair["number"], quantity=2)

    assert told(answer, "source", "available", "enough") == ("v2.0", 1, False)


def test_a_chosen_source_that_is_not_there_is_told(world: Surroundings, bare: Fleet) -> None:
    sales, _ = move_to(world, bare, AVAILABILITY_SOURCE="companion")

    answer = sales.call("products/1000/availability")

    assert (answer.status_code, answer.json()["code"]) == (500, "availability_source_missing")
    assert "AVAILABILITY_SOURCE is companion" in answer.json()["detail"]


def test_a_source_that_is_there_no_more_is_replaced_within_minutes(
    world: Surroundings, sales: Salesperson, warehouse: Warehouse
) -> None:
    chair = warehouse.item()
    warehouse.put(chair, 2)
    before = sales.ask(chair["number"])
    world.fault(Side.BC, "status", status=404, path="microsoft/analytics", times=None)
    world.clock.advance(timedelta(minutes=11))

    after = sales.ask(chair["number"])

    assert told(before, "source", "on_hand") == ("analytics", 2)
    assert told(after, "source", "on_hand") == ("v2.0", 2)
