"""Dry runs: what a run would do, and nothing done."""

from datetime import timedelta

from tests.surroundings import Json, Surroundings

TO = "to_dataverse"


def decisions(world: Surroundings, **body: object) -> list[tuple[str, str]]:
    """Return a dry run's decisions with the records they are about."""
    asked = {"dry_run": True, "direction": TO, **body}
    answer = world.call("POST", "mappings/customer/sync", json=asked)
    assert answer.status_code == 200, answer.text
    return [(each["record"], each["decision"]) for each in answer.json()["value"]]


def waits_for_a_dollar(world: Surroundings, pair: Json) -> None:
    """Let a customer wait for its currency, until no run reads it as a change."""
    dollar = world.customers.currency("USD")
    world.customers.change(pair, city="Rome", currencyId=dollar["id"])
    world.tick()
    world.clock.advance(timedelta(minutes=15))
    world.tick()
    assert [entry["cause"] for entry in world.pending()] == ["dependency"]


def test_a_dry_run_shows_what_becomes_of_a_record_that_waits(
    world: Surroundings, pair: Json
) -> None:
    waits_for_a_dollar(world, pair)
    waiting = decisions(world)
    world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)

    freed = decisions(world)

    assert waiting == [(pair["id"], "fail")]
    assert freed == [(pair["id"], "modify")]
    assert world.partner(pair)["address1_city"] == "Berlin"


def test_a_dry_run_shows_a_record_that_waits_and_has_changed_once(
    world: Surroundings, pair: Json
) -> None:
    waits_for_a_dollar(world, pair)
    world.customers.change(pair, city="Milan")

    assert decisions(world) == [(pair["id"], "fail")]


def test_a_dry_run_shows_no_more_than_was_asked_for(world: Surroundings, pair: Json) -> None:
    waits_for_a_dollar(world, pair)
    world.customers.change(world.customers.add("Contoso"), city="Milan")

    asked = {"dry_run": True, "direction": TO, "top": 1}
    answer = world.call("POST", "mappings/customer/sync", json=asked).json()

    assert [each["record"] for each in answer["value"]] == [pair["id"]]
    assert answer["complete"] is False
