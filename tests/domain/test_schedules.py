from datetime import UTC, datetime, timedelta

import pytest
from croniter import CroniterBadDateError
from hypothesis import given
from hypothesis import strategies as st

from dev.host.schedule import Schedule
from shared.domain.schedules import check_schedule, next_time
from tests.domain.examples import NOW


@pytest.mark.parametrize(
    "schedule",
    ["0 */5 * * * *", "30 0 6-18 * * mon-fri", "0 0,15,30,45 * 1 jan,jul *", "*/10 * * * * *"],
)
def test_a_schedule_of_six_fields_is_accepted(schedule: str) -> None:
    assert check_schedule(schedule) == schedule


@pytest.mark.parametrize(
    ("schedule", "complaint"),
    [
        ("*/5 * * * *", "six fields"),
        ("0 61 * * * *", "no minute"),
        ("0 0 25 * * *", "no hour"),
        ("0 0 0 * * funday", "no day of the week"),
        ("0 */0 * * * *", "no minute"),
        ("often", "six fields"),
    ],
)
def test_what_is_no_schedule_is_refused_with_the_field(schedule: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        check_schedule(schedule)


def fields(least: int, most: int, *words: str) -> st.SearchStrategy[str]:
    """Make fields of a schedule: everything, steps, ranges, lists."""
    numbers = st.integers(least, most)
    single = numbers.map(str)
    ends = st.lists(numbers, min_size=2, max_size=2, unique=True).map(sorted)
    ranges = ends.map(lambda found: f"{found[0]}-{found[1]}")
    steps = st.integers(1, most).map(lambda step: f"*/{step}")
    known = st.sampled_from(words) if words else single
    items = st.lists(st.one_of(single, ranges, known), min_size=1, max_size=3).map(",".join)
    return st.one_of(st.just("*"), steps, items)


schedules = st.tuples(
    fields(0, 59),
    fields(0, 59),
    fields(0, 23),
    fields(1, 28),
    fields(1, 12, "jan", "jul", "dec"),
    fields(0, 6, "mon", "fri", "sun"),
).map(" ".join)
moments = st.timedeltas(timedelta(0), timedelta(days=1400)).map(lambda later: NOW + later)


@given(schedules, moments)
def test_a_timer_is_expected_when_the_hosts_own_clockwork_fires_it(
    schedule: str, after: datetime
) -> None:
    try:
        expected = Schedule(schedule).next(after)
    except CroniterBadDateError:
        return  # Too far away for it.

    found = next_time(schedule, after)

    assert found == expected or expected - after > timedelta(days=4 * 365)


def test_a_day_that_never_comes_is_not_waited_for() -> None:
    assert next_time("0 0 0 31 2 *", NOW) is None


def test_the_29th_of_february_is_waited_for_up_to_four_years() -> None:
    assert next_time("0 0 0 29 2 *", NOW) == datetime(2028, 2, 29, tzinfo=UTC)


def test_a_timer_that_fires_now_is_expected_at_its_next_turn() -> None:
    assert next_time("0 */5 * * * *", NOW) == NOW + timedelta(minutes=5)
