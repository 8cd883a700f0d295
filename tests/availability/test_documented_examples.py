"""The worked examples of docs/availability.md, computed."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml

from shared.domain.availability.figures import Figures, Kind, Movement, Stock
from shared.domain.availability.promising import Outlook, Question, Scope, answer, share
from tests.availability.figures import figures
from tests.contracts.documented_settings import ROOT

Json = dict[str, Any]
PAGE = (ROOT / "docs" / "availability.md").read_text(encoding="utf-8")
EXAMPLES: list[Json] = [
    example
    for block in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    for example in yaml.safe_load_all(block)
]


def exact(number: object) -> Decimal:
    return Decimal(str(number))


def world_of(example: Json) -> Figures:
    lines = [
        Movement(kind, exact(quantity), when)
        for kind in Kind
        for when, quantity in example.get(kind.value, {}).items()
    ]
    units = {code: exact(factor) for code, factor in example.get("units", {}).items()}
    return figures([Stock(exact(example["on_hand"]))], lines, units=units)


def question_of(asked: Json) -> Question:
    return Question(asked["date"], exact(asked["quantity"]), asked.get("unit"))


def check(told: Outlook, expected: Json) -> None:
    for name, value in expected.items():
        found = getattr(told, name)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        assert found == (exact(value) if is_number else value), name


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"on hand {example['on_hand']}")
def test_an_example_of_the_page_is_true(example: Json) -> None:
    world, today = world_of(example), example["today"]
    assert isinstance(today, date)
    alone, together = example.get("questions", []), example.get("lines", [])
    assert alone or together

    for each in alone:
        check(answer(world, Scope(), question_of(each["asked"]), today), each["told"])
    shared = share(world, Scope(), [question_of(line["asked"]) for line in together], today)
    for told, line in zip(shared, together, strict=True):
        check(told, line["told"])


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) > 4
