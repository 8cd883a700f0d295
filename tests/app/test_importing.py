"""Pairs that another integration has coupled are taken over, and no value changes by that."""

from typing import Any
from uuid import uuid4

import pytest

from tests.coupling import ask, ids, pair, pairs
from tests.surroundings import Json, Surroundings


@pytest.fixture(autouse=True)
def euro(world: Surroundings) -> None:
    world.sync("currency", full=True)


def imported(world: Surroundings, *chosen: Json, **body: Any) -> Json:
    answer = ask(world, "/import", pairs=list(chosen), **body)
    assert answer.status_code in (200, 202), answer.text
    world.stack.host.drain_queues(include_delayed=True)
    return dict(answer.json())


def test_pairs_that_agree_are_coupled_with_what_they_agree_on(world: Surroundings) -> None:
    world.full_sync()
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    account = world.partner(customer)
    ask(world, "/uncouple", records=[customer["id"]], side="bc")
    customer = world.customers.read(customer["id"])
    account = world.accounts.read(account["accountid"])

    told = imported(world, pair(customer, account))

    assert (told["agreed"], told["differing"], told["refused"]) == (1, [], [])
    assert world.accounts.read(account["accountid"]) == account
    assert world.customers.read(customer["id"]) == customer
    [coupling] = world.couplings()
    assert coupling["agreed"]
    world.customers.change(customer, city="Bonn")
    world.accounts.change(account, telephone1="2")
    world.tick()
    assert world.partner(customer)["address1_city"] == "Bonn"
    assert world.customers.read(customer["id"])["phoneNumber"] == "2"


def test_pairs_that_differ_are_coupled_without_a_base_and_keep_their_values(
    world: Surroundings,
) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")

    told = imported(world, pair(customer, account))

    assert told["differing"] == [pair(customer, account)]
    assert told["follow"] is None
    assert pairs(world) == {ids(customer, account)}
    assert not world.couplings()[0]["agreed"]
    assert world.accounts.read(account["accountid"])["address1_city"] == "Prague"
    assert world.customers.read(customer["id"])["city"] == "Berlin"


def test_where_pairs_differ_the_chosen_sides_values_travel(world: Surroundings) -> None:
    customer = world.customers.add("Adatum", city="Berlin")
    account = world.accounts.add("Contoso", address1_city="Prague")

    told = imported(world, pair(customer, account), initial="from_dataverse")

    assert told["follow"]["force"]
    assert world.customers.read(customer["id"])["city"] == "Prague"


def test_what_cannot_be_imported_is_told_and_hinders_nothing(world: Surroundings) -> None:
    adatum, relecloud, litware = world.customers.add_many(["Adatum", "Relecloud", "Litware"])
    contoso, fabrikam = world.accounts.add("Contoso"), world.accounts.add("Fabrikam")
    tailspin = world.accounts.add("Tailspin")
    imported(world, pair(adatum, contoso))
    nobody: Json = {"bc_id": str(uuid4()), "dataverse_id": fabrikam["accountid"]}
    chosen = [
        pair(adatum, contoso),
        pair(relecloud, contoso),
        nobody,
        pair(litware, tailspin),
    ]

    first = imported(world, *chosen)
    again = imported(world, *chosen)

    reasons = [each["reason"] for each in first["refused"]]
    assert sorted(pairs(world)) == sorted([ids(adatum, contoso), ids(litware, tailspin)])
    assert any("in more than one pair" in reason for reason in reasons)
    assert any("not there" in reason and nobody["bc_id"] in reason for reason in reasons)
    assert len(reasons) == 3
    assert (again["already"], len(again["refused"])) == (1, 3)
    [job] = first["jobs"]
    assert job["counters"]["failed"] == len(world.errors(first)) == 3


def test_a_partner_is_never_taken_from_another_record(world: Surroundings) -> None:
    adatum, relecloud = world.customers.add_many(["Adatum", "Relecloud"])
    contoso, fabrikam = world.accounts.add("Contoso"), world.accounts.add("Fabrikam")
    imported(world, pair(adatum, contoso))

    told = imported(world, pair(relecloud, contoso))
    moved = imported(world, pair(adatum, fabrikam))

    assert pairs(world) == {ids(adatum, contoso)}
    assert "uncouple them first" in told["refused"][0]["reason"]
    assert "is coupled with Dataverse record" in moved["refused"][0]["reason"]


def test_pairs_can_be_imported_in_shadow_mode_but_not_while_all_is_off(
    world: Surroundings,
) -> None:
    customer, account = world.customers.add("Adatum"), world.accounts.add("Adatum")
    installations = world.app.engine.installations
    world.install(enabled=False, off_because="Shadow", shadow=True)

    told = imported(world, pair(customer, account))
    values = ask(world, "/import", pairs=[pair(customer, account)], initial="to_dataverse")
    world.install(enabled=False, off_because="Holidays", shadow=False)
    refused = ask(world, "/import", pairs=[pair(customer, account)])

    assert told["jobs"][0]["counters"]["coupled"] == 1
    assert (values.status_code, refused.status_code) == (409, 409)
    assert installations.current().off_because == "Holidays"
