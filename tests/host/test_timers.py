"""Timer functions, on schedule and by hand."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import azure.functions as func
import pytest
import requests

from dev.azurite import Azurite
from dev.host import HostRefusedError
from dev.host.schedule import Schedule, ScheduleError
from dev.simulators.clock import SimulatorClock
from tests.host.samples import KEYS, app_with_timer, hosted

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)  # a Sunday


@pytest.mark.parametrize(
    ("expression", "due"),
    [
        ("0 */5 * * * *", NOON + timedelta(minutes=5)),
        ("*/5 * * * *", NOON + timedelta(minutes=5)),
        ("30 0 12 * * *", NOON + timedelta(seconds=30)),
        ("0 0 9 * * MON", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("0 0 9-17/4 * * 1-5", datetime(2026, 11, 23, 9, tzinfo=UTC)),
        ("0 0 0 1 DEC *", datetime(2026, 12, 1, tzinfo=UTC)),
        ("0 0 0 1 * MON", datetime(2027, 2, 1, tzinfo=UTC)),
    ],
)
def test_a_schedule_has_seconds_first_and_needs_both_day_fields_to_fit(
    expression: str, due: datetime
) -> None:
    assert Schedule(expression).next(NOON) == due


def test_a_schedule_is_kept_in_utc_whatever_the_zone_of_the_clock() -> None:
    noon_in_berlin = NOON.astimezone(timezone(timedelta(hours=1)))

    assert Schedule("0 0 13 * * *").next(noon_in_berlin) == NOON + timedelta(hours=1)


@pytest.mark.parametrize(
    "expression",
    ["", "* * * *", "0 99 * * * *", "0 0 0 L * *", "0 0 0 ? * *", "00:05:00", "0 0 0 * * 1#2", "x"],
)
def test_what_is_no_schedule_to_the_platform_is_refused(expression: str) -> None:
    with pytest.raises(ScheduleError):
        Schedule(expression)


def test_a_timer_fired_by_hand_has_run_when_the_call_returns(azurite: Azurite) -> None:
    runs: list[str] = []

    with hosted(app_with_timer(lambda: runs.append("ran")), azurite) as host:
        host.fire_timer("tick")
        host.fire_timer("tick")

    assert runs == ["ran", "ran"]


def test_what_a_timer_raises_reaches_who_fired_it(azurite: Azurite) -> None:
    def fail() -> None:
        raise ValueError("no such mapping")

    with (
        hosted(app_with_timer(fail), azurite) as host,
        pytest.raises(ValueError, match="no such mapping"),
    ):
        host.fire_timer("tick")


def test_a_timer_that_returns_a_value_fails_as_on_the_platform(azurite: Azurite) -> None:
    app = func.FunctionApp()

    @app.timer_trigger(arg_name="timer", schedule="0 */5 * * * *")
    def tick(timer: func.TimerRequest) -> str:
        return "done"

    with hosted(app, azurite) as host, pytest.raises(Exception, match="returned 'done'"):
        host.fire_timer("tick")


def test_a_timer_runs_when_its_time_comes_and_not_before(azurite: Azurite) -> None:
    clock, ran = SimulatorClock(), threading.Semaphore(0)
    clock.set(NOON)

    host = hosted(app_with_timer(ran.release), azurite, clock=clock.now).start(timers=True)
    early = ran.acquire(timeout=0.3)
    clock.advance(timedelta(minutes=5))
    first = ran.acquire(timeout=10)
    again = any(_comes_due(clock, ran) for _ in range(10))
    host.stop()

    assert (early, first, again) == (False, True, True)


def _comes_due(clock: SimulatorClock, ran: threading.Semaphore) -> bool:
    # A time that passes before the timer has noted the end of its run is left out.
    clock.advance(timedelta(minutes=5))
    return ran.acquire(timeout=1)


def test_without_timers_no_schedule_is_kept(azurite: Azurite) -> None:
    ran = threading.Event()

    with hosted(app_with_timer(ran.set, "* * * * * *", run_on_startup=True), azurite):
        assert not ran.wait(1.2)


def test_a_timer_that_runs_on_startup_runs_at_once(azurite: Azurite) -> None:
    ran = threading.Event()

    app = app_with_timer(ran.set, "0 0 0 1 1 *", run_on_startup=True)
    host = hosted(app, azurite).start(timers=True)
    at_once = ran.wait(10)
    host.stop()

    assert at_once


def test_a_disabled_timer_keeps_no_schedule_but_runs_by_hand(azurite: Azurite) -> None:
    ran = threading.Semaphore(0)
    environment = {"AzureWebJobs.tick.Disabled": "true"}

    app = app_with_timer(ran.release, "* * * * * *", run_on_startup=True)
    host = hosted(app, azurite, environment=environment).start(timers=True)
    on_schedule = ran.acquire(timeout=1.2)
    host.fire_timer("tick")
    host.stop()

    assert not on_schedule
    assert ran.acquire(blocking=False)


def test_one_timer_never_runs_twice_at_once(azurite: Azurite) -> None:
    inside, most = 0, 0
    started, may_end = threading.Semaphore(0), threading.Event()

    def run() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        started.release()
        may_end.wait(10)
        inside -= 1

    with hosted(app_with_timer(run), azurite) as host:
        callers = [threading.Thread(target=host.fire_timer, args=["tick"]) for _ in range(3)]
        for caller in callers:
            caller.start()
        assert started.acquire(timeout=10)
        assert not started.acquire(timeout=0.3)
        may_end.set()
        for caller in callers:
            caller.join()

    assert most == 1


def test_a_schedule_can_come_from_an_app_setting(azurite: Azurite) -> None:
    app = app_with_timer(lambda: None, "%SYNC_SCHEDULE%")

    host = hosted(app, azurite, environment={"SYNC_SCHEDULE": "0 0 3 * * *"})

    assert "0 0 3 * * *" in str(vars(host.functions[0].trigger)["schedule"].expression)


def test_a_schedule_from_an_unset_app_setting_is_refused(azurite: Azurite) -> None:
    app = app_with_timer(lambda: None, "%SYNC_SCHEDULE%")

    with pytest.raises(HostRefusedError, match="SYNC_SCHEDULE is not set"):
        hosted(app, azurite)


def test_a_timer_is_started_under_admin_with_the_master_key(azurite: Azurite) -> None:
    ran = threading.Event()

    with hosted(app_with_timer(ran.set), azurite) as host:
        master = {"x-functions-key": KEYS.master}
        url = f"{host.url}/admin/functions/tick"
        answers = [
            requests.post(url, json={}, timeout=10),
            requests.post(url, json={}, headers={"x-functions-key": KEYS.default}, timeout=10),
            requests.post(url, headers=master, timeout=10),
            requests.post(f"{host.url}/admin/functions/x", json={}, headers=master, timeout=10),
            requests.get(url, headers=master, timeout=10),
        ]
        refused = ran.is_set()
        accepted = requests.post(url, json={"input": ""}, headers=master, timeout=10)
        assert ran.wait(10)

    assert [answer.status_code for answer in answers] == [401, 401, 400, 404, 404]
    assert (refused, accepted.status_code) == (False, 202)
