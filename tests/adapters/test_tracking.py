"""How far deletions have been noticed, in real tables."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from shared.adapters.tables.storage import Storage
from shared.adapters.tables.tracking import TableTracking
from shared.domain.sides import Side
from shared.ports import Tracking

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, UTC)


@pytest.fixture
def tracking(storage: Storage) -> Tracking:
    return TableTracking(storage, uuid4())


def test_a_table_without_a_token_has_none(tracking: Tracking) -> None:
    assert tracking.token("customer", "account") is None


def test_mappings_that_share_a_table_follow_it_apart(tracking: Tracking) -> None:
    tracking.save_token("customer", "account", "token")

    assert tracking.token("vendor", "account") is None


def test_the_latest_token_of_each_table_is_kept(tracking: Tracking) -> None:
    tracking.save_token("customer", "account", "first")
    tracking.save_token("customer", "contact", "other")
    tracking.save_token("customer", "account", "second")

    assert tracking.token("customer", "account") == "second"
    assert tracking.token("customer", "contact") == "other"


@pytest.mark.parametrize("length", [16_000, 16_001, 40_000])
def test_a_token_of_any_length_is_kept_whole(tracking: Tracking, length: int) -> None:
    token = "".join(chr(ord("a") + position % 26) for position in range(length))

    tracking.save_token("customer", "account", token)

    assert tracking.token("customer", "account") == token


def test_a_short_token_leaves_nothing_of_a_long_one(tracking: Tracking) -> None:
    tracking.save_token("customer", "account", "long" * 10_000)
    tracking.save_token("customer", "account", "short")

    assert tracking.token("customer", "account") == "short"


def test_comparisons_are_noted_for_each_mapping_and_side(tracking: Tracking) -> None:
    later = NOON + timedelta(hours=1)
    tracking.note_comparison("customer", Side.BC, NOON)
    tracking.note_comparison("customer", Side.DATAVERSE, later)
    tracking.note_comparison("customer", Side.BC, later)
    tracking.note_comparison("currency", Side.BC, NOON)

    assert tracking.compared_at("customer", Side.BC) == later
    assert tracking.compared_at("customer", Side.DATAVERSE) == later
    assert tracking.compared_at("currency", Side.BC) == NOON
    assert tracking.compared_at("currency", Side.DATAVERSE) is None


def test_a_time_is_kept_to_the_microsecond_and_in_utc(tracking: Tracking) -> None:
    tracking.note_comparison("customer", Side.BC, NOON.astimezone(timezone(timedelta(hours=5))))

    found = tracking.compared_at("customer", Side.BC)

    assert found == NOON
    assert found.tzinfo is UTC


def test_what_one_company_knows_another_does_not(storage: Storage) -> None:
    one, other = TableTracking(storage, uuid4()), TableTracking(storage, uuid4())

    one.save_token("customer", "account", "token")
    one.note_comparison("customer", Side.BC, NOON)

    assert other.token("customer", "account") is None
    assert other.compared_at("customer", Side.BC) is None
