"""A customer and its account, edited on both sides."""

from datetime import timedelta

from tests.surroundings import Json, Surroundings


def in_step(world: Surroundings, name: str = "Adatum") -> Json:
    """Return a customer that is coupled and in step."""
    customer = world.customers.add(name, city="Berlin", phoneNumber="1")
    world.full_sync()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    return customer


def edit_both(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, displayName="Adatum Ltd", phoneNumber="2")
    world.accounts.change(world.partner(pair), name="Adatum Inc", telephone1="3")


def in_conflict(world: Surroundings) -> Json:
    """Return a customer whose name and phone number both sides have changed, as a run has found."""
    customer = in_step(world)
    edit_both(world, customer)
    world.tick()
    return customer


def names(world: Surroundings, pair: Json) -> tuple[str, str]:
    return world.customers.read(pair["id"])["displayName"], world.partner(pair)["name"]
