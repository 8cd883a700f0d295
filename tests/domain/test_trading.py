"""Who has to make way for whom where records trade values."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.trading import circle

HELD_BY = st.dictionaries(st.integers(0, 7), st.integers(0, 7), max_size=8)


@given(HELD_BY, st.sets(st.integers(0, 7)))
def test_in_a_circle_each_waits_for_the_next_and_the_last_for_the_first(
    held_by: dict[int, int], among: set[int]
) -> None:
    found = circle(held_by, among)

    assert len(set(found)) == len(found)
    assert set(found) <= among
    for position, each in enumerate(found):
        assert held_by[each] == found[(position + 1) % len(found)]


@given(st.permutations(range(6)))
def test_a_circle_is_found_wherever_values_only_trade_places(places: list[int]) -> None:
    held_by = {at: to for at, to in enumerate(places) if at != to}
    left = dict(held_by)

    while found := circle(left, left):
        for each in found:
            del left[each]

    assert left == {}


def test_who_waits_for_a_circle_is_not_of_it_and_a_row_of_waiting_ones_is_none() -> None:
    assert set(circle({0: 1, 1: 2, 2: 1}, range(3))) == {1, 2}
    assert circle({0: 1, 1: 2}, range(3)) == ()
    assert circle({0: 1, 1: 0}, {0}) == ()
