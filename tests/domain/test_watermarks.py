from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.sides import Side
from shared.domain.watermarks import Watermark
from tests.domain.examples import NOW

MINUTES = timedelta(minutes=10)
moments = st.datetimes(timezones=st.just(NOW.tzinfo))


def test_a_watermark_stops_at_the_start_of_the_run() -> None:
    moved = Watermark(NOW).advance(NOW + timedelta(hours=2), NOW + timedelta(hours=1))

    assert moved.newest == NOW + timedelta(hours=1)


def test_a_page_without_records_leaves_the_watermark() -> None:
    assert Watermark(NOW).advance(None, NOW + MINUTES) == Watermark(NOW)


@given(moments, moments, moments)
def test_a_watermark_never_moves_back_and_never_past_the_run(
    a: datetime, b: datetime, c: datetime
) -> None:
    moved = Watermark(a).advance(b, c)

    assert moved.newest is not None
    assert moved.newest >= a
    assert moved.newest == a or moved.newest <= c


def test_the_overlap_is_read_again_until_a_run_has_read_beyond_it() -> None:
    fresh = Watermark(NOW)

    early = fresh.settle(NOW + timedelta(minutes=9), MINUTES)
    late = fresh.settle(NOW + MINUTES, MINUTES)

    assert early.read_from(Side.BC, MINUTES) == NOW - MINUTES
    assert late.read_from(Side.BC, MINUTES) == NOW + timedelta(milliseconds=1)
    assert late.read_from(Side.DATAVERSE, MINUTES) == NOW + timedelta(seconds=1)


def test_a_watermark_that_moves_has_its_overlap_again() -> None:
    moved = Watermark(NOW, settled=True).advance(NOW + timedelta(hours=1), NOW + MINUTES * 12)

    assert not moved.settled


def test_without_a_watermark_everything_is_read() -> None:
    assert Watermark().read_from(Side.BC, MINUTES) is None
