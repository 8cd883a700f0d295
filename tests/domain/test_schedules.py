import pytest

from shared.domain.schedules import check_schedule


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
