"""Choice values have ids that are made of their numbers, and lead back to these."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.choices import LONGEST_LABEL, id_of, in_steps, is_choice, settle, value_of
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


# Labels that values trade


def test_values_trade_their_labels() -> None:
    settled = settle({1: "Net 30", 2: "Net 45", 3: "Net 60"}, {1: "NET 45", 2: "NET 30"})

    assert (settled.renamed, settled.objections) == ({1: "NET 45", 2: "NET 30"}, {})


def test_a_label_of_a_value_that_may_not_be_renamed_itself_is_not_given() -> None:
    settled = settle({1: "a", 2: "b", 3: "c"}, {1: "b", 2: "c"})

    assert (settled.renamed, settled.added) == ({}, {})
    assert settled.objections == {
        "b": "the value 2 is called so",
        "c": "the value 3 is called so",
    }


@given(st.permutations("abcdef"), st.integers(0, 6))
def test_no_step_gives_a_label_that_another_value_has(labels: list[str], kept: int) -> None:
    there = dict(enumerate("abcdef"))
    wanted = {n: label for n, label in enumerate(labels) if n >= kept}
    renamed = settle(there, {**{n: there[n] for n in range(kept)}, **wanted}).renamed
    now = dict(there)

    for value, label in in_steps(there, renamed):
        assert label not in {text for n, text in now.items() if n != value}
        assert len(label) <= LONGEST_LABEL
        now[value] = label

    assert now == {**there, **renamed}
    assert len(list(in_steps(there, renamed))) <= len(renamed) * 3 // 2


def test_what_trades_nothing_is_renamed_without_a_detour() -> None:
    there = {1: "a", 2: "b", 3: "c"}

    assert list(in_steps(there, {1: "b", 2: "d"})) == [(2, "d"), (1, "b")]
