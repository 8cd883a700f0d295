"""Values that meet for the first time: of a pair that was just matched, of a field that is new."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests.surroundings import Json, Surroundings

FIELDS = [
    {"bc": "displayName", "dataverse": "name", "match": 2},
    {"bc": "city", "dataverse": "address1_city"},
    {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"},
]
PHONE = {"bc": "phoneNumber", "dataverse": "telephone1"}
LIMIT = {"bc": "creditLimit", "dataverse": "creditlimit"}


def go_on(world: Surroundings) -> None:
    for _ in range(2):
        world.clock.advance(timedelta(minutes=15))
        world.tick()


@pytest.mark.parametrize("winner", ["fail", "dataverse_wins"])
def test_a_value_that_gives_way_to_a_matched_partners_is_kept_with_the_job(
    world: Surroundings, winner: str
) -> None:
    world.adjust(conflict=winner)
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.accounts.add("Adatum", telephone1="2", address1_city="Berlin")

    run = world.full_sync()

    kept, lost = ("1", "2") if winner == "fail" else ("2", "1")
    assert world.partner(customer)["telephone1"] == kept
    assert world.customers.read(customer["id"])["phoneNumber"] == kept
    [told] = world.errors(run)
    assert told["cause"] == "overruled"
    assert f"was '{lost}' and gives way to '{kept}'" in told["message"]
    assert "when they first met" in told["message"]


def test_a_value_that_gives_way_when_its_field_is_new_is_kept_with_the_job(
    world: Surroundings,
) -> None:
    world.adjust(fields=FIELDS)
    customer = world.customers.add("Adatum", city="Berlin", phoneNumber="1")
    world.full_sync()
    world.accounts.change(world.partner(customer), telephone1="2")
    world.adjust(fields=[*FIELDS, PHONE])

    run = world.tick()

    assert world.partner(customer)["telephone1"] == "1"
    [told] = world.errors(run)
    assert "telephone1 was '2' and gives way to '1'" in told["message"]


@pytest.mark.parametrize(("here", "there"), [(0, 500), (300, None), (0, None), (300, 500)])
def test_a_zero_of_business_central_is_a_blank_where_a_number_is_new_to_the_mapping(
    world: Surroundings, here: int, there: int | None
) -> None:
    world.adjust(fields=FIELDS)
    customer = world.customers.add("Adatum", city="Berlin", creditLimit=here)
    world.full_sync()
    world.accounts.change(world.partner(customer), creditlimit=there)
    world.adjust(fields=[*FIELDS, LIMIT])

    go_on(world)

    agreed = here or there or 0
    assert Decimal(world.customers.read(customer["id"])["creditLimit"]) == agreed
    assert Decimal(world.partner(customer)["creditlimit"] or 0) == agreed
    assert world.pending() == []


def test_a_zero_that_wipes_nothing_out_is_not_promised_to_the_partner(
    world: Surroundings,
) -> None:
    world.adjust(fields=[*FIELDS, {**LIMIT, "direction": "to_dataverse"}])
    customer = world.customers.add("Adatum", city="Berlin")
    world.accounts.add("Adatum", creditlimit=500)
    world.full_sync()
    go_on(world)

    explained = told(world, customer)

    assert Decimal(world.partner(customer)["creditlimit"]) == 500
    assert explained["code"] == "in_step"
    assert "creditLimit" in explained["text"]


def told(world: Surroundings, customer: Json) -> Json:
    [reason] = world.get(f"mappings/customer/explain/bc/{customer['id']}")["reasons"]
    return dict(reason)
