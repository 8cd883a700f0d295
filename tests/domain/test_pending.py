from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.pending import Cause, Pending, next_try
from shared.domain.policies import Instruction
from tests.domain.examples import NOW, id_of

MOMENT = timedelta(microseconds=1)
TRIED = Pending(id_of("adatum"), Cause.DATA, "too long", "Adatum", 1, next_try=NOW, since=NOW)
ASKED = Instruction(uncouple=True)


def test_a_record_is_due_from_its_next_try_on() -> None:
    assert TRIED.is_due(NOW)
    assert not TRIED.is_due(NOW - MOMENT)


def test_a_record_that_nobody_has_tried_yet_is_due_at_once() -> None:
    noted = replace(TRIED, attempts=0, next_try=NOW + timedelta(days=1))

    assert noted.is_due(NOW)


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
