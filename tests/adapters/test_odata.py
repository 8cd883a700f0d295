"""Queries as text, and what services' types are on the wire."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest

from shared.adapters import odata
from shared.adapters.business_central.values import decoder, encode
from shared.adapters.patience import retry_after

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_quotes_in_text_are_doubled_and_numbers_keep_their_digits() -> None:
    assert odata.literal("O'Neill") == "'O''Neill'"
    assert odata.literal(Decimal("1E+2")) == "100"
    assert odata.literal(True) == "true"


def test_times_are_cut_to_milliseconds_in_utc() -> None:
    at = datetime(2026, 1, 1, 1, 0, 0, 123999, timezone(timedelta(hours=1)))

    assert odata.moment(at) == "2026-01-01T00:00:00.123Z"


def test_conditions_are_bracketed_before_they_are_joined() -> None:
    assert odata.all_of("a eq 1 or a eq 2", None, "b eq 3") == "(a eq 1 or a eq 2) and (b eq 3)"
    assert odata.all_of(None) is None


def test_alternatives_stay_within_their_room() -> None:
    literals = [odata.literal(f"näme {number}") for number in range(100)]

    conditions = list(odata.alternatives("name", literals, room=200, at_most=50))

    assert max(len(odata.escape(condition)) for condition in conditions) <= 200
    assert " or ".join(conditions).count("name eq") == 100


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    ("type_", "wire", "ours"),
    [
        ("Edm.String", "", None),
        ("Edm.String", "_x0041_", "_x0041_"),
        ("Edm.Guid", "00000000-0000-0000-0000-000000000000", None),
        ("Edm.Decimal", 5, Decimal(5)),
        ("Edm.Date", "0001-01-01", None),
        ("Edm.Date", "2026-01-31", "2026-01-31"),
        ("Edm.Boolean", False, False),
        ("Microsoft.NAV.itemType", "Non_x002D_Inventory", "Non-Inventory"),
        ("Microsoft.NAV.customerBlocked", "_x0020_", None),
        ("Microsoft.NAV.customerBlocked", " ", None),
    ],
)
def test_values_of_business_central_are_read(type_: str, wire: object, ours: object) -> None:
    assert decoder(type_, is_lookup=False)(wire) == ours


@pytest.mark.wire("A.3")
@pytest.mark.parametrize(
    ("type_", "ours", "wire"),
    [
        ("Edm.String", None, ""),
        ("Edm.Guid", None, UUID(int=0)),
        ("Edm.Decimal", None, 0),
        ("Edm.Date", None, "0001-01-01"),
        ("Edm.Boolean", None, False),
        ("Microsoft.NAV.customerBlocked", None, "_x0020_"),
        ("Microsoft.NAV.itemType", "Non-Inventory", "Non_x002D_Inventory"),
        ("Edm.String", "Non-Inventory", "Non-Inventory"),
    ],
)
def test_values_of_business_central_are_written(type_: str, ours: str | None, wire: object) -> None:
    assert encode(type_, ours) == wire


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("soon", None),
        ("12", 12.0),
        ("1.5", 1.5),
        ("31536000", 86400.0),
        ("9" * 30, 86400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86400.0),
        ("Thu, 01 Jan 2026 00:00:30 GMT", 30.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds
