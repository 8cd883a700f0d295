"""Which cases of a test are for everyday."""

from hypothesis import given
from hypothesis import strategies as st

from tests.soaking import spread


@given(st.integers(1, 50), st.integers(1, 50))
def test_as_many_cases_are_kept_as_the_mark_says_the_first_and_the_last_among_them(
    total: int, kept: int
) -> None:
    chosen = spread(total, kept)

    assert len(chosen) == min(total, kept)
    assert chosen <= set(range(total))
    assert 0 in chosen
    assert kept == 1 or total - 1 in chosen


def test_a_test_that_keeps_none_of_its_cases_keeps_none() -> None:
    assert spread(7, 0) == set()
