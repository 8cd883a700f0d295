from decimal import Decimal

import pytest

from shared.domain.records import Value
from tests.domain.transforms.examples import reason, transform, value

KINDS = transform("{ choice: { Inventory: 1, Service: 3 } }")
BLOCKED = transform("{ choice: { ' ': 0, Ship: 1, All: 2 } }")
SWITCH = transform("{ choice: { true: 'Yes', false: 'No' } }")


@pytest.mark.parametrize(
    ("bc", "dataverse"), [("Inventory", 1), ("Service", 3), ("Service", Decimal(3)), (None, None)]
)
def test_a_value_has_its_choice(bc: Value, dataverse: Value) -> None:
    assert value(KINDS.forward(bc)) == dataverse
    assert value(KINDS.backward(dataverse)) == bc


def test_a_blank_has_its_choice_too() -> None:
    assert value(BLOCKED.forward(None)) == 0
    assert value(BLOCKED.backward(0)) is None
    assert value(BLOCKED.backward(None)) is None


def test_a_choice_may_stand_for_the_blank_of_dataverse() -> None:
    turns = transform("{ choice: { ' ': 0, None: ~ } }")

    assert value(turns.forward("None")) is None
    assert value(turns.backward(None)) == "None"
    assert turns.two_way


def test_where_two_values_are_blank_in_dataverse_there_is_no_way_back() -> None:
    assert not transform("{ choice: { None: ~, All: 1 } }").two_way


def test_truth_is_not_a_number() -> None:
    numbers = transform("{ choice: { 0: a, 1: b } }")

    assert value(SWITCH.forward(True)) == "Yes"
    assert value(SWITCH.backward("No")) is False
    assert reason(SWITCH.forward(1)) == "1 is none of true, false"
    assert reason(numbers.forward(True)) == "true is none of 0, 1"


def test_an_unknown_value_is_named_with_those_that_are_known() -> None:
    assert (
        reason(KINDS.forward("Non-Inventory"))
        == "'Non-Inventory' is none of 'Inventory', 'Service'"
    )
    assert reason(KINDS.backward(2)) == "2 is none of 1, 3"


def test_of_many_known_values_the_first_are_named() -> None:
    many = "{ choice: {" + ", ".join(f"{n}: v{n}" for n in range(30)) + "} }"

    assert reason(transform(many).forward(99)).endswith("10, 11 and 18 more")


def test_text_that_the_mapping_spells_otherwise_is_told() -> None:
    hint = "; text is written in quotes in the mapping, and its case counts"

    assert reason(KINDS.forward("service")) == f"'service' is none of 'Inventory', 'Service'{hint}"
    assert reason(transform("{ choice: { 10: 1 } }").forward("10")) == f"'10' is none of 10{hint}"


def test_a_choice_that_two_values_share_leads_nowhere() -> None:
    turns = transform("{ choice: { Ship: 1, Invoice: 1 } }")

    assert value(turns.forward("Invoice")) == 1
    assert reason(turns.backward(1)) == "1 may be any of 'Ship', 'Invoice'"


def test_a_blank_becomes_the_default_whichever_way_it_travels() -> None:
    turns = transform("{ default: 0.5 }")

    assert value(turns.forward(None)) == Decimal("0.5")
    assert value(turns.backward(None)) == Decimal("0.5")
    assert value(turns.forward(7)) == value(turns.backward(7)) == 7
    assert turns.equal(None, Decimal("0.5"))
