"""A choice's definition can be answered without some of its values: that removes nothing."""

import json
from collections.abc import Collection, Iterator
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.codes import Codes
from tests.customizer import TYPES, Customizer
from tests.surroundings import Json, Surroundings

MAPPING = "payment-terms"
PATH = r"paymenttermscode'\)/Microsoft"
A_DAY, LATER = timedelta(days=2), timedelta(minutes=5)
CODES = {"NET 30", "2% 10, NET", "NET 45", "NET 60"}


def answer_only(world: Surroundings, choices: Customizer, values: Collection[int]) -> None:
    """Let Dataverse answer the choice's definition with *values* alone."""
    path = "EntityDefinitions(LogicalName='account')/Attributes(LogicalName='paymenttermscode')"
    expand = "$expand=OptionSet,GlobalOptionSet"
    told = choices.call("GET", f"{path}/{TYPES}PicklistAttributeMetadata?{expand}")
    options = told["OptionSet"]["Options"]
    told["OptionSet"]["Options"] = [each for each in options if each["Value"] in values]
    world.fault(Side.DATAVERSE, "status", status=200, body=json.dumps(told), path=PATH, times=None)


def pending(world: Surroundings) -> list[Json]:
    return list(world.get("pending", mapping=MAPPING, top=1000)["value"])


def coupled(world: Surroundings) -> int:
    return int(world.get(f"mappings/{MAPPING}")["couplings"])


@pytest.fixture(params=["bidirectional", "from_dataverse", "to_dataverse"])
def deleting(
    request: pytest.FixtureRequest, world: Surroundings, terms: Codes, choices: Customizer
) -> Iterator[Surroundings]:
    """Payment terms of all values, which are deleted where their values are."""
    world.sync(MAPPING)
    world.adjust("payment_terms", deleted="delete", direction=request.param)
    world.sync(MAPPING)
    yield world
    world.server(Side.DATAVERSE).faults.clear()


@pytest.mark.soak(but=[0, 5])
@pytest.mark.parametrize("values", [(), (1, 2)])
def test_values_that_one_run_does_not_see_are_no_deletions(
    deleting: Surroundings, terms: Codes, choices: Customizer, values: tuple[int, ...]
) -> None:
    deleting.clock.advance(A_DAY)
    answer_only(deleting, choices, values)
    deleting.sync(MAPPING)
    assert {entry["cause"] for entry in pending(deleting)} == {"deleted"}
    assert all("looked for again" in entry["message"] for entry in pending(deleting))
    assert len(pending(deleting)) == 4 - len(values)
    deleting.sync(MAPPING)
    deleting.sync(MAPPING, full=True)

    deleting.server(Side.DATAVERSE).faults.clear()
    deleting.clock.advance(LATER)
    deleting.sync(MAPPING)

    assert terms.all().keys() == CODES
    assert coupled(deleting) == 4
    assert pending(deleting) == []


@pytest.mark.soak(but=[1])
@pytest.mark.parametrize("direction", ["bidirectional", "from_dataverse"])
def test_a_value_that_was_not_seen_when_its_record_was_deleted_brings_no_new_one(
    world: Surroundings, terms: Codes, choices: Customizer, direction: str
) -> None:
    world.sync(MAPPING)
    world.adjust("payment_terms", direction=direction)
    world.sync(MAPPING)
    terms.remove(terms.all()["NET 45"])
    world.clock.advance(A_DAY)
    answer_only(world, choices, (1, 2, 4))
    world.sync(MAPPING)

    world.server(Side.DATAVERSE).faults.clear()
    world.clock.advance(LATER)
    world.sync(MAPPING)
    world.sync(MAPPING)

    assert terms.all().keys() == CODES - {"NET 45"}
    assert coupled(world) == 4
    assert [entry["cause"] for entry in pending(world)] == ["deleted"]


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize("direction", ["bidirectional", "from_dataverse", "to_dataverse"])
def test_a_pair_of_which_both_are_gone_is_uncoupled(
    world: Surroundings, terms: Codes, choices: Customizer, direction: str
) -> None:
    world.sync(MAPPING)
    world.adjust("payment_terms", direction=direction)
    world.sync(MAPPING)
    terms.remove(terms.all()["NET 45"])
    choices.remove(3)
    for pause in (A_DAY, LATER, LATER):
        world.clock.advance(pause)
        world.sync(MAPPING)

    assert coupled(world) == 3
    assert pending(world) == []


@pytest.mark.soak(but=[0])
def test_a_value_that_a_later_run_misses_too_is_deleted(
    deleting: Surroundings, terms: Codes, choices: Customizer
) -> None:
    choices.remove(3)
    deleting.clock.advance(A_DAY)
    deleting.sync(MAPPING)
    assert terms.all().keys() == CODES

    deleting.clock.advance(LATER)
    deleting.sync(MAPPING)

    assert terms.all().keys() == CODES - {"NET 45"}
    assert coupled(deleting) == 3
    assert pending(deleting) == []


@pytest.mark.soak(but=[0])
def test_deletions_of_values_are_counted_by_the_fuse(
    deleting: Surroundings, terms: Codes, choices: Customizer
) -> None:
    deleting.start_app(SYNC_FUSE_DELETIONS="1")
    deleting.clock.advance(A_DAY)
    answer_only(deleting, choices, (1, 2))
    deleting.sync(MAPPING)
    deleting.clock.advance(LATER)

    run = deleting.sync(MAPPING)

    assert run["state"] == "stopped"
    assert "delete 2 records" in run["message"]
    assert terms.all().keys() == CODES
