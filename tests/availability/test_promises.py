"""What can be promised, and what is not told, by example."""

from decimal import Decimal

import pytest

from shared.domain.availability.figures import Figures, Kind, Movement, Stock, Unknown, moved
from shared.domain.availability.promising import Outlook, Question, Scope, answer, share
from tests.availability.figures import TODAY, day, demand, figures, stock, supply

ALL = Scope()


def ask(world: Figures, on: int, quantity: object = None, scope: Scope = ALL) -> Outlook:
    wanted = None if quantity is None else Decimal(str(quantity))
    return answer(world, scope, Question(day(on), wanted), TODAY)


def test_stock_that_is_promised_for_later_is_not_there_today() -> None:
    told = ask(figures([stock(10)], [demand(8, 5)]), 0, 5)

    assert (told.available, told.enough, told.shortage, told.earliest) == (
        Decimal(2),
        False,
        Decimal(3),
        None,
    )


def test_what_is_overdue_counts_as_due_today_and_is_told() -> None:
    told = ask(figures([stock(10)], [demand(4, -3), supply(2, -1), demand(1, None)]), 0, 1)

    assert (told.overdue_demand, told.overdue_supply) == (Decimal(4), Decimal(2))
    assert (told.projected, told.available) == (Decimal(7), Decimal(7))


def test_lines_of_one_product_share_the_stock_by_day_and_then_by_their_order() -> None:
    world = figures([stock(10)], [supply(5, 4)])
    lines = [
        Question(day(2), Decimal(6)),
        Question(day(1), Decimal(7)),
        Question(day(2), Decimal(1)),
    ]

    shared = share(world, ALL, lines, TODAY)

    assert [told.available for told in shared] == [3, 10, 0]
    assert [told.shortage for told in shared] == [3, 0, 1]
    assert [told.earliest for told in shared] == [day(4), day(1), day(4)]


def test_a_quantity_taken_back_comes_instead_of_going() -> None:
    assert moved(Kind.DEMAND, Decimal(-2), TODAY) == Movement(Kind.SUPPLY, Decimal(2), TODAY)
    assert moved(Kind.SUPPLY, Decimal(-2), TODAY) == Movement(Kind.DEMAND, Decimal(2), TODAY)
    assert moved(Kind.SUPPLY, Decimal(2), TODAY) == Movement(Kind.SUPPLY, Decimal(2), TODAY)


@pytest.mark.parametrize(
    ("unknown", "scope"),
    [
        (Unknown.LOCATIONS, Scope(location="EAST")),
        (Unknown.VARIANTS, Scope(variant="RED")),
        (Unknown.ORDERS, ALL),
    ],
)
def test_a_number_that_is_not_known_is_not_given(unknown: Unknown, scope: Scope) -> None:
    world = figures([Stock(Decimal(5))], unknown=frozenset({unknown}))

    told = ask(world, 0, 1, scope)

    assert told.untold == (unknown,)
    assert (told.available, told.enough, told.shortage, told.earliest) == (None,) * 4
    assert told.on_hand == 5


def test_what_keeps_nobody_from_answering_is_no_reason_not_to() -> None:
    world = figures([Stock(Decimal(5))], unknown=frozenset({Unknown.LOCATIONS, Unknown.VARIANTS}))

    assert ask(world, 0, 5).enough


def test_a_unit_that_the_item_is_not_known_in_is_not_guessed() -> None:
    told = answer(figures([stock(5)]), ALL, Question(TODAY, Decimal(1), "BOX"), TODAY)

    assert (told.untold, told.unit, told.on_hand) == ((Unknown.UNIT,), "PCS", Decimal(5))
    assert told.enough is None


@pytest.mark.parametrize(("kind", "tells"), [(Kind.DEMAND, False), (Kind.SUPPLY, True)])
def test_without_some_demand_nothing_is_promised_and_without_some_supply_less(
    kind: Kind, tells: bool
) -> None:
    told = ask(figures([stock(5)], uncounted=frozenset({kind})), 0, 5)

    assert (told.enough is not None) == tells


def test_codes_are_told_apart_as_business_central_does() -> None:
    world = figures([stock(5, "EAST"), stock(1, "WEST")], units={"BOX": Decimal(5)})

    assert answer(world, Scope("east"), Question(TODAY, Decimal(1), "box"), TODAY).enough


def test_places_are_those_of_what_was_asked_about() -> None:
    world = figures([stock(5, "EAST"), stock(2, "EAST", "RED"), stock(1, "WEST", "RED")])

    red, east = ask(world, 0, 1, Scope(variant="RED")), ask(world, 0, 1, Scope(location="EAST"))

    assert [(place.location, place.variant, int(place.on_hand)) for place in red.places] == [
        ("EAST", "RED", 2),
        ("WEST", "RED", 1),
    ]
    assert east.places == []
