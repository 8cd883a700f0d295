"""The rules of politeness: what is spent of a budget, and how many requests run at once."""

from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.concurrency import Concurrency
from shared.adapters.ledger import WINDOW, Budget, Ledger

SLOW, USUAL = 9.0, 1.0
pauses = st.lists(st.floats(0, 40), min_size=1, max_size=200)


class Sent:
    """Requests that a rule has let through, as the service counts them."""

    def __init__(self) -> None:
        self._times: list[tuple[float, float]] = []

    def note(self, now: float, seconds: float) -> None:
        self._times.append((now, seconds))

    def most_in_a_window(self) -> tuple[int, float]:
        windows = [
            [seconds for then, seconds in self._times if start <= then < start + WINDOW]
            for start, _ in self._times
        ]
        return max(map(len, windows)), max(map(sum, windows))


# The budget


@given(pauses, st.integers(1, 30))
def test_no_window_holds_more_requests_than_the_budget(steps: list[float], requests: int) -> None:
    ledger, budget, sent = Ledger(), Budget(requests), Sent()
    now = 1_700_000_000.0
    for step in steps:
        now += step
        now += ledger.wait(now, budget)
        ledger.spend(now, requests=1)
        sent.note(now, 0.0)

    assert sent.most_in_a_window()[0] <= requests


@given(pauses, st.floats(0.1, 20), st.floats(20, 200))
def test_no_window_holds_more_of_the_services_time_than_the_budget(
    steps: list[float], each: float, seconds: float
) -> None:
    ledger, budget, sent = Ledger(), Budget(10_000, seconds), Sent()
    now = 1_700_000_000.0
    for step in steps:
        now += step
        now += ledger.wait(now, budget, each)
        ledger.spend(now, 1, each)
        sent.note(now, each)

    assert sent.most_in_a_window()[1] <= seconds + 1e-6


@given(st.floats(1.0, 1000.0), st.integers(1, 50))
def test_a_request_always_fits_into_an_empty_window(coming: float, before: int) -> None:
    ledger = Ledger()
    ledger.spend(0.0, before, before)

    wait = ledger.wait(1.0, Budget(0.5, 1.0), coming)

    assert 0 < wait <= WINDOW + 5
    assert ledger.wait(1.0 + wait, Budget(0.5, 1.0), coming) == 0


@given(pauses, st.integers(1, 30))
def test_what_is_left_is_told_as_waiting_counts_it(steps: list[float], requests: int) -> None:
    ledger, budget = Ledger(), Budget(requests, 500)
    now = 1_700_000_000.0
    for step in steps:
        now += step
        left = ledger.left(now, budget)
        assert (left.requests >= 1) == (ledger.wait(now, Budget(requests)) == 0)
        assert left.seconds is not None
        if left.requests >= 1:
            ledger.spend(now, requests=1, seconds=2)
            after = ledger.left(now, budget)
            assert after.requests == left.requests - 1
            assert after.seconds == left.seconds - 2


def test_nobody_waits_while_the_budget_has_room() -> None:
    ledger = Ledger()
    ledger.spend(0.0, requests=99, seconds=40)

    assert ledger.wait(1.0, Budget(100, 50), 10) == 0
    assert ledger.wait(1.0, Budget(100, 50), 10.1) > 0
    assert ledger.wait(1.0, Budget(99)) > 0


@given(st.lists(st.tuples(st.floats(0, 280), st.integers(1, 100)), max_size=20), st.integers(1, 9))
def test_what_was_spent_is_neither_lost_nor_doubled_when_slots_change_hands(
    spent: list[tuple[float, int]], slots: int
) -> None:
    whole = Ledger()
    for now, requests in sorted(spent):
        whole.spend(now, requests, requests / 2)
    together = Ledger()
    for _ in range(slots):
        together.add(Ledger.from_text(whole.share(1 / slots).to_text()))

    # Shares are kept with three digits, so the budgets lie between what can have been spent.
    for budget in (Budget(50.5), Budget(5000, 100.25)):
        assert together.wait(290.0, budget) == whole.wait(290.0, budget)


# Requests at once


class Service:
    """Answers numbered requests of one kind, one after the other."""

    def __init__(self, slots: int) -> None:
        self.rule = Concurrency()
        self.rule.at_most(slots)
        self._number = 0

    def answer(self, seconds: float, times: int = 1) -> None:
        for _ in range(times):
            self._number += 1
            self.rule.answered(self._number, self._number + 1, "kind", seconds)

    def refuse(self, number: int | None = None) -> None:
        self._number += 1
        self.rule.refused(number or self._number, self._number + 1)


@given(st.integers(1, 52), st.lists(st.sampled_from(["refuse", "slow", "usual"]), max_size=200))
def test_there_is_always_a_request_allowed_and_never_more_than_slots(
    slots: int, events: list[str]
) -> None:
    service = Service(slots)
    for event in events:
        if event == "refuse":
            service.refuse()
        else:
            service.answer(SLOW if event == "slow" else USUAL)

        assert 1 <= service.rule.limit <= slots


def test_a_refusal_halves_and_good_answers_bring_all_slots_back() -> None:
    service = Service(8)
    service.answer(USUAL, 100)
    assert service.rule.limit == 8

    service.refuse()
    assert service.rule.limit == 4

    service.answer(USUAL, 100)
    assert service.rule.limit == 8


def test_refusals_of_requests_that_were_under_way_together_count_once() -> None:
    service = Service(8)
    service.answer(USUAL, 100)

    for number in range(93, 101):
        service.refuse(number)

    assert service.rule.limit == 4


def test_answers_that_stay_slow_for_their_kind_lower_the_number_and_usual_ones_raise_it() -> None:
    service = Service(5)
    service.answer(USUAL, 50)
    assert service.rule.limit == 5

    service.answer(SLOW, 10)
    lowered = service.rule.limit

    service.answer(USUAL, 50)
    assert lowered <= 3
    assert service.rule.limit == 5


def test_a_single_straggler_changes_nothing() -> None:
    service = Service(5)
    service.answer(USUAL, 50)

    service.answer(100 * USUAL)

    assert service.rule.limit == 5


def test_a_service_that_stays_slower_is_as_fast_as_it_is() -> None:
    service = Service(5)
    service.answer(USUAL, 50)
    service.answer(SLOW, 500)

    assert service.rule.limit == 5


def test_one_kind_of_request_is_not_slow_because_another_is_fast() -> None:
    rule = Concurrency()
    rule.at_most(5)
    for number in range(100):
        rule.answered(number, number + 1, number % 2, SLOW if number % 2 else 0.01)

    assert rule.limit == 5


@given(st.integers(1, 10))
def test_fewer_slots_count_at_once_and_what_was_learnt_is_kept_for_more(slots: int) -> None:
    service = Service(10)
    service.answer(USUAL, 200)

    service.rule.at_most(slots)
    assert service.rule.limit == slots

    service.rule.at_most(10)
    assert service.rule.limit == 10
