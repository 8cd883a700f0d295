import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.transforms import PersonName
from tests.domain.transforms.examples import texts, transform, value

words = st.sampled_from(
    ["van", "Van", "de", "la", "bin", "Jr.", "III", "Ana", "Maria", "Cruz", "\u674e"]
)


@pytest.mark.parametrize(
    ("text", "first", "middle", "last"),
    [
        ("Ana Cruz", "Ana", None, "Cruz"),
        ("  Ana   Maria  Luz Cruz ", "Ana", "Maria Luz", "Cruz"),
        ("Cruz", None, None, "Cruz"),
        ("", None, None, None),
        ("Ludwig van Beethoven", "Ludwig", None, "van Beethoven"),
        ("Ludwig Van Beethoven", "Ludwig", None, "Van Beethoven"),
        ("Juan Carlos de la Cruz", "Juan", "Carlos", "de la Cruz"),
        ("van Gogh", None, None, "van Gogh"),
        ("Van Morrison", "Van", None, "Morrison"),
        ("Al Pacino", "Al", None, "Pacino"),
        ("Osama bin Khalid", "Osama", None, "bin Khalid"),
        ("Martin Luther King Jr.", "Martin", "Luther", "King Jr."),
        ("John Smith III", "John", None, "Smith III"),
        ("King Jr.", None, None, "King Jr."),
        ("Jr.", None, None, "Jr."),
        ("\u674e \u5c0f\u9f99", "\u674e", None, "\u5c0f\u9f99"),
    ],
)
def test_a_name_has_its_parts(
    text: str, first: str | None, middle: str | None, last: str | None
) -> None:
    assert PersonName.split(text) == PersonName(first, middle, last)


@given(texts | st.lists(words).map(" ".join))
def test_parts_make_up_the_name_again(text: str) -> None:
    assert PersonName.split(text).join() == (" ".join(text.split()) or None)


@given(st.lists(words, min_size=1).map(" ".join))
def test_a_name_that_is_not_blank_has_a_last_name(text: str) -> None:
    name = PersonName.split(text)

    assert name.last
    assert name.first or not name.middle


def test_missing_parts_leave_no_blanks() -> None:
    assert PersonName(last=" Cruz ").join() == "Cruz"
    assert PersonName("Ana", None, "de  la Cruz").join() == "Ana de la Cruz"
    assert PersonName().join() is None


def test_a_part_can_travel_alone() -> None:
    name = "Juan Carlos de la Cruz"

    assert value(transform("{ name_part: first }").forward(name)) == "Juan"
    assert value(transform("{ name_part: middle }").forward(name)) == "Carlos"
    assert value(transform("{ name_part: last }").forward(name)) == "de la Cruz"
