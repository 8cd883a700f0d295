"""What tests of deleted records have in common."""

from tests.surroundings import Json, Surroundings


def delete_customer(world: Surroundings, customer: Json) -> Json:
    """Delete a customer, edit its account, and return that."""
    account = world.partner(customer)
    world.customers.delete(customer)
    world.accounts.change(account, address1_city="Paris")
    return account
