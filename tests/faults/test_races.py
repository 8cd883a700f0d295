"""Users, and other runs, get in between any two of a run's requests."""

from collections.abc import Callable
from functools import partial

import pytest

from shared.domain.sides import Side
from tests.doors import Doors
from tests.faults.between import Between, Theft, settle
from tests.surroundings import Json, Surroundings
from tests.verdicts import differences, is_silent, miscounted

Act = Callable[[Surroundings, int], None]
FEWEST_REQUESTS = 5


def pair(world: Surroundings) -> tuple[Json, Json]:
    [customer] = [row for row in world.customers.all() if row["displayName"] == "Adatum"]
    return customer, world.partner(customer)


def customer_edited(world: Surroundings, number: int) -> None:
    world.customers.change(world.customers.all()[0], email=f"{number}@adatum.example")


def account_edited(world: Surroundings, number: int) -> None:
    accounts = sorted(world.accounts.all(), key=lambda row: row["name"])
    world.accounts.change(accounts[0], emailaddress1=f"{number}@adatum.example")


def records_inserted(world: Surroundings, number: int) -> None:
    world.customers.add(f"Late customer {number}")
    world.accounts.add(f"Late account {number}")


def read_again(world: Surroundings, _number: int) -> None:
    """What was just read is changed, so that it moves to the end of the pages."""
    for customer in world.customers.all()[:2]:
        world.customers.change(customer, addressLine1=f"{customer['city']}!")


@pytest.mark.parametrize(
    "act", [customer_edited, account_edited, records_inserted, read_again], ids=lambda a: a.__name__
)
def test_what_users_do_between_two_requests_is_not_lost(
    world: Surroundings, doors: Doors, act: Act
) -> None:
    world.start_app(BC_PAGE_SIZE="2", DATAVERSE_PAGE_SIZE="2")
    world.adjust(only_coupled=False)
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"], email="old@adatum.example")
    settle(world)

    at, acted = 0, True
    while acted:
        at += 1
        customer, account = pair(world)
        world.customers.change(customer, city=f"C{at}")
        world.accounts.change(account, telephone1=f"P{at}")
        between = Between(partial(act, world, at), at, doors.services)
        with doors.watched(between.watch):
            world.tick()
        acted = between.acted
        settle(world)
        assert differences(world) == [], at
        assert not miscounted(world), at
        assert pair(world)[1]["address1_city"] == f"C{at}", at

    assert at > FEWEST_REQUESTS
    assert is_silent(world)
    if act in (customer_edited, account_edited):
        first = sorted(world.accounts.all(), key=lambda row: row["name"])[0]
        assert first["emailaddress1"] == f"{at - 1}@adatum.example"


def test_a_run_whose_lease_was_taken_writes_no_more_and_moves_no_watermark(
    world: Surroundings, doors: Doors
) -> None:
    world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    settle(world)

    at, happened = 0, True
    while happened:
        at += 1
        customer, account = pair(world)
        world.customers.change(customer, city=f"C{at}")
        world.accounts.change(account, telephone1=f"P{at}")
        theft = Theft(world, doors, at)
        with doors.watched(theft.watch):
            run = world.tick()
        happened = theft.happened
        assert run["state"] == ("failed" if happened else "finished"), at
        assert not theft.written_after, at
        assert not (happened and theft.moved_since), at
        settle(world)
        assert differences(world) == [], at
        assert world.partner(customer)["address1_city"] == f"C{at}", at

    assert at > FEWEST_REQUESTS


@pytest.mark.parametrize("side", Side)
def test_two_runs_at_once_do_the_work_of_one(world: Surroundings, doors: Doors, side: Side) -> None:
    """The second one begins while the first one has the lease, and finds it taken."""
    world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    customer, _ = pair(world)
    world.customers.change(customer, city="Paris")
    busy: list[bool] = []

    def second() -> None:
        app = world.app
        with app.engine.progress.lease("customer", "second") as lease:
            busy.append(lease is None)

    between = Between(second, 1, (world.server(side),))
    with doors.watched(between.watch):
        run = world.tick()

    assert between.acted
    assert busy == [True]
    assert run["state"] == "finished"
    assert differences(world) == []
