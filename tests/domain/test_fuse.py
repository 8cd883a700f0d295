import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.couplings import Agreement, Coupling
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
from shared.domain.fuse import Changes, Fuse
from shared.domain.pending import Cause
from tests.domain.examples import person, row

FUSE = Fuse(changes=100, share=0.25, deletions=5)


def never() -> int:
    raise AssertionError("couplings are counted only where it matters")


def test_a_run_with_few_changes_passes_without_counting_couplings() -> None:
    assert FUSE.objection(Changes(created=60, overwritten=40), never) is None


@pytest.mark.parametrize("changes", [Changes(created=101), Changes(created=1, overwritten=100)])
def test_a_run_that_changes_more_than_the_number_and_the_share_is_stopped(changes: Changes) -> None:
    assert FUSE.objection(changes, lambda: 400) is not None


def test_a_large_mapping_may_change_its_share() -> None:
    assert FUSE.objection(Changes(overwritten=101), lambda: 404) is None


def test_deletions_have_a_number_of_their_own_whatever_the_share() -> None:
    assert FUSE.objection(Changes(deleted=5), never) is None
    assert "delete 6 records" in str(FUSE.objection(Changes(deleted=6), lambda: 1_000_000))


NOTHING = Agreement({}, {})
COUPLING = Coupling("people", person().id, row().id)
INSERT = Insert(person(), {}, NOTHING)
MODIFY = Modify(person(), COUPLING, row(), {"telephone": "1"}, NOTHING)
COUPLE = Couple(person(), row())
DELETE = Delete(person(), COUPLING)
UNCOUPLE = Uncouple(person(), COUPLING, "its partner was deleted")
HARMLESS: list[Decision] = [
    Uncouple(person(), COUPLING, "a person decided so", chosen=True),
    Skip(person(), "not coupled"),
    Unchanged(person(), COUPLING),
    Fail(person(), Cause.CONFLICT, "Both changed."),
]


def test_what_is_coupled_now_counts_as_overwritten() -> None:
    decisions = [INSERT, MODIFY, MODIFY, COUPLE, *[DELETE] * 4, *[UNCOUPLE] * 2, *HARMLESS]

    expected = Changes(created=1, overwritten=3, deleted=4, uncoupled=2)
    assert Changes.planned(decisions) == expected


def test_a_run_that_writes_nothing_changes_nothing() -> None:
    assert Changes.planned(HARMLESS) == Changes()


plans = st.lists(st.sampled_from([INSERT, MODIFY, COUPLE, DELETE, UNCOUPLE, *HARMLESS]))


@given(plans, plans)
def test_a_run_changes_the_same_in_one_page_as_in_two(
    first: list[Decision], second: list[Decision]
) -> None:
    assert Changes.planned(first) + Changes.planned(second) == Changes.planned(first + second)


counts = st.integers(0, 500)


few = st.integers(0, 6)


@given(counts, counts, counts | few, few, counts)
def test_a_run_is_stopped_beyond_the_deletions_or_beyond_both_the_number_and_the_share(
    created: int, overwritten: int, deleted: int, uncoupled: int, couplings: int
) -> None:
    changes = Changes(created, overwritten, deleted, uncoupled)
    objection = FUSE.objection(changes, lambda: couplings)

    written = created + overwritten
    too_much = deleted + uncoupled > 5 or (written > 100 and written > couplings / 4)
    assert (objection is not None) == too_much


def test_an_objection_says_what_the_run_would_change_and_what_it_may() -> None:
    deletions = FUSE.objection(Changes(deleted=1_000), never)
    writes = FUSE.objection(Changes(created=1_000, overwritten=2_000), lambda: 400)

    both = FUSE.objection(Changes(deleted=3, uncoupled=3), never)

    assert deletions == "delete 1,000 records, more than 5"
    assert both == "delete 3 and uncouple 3 records, more than 5"
    assert writes == (
        "create 1,000 and overwrite 2,000 records, more than 100 and more than 25% of those that "
        "are coupled"
    )
