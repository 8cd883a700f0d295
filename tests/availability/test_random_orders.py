"""Random stock and orders in Business Central, told by each source as a walk through the calendar
says.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from dev.simulators.fleet import Fleet
from shared.domain.availability.exactness import rounded_down
from shared.domain.availability.figures import Kind, Movement, Stock
from shared.domain.availability.promising import Scope
from tests.availability.calendar import earliest, promised, walked
from tests.availability.environments import move_to
from tests.availability.warehouse import Salesperson, Warehouse, today
from tests.surroundings import Json, Surroundings

BOX = 12
SCOPES = {
    "companion": [
        Scope(location, variant)
        for location in (None, "", "EAST", "WEST")
        for variant in (None, "", "RED")
    ],
    "analytics": [Scope(location) for location in (None, "", "EAST", "WEST")],
    "v2.0": [Scope()],
}


@dataclass
class World:
    """What was put into Business Central, in the base unit."""

    item: Json
    on_hand: list[Stock] = field(default_factory=list)
    lines: list[Movement] = field(default_factory=list)


def fill(warehouse: Warehouse, dice: Random) -> World:
    world = World(warehouse.item())
    warehouse.unit(world.item, "BOX", BOX)
    variants = {"": None, "RED": warehouse.variant(world.item, "RED")}
    for _ in range(dice.randint(1, 8)):
        quantity = Decimal(dice.randint(-300, 900)) / 10
        place, variant = dice.choice(["", "EAST", "WEST"]), dice.choice([*variants])
        warehouse.put(world.item, quantity, place, variant)
        world.on_hand.append(Stock(quantity, place, variant))
    for _ in range(dice.randint(0, 12)):
        _order(warehouse, dice, world, variants)
    return world


def _order(
    warehouse: Warehouse, dice: Random, world: World, variants: dict[str, str | None]
) -> None:
    """Sell or order some, of which some may have been delivered already."""
    unit = dice.choice(["PCS", "BOX"])
    quantity, done = Decimal(dice.randint(1, 40)) / 4, Decimal(dice.randint(0, 1)) / 4
    place, variant = dice.choice(["", "EAST", "WEST"]), dice.choice([*variants])
    on = today() + timedelta(days=dice.randint(-3, 10))
    values: Json = {"unitOfMeasureCode": unit}
    if place:
        values["locationId"] = warehouse.location(place)
    if variant:
        values["itemVariantId"] = variants[variant]
    if dice.random() < 0.6:
        kind = Kind.DEMAND
        warehouse.sell(world.item, quantity, on, shippedQuantity=done, **values)
    else:
        kind = Kind.SUPPLY
        warehouse.order(world.item, quantity, on, receivedQuantity=done, **values)
    left = (quantity - done) * (BOX if unit == "BOX" else 1)
    world.lines.append(Movement(kind, left, on, place, variant))


def ask(
    sales: Salesperson, world: World, scope: Scope, dice: Random
) -> tuple[Json, date, Decimal, int]:
    """Return what is told for a question made up at random, with the question."""
    on = today() + timedelta(days=dice.randint(0, 11))
    wanted, unit = Decimal(dice.randint(1, 400)) / 4, dice.choice(["PCS", "BOX"])
    asked = {"product": world.item["number"], "date": on.isoformat(), "unit": unit}
    where = {"location": scope.location, "variant": scope.variant}
    given = {name: code for name, code in where.items() if code is not None}
    [told] = sales.ask_many({**asked, "quantity": float(wanted), **given})
    return told, on, wanted, BOX if unit == "BOX" else 1


def questions(source: str, dice: Random) -> Iterator[Scope]:
    scopes = SCOPES[source]
    yield from dice.sample(scopes, min(5, len(scopes)))
    yield scopes[0]


@pytest.mark.soak(but=[0, 3, 6, 10, 13, 17])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("source", SCOPES)
def test_each_source_tells_what_a_walk_through_the_calendar_says(
    world: Surroundings, extended: Fleet, source: str, seed: int
) -> None:
    dice = Random(f"{source} {seed}")
    sales, warehouse = move_to(world, extended, AVAILABILITY_SOURCE=source)
    filled = fill(warehouse, dice)
    if source == "v2.0":
        world.stack.host.fire_timer("note_open_orders")

    for scope in questions(source, dice):
        told, on, wanted, size = ask(sales, filled, scope, dice)

        evenings = walked(filled.on_hand, filled.lines, scope, today())
        first = earliest(evenings, Fraction(wanted) * size, on)
        assert told["source"] == source
        assert told["untold"] == []
        assert told["available"] == pytest.approx(
            float(rounded_down(promised(evenings, on) / size)), abs=1e-9
        )
        assert told["projected"] == pytest.approx(
            float(rounded_down(evenings[on] / size)), abs=1e-9
        )
        assert told["earliest"] == (None if first is None else first.isoformat())
