from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.sides import Side
from shared.domain.watermarks import RESOLUTION, Watermark, overlap
from tests.domain.examples import NOW

MINUTES = timedelta(minutes=10)
moments = st.datetimes(timezones=st.just(UTC))
overlaps = st.timedeltas(timedelta(0), timedelta(days=1))


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


def test_a_page_read_again_leaves_a_settled_watermark_settled() -> None:
    settled = Watermark(NOW, settled=True)

    assert settled.advance(NOW, NOW + MINUTES) == settled
    assert settled.advance(NOW - MINUTES, NOW + MINUTES) == settled


def test_the_first_page_sets_the_watermark() -> None:
    assert Watermark().advance(NOW, NOW + MINUTES) == Watermark(NOW)


def test_a_run_that_found_nothing_yet_has_nothing_to_settle() -> None:
    assert Watermark().settle(NOW, MINUTES) == Watermark()


def test_a_settled_watermark_stays_settled_whenever_the_next_run_starts() -> None:
    settled = Watermark(NOW, settled=True)

    assert settled.settle(NOW, MINUTES) == settled


@given(st.lists(st.tuples(moments, moments)))
def test_a_watermark_is_the_newest_time_read_by_a_run_that_had_begun_later(
    pages: list[tuple[datetime, datetime]],
) -> None:
    moved = Watermark()
    for newest_read, started_at in pages:
        moved = moved.advance(newest_read, started_at)

    assert moved.newest == max((min(page) for page in pages), default=None)


@given(moments, overlaps, st.sampled_from(Side))
def test_what_shares_the_newest_time_is_read_again_until_the_watermark_is_settled(
    newest: datetime, back: timedelta, side: Side
) -> None:
    unsettled = Watermark(newest).read_from(side, back)

    assert unsettled is not None
    assert timedelta(0) <= newest - unsettled <= back
    assert newest - unsettled == back or unsettled == datetime.min.replace(tzinfo=UTC)


@given(moments, moments, overlaps)
def test_a_watermark_is_settled_by_a_run_that_began_after_its_overlap(
    newest: datetime, started_at: datetime, back: timedelta
) -> None:
    settled = Watermark(newest).settle(started_at, back)

    assert settled == Watermark(newest, settled=started_at - newest >= back)


def test_each_side_is_read_again_as_far_back_as_its_clock_may_hide_changes() -> None:
    assert overlap(Side.BC, MINUTES) == MINUTES
    assert overlap(Side.DATAVERSE, MINUTES) == timedelta(milliseconds=999)
    assert overlap(Side.DATAVERSE, MINUTES) < RESOLUTION[Side.DATAVERSE]
