"""However the work is cut into pages, batches and threads, it comes to the same."""

from datetime import timedelta

import pytest

from tests.soaking import SOAKING
from tests.surroundings import Surroundings
from tests.verdicts import FIELDS, differences, is_silent

CUTS = {
    "one by one": (1, 1, 1),
    "a few at a time": (3, 2, 4),
}
if SOAKING:
    CUTS |= {"hundreds, one after the other": (1000, 100, 1), "hundreds at once": (1000, 1000, 4)}
MANY = 5


def cut(world: Surroundings, page: int, batch: int, at_once: int) -> None:
    world.start_app(
        BC_PAGE_SIZE=str(page),
        DATAVERSE_PAGE_SIZE=str(page),
        BC_BATCH_SIZE=str(min(batch, 100)),
        DATAVERSE_BATCH_SIZE=str(batch),
        DATAVERSE_BULK_SIZE=str(batch),
        BC_CONCURRENCY=str(at_once),
        DATAVERSE_CONCURRENCY=str(at_once),
    )


def tell(world: Surroundings, *, last_first: bool) -> None:
    """Twins, singles, changes on both sides, a conflict and a refusal."""
    order = range(MANY)
    for number in reversed(order) if last_first else order:
        world.customers.add(f"Customer {number}", city="Berlin")
        world.accounts.add(f"Account {number}", address1_city="Oslo")
        world.customers.add(f"Twin {number}", city="Berlin")
        world.accounts.add(f"Twin {number}", telephone1="030")
    world.full_sync()
    customers = {row["displayName"]: row for row in world.customers.all()}
    accounts = {row["name"]: row for row in world.accounts.all()}
    for number in range(MANY):
        world.customers.change(customers[f"Customer {number}"], city=f"City {number}")
        world.accounts.change(accounts[f"Customer {number}"], telephone1=f"{number}")
        world.accounts.change(accounts[f"Account {number}"], address1_city=f"City {number}")
    world.customers.change(customers["Twin 1"], city="Paris")
    world.accounts.change(accounts["Twin 1"], address1_city="Rome")
    world.accounts.change(accounts["Twin 2"], address1_country="Deutschland")
    for _ in range(3):
        world.clock.advance(timedelta(minutes=11))
        world.tick()


def outcome(world: Surroundings) -> list[str]:
    told = [f"customer: {[row[name] for name in FIELDS]}" for row in world.customers.all()]
    told += [f"account: {[row[name] for name in FIELDS.values()]}" for row in world.accounts.all()]
    return sorted(told) + sorted(differences(world))


@pytest.fixture
def usual(world: Surroundings) -> list[str]:
    """What the story comes to with the usual settings."""
    tell(world, last_first=False)
    told = outcome(world)
    assert len([line for line in told if line.startswith("listed")]) == 3
    world.move()
    return told


@pytest.mark.parametrize("sizes", CUTS.values(), ids=CUTS.keys())
def test_the_work_comes_to_the_same_however_it_is_cut(
    world: Surroundings, usual: list[str], sizes: tuple[int, int, int]
) -> None:
    cut(world, *sizes)
    world.move()

    tell(world, last_first=sizes[0] == 1)

    assert outcome(world) == usual
    assert is_silent(world)
