from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from shared.domain.mapping_fields import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg
from shared.domain.translation import (
    Aside,
    Lookups,
    Partners,
    Translated,
    Uncoupled,
    Unfit,
    translate,
)
from tests.domain.examples import PEOPLE, id_of, people_whose_currency, person, row, things

EURO, DOLLAR, BUCK = id_of("euro"), id_of("dollar"), id_of("dollar's row")
MONEY = Partners({DOLLAR: BUCK}, {BUCK: DOLLAR}, blank_is=EURO, blank_key="EUR")
LOOKUPS = {"MONEY": MONEY}
TO, BACK = Leg.TO_DATAVERSE, Leg.FROM_DATAVERSE
[CURRENCY] = [field for field in PEOPLE.fields if field.lookup]


def values_of(
    fields: Iterable[FieldMapping], leg: Leg, record: Record, lookups: Lookups
) -> Mapping[str, Value]:
    translated = translate(fields, leg, record, lookups)
    assert isinstance(translated, Translated)
    assert translated.aside == Aside()
    return translated.values


def test_a_record_travels_in_the_columns_of_the_other_side() -> None:
    values = values_of(PEOPLE.fields_for(BACK), BACK, row(phone="1", currency=EURO), LOOKUPS)

    assert values == {"name": "Adatum", "phone": "1", "note": None, "currencyId": None}


def test_a_lookup_points_to_the_partner_of_what_it_pointed_to() -> None:
    assert values_of([CURRENCY], TO, person(currency=DOLLAR), LOOKUPS) == {"currency": BUCK}
    assert values_of([CURRENCY], BACK, row(currency=BUCK), LOOKUPS) == {"currencyId": DOLLAR}


def test_a_blank_and_the_row_it_stands_for_are_the_same() -> None:
    assert values_of([CURRENCY], TO, person(currency=None), LOOKUPS) == {"currency": EURO}
    assert values_of([CURRENCY], BACK, row(currency=EURO), LOOKUPS) == {"currencyId": None}


def test_a_blank_stays_blank_where_it_stands_for_nothing() -> None:
    plain = {"MONEY": Partners({DOLLAR: BUCK}, {BUCK: DOLLAR})}

    assert values_of([CURRENCY], TO, person(currency=None), plain) == {"currency": None}
    assert values_of([CURRENCY], BACK, row(currency=None), LOOKUPS) == {"currencyId": None}


def test_a_blank_in_dataverse_stays_blank_although_its_row_is_missing() -> None:
    missing = {"MONEY": Partners(blank_is=None, blank_key="EUR")}

    assert values_of([CURRENCY], BACK, row(currency=None), missing) == {"currencyId": None}


def test_a_record_waits_for_a_partner_that_is_named() -> None:
    yen = id_of("yen")

    there = translate(PEOPLE.fields, TO, person(currency=yen), LOOKUPS)
    back = translate([CURRENCY], BACK, row(currency=yen), LOOKUPS)

    assert there == Uncoupled("currencyId", "MONEY", yen)
    assert back == Uncoupled("currency", "MONEY", yen)


# Lookups by another field than the id, whose blanks are never written

CODED = FieldMapping.model_validate(
    {
        "bc": "name",
        "dataverse": "currency",
        "lookup": {"mapping": "MONEY", "by": "code", "blank": "keep"},
    }
)


def by_code(**parts: Any) -> Lookups:
    return {"MONEY by code": Partners({"USD": BUCK}, {BUCK: "USD"}, **parts)}


def test_a_code_finds_the_partner_of_the_record_that_has_it() -> None:
    assert values_of([CODED], TO, person("USD"), by_code()) == {"currency": BUCK}
    assert values_of([CODED], BACK, row(currency=BUCK), by_code()) == {"name": "USD"}


def test_a_blank_and_a_code_that_nobody_has_leave_the_field_out() -> None:
    nobody = by_code(nobody=frozenset({"OLD"}))

    assert values_of([CODED], TO, person(None), nobody) == {}
    assert values_of([CODED], TO, person("OLD"), nobody) == {}
    assert values_of([CODED], BACK, row(currency=None), nobody) == {}


