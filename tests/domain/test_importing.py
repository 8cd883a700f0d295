from collections import Counter
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.importing import named_once
from shared.domain.recoupling import Pair
from shared.domain.sides import Side

IDS = st.integers(0, 5).map(lambda number: UUID(int=number))
PAIRS = st.lists(st.builds(Pair, IDS, IDS))


@given(PAIRS)
def test_of_pairs_that_are_kept_no_two_share_a_record(pairs: list[Pair]) -> None:
    kept, _ = named_once(pairs)

    for side in Side:
        assert all(count == 1 for count in Counter(pair.id_on(side) for pair in kept).values())


@given(PAIRS)
def test_each_pair_is_kept_or_told_once_however_often_it_was_named(pairs: list[Pair]) -> None:
    kept, refused = named_once(pairs)

    assert Counter([*kept, *(each.pair for each in refused)]) == Counter(set(pairs))


@given(PAIRS)
def test_a_pair_is_left_out_only_where_another_has_one_of_its_records(pairs: list[Pair]) -> None:
    _, refused = named_once(pairs)

    for each in refused:
        others = {*pairs} - {each.pair}
        assert any(o.id_on(side) == each.pair.id_on(side) for o in others for side in Side)
