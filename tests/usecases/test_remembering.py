"""One question for many callers: who asks, who waits, and what is remembered."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event

import pytest

from shared.errors import ConfigurationError, IntegrationError, TransientError
from shared.usecases import remembering
from shared.usecases.remembering import Memory, Patience, Remembered

Answers = Mapping[str, str]
HOUR = timedelta(hours=1)


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class Oracle:
    """Answers with the question and a number, or with an error."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.error: Exception | None = None
        self.may_answer = Event()
        self.may_answer.set()

    def __call__(self, keys: Sequence[str]) -> Answers:
        self.asked.append([*keys])
        number = len(self.asked)
        assert self.may_answer.wait(10)
        if self.error is not None:
            raise self.error
        return {key: f"{key}{number}" for key in keys}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


def memory(clock: Clock, *, stale: timedelta = HOUR, wait: float = 10) -> Memory[str, str]:
    patience = Patience(timedelta(seconds=30), stale, wait)
    return Memory(clock, "The oracle", patience, code="silent")


def values(found: Mapping[str, Remembered[str] | IntegrationError]) -> list[str]:
    return [answer.value for answer in found.values() if isinstance(answer, Remembered)]


def error_of(found: Mapping[str, Remembered[str] | IntegrationError], key: str) -> IntegrationError:
    error = found[key]
    assert isinstance(error, IntegrationError)
    return error


def test_only_what_is_not_known_is_asked_for(clock: Clock, oracle: Oracle) -> None:
    known = memory(clock)
    known.get(["a", "b", "a"], oracle)

    found = known.get(["b", "c"], oracle)

    assert oracle.asked == [["a", "b"], ["c"]]
    assert sorted(values(found)) == ["b1", "c2"]


def test_callers_at_once_wait_for_one_answer_even_where_their_questions_overlap_in_part(
    clock: Clock, oracle: Oracle
) -> None:
    known, start = memory(clock), Barrier(40)
    oracle.may_answer.clear()

    def ask(number: int) -> list[str]:
        start.wait()
        return sorted(values(known.get(["a", "b" if number % 2 else "c"], oracle)))

    with ThreadPoolExecutor(40) as callers:
        told = [callers.submit(ask, number) for number in range(40)]
        while sum(map(len, oracle.asked)) < 3:
            pass
        oracle.may_answer.set()
        answers = [each.result(10) for each in told]

    assert sorted(key for keys in oracle.asked for key in keys) == ["a", "b", "c"]
    assert {tuple(each) for each in answers if len(each) != 2} == set()
    assert len({tuple(each) for each in answers}) == 2


def test_a_service_that_does_not_answer_is_asked_again_by_the_next(
    clock: Clock, oracle: Oracle
) -> None:
    known = memory(clock)
    oracle.error = TransientError("It is raining.", code="service_busy", retry_after=7)

    refused = error_of(known.get(["a"], oracle), "a")
    oracle.error = None
    found = known.get(["a"], oracle)

    assert isinstance(refused, TransientError)
    assert (refused.code, refused.retry_after) == ("silent", 7)
    assert "It is raining." in refused.message
    assert values(found) == ["a2"]


def test_an_old_answer_is_told_as_such_until_it_is_too_old(clock: Clock, oracle: Oracle) -> None:
    known = memory(clock)
    known.get(["a"], oracle)
    oracle.error = TransientError("It is raining.", code="service_busy")
    clock.sleep(3000)

    old = known.get(["a"], oracle)["a"]
    clock.sleep(1000)
    too_old = known.get(["a"], oracle)["a"]

    assert isinstance(old, Remembered)
    assert (old.value, old.stale) == ("a1", True)
    assert isinstance(too_old, TransientError)


def test_what_somebody_has_to_change_is_told_rather_than_an_old_answer(
    clock: Clock, oracle: Oracle
) -> None:
    known = memory(clock)
    known.get(["a"], oracle)
    clock.sleep(60)
    oracle.error = ConfigurationError("The oracle has moved.", code="service_moved")

    assert known.get(["a"], oracle)["a"] is oracle.error


def test_a_defect_is_raised_to_all_who_wait_and_keeps_nobody_from_asking_again(
    clock: Clock, oracle: Oracle
) -> None:
    known = memory(clock)
    oracle.error = ZeroDivisionError()

    with pytest.raises(ZeroDivisionError):
        known.get(["a"], oracle)
    oracle.error = None

    assert values(known.get(["a"], oracle)) == ["a2"]


def test_who_has_waited_enough_goes_and_the_answer_is_there_for_the_next(
    clock: Clock, oracle: Oracle
) -> None:
    known = memory(clock, wait=0.05)
    oracle.may_answer.clear()

    late = error_of(known.get(["a"], oracle), "a")
    oracle.may_answer.set()
    found: list[str] = []
    while not found:
        found = values(known.get(["a"], oracle))

    assert late.code == "silent"
    assert "has not answered within 0.05 seconds" in late.message
    assert (found, oracle.asked) == (["a1"], [["a"]])


def test_what_nobody_waits_for_any_more_is_not_asked_and_delays_nobody(
    clock: Clock, oracle: Oracle
) -> None:
    known = memory(clock, wait=0.05)
    oracle.may_answer.clear()
    for number in range(20):
        known.get([str(number)], oracle)
        clock.sleep(0.06)
    begun = len(oracle.asked)
    oracle.may_answer.set()

    found: list[str] = []
    while not found:
        found = values(known.get(["new"], oracle))

    assert begun < 20
    assert oracle.asked[begun:] == [["new"]]


def test_what_was_asked_for_longest_ago_is_forgotten_first(clock: Clock, oracle: Oracle) -> None:
    known = memory(clock)
    many = [str(number) for number in range(remembering.MOST)]
    known.get(["first", *many], oracle)

    known.get([many[0], "first"], oracle)

    assert oracle.asked[1:] == [["first"]]
