"""Whatever instances do with a service's slots, none is given twice and no spending forgotten."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.ledger import Budget, Ledger
from shared.adapters.sharing import Sharing

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
DURATION = timedelta(seconds=8)
"""Short: what was spent is forgotten after five minutes, which no test of these takes."""
SIZE = 5
INSTANCES = st.sampled_from(["north", "south", "west", "east", "down", "up", "far"])
Deed = tuple[str, str, int]
DEEDS = st.tuples(
    st.sampled_from(["take", "wait", "leave", "keep", "release", "die"]),
    INSTANCES,
    st.integers(1, SIZE),
)


def spending(requests: float) -> Ledger:
    ledger = Ledger()
    ledger.spend(START.timestamp(), requests=requests)
    return ledger


def spent(ledger: Ledger) -> float:
    """So many requests must be allowed for another one not to wait, less that one."""
    low, high = 0.0, 10_000.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if not waits(ledger, middle) else (middle, high)
    return max(0.0, high - 1)


def waits(ledger: Ledger, requests: float) -> bool:
    return ledger.wait(START.timestamp(), Budget(requests)) > 0


@dataclass
class Table:
    sharing: Sharing
    now: datetime = START

    def do(self, deed: Deed) -> None:
        kind, who, wanted = deed
        if kind == "die":
            self.now += DURATION / 2
            return
        seen = self.sharing.seen_by(who, self.now)
        until = self.now + DURATION
        if kind == "take":
            decided = seen.take(who, wanted, until)
            self.sharing = decided[0] if decided else seen
        elif kind == "wait" and who not in seen.held:
            self.sharing = seen.wait(who, until)
        elif kind == "leave":
            self.sharing = seen.leave(who)
        elif kind == "keep" and who in seen.held:
            decided = seen.keep(who, wanted, seen.held[who].spent, until)
            assert decided
            self.sharing = decided[0]
        elif kind == "release" and who in seen.held:
            self.sharing = seen.release(who, seen.held[who].spent)

    def all_spent(self) -> float:
        together = self.sharing.left.share(1.0)
        for holding in self.sharing.held.values():
            together.add(holding.spent)
        return spent(together)


@given(deeds=st.lists(DEEDS, max_size=30))
def test_slots_are_never_given_twice_and_what_was_spent_stays_with_them(deeds: list[Deed]) -> None:
    table = Table(Sharing(SIZE, left=spending(100)))

    for deed in deeds:
        table.do(deed)

        held = [holding.slots for holding in table.sharing.held.values()]
        assert sum(held) <= SIZE
        assert all(slots > 0 for slots in held)
        assert table.all_spent() == pytest.approx(100, abs=0.01)


@given(deeds=st.lists(DEEDS, max_size=20))
def test_whoever_waits_gets_a_slot_once_the_others_have_looked_after_theirs(
    deeds: list[Deed],
) -> None:
    table = Table(Sharing(SIZE))
    for deed in deeds:
        table.do(deed)
    table.sharing = table.sharing.leave("new").wait("new", table.now + DURATION)
    for who in [*table.sharing.seen_by("new", table.now).held]:
        table.do(("keep", who, SIZE))

    for who in [*table.sharing.waiting]:
        if who != "new":
            table.do(("take", who, 1))
    found = table.sharing.seen_by("new", table.now)

    everybody_has_one = all(holding.slots == 1 for holding in found.held.values())
    assert found.take("new", SIZE, table.now + DURATION) or everybody_has_one


def test_slots_that_somebody_could_not_give_back_are_theirs_to_take_again() -> None:
    taken = Sharing(SIZE, left=spending(100)).take("north", SIZE, START + DURATION)
    assert taken

    again = taken[0].take("north", 2, START + DURATION)

    assert again
    assert again[0].free == SIZE - 2
    assert spent(again[1]) == pytest.approx(40, abs=0.01)


def test_a_dead_instances_spending_goes_with_its_slots() -> None:
    taken = Sharing(SIZE, left=spending(100)).take("north", SIZE, START + DURATION)
    assert taken

    after = taken[0].seen_by("south", START + DURATION).take("south", 1, START + 2 * DURATION)

    assert after
    assert spent(after[1]) == pytest.approx(100 / SIZE, abs=0.01)


def test_what_was_spent_too_long_ago_to_count_takes_no_room_in_the_row() -> None:
    sharing, now = Sharing(SIZE), START
    for _ in range(1000):
        taken = sharing.seen_by("north", now).take("north", SIZE, now + DURATION)
        assert taken
        sharing, spent_before = taken
        spent_before.spend(now.timestamp(), requests=1)
        sharing = sharing.seen_by("north", now).release("north", spent_before)
        now += timedelta(minutes=1)

    assert len(sharing.left.to_text()) < 200


def test_who_died_while_their_clock_was_ahead_keeps_no_slots_and_has_spent_nothing_now() -> None:
    ahead = START + timedelta(days=400)
    taken = Sharing(SIZE).wait("east", ahead).take("north", SIZE - 1, ahead + DURATION)
    assert taken
    future = Ledger()
    future.spend(ahead.timestamp(), requests=100)
    kept = taken[0].keep("north", SIZE - 1, future, ahead + DURATION)
    assert kept

    found = kept[0].seen_by("south", START)

    assert (found.free, found.waiting) == (SIZE, {})
    assert spent(found.left) == 0
