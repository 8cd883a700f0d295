"""Choice values have ids that are made of their numbers, and lead back to these."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.choices import id_of, is_choice, settle, value_of
from shared.domain.matching import folded

VALUES = st.integers(-(2**31), 2**31 - 1)
LABELS = st.dictionaries(st.integers(1, 6), st.text("aAbB ,", min_size=1, max_size=3), max_size=5)


@given(VALUES)
def test_an_id_leads_back_to_its_value(value: int) -> None:
    assert value_of(id_of(value)) == value


@given(VALUES, VALUES)
def test_two_values_never_share_an_id(one: int, other: int) -> None:
    assert (id_of(one) == id_of(other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "id_"),
    [
        (0, "00000000-0000-0000-0000-000000000000"),
        (3, "00000000-0000-0000-0000-000000000003"),
        (723_500_000, "00000000-0000-0000-0000-00002b1fbbe0"),
        (-1, "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ],
)
def test_a_value_is_read_in_its_id(value: int, id_: str) -> None:
    assert id_of(value) == UUID(id_)


def test_the_id_of_a_row_is_no_values() -> None:
    assert value_of(UUID("6c0d6f0e-5b3c-4c59-9d4e-2f6e3f2b8a11")) is None


def test_a_choice_is_told_from_a_table_by_its_name() -> None:
    assert is_choice("account.paymenttermscode")
    assert not is_choice("account")


# Labels that a choice should have


@given(LABELS, LABELS)
def test_no_two_values_come_to_share_a_label_and_what_is_left_out_is_told(
    there: dict[int, str], wanted: dict[int, str]
) -> None:
    there = {value: f"{label}{value}" for value, label in there.items()}

    settled = settle(there, wanted)

    after = {**there, **settled.renamed, **settled.added}
    assert len({folded(label) for label in after.values()}) == len(after)
    given = {**settled.renamed, **settled.added}
    assert all("," not in label for label in given.values())
    for value, label in wanted.items():
        assert given.get(value, there.get(value)) == label or label in settled.objections


def test_a_value_that_is_renamed_makes_way_for_one_that_is_added() -> None:
    settled = settle({1: "Net 30"}, {7: "NET 30", 1: "N30"})

    assert (settled.renamed, settled.added, settled.objections) == ({1: "N30"}, {7: "NET 30"}, {})


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("net  45", "the value 3 is called so"),
        ("2%, 10", "it has a comma"),
        ("x" * 201, "it has more than 200 characters"),
    ],
)
def test_a_label_that_cannot_be_given_is_told_with_the_reason(label: str, why: str) -> None:
    settled = settle({3: "Net 45"}, {7: label})

    assert settled.objections == {label: why}
    assert not settled.added


def test_labels_that_a_choice_has_already_are_left_as_they_are() -> None:
    settled = settle({2: "2% 10, Net 30"}, {2: "2% 10, Net 30"})

    assert (settled.renamed, settled.added, settled.objections) == ({}, {}, {})
