"""Deletions that cannot be carried out at once, or are many."""

from datetime import timedelta

import yaml

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings, counters

TO, BACK = "to_dataverse", "from_dataverse"


def test_a_partner_that_cannot_be_restored_yet_stays_listed_until_it_can(
    world: Surroundings,
) -> None:
    world.adjust(deleted="restore")
    world.adjust("currency", deleted="uncouple", only_coupled=True)
    dollar = world.accounts.add_currency("USD", "US dollar")
    customer = world.customers.add("Adatum", currencyId=world.customers.currency("USD")["id"])
    world.sync("currency", full=True)
    world.full_sync()
    world.tick("currency")
    world.tick()
    world.accounts.delete(world.partner(customer))
    world.accounts.delete_currency(dollar)
    world.tick("currency")

    first, second = world.tick(), world.tick()

    assert counters(first)["failed"] == 1
    assert counters(second)["failed"] == 1
    assert [entry["cause"] for entry in world.pending()] == ["dependency"]
    world.accounts.add_currency("USD", "US dollar")
    world.sync("currency", full=True)
    assert counters(world.tick())["inserted"] == 1
    assert world.partner(customer)["name"] == "Adatum"
    assert not world.pending()


def test_a_customer_whose_restoring_was_never_answered_is_restored_after_all(
    world: Surroundings, pair: Json
) -> None:
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()
    [entry] = world.pending()
    world.start_app(BC_TIMEOUT_SECONDS="1")
    world.fault(Side.BC, "timeout_before", method="POST", path=r"\$batch", body_contains="POST")
    world.resolve(entry, "restore")
    world.tick()
    world.clock.advance(timedelta(minutes=11))

    run = world.tick()

    assert counters(run, BACK)["inserted"] == 1
    assert [row["displayName"] for row in world.customers.all()] == ["Adatum"]
    assert not world.pending()


def test_the_fuse_counts_all_deletions_of_a_one_way_mapping_before_the_first(
    world: Surroundings,
) -> None:
    world.start_app(SYNC_FUSE_DELETIONS="1")
    world.adjust(deleted="delete", direction="to_dataverse")
    customers = world.customers.add_many(["Adatum", "Contoso"])
    world.full_sync()
    world.tick()
    for customer in customers:
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))

    run = world.sync()

    assert run["state"] == "stopped"
    assert "delete 2 records" in run["message"]
    assert len(world.accounts.all()) == 2


def test_accounts_of_a_one_way_mapping_go_with_their_customers_in_one_batch(
    world: Surroundings,
) -> None:
    world.adjust(deleted="delete", direction="to_dataverse")
    customers = world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    world.full_sync()
    world.tick()
    for customer in customers:
        world.customers.delete(customer)
    world.clock.advance(timedelta(hours=25))
    before = world.writes()

    run = world.tick()

    assert counters(run) == {"read": 3, "deleted": 3}
    assert not world.accounts.all()
    assert not world.couplings()
    assert world.writes() - before == 2


def test_a_deletion_told_while_a_mapping_was_switched_off_is_noticed_once_it_is_mended(
    world: Surroundings,
) -> None:
    world.adjust()
    other = world.folder / "other.yaml"
    mapping = {
        "name": "OTHER",
        "bc": {"entity": "customers", "filter": "city eq 'Paris'"},
        "dataverse": {"table": "account", "filter": "address1_city eq 'Paris'"},
        "fields": [{"bc": "displayName", "dataverse": "name"}],
        "direction": "to_dataverse",
    }
    other.write_text(yaml.safe_dump(mapping), "utf-8")
    world.start_app()
    world.customers.add("Adatum", city="Paris")
    world.sync("other", full=True)
    world.tick()
    [account] = world.accounts.all()
    other.write_text(yaml.safe_dump({**mapping, "direction": "sideways"}), "utf-8")
    world.start_app()
    world.accounts.delete(account)
    world.tick()

    other.write_text(yaml.safe_dump(mapping), "utf-8")
    world.start_app()
    run = world.sync("other")

    assert counters(run)["failed"] == 1
    [entry] = world.get("pending", mapping="other")["value"]
    assert entry["cause"] == "deleted"
