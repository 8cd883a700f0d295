"""A hundred random worlds, answered as a walk through the calendar says."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from shared.domain.availability.exactness import rounded_down
from shared.domain.availability.figures import Figures, Kind, Movement, Stock
from shared.domain.availability.promising import Question, Scope, answer, share
from tests.availability.calendar import earliest, promised, walked_through
from tests.availability.figures import SOME_DAYS, TODAY, day, figures

ALL = Scope()


def random_world(dice: Random) -> Figures:
    def amount(least: int = 0) -> Decimal:
        return Decimal(dice.randint(least, 4000)) / 100

    def place() -> tuple[str, str]:
        return dice.choice(["", "EAST", "WEST"]), dice.choice(["", "RED"])

    on_hand = [Stock(amount(-500), *place()) for _ in range(dice.randint(0, 5))]
    lines = [
        Movement(
            dice.choice(list(Kind)),
            amount(),
            None if dice.random() < 0.1 else day(dice.randint(-4, SOME_DAYS)),
            *place(),
        )
        for _ in range(dice.randint(0, 25))
    ]
    return figures(on_hand, lines)


@pytest.mark.parametrize("seed", range(100))
def test_in_a_random_world_the_answers_are_those_of_a_walk_through_the_calendar(seed: int) -> None:
    dice = Random(seed)
    world = random_world(dice)
    for _ in range(10):
        scope = Scope(dice.choice([None, "EAST", "WEST", ""]), dice.choice([None, "RED", ""]))
        on, wanted = day(dice.randint(-2, SOME_DAYS)), Decimal(dice.randint(1, 9000)) / 100
        evenings = walked_through(world, scope, TODAY)

        told = answer(world, scope, Question(on, wanted), TODAY)

        since = max(on, TODAY)
        assert told.available == rounded_down(promised(evenings, since))
        assert told.projected == rounded_down(evenings[since])
        assert told.earliest == earliest(evenings, Fraction(wanted), since)
        assert told.enough == (told.earliest == since)


@pytest.mark.parametrize("seed", range(100))
def test_in_a_random_world_lines_take_what_a_walk_through_the_calendar_leaves_them(
    seed: int,
) -> None:
    dice = Random(seed)
    world = random_world(dice)
    lines = [
        Question(day(dice.randint(-2, SOME_DAYS)), Decimal(dice.randint(1, 3000)) / 100)
        for _ in range(dice.randint(1, 8))
    ]

    shared = share(world, ALL, lines, TODAY)

    taken: list[tuple[date, Fraction]] = []
    for at in sorted(range(len(lines)), key=lambda at: (max(lines[at].day, TODAY), at)):
        asked = lines[at]
        assert asked.quantity is not None
        since = max(asked.day, TODAY)
        there = promised(walked_through(world, ALL, TODAY, taken), since)
        assert shared[at].available == rounded_down(there)
        taken.append((since, min(there, Fraction(asked.quantity))))
