from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.mapping_fields import FieldMapping
from shared.domain.matching import (
    Ambiguous,
    Keyed,
    Match,
    choose,
    folded,
    in_targets_terms,
    key_on,
)
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side
from shared.domain.translation import Partners
from tests.domain.examples import PEOPLE, id_of, person, row, things

NAME, PHONE = PEOPLE.fields[0], PEOPLE.fields[2]
[CURRENCY] = [field for field in PEOPLE.fields if field.lookup]
TO = Leg.TO_DATAVERSE

names = st.one_of(st.none(), st.sampled_from(["", "Adatum", " ADATUM", "adatum ", "Contoso"]))


def matches(keys: tuple[FieldMapping, ...], source: Record, target: Record) -> bool:
    leg = Leg.TO_DATAVERSE if source.side is Side.BC else Leg.FROM_DATAVERSE
    key = in_targets_terms(keys, leg, source, {}).key
    return key is not None and key == key_on(keys, target)


@pytest.mark.parametrize(
    ("value", "compared"),
    [
        (" Straße ", "strasse"),
        ("Adatum   Corp.\u00a0Ltd", "adatum corp. ltd"),
        ("  ", None),
        (None, None),
        (0, 0),
        (False, False),
        (Decimal("1.50"), Decimal("1.5")),
    ],
)
def test_text_is_compared_without_case_and_needless_spaces(value: Value, compared: Value) -> None:
    assert folded(value) == compared


def test_records_match_that_are_equal_in_every_key() -> None:
    customer = person("Adatum", phone="1")

    assert matches((NAME, PHONE), customer, row(" ADATUM", phone="1"))
    assert not matches((NAME, PHONE), customer, row("Adatum", phone="2"))
    assert not matches((NAME, PHONE), customer, row("Contoso", phone="1"))


def test_a_blank_equals_nothing_not_even_a_blank() -> None:
    assert not matches((NAME,), person(None), row(None))
    assert not matches((NAME,), person(" "), row(""))


def test_case_counts_in_a_case_sensitive_key_but_needless_spaces_do_not() -> None:
    exact = things(
        {"bc": "name", "dataverse": "fullname", "match": 1, "case_sensitive": True}
    ).fields

    assert matches(exact, person("Adatum"), row(" Adatum"))
    assert not matches(exact, person("Adatum"), row("ADATUM"))
    assert not matches(exact, person("Adatum"), row("Contoso"))
    assert not matches(exact, person(" "), row(" "))


def test_a_record_is_told_with_its_keys_as_the_target_writes_them() -> None:
    customer = person(" Adatum", phone="1")

    keyed = in_targets_terms((NAME, PHONE), TO, customer, {})

    assert keyed == Keyed(customer, (" Adatum", "1"), ("adatum", "1"))


def test_a_record_matches_by_the_partner_of_what_it_points_to() -> None:
    dollar, buck = id_of("dollar"), id_of("dollar's row")
    customer = person(currency=dollar)

    keyed = in_targets_terms((CURRENCY,), TO, customer, {"MONEY": Partners({dollar: buck})})

    assert keyed == Keyed(customer, (buck,), (buck,))
    assert keyed.key == key_on((CURRENCY,), row(currency=buck))


def test_a_record_that_points_to_an_uncoupled_one_has_no_key() -> None:
    customer = person(currency=id_of("yen"))

    keyed = in_targets_terms((NAME, CURRENCY), TO, customer, {"MONEY": Partners()})

    assert keyed == Keyed(customer, (), None)


@given(names, names)
def test_two_records_match_in_both_legs_or_in_none(bc: str | None, dataverse: str | None) -> None:
    customer, account = person(bc), row(dataverse)

    there = matches((NAME,), customer, account)

    assert there == matches((NAME,), account, customer)
    assert there == bool(folded(bc) and folded(bc) == folded(dataverse))


def test_only_a_single_free_target_is_a_match() -> None:
    one, other = row(code="1"), row(code="2")

    assert choose((NAME,), TO, iter([])) is None
    assert choose((NAME,), TO, iter([one])) == Match(one)
    assert choose((NAME,), TO, iter([one, other])) == Ambiguous((one, other), by="fullname")


def test_several_targets_are_told_with_all_keys_that_they_share() -> None:
    several = choose((NAME, PHONE), Leg.FROM_DATAVERSE, [person(number="1"), person(number="2")])

    assert isinstance(several, Ambiguous)
    assert several.by == "name and phone"
