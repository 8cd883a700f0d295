import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.records import Value
from tests.domain.transforms.examples import reason, transform, value

PLAIN, BERLIN = transform("date"), transform("{ date: { zone: Europe/Berlin } }")


@pytest.mark.parametrize(
    ("date", "midnight"),
    [
        ("2026-03-02", "2026-03-01T23:00:00Z"),
        ("2026-03-29", "2026-03-28T23:00:00Z"),
        ("2026-03-30", "2026-03-29T22:00:00Z"),
        (None, None),
    ],
)
def test_a_date_is_its_midnight_in_the_zone(date: Value, midnight: Value) -> None:
    assert value(BERLIN.forward(date)) == midnight
    assert value(BERLIN.backward(midnight)) == date


def test_any_moment_of_a_day_is_its_date_and_no_change() -> None:
    assert value(BERLIN.backward("2026-03-01T23:30:00Z")) == "2026-03-02"
    assert BERLIN.equal("2026-03-02", "2026-03-02T15:30:00.000Z")
    assert not BERLIN.equal("2026-03-02", "2026-03-02T23:00:00Z")


def test_without_a_zone_the_date_alone_travels() -> None:
    assert value(PLAIN.forward("2026-03-02")) == "2026-03-02"
    assert value(PLAIN.backward("2026-03-02T00:00:00Z")) == "2026-03-02"
    assert value(PLAIN.forward("2026-03-02T01:00:00+02:00")) == "2026-03-01"


def test_a_midnight_that_the_clocks_leave_out_still_is_that_date() -> None:
    sao_paulo = transform("{ date: { zone: America/Sao_Paulo } }")

    assert value(sao_paulo.backward(value(sao_paulo.forward("2018-11-04")))) == "2018-11-04"


def test_a_day_that_a_zone_left_out_is_told() -> None:
    apia = transform("{ date: { zone: Pacific/Apia } }")

    assert reason(apia.forward("2011-12-30")) == "'2011-12-30' was no day in Pacific/Apia"


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30",
        "02.03.2026",
        "20260302",
        "2026-03-02T",
        "2026-03-02T10:00:00",
        "2026-02-30T10:00:00Z",
        "today",
    ],
)
def test_what_is_no_date_is_told(text: str) -> None:
    assert reason(BERLIN.forward(text)) == f"'{text}' is no date"
    assert reason(PLAIN.backward(text)) == f"'{text}' is no date"


@given(st.dates(), st.sampled_from(["Asia/Beirut", "America/Havana", "Pacific/Kiritimati", "UTC"]))
def test_a_date_comes_back_from_any_zone(date: Value, zone: str) -> None:
    turns = transform(f"{{ date: {{ zone: {zone} }} }}")
    there = turns.forward(str(date))

    if reason_or_none(there) is None:
        assert value(turns.backward(value(there))) == str(date)


def reason_or_none(outcome: object) -> object:
    return getattr(outcome, "reason", None)
