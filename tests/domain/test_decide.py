from dataclasses import replace

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import (
    Couple,
    Decision,
    Delete,
    Fail,
    Insert,
    Modify,
    Skip,
    Unchanged,
    Uncouple,
)
from shared.domain.matching import Ambiguous, Match
from shared.domain.pending import Cause
from shared.domain.policies import ConflictPolicy, DeletionPolicy, Instruction, Terms
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.stamps import Row, Stamp
from shared.domain.translation import Partners
from tests.domain.examples import PEOPLE, id_of, people_whose_currency, person, row

EURO = id_of("euro")
LOOKUPS = {"MONEY": Partners({}, {}, blank_is=EURO, blank_key="EUR")}
TO = Terms(Leg.TO_DATAVERSE)


def coupled(agreement: Agreement | None) -> Coupling:
    return Coupling("people", person().id, row().id, agreement=agreement)


def test_an_uncoupled_record_is_skipped_where_only_coupled_ones_travel() -> None:
    decision = decide(PEOPLE, TO, person(), Known(), LOOKUPS)

    reason = "not coupled, and the mapping synchronizes only coupled records"
    assert decision == Skip(person(), reason)


def test_an_uncoupled_record_is_skipped_where_partners_are_made_only_when_asked() -> None:
    mapping = PEOPLE.model_copy(update={"creates": "when_asked"})

    decision = decide(mapping, TO, person(), Known(), LOOKUPS)

    assert decision == Skip(person(), "not coupled, and the mapping makes partners only when asked")


def test_an_uncoupled_record_without_a_match_is_inserted_without_its_blanks() -> None:
    decision = decide(PEOPLE, TO, person(), Known(creating=True), LOOKUPS)

    assert isinstance(decision, Insert)
    assert decision.values == {
        "fullname": "Adatum",
        "code": "10000",
        "currency": EURO,
        "kind": 3,
    }
    assert decision.agreement.bc["phone"] is None
    assert (decision.generation, decision.replaces) == (1, None)


def test_one_free_match_couples() -> None:
    known = Known(match=Match(row()), creating=True)

    assert decide(PEOPLE, TO, person(), known, LOOKUPS) == Couple(person(), row())


