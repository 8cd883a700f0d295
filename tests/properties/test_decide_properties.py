"""What holds of every decision: all that can be known of a record, on all terms there are."""

from collections.abc import Iterator
from itertools import product

from shared.domain.couplings import Agreement, Coupling
from shared.domain.decide import Known, decide
from shared.domain.decisions import Couple, Decision, Delete, Fail, Insert, Modify, Skip, Uncouple
from shared.domain.matching import Ambiguous, Match
from shared.domain.pending import Cause
from shared.domain.policies import ConflictPolicy, DeletionPolicy, Instruction, Terms
from shared.domain.records import Record
from shared.domain.sides import Leg, Side
from shared.domain.translation import Partners
from tests.domain.examples import PEOPLE, id_of, person, row

EURO, YEN = id_of("euro"), id_of("yen")
LOOKUPS = {"MONEY": Partners({}, {}, blank_is=EURO, blank_key="EUR")}
AGREED = Agreement(dict(person().values), dict(row(currency=EURO).values))

PEOPLE_FOUND = (person(), person("Ltd", phone="1"), person(currency=YEN))
ROWS_FOUND = (row(currency=EURO), row("Inc", phone="2", currency=EURO), row(currency=YEN))
INSTRUCTIONS = (
    None,
    Instruction(winner=Side.BC),
    Instruction(fields={"telephone": Side.DATAVERSE}),
    Instruction(deleted=DeletionPolicy.DELETE),
    Instruction(uncouple=True),
)

Situation = tuple[Terms, Record, Known, Decision]


def every_situation() -> Iterator[Situation]:
    for leg in Leg:
        sources, targets = PEOPLE_FOUND, ROWS_FOUND
        if leg is Leg.FROM_DATAVERSE:
            sources, targets = targets, sources
        known = [*uncoupled(targets), *coupled(targets)]
        for terms, record, facts in product(every_term(leg), sources, known):
            yield terms, record, facts, decide(PEOPLE, terms, record, facts, LOOKUPS)


def every_term(leg: Leg) -> Iterator[Terms]:
    choices = product(ConflictPolicy, DeletionPolicy, (False, True), INSTRUCTIONS)
    for conflict, deleted, forced, instruction in choices:
        yield Terms(leg, conflict, deleted, forced, instruction)


def uncoupled(targets: tuple[Record, ...]) -> Iterator[Known]:
    for match in (None, Match(targets[0]), Ambiguous(targets, "name")):
        yield Known(match=match)
        yield Known(match=match, creating=True)


def coupled(targets: tuple[Record, ...]) -> Iterator[Known]:
    for agreement, skipped in product((None, AGREED), (False, True)):
        coupling = Coupling(
            "people", person().id, row().id, generation=3, agreement=agreement, skipped=skipped
        )
        yield Known(coupling)
        yield Known(coupling, gone=True)
        for target in targets:
            yield Known(coupling, target)


def test_a_decision_is_about_its_record_and_its_coupling() -> None:
    for _, record, known, decision in every_situation():
        assert decision.record is record
        match decision:
            case Insert():
                assert decision.replaces is known.coupling
            case Skip() | Couple():
                pass
            case _:
                assert decision.coupling is known.coupling


def test_a_failure_names_its_record_and_the_partner_that_is_missing() -> None:
    for terms, record, known, decision in every_situation():
        if isinstance(decision, Fail):
            assert f"{terms.leg.source.system} record '{record.title}'" in decision.message
            assert str(record.id) in decision.message
            if decision.cause in (Cause.DELETED, Cause.TRANSIENT):
                assert known.coupling is not None
                assert str(known.coupling.id_on(terms.leg.target)) in decision.message


def test_a_partner_is_created_only_where_there_is_none() -> None:
    for terms, _, known, decision in every_situation():
        if isinstance(decision, Insert):
            restored = known.gone and terms.deletion is DeletionPolicy.RESTORE and not terms.forced
            assert restored or (known.coupling is None and known.creating and known.match is None)
            assert decision.generation == (4 if restored else 1)
            assert None not in decision.values.values()


def test_a_record_is_deleted_only_with_a_partner_that_is_gone_and_only_if_asked() -> None:
    for terms, record, known, decision in every_situation():
        if isinstance(decision, Delete):
            assert known.gone
            assert terms.deletion is DeletionPolicy.DELETE
            assert not terms.forced
            chosen = terms.instruction is not None and terms.instruction.deleted is not None
            assert chosen or record.values == AGREED.of(record.side)


def test_a_target_is_written_only_as_it_was_seen_and_only_in_columns_of_the_leg() -> None:
    for terms, _, known, decision in every_situation():
        if isinstance(decision, Modify):
            assert decision.target is known.target
            assert known.coupling is not None
            assert terms.forced or not known.coupling.skipped
            columns = {field.column(terms.leg.target) for field in PEOPLE.fields_for(terms.leg)}
            assert set(decision.changes) <= columns
            seen = decision.target.values
            assert all(seen[column] != value for column, value in decision.changes.items())


def test_what_a_person_wants_uncoupled_is_uncoupled_and_nothing_is_written() -> None:
    for terms, _, known, decision in every_situation():
        if terms.uncouple and known.coupling is not None:
            assert isinstance(decision, Uncouple)


def test_a_conflict_stays_open_only_where_nobody_has_chosen_a_side() -> None:
    for terms, _, _, decision in every_situation():
        if isinstance(decision, Fail) and decision.cause is Cause.CONFLICT:
            assert not terms.forced
            assert terms.conflict is ConflictPolicy.FAIL
            assert all(terms.winner(lost.field.name) is None for lost in decision.conflicts)


def test_every_way_to_end_is_reached() -> None:
    ends = {type(decision).__name__ for *_, decision in every_situation()}
    causes = {d.cause.value for *_, d in every_situation() if isinstance(d, Fail)}

    assert len(ends) == 8
    assert causes == {"ambiguous", "conflict", "deleted", "dependency", "transient"}
