from collections.abc import Iterable, Mapping
from typing import Any

from shared.domain.mapping_fields import FieldMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg
from shared.domain.translation import (
    Aside,
    Lookups,
    Partners,
    Translated,
    Uncoupled,
    translate,
)
from tests.domain.examples import PEOPLE, id_of, person, row

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
