from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.jobs import Counters, Kind, Run, State, SyncJob, Trigger, newest_first
from shared.domain.sides import Leg
from tests.domain.examples import NOW, id_of

ENDINGS = (
    "inserted",
    "modified",
    "deleted",
    "uncoupled",
    "unchanged",
    "skipped",
    "failed",
    "filtered",
)
JOB = SyncJob("run", "people", Leg.TO_DATAVERSE, State.RUNNING, NOW, position="next page")
LATER = NOW + timedelta(minutes=5)
RUN = Run("run", "people", Trigger.TIMER, tuple(Leg), False, (), State.QUEUED, created_at=NOW)

counters = st.builds(Counters, *[st.integers(0, 9)] * 10)
endings = st.fixed_dictionaries({name: st.integers(0, 9) for name in ENDINGS})


@given(counters, counters)
def test_two_pages_are_counted_together(one: Counters, other: Counters) -> None:
    both = asdict(one.plus(other))

    assert both == {name: count + asdict(other)[name] for name, count in asdict(one).items()}


@given(counters, counters)
def test_what_a_page_came_to_is_the_difference(before: Counters, page: Counters) -> None:
    assert before.plus(page).minus(before) == page


def test_a_job_is_called_the_same_to_services_each_time_and_no_other_job_is() -> None:
    again, other = replace(JOB, state=State.FAILED), replace(JOB, leg=Leg.FROM_DATAVERSE)

    assert str(JOB.correlation_id) == "510ecee6-50da-54f7-bfa3-1a3f42e7d528"
    assert again.correlation_id == JOB.correlation_id != other.correlation_id


def test_a_job_begins_at_the_first_page_with_nothing_counted() -> None:
    begun = SyncJob("run", "people", Leg.TO_DATAVERSE, State.RUNNING, NOW)

    assert begun.position is None
    assert set(asdict(begun.counters).values()) == {0}
    assert begun.counters.conserved


@given(endings, st.integers(-3, 3), st.integers(0, 9))
def test_no_record_is_lost_where_each_that_was_read_has_one_ending(
    ended: dict[str, int], lost: int, coupled: int
) -> None:
    counted = Counters(read=sum(ended.values()) + lost, coupled=coupled, **ended)

    assert counted.conserved == (lost == 0)


def test_a_record_that_a_coupling_job_coupled_has_ended() -> None:
    counted = Counters(read=6, coupled=3, skipped=2, failed=1)

    assert counted.conserved_by(Kind.COUPLING)
    assert not replace(counted, read=7).conserved_by(Kind.COUPLING)
    assert not counted.conserved_by(Kind.SYNCHRONIZATION)


def test_the_rows_whose_company_an_uncoupling_job_empties_are_not_counted_twice() -> None:
    counted = Counters(read=3, uncoupled=2, failed=1, modified=2)

    assert counted.conserved_by(Kind.UNCOUPLING)
    assert not replace(counted, read=5).conserved_by(Kind.UNCOUPLING)
    assert not counted.conserved_by(Kind.SYNCHRONIZATION)


def test_a_job_is_named_after_its_run_mapping_and_leg() -> None:
    assert JOB.id == "run.people.to_dataverse"


def test_a_finished_job_has_no_page_left() -> None:
    finished = JOB.finished(LATER, "Nothing was written.")

    assert finished == replace(
        JOB, state=State.FINISHED, finished_at=LATER, message="Nothing was written.", position=None
    )
    assert JOB.finished(LATER).message == ""


def test_a_job_whose_sums_differ_has_failed_whatever_it_says() -> None:
    job = replace(JOB, counters=Counters(read=2, inserted=1))

    failed = job.finished(LATER)

    assert (failed.state, failed.finished_at) == (State.FAILED, LATER)
    assert failed.message.startswith("The job's sums differ: ")
    assert "read=2, inserted=1" in failed.message


def test_a_failed_job_says_why_and_keeps_its_place() -> None:
    failed = JOB.failed(LATER, "It lost its lease.")

    assert failed == replace(
        JOB, state=State.FAILED, finished_at=LATER, message="It lost its lease."
    )


def test_a_job_that_the_fuse_stopped_goes_on_where_it_stood() -> None:
    stopped = JOB.stopped("It would change too much.")

    assert stopped == replace(JOB, state=State.STOPPED, message="It would change too much.")
    assert stopped.resumed() == JOB


@given(st.integers(0, 10**11), st.integers(2, 10**11))
def test_the_newest_run_sorts_first(milliseconds: int, between: int) -> None:
    older = NOW + timedelta(milliseconds=milliseconds)
    newer = older + timedelta(milliseconds=between)

    assert newest_first(newer) < newest_first(older)


def test_the_ids_of_stored_runs_begin_with_the_milliseconds_left() -> None:
    assert newest_first(NOW) == "8227547200000"
    assert newest_first(datetime(2286, 1, 1, tzinfo=UTC)) == "0027971200000"


def test_a_run_has_ended_once_it_is_finished_or_failed_not_where_it_only_stopped() -> None:
    ended = {state for state in State if replace(RUN, state=state).ended}

    assert ended == {State.FINISHED, State.FAILED}


def test_a_full_run_and_an_unconditional_one_read_all_records() -> None:
    assert replace(RUN, full=True).reads_all
    assert replace(RUN, unconditional=True).reads_all
    assert not replace(RUN, records=(id_of("one"),), force=True).reads_all


# Runs that leave others nothing to do

FULL, UNCONDITIONAL = replace(RUN, full=True), replace(RUN, unconditional=True)
CHOSEN, FORCED = replace(RUN, records=(id_of("one"),)), replace(RUN, force=True)
ONE_WAY = replace(RUN, legs=(Leg.TO_DATAVERSE,))
COUPLING = replace(RUN, kind=Kind.COUPLING)


@pytest.mark.parametrize(
    ("run", "other"),
    [
        (RUN, RUN),
        (RUN, ONE_WAY),
        (FULL, RUN),
        (FULL, FULL),
        (FULL, UNCONDITIONAL),
        (UNCONDITIONAL, UNCONDITIONAL),
        (FORCED, RUN),
        (FORCED, FORCED),
    ],
)
def test_a_run_covers_what_reads_no_more_records_and_overwrites_no_more_values(
    run: Run, other: Run
) -> None:
    assert run.covers(other)


@pytest.mark.parametrize(
    ("run", "other"),
    [
        (ONE_WAY, RUN),
        (RUN, FULL),
        (UNCONDITIONAL, FULL),
        (RUN, UNCONDITIONAL),
        (RUN, FORCED),
        (CHOSEN, RUN),
        (RUN, CHOSEN),
        (CHOSEN, CHOSEN),
        (COUPLING, RUN),
        (RUN, COUPLING),
        (COUPLING, COUPLING),
    ],
)
def test_a_run_covers_nothing_that_reads_overwrites_or_does_anything_else(
    run: Run, other: Run
) -> None:
    assert not run.covers(other)
