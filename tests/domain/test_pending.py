from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.pending import PUT_OFF, Cause, Pending, next_try
from shared.domain.policies import Instruction
from tests.domain.examples import NOW, id_of

MOMENT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
TRIED = Pending(id_of("adatum"), Cause.DATA, "too long", "Adatum", 1, next_try=NOW, since=NOW)
ASKED = Instruction(uncouple=True)


def test_a_record_is_due_from_its_next_try_on() -> None:
    assert TRIED.is_due(NOW)
    assert not TRIED.is_due(NOW - MOMENT)


def test_a_record_that_nobody_has_tried_yet_is_due_at_once() -> None:
    noted = replace(TRIED, attempts=0, next_try=NOW + timedelta(days=1))

    assert noted.is_due(NOW)


def test_a_record_that_nobody_has_tried_yet_does_not_wait_for_its_next_try() -> None:
    soon = replace(TRIED, next_try=NOW + HOUR / 2)

    assert replace(soon, attempts=0).is_due(NOW)
    assert not soon.is_due(NOW)


def test_a_next_try_beyond_the_longest_delay_was_told_by_a_clock_that_went_wrong() -> None:
    assert not replace(TRIED, next_try=NOW + HOUR).is_due(NOW)
    assert replace(TRIED, next_try=NOW + HOUR + MOMENT).is_due(NOW)


def test_a_noted_record_is_for_the_next_run_and_has_no_attempts_yet() -> None:
    noted = Pending.noted(TRIED.source_id, Cause.OWED, "the phone number is newer", NOW)

    assert noted == Pending(
        source_id=TRIED.source_id,
        cause=Cause.OWED,
        message="the phone number is newer",
        title="",
        attempts=0,
        next_try=NOW,
        since=NOW,
    )
    assert noted.is_due(NOW)


LOOKED_FOR = replace(TRIED, cause=Cause.DELETED, broken=True)
SECOND_LOOK = timedelta(minutes=2)


@pytest.mark.parametrize("later", [SECOND_LOOK, HOUR, -SECOND_LOOK])
def test_a_partner_that_is_missing_at_two_looks_some_time_apart_is_gone(later: timedelta) -> None:
    assert LOOKED_FOR.confirms_absence(NOW + later)


@pytest.mark.parametrize("later", [timedelta(), SECOND_LOOK - MOMENT, MOMENT - SECOND_LOOK])
def test_a_second_look_at_once_does_not_confirm_that_a_partner_is_gone(later: timedelta) -> None:
    assert not LOOKED_FOR.confirms_absence(NOW + later)


def test_a_record_that_waits_to_restore_its_partner_needs_no_second_look() -> None:
    assert replace(LOOKED_FOR, cause=Cause.DEPENDENCY).confirms_absence(NOW)


@pytest.mark.parametrize("cause", [Cause.DELETED, Cause.DEPENDENCY])
def test_a_partner_that_nobody_has_missed_before_is_not_taken_for_gone(cause: Cause) -> None:
    missed = replace(LOOKED_FOR, cause=cause)

    assert not replace(missed, broken=False).confirms_absence(NOW + HOUR)
    assert not replace(missed, attempts=0).confirms_absence(NOW + HOUR)


@pytest.mark.parametrize("attempts", [0, 1])
def test_a_skipped_record_is_due_only_once_a_person_has_decided(attempts: int) -> None:
    skipped = replace(TRIED, skipped=True, attempts=attempts)

    assert not skipped.is_due(NOW + timedelta(days=1))
    assert replace(skipped, instruction=ASKED).is_due(NOW - timedelta(days=1))


def test_the_partner_is_looked_at_where_it_may_be_gone_or_a_person_has_decided() -> None:
    assert replace(TRIED, broken=True).looks_at_partner
    assert replace(TRIED, instruction=ASKED).looks_at_partner
    assert not TRIED.looks_at_partner


def test_a_failure_repeats_itself_only_with_the_same_cause_and_message() -> None:
    assert TRIED.repeats(Cause.DATA, "too long")
    assert not TRIED.repeats(Cause.DATA, "too short")
    assert not TRIED.repeats(Cause.CONFLICT, "too long")


def test_the_first_failure_of_a_record_that_was_only_noted_repeats_nothing() -> None:
    assert not replace(TRIED, attempts=0).repeats(Cause.DATA, "too long")


