from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shared.domain.jobs import Kind, Run, State, SyncJob, Trigger
from shared.domain.pending import Cause, Pending
from shared.domain.sides import Leg
from shared.domain.standing import (
    Progressed,
    Standing,
    in_step_until,
    progressed,
    standing,
    waiting_since,
)
from tests.domain.examples import NOW, id_of

LEGS = tuple(Leg)
MINUTE, INTERVAL = timedelta(minutes=1), timedelta(minutes=5)


def run_at(minute: int, state: State = State.FINISHED) -> Run:
    made = NOW + minute * MINUTE
    return Run(f"run{minute}", "people", Trigger.TIMER, LEGS, False, (), state, created_at=made)


def jobs_of(run: Run, state: State = State.FINISHED, *legs: Leg) -> list[SyncJob]:
    return [SyncJob(run.id, "people", leg, state, run.created_at) for leg in legs or LEGS]


def told(run: Run, state: State = State.FINISHED, *legs: Leg) -> tuple[Run, list[SyncJob]]:
    return run, jobs_of(run, state, *legs)


def entry(cause: Cause, since: datetime = NOW, *, skipped: bool = False) -> Pending:
    return Pending(id_of("a"), cause, "", "A", 1, NOW, since, skipped=skipped)


def stands(
    reached: Progressed,
    *waiting: Pending,
    stopped: bool = False,
    overdue: timedelta | None = None,
) -> Standing:
    return standing(reached, LEGS, waiting, stopped=stopped, overdue=overdue, interval=INTERVAL)


WELL = progressed([told(run_at(0))], LEGS)


def test_the_older_leg_tells_until_when_both_sides_are_in_step() -> None:
    story = [told(run_at(2), State.FINISHED, Leg.TO_DATAVERSE), told(run_at(1))]

    assert in_step_until(progressed(story, LEGS), LEGS) == NOW + MINUTE


def test_a_run_of_chosen_records_a_coupling_and_a_failed_job_bring_nothing_in_step() -> None:
    chosen = replace(run_at(4), records=(id_of("a"),))
    coupling = run_at(3)
    story = [
        told(chosen),
        (coupling, [replace(job, kind=Kind.COUPLING) for job in jobs_of(coupling)]),
        told(run_at(2), State.FAILED),
        told(run_at(1)),
    ]

    assert in_step_until(progressed(story, LEGS), LEGS) == NOW + MINUTE


def test_a_mapping_one_of_whose_legs_never_came_to_its_end_is_new() -> None:
    reached = progressed([told(run_at(0), State.FINISHED, Leg.TO_DATAVERSE)], LEGS)

    assert in_step_until(reached, LEGS) is None
    assert stands(reached) is Standing.NEW


def test_a_run_that_is_queued_or_at_work_is_told() -> None:
    going = run_at(1, State.RUNNING)

    reached = progressed([(going, []), told(run_at(0))], LEGS)

    assert reached.running == going
    assert stands(reached) is Standing.RUNNING


def test_the_newest_job_of_each_leg_decides_whether_a_mapping_fails() -> None:
    failed, mended = told(run_at(0), State.FAILED), told(run_at(1))

    assert stands(progressed([failed], LEGS)) is Standing.FAILING
    assert stands(progressed([mended, failed], LEGS)) is Standing.IN_STEP


@pytest.mark.parametrize("cause", [Cause.DATA, Cause.CONFLICT, Cause.AMBIGUOUS, Cause.DELETED])
def test_records_that_do_not_come_right_by_themselves_need_a_person(cause: Cause) -> None:
    assert stands(WELL, entry(cause)) is Standing.ATTENTION


def test_a_skipped_record_needs_a_person_whatever_its_cause() -> None:
    assert stands(WELL, entry(Cause.DEPENDENCY, skipped=True)) is Standing.ATTENTION


@pytest.mark.parametrize(
    ("cause", "expected"),
    [
        (Cause.TRANSIENT, Standing.WAITING),
        (Cause.DEPENDENCY, Standing.WAITING),
        (Cause.OWED, Standing.IN_STEP),
        (Cause.NOTED, Standing.IN_STEP),
    ],
)
def test_records_that_are_tried_again_wait_and_those_with_nothing_wrong_do_not(
    cause: Cause, expected: Standing
) -> None:
    assert stands(WELL, entry(cause)) is expected


@pytest.mark.parametrize(
    ("overdue", "expected"),
    [(3 * INTERVAL, Standing.IN_STEP), (3 * INTERVAL + MINUTE, Standing.LATE)],
)
def test_a_timer_that_misses_more_than_three_turns_is_late(
    overdue: timedelta, expected: Standing
) -> None:
    assert stands(WELL, overdue=overdue) is expected


def test_what_somebody_has_to_decide_comes_before_all_else() -> None:
    failing = progressed([told(run_at(0), State.FAILED)], LEGS)

    assert stands(failing, entry(Cause.CONFLICT), stopped=True) is Standing.STOPPED


def test_the_record_that_has_waited_longest_tells_the_lag() -> None:
    waiting = [
        entry(Cause.NOTED, NOW - 3 * MINUTE),
        entry(Cause.CONFLICT, NOW - 2 * MINUTE),
        entry(Cause.TRANSIENT, NOW - MINUTE),
    ]

    assert waiting_since(waiting) == NOW - 2 * MINUTE
    assert waiting_since([]) is None
