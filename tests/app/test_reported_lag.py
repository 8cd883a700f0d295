"""How far mappings are behind is told to the log, where alarms are raised on it."""

import logging
import re
from datetime import timedelta

import pytest

from shared.domain.sides import Side
from tests.surroundings import Surroundings

LINE = re.compile(r"mapping lag: mapping=customer seconds=(\S+) state=(\S+) pending=(\d+) ")
MISSED = re.compile(r"mapping lag: mapping=customer .* intervals=(\S+)$")


def reported(world: Surroundings, caplog: pytest.LogCaptureFixture) -> tuple[str, str, str]:
    caplog.clear()
    with caplog.at_level(logging.INFO):
        world.stack.host.fire_timer("report_lag")
    [found] = [match for line in caplog.messages if (match := LINE.search(line))]
    return found[1], found[2], found[3]


def test_the_lag_of_a_mapping_is_how_old_the_oldest_change_may_be_that_is_not_carried_over(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    assert reported(world, caplog) == ("unknown", "new", "0")
    world.sync("currency", full=True)
    world.full_sync()

    fresh, state, _ = reported(world, caplog)
    world.clock.advance(timedelta(hours=1))
    late, later, _ = reported(world, caplog)

    assert int(fresh) < 60
    assert state == "in_step"
    assert 3600 <= int(late) < 3660
    assert later == "late"


def test_a_mapping_that_is_switched_off_is_reported_all_the_same(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    world.sync("currency", full=True)
    world.full_sync()
    world.install(enabled=False, off_because="Holidays")

    world.clock.advance(timedelta(hours=1))
    lag, _, _ = reported(world, caplog)

    assert int(lag) >= 3600
    assert any("synchronization=off" in line for line in caplog.messages)


def missed(world: Surroundings, caplog: pytest.LogCaptureFixture) -> str:
    reported(world, caplog)
    [found] = [match for line in caplog.messages if (match := MISSED.search(line))]
    return found[1]


def test_a_mapping_that_does_not_succeed_misses_one_turn_of_its_timer_after_the_other(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    assert missed(world, caplog) == "unknown"
    world.sync("currency", full=True)
    world.full_sync()
    assert float(missed(world, caplog)) < 1

    world.fault(Side.BC, "status", status=403, path="customers", times=None)
    for _ in range(7):
        world.clock.advance(timedelta(minutes=5))
        world.tick()
    assert 7 <= float(missed(world, caplog)) < 8

    world.server(Side.BC).faults.clear()
    world.tick()
    assert float(missed(world, caplog)) < 1


def test_a_mapping_that_never_has_succeeded_misses_turns_since_its_first_run(
    world: Surroundings, caplog: pytest.LogCaptureFixture
) -> None:
    world.fault(Side.BC, "status", status=403, path="customers", times=None)
    world.sync(full=True)

    world.clock.advance(timedelta(hours=30))

    assert 360 <= float(missed(world, caplog)) < 361
