"""A customer and its account, edited on both sides."""

from tests.surroundings import Json, Surroundings


def edit_both(world: Surroundings, pair: Json) -> None:
    world.customers.change(pair, displayName="Adatum Ltd", phoneNumber="2")
    world.accounts.change(world.partner(pair), name="Adatum Inc", telephone1="3")


def names(world: Surroundings, pair: Json) -> tuple[str, str]:
    return world.customers.read(pair["id"])["displayName"], world.partner(pair)["name"]
