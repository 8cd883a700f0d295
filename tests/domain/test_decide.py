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
from shared.domain.mapping import TableMapping
from shared.domain.matching import Ambiguous, Match
from shared.domain.pending import Cause
from shared.domain.policies import DeletionPolicy, Instruction, Terms
from shared.domain.records import Record
from shared.domain.sides import Leg
from shared.domain.translation import Partners
from tests.domain.examples import PEOPLE, id_of, person, row

EURO = id_of("euro")
LOOKUPS = {"MONEY": Partners({}, {}, blank_is=EURO, blank_key="EUR")}
TO = Terms(Leg.TO_DATAVERSE)


def coupled(agreement: Agreement | None) -> Coupling:
    return Coupling("people", person().id, row().id, agreement=agreement)


def test_an_uncoupled_record_is_skipped_where_only_coupled_ones_travel() -> None:
    decision = decide(PEOPLE, TO, person(), Known(creating=False), LOOKUPS)

    assert isinstance(decision, Skip)


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
    fields = [field.model_dump(exclude_none=True) for field in PEOPLE.fields]
    [lookup] = [field["lookup"] for field in fields if "lookup" in field]
    lookup["uncoupled"] = "clear"
    mapping = TableMapping.model_validate({**PEOPLE.model_dump(), "fields": fields})

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


AGREED = Agreement(dict(person().values), dict(row(currency=EURO).values))


def broken(
    policy: DeletionPolicy,
    record: Record | None = None,
    *,
    forced: bool = False,
    instruction: Instruction | None = None,
) -> Decision:
    """Decide about a record whose partner is gone."""
    on = Terms(Leg.TO_DATAVERSE, deleted=policy, forced=forced, instruction=instruction)
    return decide(PEOPLE, on, record or person(), Known(coupled(AGREED), gone=True), LOOKUPS)


def test_uncouple_leaves_the_record_and_removes_the_coupling() -> None:
    assert isinstance(broken(DeletionPolicy.UNCOUPLE), Uncouple)


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
    assert "was changed after" in decision.message


def test_a_person_may_have_an_edited_record_deleted_all_the_same() -> None:
    chosen = Instruction(deleted=DeletionPolicy.DELETE)

    decision = broken(DeletionPolicy.KEEP, person("Edited"), instruction=chosen)

    assert isinstance(decision, Delete)


def test_force_does_not_bring_a_deleted_partner_back() -> None:
    decision = broken(DeletionPolicy.RESTORE, forced=True)

    assert isinstance(decision, Fail)


def test_a_skipped_record_is_left_alone_unless_it_is_forced() -> None:
    skipped = replace(coupled(AGREED), skipped=True)
    known = Known(skipped, row(currency=EURO))

    left = decide(PEOPLE, TO, person("Other"), known, LOOKUPS)
    forced = decide(PEOPLE, replace(TO, forced=True), person("Other"), known, LOOKUPS)

    assert isinstance(left, Skip)
    assert isinstance(forced, Modify)
