"""All that pages say stands in one file, which a translation stands in for: nothing is missing."""

import json
import re
from collections.abc import Iterable
from itertools import chain

import pytest

from shared.adapters.page_files import FOLDER
from shared.domain.availability.figures import SourceName
from shared.domain.availability.figures import Unknown as Untold
from shared.domain.installation import Outcome, Ownership
from shared.domain.jobs import Counters, Kind, State, Trigger
from shared.domain.pending import Cause
from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.sides import Direction, Side
from shared.domain.standing import Standing
from shared.domain.statistics import Unknown as UnknownOfCustomers
from shared.usecases.resolving import Action
from shared.usecases.stepper import OutOfTime, Stopped, SwitchedOff, Wait

TEXTS: dict[str, str] = json.loads((FOLDER / "texts" / "en.json").read_text("utf-8"))
PLURAL = re.compile(r"\.(one|other)$")
KEYS = {PLURAL.sub("", key) for key in TEXTS}
SOURCE = "\n".join(
    path.read_text("utf-8") for path in FOLDER.rglob("*.js") if path.parent.name != "vendor"
)
WRITTEN = set(re.findall(r'"([a-z]\w*(?:\.\w+)+)"', SOURCE))
"""Texts in the scripts that look like keys."""
ASSEMBLED = [
    re.escape(pattern).replace(r"\$\{\}", r"[\w.]+")
    for pattern in (
        re.sub(r"\$\{[^}]*\}", "${}", found) for found in re.findall(r"\bt\(`([^`]+)`", SOURCE)
    )
]
NAMED = {
    "action": Action,
    "cause": Cause,
    "direction": Direction,
    "kind": Kind,
    "outcome": ("finished", "failed", *(_.name for _ in (OutOfTime, Wait, Stopped, SwitchedOff))),
    "ownership": Ownership,
    "policy": chain(ConflictPolicy, DeletionPolicy),
    "side": Side,
    "source": SourceName,
    "state": chain(Standing, State, Outcome),
    "trigger": Trigger,
    "unknown": chain(Untold, UnknownOfCustomers),
}


def test_each_text_that_a_page_asks_for_is_there() -> None:
    asked = set(re.findall(r'\bt\(\s*"([\w.]+)"', SOURCE))

    assert asked
    assert asked - KEYS == set()


def test_each_text_is_asked_for() -> None:
    groups = set(re.findall(r'named\(\s*"(\w+)"', SOURCE))
    unasked = {
        key
        for key in KEYS - WRITTEN
        if key.partition(".")[0] not in groups
        and not any(re.fullmatch(pattern, key) for pattern in ASSEMBLED)
    }

    assert unasked == set()


@pytest.mark.parametrize("group", NAMED)
def test_each_value_that_the_api_names_has_a_word(group: str) -> None:
    values: Iterable[str] = NAMED[group]

    assert {value for value in values if f"{group}.{value}" not in TEXTS} == set()


def test_each_counter_has_a_word() -> None:
    assert {
        name for name in Counters.__dataclass_fields__ if f"counter.{name}" not in TEXTS
    } == set()


def test_what_is_counted_has_a_singular_and_a_plural() -> None:
    for key in KEYS - TEXTS.keys():
        assert {f"{key}.one", f"{key}.other"} <= TEXTS.keys()


@pytest.mark.parametrize("cause", Cause)
def test_records_of_each_cause_are_counted_in_words(cause: Cause) -> None:
    assert {f"pending.of.{cause}.one", f"pending.of.{cause}.other"} <= TEXTS.keys()
