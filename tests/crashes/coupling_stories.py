"""What may be going on when a process dies that couples or uncouples; a person asks again."""

from typing import Any

from tests.coupling import ask, pair
from tests.crashes.platform import deliver, fire
from tests.crashes.stories import Story, account, coupled, customer, new_on_both_sides
from tests.surroundings import Surroundings


def _request(world: Surroundings, what: str, **body: Any) -> None:
    """:raises RuntimeError: the app failed to take the request, or to carry it out."""
    answer = ask(world, what, **body)
    if answer.status_code not in (200, 201, 202):
        raise RuntimeError(answer.text)
    deliver(world)


def two_of_each(world: Surroundings) -> None:
    for name in ("Adatum", "Contoso"):
        world.customers.add(name, city="Berlin")
        world.accounts.add(name, address1_city="Paris", telephone1="030")


def couple_two(world: Surroundings) -> None:
    chosen = [pair(customer(world, name), account(world, name)) for name in ("Adatum", "Contoso")]
    _request(world, "", pairs=chosen)


def a_pair_and_a_free_account(world: Surroundings) -> None:
    coupled(world, "Adatum")
    world.customers.change(customer(world, "Adatum"), city="Hamburg")
    world.accounts.add("Litware", fax="free")


def move_one(world: Surroundings) -> None:
    free = next(row for row in world.accounts.all() if row["fax"] == "free")
    _request(world, "", pairs=[pair(customer(world, "Adatum"), free)])


def match_all(world: Surroundings) -> None:
    _request(world, "/match")


def create_missing(world: Surroundings) -> None:
    records = [row["id"] for row in world.customers.all()]
    _request(world, "/create", records=records)


def pairs_in_trouble(world: Surroundings) -> None:
    coupled(world, "Adatum", "Contoso", "Fabrikam")
    world.customers.change(customer(world, "Adatum"), city="Hamburg")
    world.accounts.change(account(world, "Adatum"), address1_city="Rome")
    world.accounts.delete(account(world, "Contoso"))
    fire(world)


def uncouple_all(world: Surroundings) -> None:
    _request(world, "/uncouple", all=True)


def uncouple_chosen(world: Surroundings) -> None:
    records = [row["id"] for row in world.customers.all()]
    _request(world, "/uncouple", records=records)


COUPLING_STORIES = {
    "chosen pairs that are coupled": Story(two_of_each, couple_two),
    "a whole mapping that is uncoupled": Story(pairs_in_trouble, uncouple_all),
    "a coupling that is moved": Story(a_pair_and_a_free_account, move_one),
    "records that are matched": Story(new_on_both_sides, match_all),
    "partners that are created": Story(new_on_both_sides, create_missing),
    "chosen couplings that are removed": Story(pairs_in_trouble, uncouple_chosen),
}
"""Told only at length."""
