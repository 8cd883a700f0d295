import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given

from shared.domain.records import Value
from shared.domain.transforms import as_kept, same
from tests.domain.transforms.examples import anything, texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (None, ""),
        ("", "  "),
        ("Adatum", "Adatum  "),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a\nb"),
        ("caf\u00e9", "cafe\u0301"),
        (Decimal("1.50"), Decimal("1.5")),
        (2, Decimal("2.00")),
        (Decimal("1234567890123456789.12"), Decimal("1234567890123456789.120")),
        ("2026-03-01T23:00:00Z", "2026-03-02T00:00:00+01:00"),
        ("2026-03-01T23:00:00.000Z", "2026-03-01T23:00:00Z"),
        ("2026-03-01T23:00:00.0000000Z", "2026-03-01T23:00:00Z"),
    ],
)
def test_values_that_say_the_same_are_no_change(one: Value, other: Value) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Adatum", "adatum"),
        ("Adatum", " Adatum"),
        ("a b", "a  b"),
        ("a\nb", "a b"),
        ("\uff11", "1"),
        ("0", 0),
        (0, None),
        (0, ""),
        (0, False),
        (1, True),
        ("true", True),
        (False, None),
        (Decimal("1234567890123456789.12"), Decimal("1234567890123456789.13")),
        ("2026-03-01", "2026-03-01T00:00:00Z"),
        ("2026-03-01T23:00:00.001Z", "2026-03-01T23:00:00Z"),
        ("2026-13-01T23:00:00Z", "2026-13-01T23:00:00.0Z"),
    ],
)
def test_values_that_say_different_things_are_a_change(one: Value, other: Value) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(anything, anything)
def test_it_does_not_matter_which_side_a_value_is_on(one: Value, other: Value) -> None:
    assert same(one, other) is same(other, one)


@given(texts)
def test_how_a_text_is_encoded_is_no_change(text: str) -> None:
    assert same(text, unicodedata.normalize("NFC", text))
    assert same(text, unicodedata.normalize("NFD", text))


@given(texts)
def test_what_business_central_keeps_of_a_text_says_the_same(text: str) -> None:
    kept = as_kept(text)

    assert same(kept, text)
    assert kept is None or text.startswith(kept)


def test_business_central_keeps_no_blanks_at_the_end() -> None:
    assert as_kept(" Adatum  ") == " Adatum"
    assert as_kept("   ") is None
