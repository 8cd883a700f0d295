"""Pairs that are skipped since they failed twice, and what a person's force does to them."""

from dataclasses import replace

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Modify, Skip
from shared.domain.policies import Terms
from shared.domain.sides import Leg
from shared.domain.translation import Partners
from tests.domain.examples import PEOPLE, id_of, person, row

EURO = id_of("euro")
LOOKUPS = {"MONEY": Partners({}, {}, blank_is=EURO, blank_key="EUR")}
TO = Terms(Leg.TO_DATAVERSE)
FORCED = replace(TO, forced=True)
AGREED = Agreement(dict(person().values), dict(row(currency=EURO).values))
PAIR = Coupling("people", person().id, row().id, agreement=AGREED)
SKIPPED = replace(PAIR, skipped=True)


def test_a_skipped_record_is_left_alone_unless_it_is_forced() -> None:
    known = Known(SKIPPED, row(currency=EURO))

    left = decide(PEOPLE, TO, person("Other"), known, LOOKUPS)
    forced = decide(PEOPLE, FORCED, person("Other"), known, LOOKUPS)

    reason = "it failed twice in the same way; retry it, or choose a side"
    assert left == Skip(person("Other"), reason, waits=True, held_up=True)
    assert isinstance(forced, Modify)


def test_a_skipped_record_that_is_forced_owes_nothing_where_only_it_was_changed() -> None:
    known = Known(SKIPPED, row(currency=EURO))

    decision = decide(PEOPLE, FORCED, person("Other"), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.changes == {"fullname": "Other"}
    assert not decision.owed


def test_a_skipped_pair_that_is_forced_still_owes_what_its_partner_has_to_carry() -> None:
    known = Known(SKIPPED, row(remark="Late", currency=EURO))

    decision = decide(PEOPLE, FORCED, person("Other"), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.owed


def test_a_pair_that_was_not_skipped_leaves_it_to_the_opposite_leg_to_find_what_it_has() -> None:
    known = Known(PAIR, row(remark="Late", currency=EURO))

    decision = decide(PEOPLE, TO, person("Other"), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert not decision.owed


def test_force_overwrites_the_partners_values_although_the_record_did_not_change() -> None:
    known = Known(PAIR, row("Other", currency=EURO))

    decision = decide(PEOPLE, FORCED, person(), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.changes == {"fullname": "Adatum"}


def test_a_skipped_record_as_it_was_agreed_holds_nothing_up() -> None:
    left = decide(PEOPLE, TO, person(), Known(SKIPPED), LOOKUPS)

    assert isinstance(left, Skip)
    assert (left.waits, left.held_up) == (True, False)
