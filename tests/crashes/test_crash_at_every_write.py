"""A process that dies at any of its writes, to a service or to a table, loses and repeats nothing.

Each story is told once undisturbed. It is then told again for each of its writes: the process dies
when it is about to make it, another one takes over, and in the end all must be as if nothing had
happened.
"""

import pytest

from tests.companies import COMPANY
from tests.crashes.coupling_stories import COUPLING_STORIES
from tests.crashes.platform import UNTIL_ALL_HAS_EXPIRED, own_queue
from tests.crashes.stories import LONG_STORIES, STORIES, Story
from tests.doors import Doors, Life
from tests.soaking import SOAKING
from tests.surroundings import Surroundings
from tests.verdicts import FIELDS, differences, is_silent, miscounted

TOLD = STORIES | (LONG_STORIES | COUPLING_STORIES if SOAKING else {})
SLOTS: tuple[bytes, ...] = () if SOAKING else (b"slots(", b"slots ")
"""Those that a dead process held come free when they expire, whichever of them it was."""
EVERY = 1 if SOAKING else 4
"""Of one story the first write and each fourth after it, of the next the second; in a soak all."""
MOST_RUNS_TO_HEAL = 2
FEWEST_WRITES = 8
"""Of any story: the lease, the run and its jobs are always written."""


def tell(world: Surroundings, doors: Doors, story: Story, last: int | None) -> Life:
    """Tell a story in which the process dies at its *last*-th write, if it comes to that."""
    storage = world.stack.azurite.connection_string
    world.move()
    story.given(world)
    life = Life(last, unless=SLOTS)
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    with doors.watched(life.watch):
        try:
            story.run(world)
        except Exception:
            if not life.dead:
                raise
    world.start_app(AzureWebJobsStorage=storage)
    if life.dead:
        world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
        story.run(world)
    return life


def comes_to_rest(world: Surroundings) -> bool:
    """Return whether the timer soon finds nothing left to do."""
    for _ in range(MOST_RUNS_TO_HEAL):
        world.clock.advance(UNTIL_ALL_HAS_EXPIRED)
        if is_silent(world):
            return True
    return False


def ending(world: Surroundings) -> list[str]:
    """Return all that a story comes to: records, what differs, what is listed.

    Of an account, also whether it belongs to a company.
    """
    told = [f"customer: {[row[name] for name in FIELDS]}" for row in world.customers.all()]
    told += [
        f"account: {[row[name] or '' for name in FIELDS.values()]} {bool(row.get(COMPANY))}"
        for row in world.accounts.all()
    ]
    return sorted(told) + sorted(differences(world))


@pytest.mark.parametrize("story", TOLD.values(), ids=TOLD.keys())
def test_a_crash_at_any_write_changes_nothing_in_the_end(
    world: Surroundings, doors: Doors, story: Story
) -> None:
    world.start_app(SYNC_QUEUE_NAME=own_queue(world), **story.settings)
    world.adjust(**story.policies)
    assert not tell(world, doors, story, last=None).dead
    assert comes_to_rest(world)
    expected = ending(world)

    last = 1 + list(TOLD.values()).index(story) % EVERY
    while (life := tell(world, doors, story, last)).dead:
        where = f"died at write {last}: {life.writes[-1]}"
        assert comes_to_rest(world), where
        assert ending(world) == expected, where
        assert not miscounted(world), where
        last += EVERY

    assert last > FEWEST_WRITES
