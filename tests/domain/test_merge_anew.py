"""Values that meet for the first time: nothing was agreed of them yet."""

from decimal import Decimal

import pytest

from shared.domain.couplings import Agreement
from shared.domain.merge import FieldConflict, merge
from shared.domain.policies import ConflictPolicy, Instruction, Terms
from shared.domain.records import Value
from shared.domain.sides import Leg, Side
from tests.domain.examples import thing, things

TO, BACK = Terms(Leg.TO_DATAVERSE), Terms(Leg.FROM_DATAVERSE)
NAMED, LIMITED = {"bc": "name", "dataverse": "title"}, {"bc": "limit", "dataverse": "creditlimit"}
SHOPS = things(NAMED, LIMITED)
SOLD = things(NAMED, LIMITED | {"direction": "to_dataverse"})
ZERO, FIVE, SEVEN = Decimal(0), Decimal(5), Decimal(7)
AGREED_NAME = Agreement({"name": "Shop"}, {"title": "Shop"})
BY_NAME, BY_LIMIT = SHOPS.fields


@pytest.mark.parametrize(
    ("terms", "winner", "changes"),
    [
        (TO, Side.BC, {"title": "Shop"}),
        (Terms(Leg.TO_DATAVERSE, ConflictPolicy.DATAVERSE_WINS), Side.DATAVERSE, {}),
        (
            Terms(Leg.TO_DATAVERSE, instruction=Instruction(fields={"title": Side.DATAVERSE})),
            Side.DATAVERSE,
            {},
        ),
    ],
)
def test_of_two_texts_that_meet_the_one_that_loses_is_kept_with_its_field(
    terms: Terms, winner: Side, changes: dict[str, Value]
) -> None:
    source = thing(Side.BC, name="Shop", limit=FIVE)
    target = thing(Side.DATAVERSE, title="Store", creditlimit=FIVE)

    merged = merge(SHOPS, terms, source, target, {"title": "Shop", "creditlimit": FIVE}, None)

    lost = FieldConflict(BY_NAME, None, "Shop", "Store", winner, anew=True)
    assert merged.overruled == (lost,)
    assert merged.changes == changes
    assert merged.owed is (winner is Side.DATAVERSE)


def test_a_zero_of_business_central_takes_the_number_that_it_meets() -> None:
    source = thing(Side.BC, name="Shop", limit=ZERO)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)

    merged = merge(SHOPS, TO, source, target, {"title": "Shop", "creditlimit": ZERO}, None)

    assert (merged.changes, merged.overruled) == ({}, ())
    assert merged.owed


def test_a_whole_zero_of_business_central_is_a_blank_and_a_no_is_none() -> None:
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)
    whole, no = (thing(Side.BC, name="Shop", limit=value) for value in (0, False))

    blank, answer = (
        merge(SHOPS, TO, source, target, {"title": "Shop", "creditlimit": value}, None)
        for source, value in ((whole, ZERO), (no, False))
    )

    assert (blank.changes, blank.overruled) == ({}, ())
    assert answer.changes == {"creditlimit": False}


def test_a_number_is_written_over_the_zero_that_it_meets_in_business_central() -> None:
    source = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)
    target = thing(Side.BC, name="Shop", limit=ZERO)

    merged = merge(SHOPS, BACK, source, target, {"name": "Shop", "limit": SEVEN}, None)

    assert (merged.changes, merged.overruled) == ({"limit": SEVEN}, ())
    assert not merged.owed


def test_a_number_of_business_central_beats_the_one_that_it_meets() -> None:
    source = thing(Side.BC, name="Shop", limit=FIVE)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)

    merged = merge(SHOPS, TO, source, target, {"title": "Shop", "creditlimit": FIVE}, None)

    assert merged.changes == {"creditlimit": FIVE}
    assert merged.overruled == (FieldConflict(BY_LIMIT, None, FIVE, SEVEN, Side.BC, anew=True),)


def test_a_zero_of_dataverse_is_a_number_that_somebody_has_entered() -> None:
    source = thing(Side.DATAVERSE, title="Shop", creditlimit=ZERO)
    target = thing(Side.BC, name="Shop", limit=FIVE)

    merged = merge(SHOPS, BACK, source, target, {"name": "Shop", "limit": ZERO}, None)

    assert merged.changes == {}
    assert merged.overruled == (FieldConflict(BY_LIMIT, None, ZERO, FIVE, Side.BC, anew=True),)


