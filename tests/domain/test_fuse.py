import pytest

from shared.domain.fuse import Changes, Fuse

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
