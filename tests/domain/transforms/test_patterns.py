import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.domain.records import Value
from shared.domain.transforms import Transform
from tests.domain.transforms.examples import reason, texts, transform, value

SWAP = transform(
    "{ regex: { find: '^([A-Z]+)-([0-9]+)$', replace: '\\2 \\1', "
    "back: { find: '^([0-9]+) ([A-Z]+)$', replace: '\\2-\\1' } } }"
)


def regex(find: str, replace: str = "") -> Transform:
    return Transform.read({"regex": {"find": find, "replace": replace}})


@pytest.mark.parametrize(
    ("find", "replace", "text", "made"),
    [
        (r"[^0-9+]", "", "+49 (30) 123-45", "+493012345"),
        (r"^0+", "", "000120", "120"),
        (r"(\d{5})(\d{4})", r"\1-\2", "123456789", "12345-6789"),
        (r"(?P<a>\w+), (?P<b>\w+)", r"\g<b> \g<a>", "Cruz, Ana", "Ana Cruz"),
        (r"(?:Mr|Mrs)\.? ", "", "Mrs. Cruz", "Cruz"),
        (r"[]x]+", "-", "a]xb", "a-b"),
        (r"\(.*?\)", "", "Adatum (old)", "Adatum "),
        (r"(?:ab){2}", "x", "ababab", "xab"),
        (r"a{,2}b", "x", "aaab", "ax"),
        (r"{}\{", "x", "{}{", "x"),
        (r"\bGmbH\Z", "Ltd", "Adatum GmbH", "Adatum Ltd"),
        (r".", "", "abc", None),
    ],
)
def test_what_is_found_is_replaced(find: str, replace: str, text: str, made: Value) -> None:
    assert value(regex(find, replace).forward(text)) == made
    assert value(regex(find, replace).backward(text)) == made


def test_a_pattern_with_a_way_back_is_undone() -> None:
    assert value(SWAP.forward("C-10")) == "10 C"
    assert value(SWAP.backward("10 C")) == "C-10"
    assert value(SWAP.forward("other")) == "other"


def test_a_text_that_would_not_come_back_is_told() -> None:
    assert reason(SWAP.forward("10 C")) == "'10 C' becomes '10 C', which does not lead back"


@pytest.mark.parametrize(
    "find",
    [
        "(a+)+b",
        "(a|a)*b",
        "(a*)*",
        "(?:a?){20}b|(?:b?b?)+",
        "(a{1,9}){1,9}",
        "(^)*",
        "a?" * 40 + "a" * 40,
        "a*a*a*a*a*a*b",
        "(?:a|b|ab)*c",
        "(?:a?){50}a{50}",
    ],
)
def test_a_pattern_that_could_take_forever_is_refused(find: str) -> None:
    with pytest.raises(ValidationError, match="could take forever"):
        regex(find)


@pytest.mark.parametrize(
    ("find", "told"),
    [
        ("(a", "find is no regular expression"),
        ("a{1001}", "repeats something more than 1000 times"),
        (r"(a)\1", "refers back to a group"),
        ("(?=a)b", "only"),
        ("(?i)a", "only"),
        ("(?#note)a", "only"),
    ],
)
def test_a_pattern_that_is_not_understood_is_refused(find: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        regex(find)


def test_a_replacement_that_names_a_missing_group_is_refused() -> None:
    with pytest.raises(ValidationError, match="replace does not go with find"):
        regex("(a)", r"\2")
    with pytest.raises(ValidationError, match="replace does not go with find"):
        regex("(a)", r"\g<name>")


@pytest.mark.parametrize(
    "find", ["a*a*a*a*b", "[ab]*[ab]*[ab]*b$", "a*?a*?b", "(?:aa)*a*a*c", "(?:a?a?a?a?)a*a*b"]
)
def test_the_worst_text_for_a_pattern_is_done_soon_or_told(find: str) -> None:
    turns = regex(find, "x")
    began = time.process_time()

    for size in (100, 200, 500, 2_000, 20_000):
        turns.forward("a" * size)

    assert time.process_time() - began < 20


def test_a_text_that_is_too_long_for_a_pattern_is_told() -> None:
    assert reason(regex("a*a*a*b").forward("a" * 5_000)).endswith(
        "is too long for the pattern a*a*a*b"
    )
    assert value(regex("[^a]").forward("b" * 5_000)) is None


PARTS = ["a", "b*", "[ab]+", "(?:ab)?", "(a)", "a{2}", "a{1,3}", "|", "\\w", ".", "$", "(?:a|b)"]


@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=8).map("".join), texts)
def test_any_accepted_pattern_makes_something_of_any_text(find: str, text: str) -> None:
    try:
        turns = regex(find)
    except ValidationError:
        return
    assert turns.forward(text) == turns.backward(text)
