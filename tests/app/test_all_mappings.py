"""A full synchronization of all mappings, each after those whose couplings it needs."""

import yaml

from tests.surroundings import Surroundings


def test_a_full_synchronization_takes_the_mappings_in_the_order_of_their_lookups(
    world: Surroundings,
) -> None:
    world.accounts.add_currency("USD", "US dollar")
    dollar = world.customers.currency("USD")
    customer = world.customers.add("Adatum", currencyId=dollar["id"])

    answer = world.call("POST", "sync/full")

    assert answer.status_code == 202, answer.text
    assert [run["mapping"] for run in answer.json()["value"]] == ["currency", "customer"]
    world.stack.host.drain_queues(include_delayed=True)
    shown = world.get("sync/full")
    assert [run["state"] for run in shown["runs"]] == ["finished", "finished"]
    assert not world.pending()
    assert world.partner(customer)["name"] == "Adatum"
    reviewed = {each["mapping"]: each for each in shown["review"]}
    assert reviewed["customer"]["waits_for"] == ["CURRENCY"]
    assert reviewed["customer"]["coupled"] == 1


def test_a_full_synchronization_that_is_asked_for_again_is_carried_on(world: Surroundings) -> None:
    first = world.call("POST", "sync/full").json()["value"]

    again = world.call("POST", "sync/full").json()["value"]
    world.stack.host.drain_queues(include_delayed=True)
    later = world.call("POST", "sync/full").json()["value"]

    assert [run["id"] for run in again] == [run["id"] for run in first]
    assert {run["id"] for run in later}.isdisjoint(run["id"] for run in first)
    world.stack.host.drain_queues(include_delayed=True)


def test_a_mapping_whose_lookup_failed_is_not_run_and_says_so(world: Surroundings) -> None:
    currencies = yaml.safe_load((world.folder / "currency.yaml").read_text("utf-8"))["bc"]
    world.adjust("currency", bc=currencies | {"filter": "nonsense eq 1"})

    world.call("POST", "sync/full")
    world.stack.host.drain_queues(include_delayed=True)

    shown = world.get("sync/full")
    currency, customer = shown["runs"]
    assert "nonsense" in shown["review"][0]["problem"]
    assert currency["state"] == customer["state"] == "failed"
    assert "currency, whose run failed" in customer["message"]


def test_a_mapping_does_not_wait_for_one_that_does_not_take_part(world: Surroundings) -> None:
    world.adjust("currency", ownership="person")

    answer = world.call("POST", "sync/full")

    assert answer.status_code == 202, answer.text
    world.stack.host.drain_queues(include_delayed=True)
    [run] = world.get("sync/full")["runs"]
    assert (run["mapping"], run["state"]) == ("customer", "finished")
