"""A full synchronization of all mappings, each after those whose couplings it needs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import requests
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


def test_full_synchronizations_that_are_asked_for_at_once_are_one(world: Surroundings) -> None:
    """Of two groups, nobody would wake what waits in the first."""
    world.start_app()
    callers = 4
    together = Barrier(callers)

    def ask(_: int) -> requests.Response:
        together.wait()
        headers = world.stack.administrator.headers
        return requests.post(f"{world.stack.host.url}/api/sync/full", headers=headers, timeout=60)

    with ThreadPoolExecutor(callers) as threads:
        answers = list(threads.map(ask, range(callers)))
    world.stack.host.drain_queues(include_delayed=True)

    begun = [answer.json()["value"] for answer in answers if answer.status_code == 202]
    assert len({tuple(run["id"] for run in runs) for runs in begun}) == 1
    assert {answer.status_code for answer in answers} <= {202, 409}
    runs = world.get("runs", top=1000)["value"]
    assert [run["mapping"] for run in runs] == ["customer", "currency"]
    assert {run["state"] for run in runs} == {"finished"}


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
