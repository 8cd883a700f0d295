"""Choice values have ids that are made of their numbers, and lead back to these."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.choices import id_of, is_choice, value_of

VALUES = st.integers(-(2**31), 2**31 - 1)


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
