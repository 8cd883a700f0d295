"""Values that say the same, although each side spells them in its own way."""

import pytest

from shared.domain.couplings import Agreement
from shared.domain.merge import changed_fields, merge
from shared.domain.policies import Terms
from shared.domain.records import Value
from shared.domain.sides import Leg, Side
from tests.domain.examples import id_of, thing, things

TO, BACK = Terms(Leg.TO_DATAVERSE), Terms(Leg.FROM_DATAVERSE)
EURO, DOLLAR = id_of("euro"), id_of("dollar")

# A choice is another value on either side

STATUS = {"bc": "status", "dataverse": "statuscode"}
ORDERS = things(STATUS | {"transform": {"choice": {"Open": 1, "Closed": 2, "Paid": 3}}})
RENUMBERED = things(STATUS | {"transform": {"choice": {"Open": 11, "Closed": 2, "Paid": 3}}})
OPEN = Agreement({"status": "Open"}, {"statuscode": 1})


def test_a_choice_that_nobody_has_changed_is_no_change_on_either_side() -> None:
    bc, dataverse = thing(Side.BC, status="Open"), thing(Side.DATAVERSE, statuscode=1)

    assert changed_fields(ORDERS, TO.leg, bc, OPEN) == ()
    assert changed_fields(ORDERS, BACK.leg, dataverse, OPEN) == ()


def test_a_choice_that_the_mapping_has_renumbered_is_a_change_on_both_sides() -> None:
    bc, dataverse = thing(Side.BC, status="Open"), thing(Side.DATAVERSE, statuscode=1)

    assert changed_fields(RENUMBERED, TO.leg, bc, OPEN) == RENUMBERED.fields
    assert changed_fields(RENUMBERED, BACK.leg, dataverse, OPEN) == RENUMBERED.fields


def test_a_choice_that_only_the_target_has_changed_is_left_to_the_opposite_leg() -> None:
    bc, dataverse = thing(Side.BC, status="Open"), thing(Side.DATAVERSE, statuscode=1)
    closed, paid = thing(Side.DATAVERSE, statuscode=2), thing(Side.BC, status="Paid")

    to = merge(ORDERS, TO, bc, closed, {"statuscode": 1}, OPEN)
    back = merge(ORDERS, BACK, dataverse, paid, {"status": "Open"}, OPEN)

    for merged in (to, back):
        assert (merged.changes, merged.conflicts) == ({}, ())
        assert merged.agreement == OPEN


# Lines end in one way here, in another there

STREETS = things(
    {"bc": "name", "dataverse": "title"},
    {"bc": "street", "dataverse": "address", "transform": {"prefix": "c/o "}},
)
HERE, THERE = "Ann\nMain Street", "c/o Ann\r\nMain Street"


@pytest.mark.parametrize("base", [None, Agreement({"street": "Bob"}, {"address": "c/o Bob"})])
def test_a_text_that_arrives_with_other_line_ends_is_not_written_again(
    base: Agreement | None,
) -> None:
    bc = thing(Side.BC, name="Ann", street=HERE)
    dataverse = thing(Side.DATAVERSE, title="Ann", address=THERE)
    forth: dict[str, Value] = {"title": "Ann", "address": f"c/o {HERE}"}
    back: dict[str, Value] = {"name": "Ann", "street": THERE.removeprefix("c/o ")}

    to = merge(STREETS, TO, bc, dataverse, forth, base)
    from_dataverse = merge(STREETS, BACK, dataverse, bc, back, base)

    for merged in (to, from_dataverse):
        assert (merged.changes, merged.conflicts, merged.overruled) == ({}, (), ())
        assert merged.agreement.bc["street"] == HERE
        assert merged.agreement.dataverse["address"] == THERE


def test_a_text_that_cannot_be_turned_back_is_compared_as_it_travels() -> None:
    replaced = {
        "bc": "code",
        "dataverse": "key",
        "transform": {"replace": {"from": "/", "to": "-"}},
    }
    keyed = things({"bc": "name", "dataverse": "title"}, replaced | {"direction": "to_dataverse"})
    source = thing(Side.BC, name="Ann", code="1/\n2")
    target = thing(Side.DATAVERSE, title="Ann", key="1-\r\n2")

    merged = merge(keyed, TO, source, target, {"title": "Ann", "key": "1-\n2"}, None)

    assert merged.changes == {}


def test_a_text_that_yields_what_was_agreed_is_in_conflict_with_one_that_was_changed() -> None:
    short = things({"bc": "name", "dataverse": "title", "transform": {"truncate": 3}})
    source, target = thing(Side.BC, name="Anna"), thing(Side.DATAVERSE, title="Bob")
    base = Agreement({"name": "Annabel"}, {"title": "Ann"})

    merged = merge(short, TO, source, target, {"title": "Ann"}, base)

    assert merged.changes == {}
    [conflict] = merged.conflicts
    assert (conflict.base, conflict.source, conflict.target) == ("Ann", "Ann", "Bob")


# One record under another name

PRICES = things(
    {"bc": "currency", "dataverse": "currencyid", "lookup": {"mapping": "MONEY", "by": "code"}}
)
CALLED_EUR = Agreement({"currency": "EUR"}, {"currencyid": EURO})


@pytest.mark.parametrize("present", [EURO, DOLLAR])
def test_a_record_that_is_only_called_otherwise_leaves_what_the_target_has_chosen(
    present: Value,
) -> None:
    source = thing(Side.BC, currency="EURO")
    target = thing(Side.DATAVERSE, currencyid=present)

    merged = merge(PRICES, TO, source, target, {"currencyid": EURO}, CALLED_EUR)

    assert (merged.changes, merged.conflicts) == ({}, ())
    assert merged.agreement == Agreement({"currency": "EURO"}, {"currencyid": EURO})


def test_another_record_that_was_chosen_meanwhile_is_in_conflict_with_the_targets() -> None:
    source = thing(Side.BC, currency="CHF")
    target = thing(Side.DATAVERSE, currencyid=DOLLAR)

    merged = merge(PRICES, TO, source, target, {"currencyid": id_of("franc")}, CALLED_EUR)

    assert merged.changes == {}
    assert [conflict.base for conflict in merged.conflicts] == [EURO]


def test_a_record_that_is_only_called_otherwise_overwrites_where_it_is_to() -> None:
    source = thing(Side.BC, currency="EURO")
    target = thing(Side.DATAVERSE, currencyid=DOLLAR)

    forced = Terms(TO.leg, forced=True)
    merged = merge(PRICES, forced, source, target, {"currencyid": EURO}, CALLED_EUR)

    assert merged.changes == {"currencyid": EURO}
