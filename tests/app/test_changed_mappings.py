"""Mappings that change: what was read long ago is read again."""

from datetime import timedelta

from tests.surroundings import Json, Surroundings, counters

BACK = "from_dataverse"


def test_a_field_new_to_the_mapping_is_filled_in_for_records_read_long_ago(
    world: Surroundings,
) -> None:
    fields = [
        {"bc": "displayName", "dataverse": "name", "match": 2},
        {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"},
    ]
    world.adjust(fields=fields)
    first = world.customers.add("Adatum", phoneNumber="1", city="Berlin")
    second = world.customers.add("Contoso", city="Paris")
    world.sync("currency", full=True)
    world.sync(full=True)
    world.accounts.change(world.partner(second), address1_city="Rome", telephone1="9")
    world.clock.advance(timedelta(hours=1))
    world.tick()

    world.adjust(
        fields=[
            *fields,
            {"bc": "city", "dataverse": "address1_city"},
            {"bc": "phoneNumber", "dataverse": "telephone1"},
        ]
    )
    run = world.tick()

    assert "was changed" in run["jobs"][0]["message"]
    assert world.partner(first)["telephone1"] == "1"
    assert world.partner(second)["address1_city"] == "Paris"
    assert world.customers.read(second["id"])["phoneNumber"] == "9"
    quiet = world.tick()
    assert counters(quiet).keys() <= {"read", "unchanged"}


def test_a_field_mapped_to_another_column_is_filled_in_there(world: Surroundings) -> None:
    name = {"bc": "displayName", "dataverse": "name", "match": 2}
    phone = {"bc": "phoneNumber", "dataverse": "telephone1", "direction": "to_dataverse"}
    world.adjust(direction="to_dataverse", fields=[name, phone])
    customer = world.customers.add("Adatum", phoneNumber="1")
    world.sync(full=True)

    world.adjust(fields=[name, {**phone, "dataverse": "telephone2"}])
    world.tick()

    assert world.partner(customer)["telephone2"] == "1"


def test_a_constant_that_changed_is_written_to_records_read_long_ago(world: Surroundings) -> None:
    name = {"bc": "displayName", "dataverse": "name", "match": 2}
    kind = {"constant": 3, "dataverse": "customertypecode", "direction": "to_dataverse"}
    world.adjust(direction="to_dataverse", dataverse={"table": "account"}, fields=[name, kind])
    customer = world.customers.add("Adatum")
    world.sync(full=True)

    world.adjust(fields=[name, {**kind, "constant": 10}])
    world.tick()

    assert world.partner(customer)["customertypecode"] == 10


def test_a_wider_filter_brings_in_customers_that_were_read_past(world: Surroundings) -> None:
    world.adjust(only_coupled=False, bc={"entity": "customers", "filter": "city eq 'Berlin'"})
    world.customers.add("Adatum", city="Berlin")
    world.customers.add("Contoso", city="Paris")
    world.sync("currency", full=True)
    world.tick()
    world.clock.advance(timedelta(hours=1))
    world.tick()
    assert [row["name"] for row in world.accounts.all()] == ["Adatum"]

    world.adjust(bc={"entity": "customers"})
    body = {"dry_run": True, "direction": "to_dataverse"}
    shown = world.call("POST", "mappings/customer/sync", json=body).json()["value"]
    world.tick()

    told = {each["title"]: each["decision"] for each in shown}
    assert told == {"Adatum": "unchanged", "Contoso": "insert"}
    assert sorted(row["name"] for row in world.accounts.all()) == ["Adatum", "Contoso"]


def test_an_unconditional_run_reads_what_the_watermark_has_passed(
    world: Surroundings, pair: Json
) -> None:
    long_ago = world.clock.now() - timedelta(days=2)
    world.customers.commit_late(pair, long_ago, city="Rome")
    world.tick()
    assert world.partner(pair)["address1_city"] == "Berlin"

    run = world.sync(unconditional=True)

    assert counters(run)["modified"] == 1
    assert world.partner(pair)["address1_city"] == "Rome"


# A direction that is taken out of the mapping


def refused_back(world: Surroundings, pair: Json) -> None:
    """Let Business Central refuse the account's country until the pair is skipped."""
    world.accounts.change(world.partner(pair), address1_country="x" * 20)
    world.tick()
    world.tick()
    assert [entry["direction"] for entry in world.pending() if entry["skipped"]] == [BACK]


def test_a_pair_skipped_in_a_direction_that_is_gone_travels_in_the_other(
    world: Surroundings, pair: Json
) -> None:
    refused_back(world, pair)
    world.adjust(direction="to_dataverse")
    world.customers.change(pair, city="Rome")

    world.tick()

    assert world.partner(pair)["address1_city"] == "Rome"
    told = world.get(f"mappings/customer/explain/bc/{pair['id']}")
    assert told["pending"] == []


def test_what_a_removed_direction_left_undone_is_done_when_it_returns(
    world: Surroundings, pair: Json
) -> None:
    refused_back(world, pair)
    world.adjust(direction="to_dataverse")
    world.tick()
    world.clock.advance(timedelta(minutes=15))
    world.tick()

    world.adjust(direction="bidirectional")
    first = world.tick()

    assert counters(first, BACK)["failed"] == 1
    assert [entry["direction"] for entry in world.pending()] == [BACK]


def test_a_deletion_that_a_removed_direction_had_noticed_is_accounted_for_by_the_other(
    world: Surroundings, pair: Json
) -> None:
    world.customers.delete(pair)
    world.clock.advance(timedelta(hours=25))
    world.tick()
    [before] = world.pending()

    world.adjust(direction="to_dataverse")
    world.tick()

    [after] = world.pending()
    assert (before["direction"], before["cause"]) == (BACK, "deleted")
    assert (after["direction"], after["cause"]) == ("to_dataverse", "deleted")
