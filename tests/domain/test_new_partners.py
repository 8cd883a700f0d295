"""Which uncoupled records get a partner, which are left alone, and which wait."""

from dataclasses import replace
from typing import Any

import pytest

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Fail, Insert, Skip, Wanted
from shared.domain.mapping import TableMapping
from shared.domain.pending import Cause
from shared.domain.policies import DeletionPolicy, Terms
from shared.domain.records import Flaw, Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.translation import Partners
from tests.domain.examples import NOW, PEOPLE, id_of, people_whose_currency, person, row

DOLLAR, BUCK, YEN = id_of("dollar"), id_of("dollar's row"), id_of("yen")
LOOKUPS = {"MONEY": Partners({DOLLAR: BUCK}, {BUCK: DOLLAR})}
TO, BACK = Terms(Leg.TO_DATAVERSE), Terms(Leg.FROM_DATAVERSE)
NEW = Known(creating=True)
COUPLING = Coupling("people", person().id, row().id, agreement=Agreement({}, {}))
BROKEN = Known(COUPLING, gone=True)
RESTORED = replace(TO, deleted=DeletionPolicy.RESTORE)


def new_only_where(side: Side, **values: Any) -> TableMapping:
    """Return people of whom only those with certain values get a new partner."""
    content = PEOPLE.model_dump(exclude_none=True)
    content[side]["new_where"] = values
    return TableMapping.model_validate(content)


def test_a_record_that_has_a_partner_is_left_as_it_is_where_only_partners_are_made() -> None:
    decision = decide(PEOPLE, replace(TO, create=True), person("Other"), Known(COUPLING), LOOKUPS)

    assert decision == Skip(person("Other"), "it has a partner already", untouched=True)


# Conditions


def test_only_a_record_with_the_values_that_are_asked_for_gets_a_new_partner() -> None:
    mapping = new_only_where(Side.BC, note="Known")

    left = decide(mapping, TO, person(), NEW, LOOKUPS)
    made = decide(mapping, TO, person(note="Known"), NEW, LOOKUPS)

    reason = "not coupled, and records whose note is not Known get no new partner"
    assert left == Skip(person(), reason)
    assert isinstance(made, Insert)


def test_only_a_row_with_the_values_that_are_asked_for_gets_a_new_partner() -> None:
    mapping = new_only_where(Side.DATAVERSE, kind=3)

    left = decide(mapping, BACK, row(kind=4), NEW, LOOKUPS)
    made = decide(mapping, BACK, row(kind=3), NEW, LOOKUPS)

    assert left == Skip(
        row(kind=4), "not coupled, and records whose kind is not 3 get no new partner"
    )
    assert isinstance(made, Insert)


def test_what_is_asked_of_one_side_is_not_asked_of_the_other() -> None:
    assert isinstance(
        decide(new_only_where(Side.BC, note="Known"), BACK, row(), NEW, LOOKUPS), Insert
    )


# Lookups that leave a record alone


def test_a_record_is_left_alone_where_it_points_to_one_that_is_left_alone() -> None:
    mapping = people_whose_currency(uncoupled="skip")

    left = decide(mapping, TO, person(currency=YEN), NEW, LOOKUPS)
    made = decide(mapping, TO, person(currency=DOLLAR), NEW, LOOKUPS)

    reason = f"not coupled, and currencyId points to {YEN}, which is not coupled in MONEY"
    assert left == Skip(person(currency=YEN), reason)
    assert isinstance(made, Insert)


def test_a_partner_that_is_to_be_restored_is_waited_for_and_not_left_alone() -> None:
    mapping = people_whose_currency(uncoupled="skip")

    decision = decide(mapping, RESTORED, person(currency=YEN), BROKEN, LOOKUPS)

    assert isinstance(decision, Fail)
    assert (decision.cause, decision.coupling) == (Cause.DEPENDENCY, COUPLING)


def test_a_record_that_points_nowhere_is_left_alone_where_it_has_to_point_somewhere() -> None:
    mapping = people_whose_currency(blank="skip")

    left = decide(mapping, TO, person(), NEW, LOOKUPS)
    made = decide(mapping, TO, person(currency=DOLLAR), NEW, LOOKUPS)

    reason = "not coupled, and records without currencyId get no partner"
    assert left == Skip(person(), reason)
    assert isinstance(made, Insert)
    assert made.values["currency"] == BUCK


