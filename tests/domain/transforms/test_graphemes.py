import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.transforms.graphemes import clusters, cut, length
from tests.domain.transforms.examples import texts, transform, value

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
SCOTLAND = "\U0001f3f4" + "".join(chr(0xE0000 + ord(c)) for c in "gbsct") + "\U000e007f"
GERMANY, FRANCE = "\U0001f1e9\U0001f1ea", "\U0001f1eb\U0001f1f7"


@pytest.mark.parametrize(
    "whole",
    [
        FAMILY,
        SCOTLAND,
        GERMANY,
        "\U0001f44d\U0001f3fd",
        "e\u0301",
        "\u2764\ufe0f",
        "\u0928\u093f",
        "\u1112\u1161\u11ab",
        "\ud55c",
        "\r\n",
        "\ud83d\ude00",
    ],
)
def test_what_people_see_as_one_character_is_not_cut_apart(whole: str) -> None:
    assert list(clusters(f"a{whole}b")) == ["a", whole, "b"]
    assert cut(f"a{whole}b", length(whole)) == "a"
    assert cut(f"a{whole}b", 1 + length(whole)) == f"a{whole}"


def test_flags_in_a_row_are_told_apart() -> None:
    assert list(clusters(GERMANY + FRANCE)) == [GERMANY, FRANCE]


def test_characters_count_as_they_do_in_the_services() -> None:
    assert length("Adatum") == 6
    assert length("\U0001f600") == 2
    assert length(FAMILY) == 11


def test_a_character_that_fits_nowhere_is_cut_apart_rather_than_lost() -> None:
    assert cut("e\u0301\u0302\u0303", 2) == "e\u0301"


@given(texts, st.integers(1, 20))
def test_a_cut_text_is_a_beginning_that_fits(text: str, at_most: int) -> None:
    kept = cut(text, at_most)

    assert text.startswith(kept)
    assert length(kept) <= at_most
    assert kept == text or length(text) > at_most


@given(texts)
def test_visible_characters_make_up_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text


def test_right_to_left_text_is_cut_at_its_logical_end() -> None:
    arabic = "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643\u0645"

    assert value(transform("truncate: 6").forward(arabic)) == "\u0645\u0631\u062d\u0628\u0627"