def test_several_matches_fail_and_name_them() -> None:
    several = Ambiguous((row(code="1"), row(code="2")), by="fullname")

    decision = decide(PEOPLE, TO, person(), Known(match=several, creating=True), LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.AMBIGUOUS
    assert str(row(code="1").id) in decision.message


def test_a_record_waits_for_the_record_it_points_to() -> None:
    waiting = person(currency=id_of("dollar"))

    decision = decide(PEOPLE, TO, waiting, Known(creating=True), LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DEPENDENCY
    assert "MONEY" in decision.message


def test_a_lookup_may_be_cleared_instead_of_waiting() -> None:
    mapping = people_whose_currency(uncoupled="clear")

    decision = decide(mapping, TO, person(currency=id_of("dollar")), Known(creating=True), LOOKUPS)

    assert isinstance(decision, Insert)
    assert "currency" not in decision.values
    assert decision.agreement.dataverse["currency"] is None


def test_a_blank_waits_where_the_row_it_stands_for_is_missing() -> None:
    lookups = {"MONEY": Partners({}, {}, blank_is=None, blank_key="EUR")}

    decision = decide(PEOPLE, TO, person(), Known(creating=True), lookups)

    assert isinstance(decision, Fail)
    assert "points to EUR" in decision.message


def test_a_coupled_record_that_did_not_change_needs_no_target() -> None:
    agreement = Agreement(dict(person().values), dict(row(currency=EURO).values))

    decision = decide(PEOPLE, TO, person(), Known(coupled(agreement)), LOOKUPS)

    assert decision == Unchanged(person(), coupled(agreement))


def test_a_changed_record_whose_partner_is_gone_fails() -> None:
    agreement = Agreement(dict(person().values), dict(row(currency=EURO).values))

    decision = decide(PEOPLE, TO, person("Other"), Known(coupled(agreement), gone=True), LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DELETED


def test_a_partner_that_exists_but_could_not_be_read_is_not_taken_for_deleted() -> None:
    agreement = Agreement(dict(person().values), dict(row(currency=EURO).values))

    decision = decide(PEOPLE, TO, person("Other"), Known(coupled(agreement)), LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.TRANSIENT
    assert f"{row().id}, which could not be read though it exists" in decision.message


def test_records_that_were_only_coupled_are_not_taken_for_agreed() -> None:
    new = Coupling("people", person().id, row().id)

    decision = decide(PEOPLE, TO, person(phone="1"), Known(new, row(currency=EURO)), LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.changes == {"telephone": "1"}


def test_a_coupled_record_waits_for_the_record_that_it_points_to_now() -> None:
    moved = person(currency=id_of("dollar"))

    decision = decide(PEOPLE, TO, moved, Known(coupled(AGREED), row(currency=EURO)), LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DEPENDENCY
    assert f"its currencyId points to {id_of('dollar')}" in decision.message


def test_a_field_that_did_not_change_keeps_no_other_one_waiting() -> None:
    dollar, buck = id_of("dollar"), id_of("dollar's row")
    base = Agreement(dict(person(currency=dollar).values), dict(row(currency=buck).values))
    known = Known(coupled(base), row(currency=buck))

    decision = decide(PEOPLE, TO, person(currency=dollar, phone="1"), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.changes == {"telephone": "1"}


def test_records_that_came_to_agree_by_themselves_are_remembered_without_a_write() -> None:
    target = row("Other", currency=EURO)

    decision = decide(PEOPLE, TO, person("Other"), Known(coupled(AGREED), target), LOOKUPS)

    agreed = Agreement(dict(person("Other").values), dict(target.values))
    assert decision == Unchanged(person("Other"), coupled(AGREED), target, agreed)


def test_a_value_that_gives_way_to_the_targets_is_told_and_carried_by_the_opposite_leg() -> None:
    target, terms = row("Inc", currency=EURO), replace(TO, conflict=ConflictPolicy.DATAVERSE_WINS)

    decision = decide(PEOPLE, terms, person("Ltd"), Known(coupled(AGREED), target), LOOKUPS)

    assert isinstance(decision, Unchanged)
    assert decision.owed
    assert [(lost.source, lost.winner) for lost in decision.overruled] == [("Ltd", Side.DATAVERSE)]


def test_a_changed_record_modifies_its_partner() -> None:
    agreement = Agreement(dict(person().values), dict(row(currency=EURO).values))
    known = Known(coupled(agreement), row(currency=EURO))

    decision = decide(PEOPLE, TO, person("Other"), known, LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.changes == {"fullname": "Other"}


def test_no_field_of_a_record_in_conflict_is_written() -> None:
    agreement = Agreement(dict(person().values), dict(row(currency=EURO).values))
    known = Known(coupled(agreement), row("Adatum Inc", currency=EURO))

    decision = decide(PEOPLE, TO, person("Adatum Ltd", phone="1"), known, LOOKUPS)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.CONFLICT
    assert "'Adatum Ltd' here and 'Adatum Inc'" in decision.message
    assert [conflict.field.bc for conflict in decision.conflicts] == ["name"]


AGREED = Agreement(dict(person().values), dict(row(currency=EURO).values))


def broken(
    policy: DeletionPolicy,
    record: Record | None = None,
    *,
    forced: bool = False,
    skipped: bool = False,
    instruction: Instruction | None = None,
) -> Decision:
    """Decide about a record whose partner is gone."""
    on = Terms(Leg.TO_DATAVERSE, deleted=policy, forced=forced, instruction=instruction)
    known = Known(replace(coupled(AGREED), skipped=skipped), gone=True)
    return decide(PEOPLE, on, record or person(), known, LOOKUPS)


def test_keep_lists_the_record_with_the_partner_that_is_gone() -> None:
    decision = broken(DeletionPolicy.KEEP)

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DELETED
    assert f"Dataverse record {row().id}, which was deleted" in decision.message


def test_keep_is_silent_about_a_record_that_was_listed_and_skipped() -> None:
    reason = "its partner was deleted; restore, uncouple or delete it"

    assert broken(DeletionPolicy.KEEP, skipped=True) == Skip(person(), reason, waits=True)


def test_uncouple_leaves_the_record_and_removes_the_coupling() -> None:
    decision = broken(DeletionPolicy.UNCOUPLE)

    assert decision == Uncouple(person(), coupled(AGREED), "its partner was deleted")


def test_a_person_uncouples_two_records_that_are_both_there() -> None:
    terms = replace(TO, instruction=Instruction(uncouple=True))

    decision = decide(PEOPLE, terms, person(), Known(coupled(AGREED), row()), LOOKUPS)

    assert decision == Uncouple(person(), coupled(AGREED), "a person decided so", chosen=True)


def test_a_record_that_never_agreed_with_its_partner_is_not_deleted_with_it() -> None:
    known = Known(Coupling("people", person().id, row().id), gone=True)

    decision = decide(PEOPLE, replace(TO, deleted=DeletionPolicy.DELETE), person(), known, LOOKUPS)

    assert isinstance(decision, Fail)
    assert f"Dataverse record {row().id}, its partner" in decision.message


def test_a_partner_is_not_created_anew_before_what_it_points_to() -> None:
    decision = broken(DeletionPolicy.RESTORE, person(currency=id_of("dollar")))

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DEPENDENCY
    assert decision.coupling == coupled(AGREED)


def test_restore_creates_the_partner_anew_in_the_next_generation() -> None:
    decision = broken(DeletionPolicy.RESTORE)

    assert isinstance(decision, Insert)
    assert decision.generation == 2
    assert decision.replaces == coupled(AGREED)


def test_delete_takes_a_record_along_that_is_as_it_was_agreed() -> None:
    assert isinstance(broken(DeletionPolicy.DELETE), Delete)


def test_delete_never_takes_an_edit_along_that_nobody_carried_over() -> None:
    decision = broken(DeletionPolicy.DELETE, person("Edited"))

    assert isinstance(decision, Fail)
    assert decision.cause is Cause.DELETED
    assert "was changed after" in decision.message


def test_a_person_may_have_an_edited_record_deleted_all_the_same() -> None:
    chosen = Instruction(deleted=DeletionPolicy.DELETE)

    decision = broken(DeletionPolicy.KEEP, person("Edited"), instruction=chosen)

    assert isinstance(decision, Delete)


def test_force_does_not_bring_a_deleted_partner_back() -> None:
    decision = broken(DeletionPolicy.RESTORE, forced=True)

    assert isinstance(decision, Fail)


# What the app adds of its own

STAMPED = replace(TO, stamp=Stamp({"owner": Row("team", EURO)}, {"company": Row("firm", EURO)}))


def test_no_partner_is_made_where_the_mapping_creates_none() -> None:
    mapping = PEOPLE.model_copy(update={"creates": False})

    decision = decide(mapping, TO, person(), Known(creating=True), LOOKUPS)

    assert decision == Skip(person(), "not coupled, and the mapping creates no partners")


def test_an_inserted_row_is_stamped_and_what_it_agrees_on_is_not() -> None:
    decision = decide(PEOPLE, STAMPED, person(), Known(creating=True), LOOKUPS)

    assert isinstance(decision, Insert)
    assert decision.stamp == {"owner": Row("team", EURO)}
    assert "owner" not in decision.agreement.dataverse


def test_a_row_that_lacks_the_stamp_is_written_though_no_value_differs() -> None:
    target = row(currency=EURO)
    known = Known(coupled(None), target)

    decision = decide(PEOPLE, STAMPED, person(), known, LOOKUPS)
    stamped = replace(target, values={**target.values, "company": EURO})
    again = decide(PEOPLE, STAMPED, person(), Known(coupled(None), stamped), LOOKUPS)

    assert isinstance(decision, Modify)
    assert (decision.changes, decision.stamp) == ({}, {"company": Row("firm", EURO)})
    assert isinstance(again, Unchanged)


def test_a_row_that_has_the_stamp_gets_it_again_with_a_change() -> None:
    target = row(currency=EURO)
    stamped = replace(target, values={**target.values, "company": EURO})

    decision = decide(PEOPLE, STAMPED, person("Other"), Known(coupled(AGREED), stamped), LOOKUPS)

    assert isinstance(decision, Modify)
    assert decision.stamp == {"company": Row("firm", EURO)}
