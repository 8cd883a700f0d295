"""Users create, edit and delete on both sides whenever they like; once all is quiet, all is well.

What must be true then is judged by a ledger of what users did, which knows nothing of the app:
coupled records agree or are listed, no value is lost, invented or back from the past, no record has
two partners, no job has lost count, and a further run writes nothing.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dev.simulators.http import Request
from shared.domain.policies import ConflictPolicy, DeletionPolicy
from shared.domain.sides import Side
from tests.notified import SECRET
from tests.properties.judge import Judge
from tests.properties.stopped_clock import StoppedClock
from tests.properties.users import FIELDS, NAME, ONE_WAY, REFUSED, Choice, Users
from tests.soaking import SOAKING
from tests.surroundings import Surroundings

EXAMPLES, STEPS = (200, 200) if SOAKING else (4, 130)
"""For each policy of deletions."""
MAPPED = [
    {"bc": "displayName", "dataverse": "name", "match": 1},
    {"bc": "city", "dataverse": "address1_city"},
    {"bc": "phoneNumber", "dataverse": "telephone1"},
    {"bc": "addressLine2", "dataverse": "address1_line2"},
    {"bc": ONE_WAY, "dataverse": FIELDS[ONE_WAY], "direction": "from_dataverse"},
    {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"},
]
UNTIL_QUIET = [timedelta(minutes=15), timedelta(hours=25), timedelta(hours=2)]
STEPS_BETWEEN_JUDGEMENTS = 45
NEWS_FOR_A_RUN, NEWS_FOR_A_FULL_RUN = (1, 1) if SOAKING else (2, 5)
"""Runs after every single change would leave users little time, and find little at once; those that
users interrupt come whenever they come."""

sides = st.sampled_from(list(Side))
names = st.sampled_from(list(FIELDS))
others = st.sampled_from([name for name in FIELDS if name != NAME])
shared_names = st.sampled_from([name for name in FIELDS if name != ONE_WAY])
numbers = st.integers(0, 5)
choices = st.builds(Choice, sides, numbers)
SECONDS = (0.001, 0.4, 1, 61, 11 * 60, 3 * 3600, 25 * 3600)
spans = st.sampled_from([timedelta(seconds=s) for s in SECONDS])
skews = st.sampled_from([timedelta(seconds=s) for s in (0, -300, 300, 1)])
sizes = st.sampled_from([1, 2, 1000])
Act = Callable[[Users], None]
acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda c, n: lambda users: users.edit(c, n), choices, names),
    st.builds(lambda c: lambda users: users.delete(c), choices),
    st.builds(lambda s, ns: lambda users: users.create(s, ns, None), sides, st.just(["city"])),
)
interruptions = st.lists(st.tuples(sides, st.integers(0, 8), acts), min_size=1, max_size=3)


class TwoSides(RuleBasedStateMachine):
    world: Surroundings
    deleted: DeletionPolicy

    @initialize(
        conflict=st.sampled_from(ConflictPolicy),
        bc_ahead=skews,
        dataverse_ahead=skews,
        page_size=sizes,
        batch_size=sizes,
    )
    def begin(
        self,
        conflict: ConflictPolicy,
        bc_ahead: timedelta,
        dataverse_ahead: timedelta,
        page_size: int,
        batch_size: int,
    ) -> None:
        world = self.world
        world.clock = StoppedClock(world.fleet, bc_ahead, dataverse_ahead)
        world.put_setting("SYNC_NOTIFICATION_SECRET", SECRET)
        world.put_setting("SYNC_NOTIFICATION_DELAY_SECONDS", "0")
        for name in ("BC_PAGE_SIZE", "DATAVERSE_PAGE_SIZE"):
            world.put_setting(name, str(page_size))
        world.put_setting("BC_BATCH_SIZE", str(min(batch_size, 100)))
        world.put_setting("DATAVERSE_BATCH_SIZE", str(batch_size))
        world.adjust(
            only_coupled=False, conflict=conflict.value, deleted=self.deleted.value, fields=MAPPED
        )
        world.move()
        self.users = Users(world)
        self.judge = Judge(world, self.users, conflict, self.deleted)
        self.steps = 0
        self.news = 0
        """How much has happened since the last run."""

    def step(self) -> None:
        self.steps += 1
        self.news += 1

    # Users

    @rule(side=sides, filled=st.lists(others, unique=True), twin=st.none() | numbers)
    def create(self, side: Side, filled: list[str], twin: int | None) -> None:
        self.step()
        self.users.create(side, filled, twin)

    @rule(chosen=choices, name=names)
    def edit(self, chosen: Choice, name: str) -> None:
        self.step()
        self.users.edit(chosen, name)

    @rule(number=numbers, name=shared_names)
    def edit_both(self, number: int, name: str) -> None:
        self.step()
        for side in Side:
            self.users.edit(Choice(side, number), name)

    @rule(chosen=choices, name=others)
    def blank(self, chosen: Choice, name: str) -> None:
        self.step()
        self.users.edit(chosen, name, "")

    @rule(chosen=choices, name=shared_names)
    def copy(self, chosen: Choice, name: str) -> None:
        self.step()
        self.users.copy(chosen, name)

    @rule(number=numbers)
    def enter_what_is_refused(self, number: int) -> None:
        """Until it is skipped, or corrected, and more is changed meanwhile on either side."""
        self.step()
        value = REFUSED + self.users.new_value("addressLine2")
        self.users.edit(Choice(Side.DATAVERSE, number), "addressLine2", value)

    @rule(number=numbers, name=shared_names, began=st.sampled_from([1, 60, 540]))
    def commit_late(self, number: int, name: str, began: int) -> None:
        self.step()
        self.users.commit_late(number, name, timedelta(seconds=began))

    @rule(chosen=choices)
    def delete(self, chosen: Choice) -> None:
        self.step()
        self.users.delete(chosen)

    # Time, and the app

    @rule(by=spans)
    def wait(self, by: timedelta) -> None:
        self.step()
        self.world.clock.advance(by)

    @precondition(lambda self: self.news >= NEWS_FOR_A_RUN)
    @rule()
    def tick(self) -> None:
        self.steps += 1
        self.news = 0
        self.judge.tick()

    @precondition(lambda self: self.news >= NEWS_FOR_A_RUN)
    @rule(side=sides)
    def be_notified(self, side: Side) -> None:
        self.steps += 1
        self.news = 0
        self.judge.be_notified(side)

    @rule(interruptions=interruptions)
    def tick_while_users_work(self, interruptions: list[tuple[Side, int, Act]]) -> None:
        self.step()
        with Interrupted(self.world, self.users, interruptions):
            self.judge.tick()

    @precondition(lambda self: self.news >= NEWS_FOR_A_FULL_RUN)
    @rule()
    def run_in_full(self) -> None:
        self.steps += 1
        self.news = 0
        self.judge.run_in_full()

    # Administrators

    @precondition(lambda self: self.judge.are_listed)
    @rule(
        number=numbers,
        action=st.sampled_from(["retry", "bc_wins", "dataverse_wins"]),
        corrected=st.booleans(),
    )
    def decide(self, number: int, action: str, corrected: bool) -> None:
        """
        :param corrected: a user first enters what the partner has, where a value was refused.
        """
        self.step()
        self.judge.decide(number, action, corrected=corrected)

    @precondition(lambda self: self.judge.are_listed)
    @rule(number=numbers, side=sides)
    def force(self, number: int, side: Side) -> None:
        self.step()
        self.judge.force(number, side)

    @precondition(lambda self: self.judge.has_looked)
    @rule()
    def restart(self) -> None:
        self.step()
        self.judge.has_looked = False
        self.world.start_app()

    @precondition(lambda self: self.steps > STEPS_BETWEEN_JUDGEMENTS)
    @rule()
    def be_quiet(self) -> None:
        self.steps = 0
        self.come_to_rest()

    def come_to_rest(self) -> None:
        self.judge.tick()
        for by in UNTIL_QUIET:
            self.world.clock.advance(by)
            self.judge.tick()
        objections = self.judge.objections()
        assert not objections, "\n".join(objections)

    def teardown(self) -> None:
        if hasattr(self, "judge"):
            self.come_to_rest()


class Interrupted:
    """Users act just before the app's next requests, each before the n-th of its side."""

    def __init__(
        self, world: Surroundings, users: Users, interruptions: list[tuple[Side, int, Act]]
    ) -> None:
        self._world, self._users = world, users
        self._waiting = interruptions
        self._counts = dict.fromkeys(Side, 0)
        self._errors: list[Exception] = []

    def __enter__(self) -> None:
        for side in Side:
            self._world.server(side).watch = self._watch(side)

    def __exit__(self, *_: object) -> None:
        for side in Side:
            self._world.server(side).watch = None
        if self._errors:
            raise self._errors[0]

    def _watch(self, side: Side) -> Callable[[Request], None]:
        def watch(_request: Request) -> None:
            number, self._counts[side] = self._counts[side], self._counts[side] + 1
            try:
                for where, when, act in self._waiting:
                    if (where, when) == (side, number):
                        act(self._users)
            except Exception as error:
                self._errors.append(error)

        return watch


@pytest.mark.parametrize("deleted", DeletionPolicy)
def test_two_sides_agree_after_whatever_users_did(
    world: Surroundings, deleted: DeletionPolicy
) -> None:
    class Here(TwoSides):
        pass

    Here.world, Here.deleted = world, deleted
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.generate] + ([Phase.shrink] if SOAKING else []),
            derandomize=not SOAKING,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
