"""What may be going on when a process dies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from shared.domain.policies import DeletionPolicy
from tests.companies import Companies
from tests.crashes.platform import UNTIL_ALL_HAS_EXPIRED, ask, deliver, fire
from tests.surroundings import Json, Surroundings

Act = Callable[[Surroundings], None]


@dataclass(frozen=True)
class Story:
    given: Act
    run: Act
    """What the app does when it may die; also how the platform, or a person, goes on after that."""
    settings: Mapping[str, str] = field(default_factory=dict)
    policies: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the mapping that differ from the file."""


def customer(world: Surroundings, name: str) -> Json:
    return next(row for row in world.customers.all() if row["displayName"] == name)


def account(world: Surroundings, name: str) -> Json:
    return next(row for row in world.accounts.all() if row["name"] == name)


def full_run(world: Surroundings) -> None:
    ask(world, full=True)


def full_run_in_pieces(world: Surroundings) -> None:
    """Let so much time pass at every look at the clock that each page needs a call of its own."""
    world.clock.hurry(timedelta(seconds=2))
    try:
        ask(world, full=True)
    finally:
        world.clock.hurry(timedelta())


# Records without partners


def new_on_both_sides(world: Surroundings) -> None:
    """Fabrikam is on both sides, and they differ: one value travels each way."""
    world.customers.add("Adatum", city="Berlin")
    world.customers.add("Fabrikam", city="Berlin")
    world.accounts.add("Litware", address1_city="Oslo")
    world.accounts.add("Fabrikam", address1_city="Paris", telephone1="030")


def many_on_both_sides(world: Surroundings) -> None:
    new_on_both_sides(world)
    world.customers.add_many(["Contoso", "Datum", "Proseware"], city="Bonn")
    for name in ("Northwind", "Tailspin", "Wingtip"):
        world.accounts.add(name, address1_city="Rome")


def waiting_for_a_currency(world: Surroundings) -> None:
    world.accounts.add_currency("USD", "US dollar")
    world.customers.add("Adatum", currencyId=world.customers.currency("USD")["id"])
    ask(world, full=True)
    fire(world, "currency")


def of_no_company(world: Surroundings) -> None:
    """Litware is to be claimed for a new customer; a new account belongs to the company at once."""
    Companies(world)
    world.customers.add("Adatum", city="Berlin")
    world.accounts.add("Litware", address1_city="Oslo")


# Coupled records


def coupled(world: Surroundings, *names: str) -> None:
    world.customers.add_many(list(names), city="Berlin")
    ask(world, full=True)
    world.clock.advance(UNTIL_ALL_HAS_EXPIRED)


def changed_on_both_sides(world: Surroundings) -> None:
    coupled(world, "Adatum", "Contoso", "Fabrikam")
    world.customers.change(customer(world, "Adatum"), city="Hamburg")
    world.accounts.change(account(world, "Contoso"), name="Contoso Ltd")
    world.customers.change(customer(world, "Fabrikam"), email="f@fabrikam.example")
    world.accounts.change(account(world, "Fabrikam"), telephone1="040")


def in_trouble(world: Surroundings) -> None:
    """Adatum is in conflict, Contoso has a country that Business Central refuses."""
    coupled(world, "Adatum", "Contoso", "Fabrikam")
    world.customers.change(customer(world, "Adatum"), city="Hamburg")
    world.accounts.change(account(world, "Adatum"), address1_city="Paris")
    world.accounts.change(account(world, "Contoso"), address1_country="Deutschland")
    world.accounts.change(account(world, "Fabrikam"), telephone1="040")


def out_of_trouble(world: Surroundings) -> None:
    in_trouble(world)
    fire(world)
    world.accounts.change(account(world, "Adatum"), address1_city="Hamburg")
    world.accounts.change(account(world, "Contoso"), address1_country="DE")


def listed(world: Surroundings) -> None:
    in_trouble(world)
    fire(world)


def choose_a_side(world: Surroundings) -> None:
    conflicts = [entry for entry in world.pending() if entry["cause"] == "conflict"]
    for entry in conflicts[:1]:
        body = {"mapping": "customer", "records": [entry["record"]], "action": "bc_wins"}
        asked = world.call("POST", "pending/resolve", json=body | {"direction": entry["direction"]})
        if asked.status_code != 202:
            raise RuntimeError(asked.text)
    deliver(world)


# Deleted records


def deleted_on_either_side(world: Surroundings) -> None:
    """Fabrikam's customer was deleted when its account had just been changed."""
    coupled(world, "Adatum", "Contoso", "Fabrikam", "Litware")
    fire(world)
    world.accounts.delete(account(world, "Adatum"))
    world.customers.delete(customer(world, "Contoso"))
    world.accounts.change(account(world, "Fabrikam"), telephone1="040")
    world.customers.delete(customer(world, "Fabrikam"))
    world.clock.advance(timedelta(hours=25))


def _deletions(policy: DeletionPolicy) -> dict[str, Story]:
    policies = {"deleted": policy.value}
    return {f"deletions, {policy}": Story(deleted_on_either_side, fire, policies=policies)}


SMALL_PAGES = {"BC_PAGE_SIZE": "2", "DATAVERSE_PAGE_SIZE": "2"}
STORIES = {
    "new records on both sides": Story(new_on_both_sides, full_run),
    "changes on both sides": Story(changed_on_both_sides, fire),
    "the end of a conflict, and of a refusal": Story(out_of_trouble, fire),
    **_deletions(DeletionPolicy.UNCOUPLE),
}
LONG_STORIES = {
    "an account of no company": Story(of_no_company, fire, policies={"only_coupled": False}),
    "a customer that waited for its currency": Story(waiting_for_a_currency, fire),
    "a conflict, and a refusal": Story(in_trouble, fire),
    "a side that is chosen": Story(listed, choose_a_side),
    **_deletions(DeletionPolicy.KEEP),
    **_deletions(DeletionPolicy.RESTORE),
    **_deletions(DeletionPolicy.DELETE),
    "many records, on several pages": Story(many_on_both_sides, full_run, SMALL_PAGES),
    "several calls for one run": Story(
        many_on_both_sides, full_run_in_pieces, SMALL_PAGES | {"SYNC_TIME_BUDGET_SECONDS": "1"}
    ),
    "new records by timer": Story(new_on_both_sides, fire, policies={"only_coupled": False}),
}
"""Told only at length."""
