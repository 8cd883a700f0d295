import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.filters import clauses


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ("", ()),
        ("blocked eq ' '", ("blocked eq ' '",)),
        ("a eq 1 and b eq 2", ("a eq 1", "b eq 2")),
        ("(a eq 1 and b eq 2) and c eq 3", ("(a eq 1 and b eq 2)", "c eq 3")),
        ("name eq 'salt and pepper' AND b eq 2", ("name eq 'salt and pepper'", "b eq 2")),
        ("name eq 'it''s and' and b eq 2", ("name eq 'it''s and'", "b eq 2")),
        ("a eq 1 or b eq 2", ("a eq 1 or b eq 2",)),
        ("a eq 1 or b eq 2 and c eq 3", ("a eq 1 or b eq 2 and c eq 3",)),
        ("a eq 1 and (b eq 2 or c eq 3)", ("a eq 1", "(b eq 2 or c eq 3)")),
    ],
)
def test_a_filter_falls_apart_at_its_outermost_ands(
    filter_: str, expected: tuple[str, ...]
) -> None:
    assert clauses(filter_) == expected


CLAUSES = st.sampled_from(
    ["a eq 1", "(b eq 2 and c eq 3)", "d eq ' and '", "not (e eq 'x''y')", "f eq null"]
)


@given(st.lists(CLAUSES, min_size=1, max_size=6))
def test_what_was_joined_falls_apart_into_the_same_clauses(parts: list[str]) -> None:
    assert list(clauses(" and ".join(parts))) == parts
