"""What is kept of a person: as long as a pair is coupled, and then not for ever."""

import os
from datetime import timedelta

from azure.data.tables import TableServiceClient

from tests.surroundings import Surroundings

NAME, STREET = "Erasmus Example", "1 Nowhere Lane"


def kept(world: Surroundings) -> dict[str, list[str]]:
    """Return all rows of the app's tables, each as one text, by table."""
    connection = world.stack.azurite.connection_string
    with TableServiceClient.from_connection_string(connection) as service:
        prefix = os.environ["SYNC_TABLE_PREFIX"]
        names = [each.name for each in service.list_tables() if each.name.startswith(prefix)]
        return {
            name.removeprefix(prefix): [
                str(dict(row)) for row in service.get_table_client(name).list_entities()
            ]
            for name in names
        }


def holding(world: Surroundings, text: str) -> set[str]:
    """Return the tables that hold *text* anywhere."""
    return {name for name, rows in kept(world).items() if any(text in row for row in rows)}


def test_of_who_is_deleted_on_both_sides_nothing_is_left_once_runs_of_that_time_are_forgotten(
    world: Surroundings,
) -> None:
    customer = world.customers.add(NAME, addressLine1=STREET, phoneNumber="1")
    world.full_sync()
    account = world.partner(customer)
    world.customers.change(customer, phoneNumber="2")
    world.accounts.change(account, telephone1="3")
    world.tick()
    world.tick()
    assert holding(world, NAME) >= {"couplings", "pending", "joberrors"}
    assert holding(world, STREET) == {"couplings"}

    world.customers.delete(customer)
    world.accounts.delete(account)
    for _ in range(3):
        world.clock.advance(timedelta(hours=25))
        world.tick()
    assert holding(world, STREET) == set()
    assert holding(world, NAME) <= {"joberrors"}
    world.clock.advance(timedelta(days=31))
    world.stack.host.fire_timer("tidy_up")

    for text in (NAME, STREET, customer["id"], account["accountid"]):
        assert holding(world, text) == set()
