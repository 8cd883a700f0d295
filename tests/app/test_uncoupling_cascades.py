"""What is uncoupled with its parent: here, customers with the currency that both records are in."""

from typing import Any

import pytest
import yaml

from tests.coupling import couple, only_counters, pair, pairs, uncouple
from tests.surroundings import Json, Surroundings


def fields(world: Surroundings, *, cascade: bool) -> list[Json]:
    """Return the fields of CUSTOMER, under its currency or beside it."""
    text = (world.folder / "customer.yaml").read_text("utf-8")
    mapped: list[Json] = yaml.safe_load(text)["fields"]
    return [
        field | {"lookup": {"mapping": "CURRENCY", "cascade_uncouple": cascade}}
        if field.get("bc") == "currencyId"
        else field
        for field in mapped
    ]


def in_dollars(row: Json) -> dict[str, Any]:
    address = f"/transactioncurrencies({row['transactioncurrencyid']})"
    return {"transactioncurrencyid@odata.bind": address}


@pytest.fixture
def dollar(world: Surroundings) -> tuple[Json, Json]:
    """The dollars of both sides, coupled, as a parent of customers."""
    world.adjust(fields=fields(world, cascade=True))
    row = world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    return world.customers.currency("USD"), row


def test_pairs_of_which_both_records_are_under_the_parent_go_with_it_and_no_others(
    world: Surroundings, dollar: tuple[Json, Json]
) -> None:
    here, there = dollar
    inside = [
        (
            world.customers.add(f"Inside {n}", currencyId=here["id"]),
            world.accounts.add(f"Inside {n}", **in_dollars(there)),
        )
        for n in range(2)
    ]
    half = [
        (world.customers.add("Here", currencyId=here["id"]), world.accounts.add("Here")),
        (world.customers.add("There"), world.accounts.add("There", **in_dollars(there))),
    ]
    couple(world, *(pair(*each) for each in (*inside, *half)), initial="none")

    run = uncouple(world, "currency", records=[here["id"]])

    assert only_counters(run) == {"read": 1, "uncoupled": 1}
    assert not any(bc_id == here["id"] for bc_id, _ in pairs(world, "currency"))
    assert {bc_id for bc_id, _ in pairs(world)} == {customer["id"] for customer, _ in half}
    [job] = world.get("jobs", mapping="customer", top=1)["value"]
    assert (job["type"], job["counters"]["uncoupled"]) == ("uncoupling", 2)
    assert job["run"] in run["jobs"][0]["message"]


def test_nothing_goes_with_a_parent_where_the_mapping_does_not_say_so(
    world: Surroundings, dollar: tuple[Json, Json]
) -> None:
    here, there = dollar
    world.adjust(fields=fields(world, cascade=False))
    chosen = (
        world.customers.add("Adatum", currencyId=here["id"]),
        world.accounts.add("Adatum", **in_dollars(there)),
    )
    couple(world, pair(*chosen), initial="none")

    uncouple(world, "currency", records=[here["id"]])

    assert len(pairs(world)) == 1


def test_children_go_with_all_parents_of_a_mapping(
    world: Surroundings, dollar: tuple[Json, Json]
) -> None:
    here, _there = dollar
    world.customers.add_many([f"Customer {n}" for n in range(60)], currencyId=here["id"])
    world.sync(direction="to_dataverse", full=True)
    assert len(pairs(world)) == 60

    run = uncouple(world, "currency", all=True)

    assert run["state"] == "finished"
    assert not pairs(world, "currency")
    assert not pairs(world)
    assert len(world.accounts.all()) == 60
