"""A value that the app gave a record while others traded theirs, and then was broken off."""

from dataclasses import replace

import pytest

from shared.domain.couplings import Agreement
from shared.domain.identifiers import aside
from shared.domain.merge import changed_fields, merge
from shared.domain.policies import Terms
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from tests.domain.examples import id_of, thing, things

CODES = things({"bc": "code", "dataverse": "label"})
AGREED = Agreement({"code": "ONE"}, {"label": "ONE"})
TO, BACK = Terms(Leg.TO_DATAVERSE), Terms(Leg.FROM_DATAVERSE)


def stepped_aside() -> Record:
    record = thing(Side.BC, code="ONE")
    return replace(record, values={"code": aside(record.id)})


def test_it_is_as_short_as_codes_are_and_each_record_has_its_own() -> None:
    assert len(aside(id_of("one"))) == 10
    assert aside(id_of("one")) == aside(id_of("one")).upper() != aside(id_of("two"))
    assert aside(id_of("one")).startswith("~")


def test_it_is_no_change_of_anybodys() -> None:
    assert changed_fields(CODES, Leg.TO_DATAVERSE, stepped_aside(), AGREED) == ()


@pytest.mark.parametrize("forced", [False, True])
@pytest.mark.parametrize("agreement", [AGREED, None])
def test_it_never_travels(agreement: Agreement | None, forced: bool) -> None:
    source, target = stepped_aside(), thing(Side.DATAVERSE, label="ONE")
    terms = replace(TO, forced=forced)

    merged = merge(CODES, terms, source, target, {"label": source.values["code"]}, agreement)

    assert (merged.changes, merged.conflicts, merged.overruled) == ({}, (), ())


def test_it_gives_way_to_what_its_partner_is_called_by_now() -> None:
    source = thing(Side.DATAVERSE, label="TWO")

    merged = merge(CODES, BACK, source, stepped_aside(), {"code": "TWO"}, AGREED)

    assert merged.changes == {"code": "TWO"}
    assert (merged.conflicts, merged.overruled) == ((), ())


def test_that_of_another_record_is_a_value_like_others() -> None:
    other = thing(Side.BC, code=aside(id_of("another")))

    assert changed_fields(CODES, Leg.TO_DATAVERSE, other, AGREED) == CODES.fields