def test_a_code_whose_record_is_not_coupled_is_waited_for() -> None:
    assert translate([CODED], TO, person("CHF"), by_code()) == Uncoupled("name", "MONEY", "CHF")


# What records wait for

YEN = id_of("yen")


def test_a_record_to_be_left_alone_is_left_alone_whatever_else_it_waits_for() -> None:
    waits = {"bc": "note", "dataverse": "remark", "required": True}
    skips = {
        "bc": "currencyId",
        "dataverse": "currency",
        "lookup": {"mapping": "MONEY", "uncoupled": "skip"},
    }
    left_alone = Uncoupled("currencyId", "MONEY", YEN, leaves_alone=True)

    for fields in (things(waits, skips).fields, things(skips, waits).fields):
        assert translate(fields, TO, person(note=None, currency=YEN), LOOKUPS) == left_alone


def test_a_record_that_waits_tells_that_only_setup_adds_values_of_a_choice() -> None:
    choice = {"MONEY": Partners(are_values=True)}

    there = translate([CURRENCY], TO, person(currency=YEN), choice)

    assert there == Uncoupled("currencyId", "MONEY", YEN, is_value=True)


def test_a_partner_is_asked_for_on_the_way_to_dataverse_only() -> None:
    [asking] = [field for field in people_whose_currency(uncoupled="create").fields if field.lookup]

    there = translate([asking], TO, person(currency=YEN), LOOKUPS)
    back = translate([asking], BACK, row(currency=YEN), LOOKUPS)

    assert there == Uncoupled("currencyId", "MONEY", YEN, asks="MONEY")
    assert back == Uncoupled("currency", "MONEY", YEN, asks="")


# Values that have to be there, and values that go over changed

[PHONE] = things({"bc": "phone", "dataverse": "telephone", "required": True}).fields


@pytest.mark.parametrize(
    ("leg", "record", "unfit"),
    [
        (TO, person(phone=None), Unfit("phone", "is blank, and Dataverse needs a value")),
        (
            BACK,
            row(phone=None),
            Unfit("telephone", "is blank, and Business Central needs a value"),
        ),
    ],
)
def test_a_record_without_a_required_value_says_which_side_needs_it(
    leg: Leg, record: Record, unfit: Unfit
) -> None:
    assert translate([PHONE], leg, record, {}) == unfit


def test_a_record_with_its_required_value_travels() -> None:
    assert values_of([PHONE], TO, person(phone="1"), {}) == {"telephone": "1"}


def test_a_required_value_that_no_column_gives_is_missed_by_the_targets_column() -> None:
    same_for_all = FieldMapping.model_validate(
        {
            "dataverse": "currency",
            "direction": "to_dataverse",
            "blank": True,
            "required": True,
            "lookup": {"mapping": "MONEY"},
        }
    )

    without = translate([same_for_all], TO, person(), {"MONEY": Partners()})

    assert without == Unfit("currency", "is blank, and Dataverse needs a value")
    assert values_of([same_for_all], TO, person(), LOOKUPS) == {"currency": EURO}


def test_a_record_tells_of_the_first_value_that_it_lacks() -> None:
    lacks_both = person(phone=None, currency=YEN)

    currency_first = translate([CURRENCY, PHONE], TO, lacks_both, LOOKUPS)
    phone_first = translate([PHONE, CURRENCY], TO, lacks_both, LOOKUPS)

    assert currency_first == Uncoupled("currencyId", "MONEY", YEN)
    assert phone_first == Unfit("phone", "is blank, and Dataverse needs a value")


def test_a_text_that_was_cut_is_told_by_the_column_it_comes_from() -> None:
    fields = things({"bc": "note", "dataverse": "remark", "transform": {"truncate": 3}}).fields
    cut = "cut from 6 to 3 characters: 'Adatum'"

    there = translate(fields, TO, person(note="Adatum"), {})
    back = translate(fields, BACK, row(remark="Adatum"), {})

    assert there == Translated({"remark": "Ada"}, Aside(notices=(f"note {cut}",)))
    assert back == Translated({"note": "Ada"}, Aside(notices=(f"remark {cut}",)))