def test_refused_data_is_tried_by_the_next_run_and_then_ever_more_rarely() -> None:
    waits = [next_try(Cause.DATA, attempts, NOW) - NOW for attempts in range(1, 11)]

    assert [wait // timedelta(minutes=1) for wait in waits] == [0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


@given(st.sampled_from([cause for cause in Cause if cause is not Cause.DATA]), st.integers(1))
def test_what_is_not_refused_data_is_tried_by_every_run(cause: Cause, attempts: int) -> None:
    assert next_try(cause, attempts, NOW) == NOW


@given(st.integers(min_value=1, max_value=100_000))
def test_refused_data_never_waits_longer_than_an_hour_nor_shorter_than_before(
    attempts: int,
) -> None:
    before, after = (next_try(Cause.DATA, tries, NOW) for tries in (attempts, attempts + 1))

    assert NOW <= before <= after <= NOW + timedelta(hours=1)


# What a failure makes of it

REPEATED = (Cause.DATA, Cause.DELETED)
others = st.sampled_from([c for c in Cause if c not in (*REPEATED, Cause.CONFLICT)])


@pytest.mark.parametrize("cause", REPEATED)
def test_a_record_that_fails_twice_in_the_same_way_waits_for_a_person(cause: Cause) -> None:
    before = replace(TRIED, cause=cause)

    assert before.waits_for_a_person(cause, "too long")
    assert not before.waits_for_a_person(cause, "too short")
    assert not replace(before, attempts=0).waits_for_a_person(cause, "too long")


def test_a_conflict_waits_for_a_person_whatever_differs_the_second_time() -> None:
    before = replace(TRIED, cause=Cause.CONFLICT)

    assert before.waits_for_a_person(Cause.CONFLICT, "another field")
    assert not replace(before, attempts=0).waits_for_a_person(Cause.CONFLICT, "too long")
    assert not TRIED.waits_for_a_person(Cause.CONFLICT, "too long")


@given(others)
def test_what_goes_away_by_itself_never_waits_for_a_person(cause: Cause) -> None:
    assert not replace(TRIED, cause=cause).waits_for_a_person(cause, "too long")


@pytest.mark.parametrize("cause", [*REPEATED, Cause.CONFLICT])
def test_a_record_about_which_somebody_has_decided_does_not_wait_at_once_again(
    cause: Cause,
) -> None:
    decided = replace(TRIED, cause=cause, instruction=ASKED)

    assert not decided.waits_for_a_person(cause, "too long")


def fail(before: Pending | None, cause: Cause = Cause.DATA, *, skipped: bool = False) -> Pending:
    return Pending.failed(
        TRIED.source_id, "Contoso", cause, "refused", NOW + HOUR, before, skipped=skipped
    )


def test_a_record_is_listed_since_it_failed_first_with_all_its_attempts() -> None:
    first, again = fail(None), fail(replace(TRIED, attempts=2), skipped=True)

    assert (first.attempts, first.since, first.next_try) == (1, NOW + HOUR, NOW + HOUR)
    assert (first.source_id, first.title, first.cause) == (TRIED.source_id, "Contoso", Cause.DATA)
    assert (first.message, first.skipped) == ("refused", False)
    assert (again.attempts, again.since, again.skipped) == (3, NOW, True)
    assert again.next_try == NOW + HOUR + timedelta(minutes=2)


@given(st.sampled_from(Cause))
def test_what_a_person_has_decided_is_kept_only_while_something_puts_it_off(cause: Cause) -> None:
    decided = replace(TRIED, instruction=ASKED)

    assert fail(decided, cause).instruction == (ASKED if cause in PUT_OFF else None)
    assert fail(None, cause).instruction is None


def test_the_causes_that_go_away_by_themselves_are_these() -> None:
    assert set(PUT_OFF) == {Cause.TRANSIENT, Cause.DEPENDENCY, Cause.IN_DOUBT}


def test_a_partner_that_is_gone_stays_so_whatever_else_happens_to_the_record() -> None:
    assert fail(None, Cause.DELETED).broken
    assert fail(replace(TRIED, broken=True)).broken
    assert not fail(TRIED).broken
    assert not fail(None).broken


def test_a_forgiven_record_is_tried_by_the_next_run_as_if_for_the_first_time() -> None:
    skipped = replace(TRIED, skipped=True, instruction=ASKED, broken=True)

    forgiven = skipped.forgiven(NOW + HOUR)

    expected = replace(skipped, skipped=False, attempts=0, next_try=NOW + HOUR)
    assert forgiven == expected