def test_a_row_that_points_nowhere_is_left_alone_where_it_has_to_point_somewhere() -> None:
    mapping = people_whose_currency(blank="skip")

    left = decide(mapping, BACK, row(), NEW, LOOKUPS)
    made = decide(mapping, BACK, row(currency=BUCK), NEW, LOOKUPS)

    assert left == Skip(row(), "not coupled, and records without currency get no partner")
    assert isinstance(made, Insert)
    assert made.values["currencyId"] == DOLLAR


def test_a_partner_is_restored_although_its_record_points_nowhere_any_more() -> None:
    mapping = people_whose_currency(blank="skip")

    decision = decide(mapping, RESTORED, person(), BROKEN, LOOKUPS)

    assert isinstance(decision, Insert)
    assert decision.replaces == COUPLING
    assert "currency" not in decision.values


# What new records agree on


def test_a_record_made_from_a_row_agrees_with_it_in_the_columns_of_each_side() -> None:
    made = decide(PEOPLE, BACK, row(phone="1", currency=BUCK), NEW, LOOKUPS)

    assert isinstance(made, Insert)
    assert made.values == {"name": "Adatum", "phone": "1", "currencyId": DOLLAR}
    assert made.agreement == Agreement(
        {"name": "Adatum", "phone": "1", "note": None, "currencyId": DOLLAR},
        {"fullname": "Adatum", "telephone": "1", "remark": None, "currency": BUCK},
    )


def test_a_record_made_from_a_row_has_its_state_from_the_beginning() -> None:
    content = PEOPLE.model_dump(exclude_none=True)
    content["fields"] = [
        {"bc": "name", "dataverse": "fullname"},
        {"bc": "status", "dataverse": "statecode", "transform": {"choice": {"Open": 0, "Void": 1}}},
    ]
    values: dict[str, Value] = {"fullname": "Adatum", "statecode": 1}
    source = Record(Side.DATAVERSE, id_of("closed"), "1", NOW, values, "Adatum")

    made = decide(TableMapping.model_validate(content), BACK, source, NEW, {})

    assert isinstance(made, Insert)
    assert made.values == {"name": "Adatum", "status": "Void"}
    assert made.agreement == Agreement({"name": "Adatum", "status": "Void"}, values)
    assert not made.unfinished


# What keeps a record from going over


@pytest.mark.parametrize(
    ("passes", "cause", "remedy"),
    [
        (True, Cause.DEPENDENCY, "Correct that; the record follows by itself."),
        (False, Cause.DATA, "Correct the record, or the mapping; it follows by itself."),
    ],
)
def test_a_value_that_nobody_can_tell_keeps_its_record_back_and_says_who_has_to_act(
    passes: bool, cause: Cause, remedy: str
) -> None:
    source = replace(person(), flaws={"phone": Flaw("has no rate today", passes)})
    told = "cannot go over: its phone has no rate today."
    message = f"Business Central record 'Adatum' ({source.id}) {told} {remedy}"

    uncoupled = decide(PEOPLE, TO, source, NEW, LOOKUPS)
    coupled = decide(PEOPLE, TO, source, Known(COUPLING, row()), LOOKUPS)

    assert uncoupled == Fail(source, cause, message)
    assert coupled == Fail(source, cause, message, coupling=COUPLING)


def test_a_record_asks_for_the_partner_of_the_one_that_it_points_to() -> None:
    mapping = people_whose_currency(uncoupled="create")

    decision = decide(mapping, TO, person(currency=YEN), NEW, LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DEPENDENCY
    assert decision.wanted == (Wanted("MONEY", YEN),)


def test_a_record_that_only_waits_asks_for_nothing() -> None:
    decision = decide(PEOPLE, TO, person(currency=YEN), NEW, LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.wanted == ()


def test_nobody_is_asked_for_the_row_that_a_blank_stands_for() -> None:
    mapping = people_whose_currency(uncoupled="create")
    lookups = {"MONEY": Partners(blank_is=None, blank_key="EUR")}

    decision = decide(mapping, TO, person(), NEW, lookups)

    assert isinstance(decision, Fail)
    assert "points to EUR" in decision.message
    assert decision.wanted == ()
