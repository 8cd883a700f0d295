"""Values that one leg owes the other."""

from datetime import timedelta

from tests.surroundings import Json, Surroundings

PROSPECT, CUSTOMER = 8, 3


def owed(world: Surroundings) -> Json:
    """Couple a customer without a phone with an account that has one, one way; return it."""
    # No constant, which would write the account back into the filter.
    world.adjust(
        fields=[
            {"bc": "displayName", "dataverse": "name", "match": 2},
            {"bc": "phoneNumber", "dataverse": "telephone1"},
        ]
    )
    customer = world.customers.add("Adatum")
    world.accounts.add("Adatum", telephone1="2")
    world.sync("currency", full=True)
    world.clock.advance(timedelta(minutes=1))
    world.sync(direction="from_dataverse")
    world.sync(direction="to_dataverse", full=True)
    assert [entry["cause"] for entry in world.pending()] == ["owed"]
    return customer


def test_what_is_owed_by_a_record_outside_the_filter_is_carried_when_it_returns(
    world: Surroundings,
) -> None:
    customer = owed(world)
    account = world.partner(customer)
    world.accounts.change(account, customertypecode=PROSPECT)
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    outside = world.customers.read(customer["id"])["phoneNumber"]

    world.accounts.change(account, customertypecode=CUSTOMER)
    world.clock.advance(timedelta(minutes=1))
    world.tick()

    assert outside == ""
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"
    assert not world.pending()
