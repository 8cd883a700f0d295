"""Records with texts that are longer than what Azure Tables holds in a row."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.customizer import TYPES, Customizer, label
from tests.doors import Doors
from tests.storage_limits import StorageLimits
from tests.surroundings import Json, Surroundings

_COLUMNS = "EntityDefinitions(LogicalName='account')/Attributes"
LONG = {
    "name": "LONG",
    "bc": {"entity": "paymentTerms"},
    "dataverse": {"table": "account"},
    "only_coupled": False,
    "direction": "to_dataverse",
    "fields": [
        {"bc": "code", "dataverse": "accountnumber", "match": 1},
        {"bc": "displayName", "dataverse": "name"},
        {"bc": "dueDateCalculation", "dataverse": "new_long"},
    ],
}


@pytest.fixture
def long(world: Surroundings, doors: Doors) -> Iterator[Surroundings]:
    """A mapping of texts as long as a column of Dataverse can be."""
    customizer = Customizer(world.fleet, "account.paymenttermscode")
    column = {
        "@odata.type": f"{TYPES}MemoAttributeMetadata",
        "AttributeType": "Memo",
        "AttributeTypeName": {"Value": "MemoType"},
        "SchemaName": "new_Long",
        "MaxLength": 1_048_576,
        "DisplayName": label("long"),
    }
    customizer.call("POST", _COLUMNS, column)
    bc, company = world.fleet.business_central, world.customers.company
    for row in bc.rows("paymentTerms", company=company):
        bc.delete("paymentTerms", row["id"], company=company)
    world.add_own(LONG)
    world.start_app(AzureWebJobsStorage=doors.connection_string)
    yield world
    world.accounts.clear()
    customizer.call("DELETE", f"{_COLUMNS}(LogicalName='new_long')")
    customizer.leave()


def add(world: Surroundings, **lengths: int) -> list[Json]:
    company = world.customers.company
    rows = [
        {"code": code, "displayName": code, "dueDateCalculation": "x" * length}
        for code, length in lengths.items()
    ]
    world.fleet.business_central.add_many("paymentTerms", rows, company=company)
    return rows


@pytest.mark.parametrize(("count", "length"), [(20, 25_000), (60, 9_000)])
def test_records_with_long_texts_travel_with_the_others(
    long: Surroundings, doors: Doors, count: int, length: int
) -> None:
    rows = add(long, **{f"L{number}": length for number in range(count)}, A1=2)
    limits = StorageLimits()

    with doors.watched(limits.watch):
        run = long.get(long.start("long", full=True))

    assert run["state"] == "finished"
    assert limits.refused == []
    texts = {row["name"]: row["new_long"] for row in long.accounts.all()}
    assert texts == {row["code"]: row["dueDateCalculation"] for row in rows}


def test_a_record_whose_texts_are_too_long_to_remember_fails_alone_and_nothing_is_written_to_it(
    long: Surroundings, doors: Doors
) -> None:
    add(long, A1=2, LONG=300_000, A2=2)
    limits = StorageLimits()

    with doors.watched(limits.watch):
        runs = [long.get(long.start("long", full=True)) for _ in range(2)]

    assert [run["state"] for run in runs] == ["finished", "finished"]
    assert limits.refused == []
    assert sorted(row["name"] for row in long.accounts.all()) == ["A1", "A2"]
    [entry] = long.get("pending", mapping="long")["value"]
    assert (entry["cause"], entry["title"]) == ("data", "LONG")
    assert "'LONG'" in entry["message"]
    assert "Shorten them" in entry["message"]


def test_a_coupled_record_whose_text_grows_too_long_fails_until_it_is_shortened(
    long: Surroundings, doors: Doors
) -> None:
    add(long, A1=2)
    long.start("long", full=True)
    bc, company = long.fleet.business_central, long.customers.company
    [row] = bc.rows("paymentTerms", company=company)
    limits = StorageLimits()

    with doors.watched(limits.watch):
        bc.change("paymentTerms", row["id"], {"dueDateCalculation": "y" * 500_000}, company=company)
        long.start("long", full=True)
        [entry] = long.get("pending", mapping="long")["value"]
        bc.change("paymentTerms", row["id"], {"dueDateCalculation": "2M"}, company=company)
        long.clock.advance(timedelta(hours=2))
        run = long.get(long.start("long", full=True))

    assert (entry["cause"], entry["record"]) == ("data", row["id"])
    assert run["state"] == "finished"
    assert limits.refused == []
    assert long.get("pending", mapping="long")["value"] == []
    assert [account["new_long"] for account in long.accounts.all()] == ["2M"]