@pytest.mark.parametrize(("name", "translated"), [("Shop", None), (None, "Unnamed")])
def test_a_blank_on_either_side_of_the_translation_takes_the_text_that_it_meets(
    name: str | None, translated: str | None
) -> None:
    source = thing(Side.BC, name=name, limit=FIVE)
    target = thing(Side.DATAVERSE, title="Store", creditlimit=FIVE)

    merged = merge(SHOPS, TO, source, target, {"title": translated, "creditlimit": FIVE}, None)

    assert (merged.changes, merged.overruled) == ({}, ())
    assert merged.owed


# Fields that travel one way


@pytest.mark.parametrize("nothing", [None, ZERO])
def test_a_one_way_field_that_never_had_a_value_wipes_nothing_out(nothing: Decimal | None) -> None:
    source = thing(Side.BC, name="Shop", limit=nothing)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)

    merged = merge(SOLD, TO, source, target, {"creditlimit": nothing}, AGREED_NAME)

    assert merged.changes == {}
    assert merged.agreement == AGREED_NAME


@pytest.mark.parametrize("nothing", [None, ZERO])
def test_a_one_way_field_that_had_a_value_carries_that_it_has_none_any_more(
    nothing: Decimal | None,
) -> None:
    source = thing(Side.BC, name="Shop", limit=nothing)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)
    base = Agreement({"name": "Shop", "limit": FIVE}, {"title": "Shop", "creditlimit": FIVE})

    merged = merge(SOLD, TO, source, target, {"creditlimit": nothing}, base)

    assert merged.changes == {"creditlimit": nothing}


@pytest.mark.parametrize("nothing", [None, ZERO])
def test_a_one_way_field_wipes_out_what_is_to_be_overwritten(nothing: Decimal | None) -> None:
    source = thing(Side.BC, name="Shop", limit=nothing)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)
    values: dict[str, Value] = {"title": "Shop", "creditlimit": nothing}

    forced = merge(SOLD, Terms(TO.leg, forced=True), source, target, values, AGREED_NAME)

    assert forced.changes == {"creditlimit": nothing}


def test_a_number_of_a_one_way_field_is_written_over_the_one_that_it_meets() -> None:
    source = thing(Side.BC, name="Shop", limit=FIVE)
    target = thing(Side.DATAVERSE, title="Shop", creditlimit=SEVEN)

    merged = merge(SOLD, TO, source, target, {"creditlimit": FIVE}, AGREED_NAME)

    assert (merged.changes, merged.overruled) == ({"creditlimit": FIVE}, ())


# The state of a row that the app has just created

OPEN, CLOSED = 0, 1
CLOSING = things(NAMED, {"bc": "blocked", "dataverse": "statecode"})
SHOWN = things(NAMED, {"bc": "blocked", "dataverse": "shownstate"})


def test_a_row_that_was_just_created_gets_its_state_without_a_loser() -> None:
    source = thing(Side.BC, name="Shop", blocked=CLOSED)
    target = thing(Side.DATAVERSE, title="Shop", statecode=OPEN)

    merged = merge(CLOSING, TO, source, target, {"statecode": CLOSED}, AGREED_NAME)

    assert (merged.changes, merged.overruled) == ({"statecode": CLOSED}, ())


def test_the_state_of_a_row_that_the_app_did_not_create_loses_like_other_values() -> None:
    source = thing(Side.BC, name="Shop", blocked=CLOSED)
    target = thing(Side.DATAVERSE, title="Shop", statecode=OPEN)

    merged = merge(CLOSING, TO, source, target, {"title": "Shop", "statecode": CLOSED}, None)

    assert merged.changes == {"statecode": CLOSED}
    assert [lost.field.name for lost in merged.overruled] == ["statecode"]


def test_a_field_that_is_new_to_the_mapping_and_no_state_has_a_loser() -> None:
    source = thing(Side.BC, name="Shop", blocked=CLOSED)
    target = thing(Side.DATAVERSE, title="Shop", shownstate=OPEN)

    merged = merge(SHOWN, TO, source, target, {"shownstate": CLOSED}, AGREED_NAME)

    assert merged.changes == {"shownstate": CLOSED}
    assert [lost.field.name for lost in merged.overruled] == ["shownstate"]


def test_a_state_that_was_agreed_before_is_in_conflict_like_other_values() -> None:
    base = Agreement({"name": "Shop", "blocked": OPEN}, {"title": "Shop", "statecode": OPEN})
    source = thing(Side.BC, name="Shop", blocked=CLOSED)
    target = thing(Side.DATAVERSE, title="Shop", statecode=2)

    merged = merge(CLOSING, TO, source, target, {"statecode": CLOSED}, base)

    assert merged.changes == {}
    assert [conflict.field.name for conflict in merged.conflicts] == ["statecode"]
