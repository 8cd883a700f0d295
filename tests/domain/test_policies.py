import pytest

from shared.domain.policies import ConflictPolicy, DeletionPolicy, Instruction, Terms
from shared.domain.sides import Leg, Side

FAIL, BC_WINS = ConflictPolicy.FAIL, ConflictPolicy.BC_WINS
BC_CHOSEN = Instruction(winner=Side.BC, fields={"telephone": Side.DATAVERSE})


@pytest.mark.parametrize(
    ("policy", "winner"),
    [
        (ConflictPolicy.FAIL, None),
        (ConflictPolicy.BC_WINS, Side.BC),
        (ConflictPolicy.DATAVERSE_WINS, Side.DATAVERSE),
    ],
)
def test_a_policy_names_the_side_that_wins_in_either_leg(
    policy: ConflictPolicy, winner: Side | None
) -> None:
    assert {Terms(leg, policy).winner("telephone") for leg in Leg} == {winner}


def test_a_person_decides_for_a_field_before_the_record_and_for_both_before_the_policy() -> None:
    terms = Terms(Leg.TO_DATAVERSE, ConflictPolicy.DATAVERSE_WINS, instruction=BC_CHOSEN)

    assert terms.winner("telephone") is Side.DATAVERSE
    assert terms.winner("fullname") is Side.BC


def test_what_a_person_has_not_decided_is_left_to_the_policy() -> None:
    silent = Instruction(deleted=DeletionPolicy.RESTORE)

    assert Terms(Leg.TO_DATAVERSE, BC_WINS, instruction=silent).winner("fullname") is Side.BC
    assert Terms(Leg.TO_DATAVERSE, FAIL, instruction=silent).winner("fullname") is None


@pytest.mark.parametrize("leg", Leg)
def test_force_lets_the_source_win_whatever_was_decided(leg: Leg) -> None:
    forced = Terms(leg, BC_WINS, forced=True, instruction=BC_CHOSEN)

    assert forced.winner("telephone") is leg.source


def test_a_deleted_partner_is_dealt_with_as_a_person_decided_else_by_policy() -> None:
    restore = Instruction(deleted=DeletionPolicy.RESTORE)
    terms = Terms(Leg.TO_DATAVERSE, deleted=DeletionPolicy.DELETE)

    assert terms.deletion is DeletionPolicy.DELETE
    assert Terms(Leg.TO_DATAVERSE).deletion is DeletionPolicy.KEEP
    decided = Terms(Leg.TO_DATAVERSE, deleted=DeletionPolicy.DELETE, instruction=restore)
    assert decided.deletion is DeletionPolicy.RESTORE
    other = Terms(Leg.TO_DATAVERSE, deleted=DeletionPolicy.DELETE, instruction=BC_CHOSEN)
    assert other.deletion is DeletionPolicy.DELETE


def test_only_a_person_uncouples_records_that_are_both_there() -> None:
    assert Terms(Leg.TO_DATAVERSE, instruction=Instruction(uncouple=True)).uncouple
    assert not Terms(Leg.TO_DATAVERSE, instruction=BC_CHOSEN).uncouple
    assert not Terms(Leg.TO_DATAVERSE).uncouple
