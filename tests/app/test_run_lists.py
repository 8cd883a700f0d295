"""Runs as they are listed."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.doors import Doors
from tests.surroundings import Surroundings


def test_runs_are_listed_with_their_jobs_the_newest_first_page_by_page(
    world: Surroundings,
) -> None:
    world.sync("currency", full=True)
    for _ in range(2):
        world.clock.advance(timedelta(minutes=15))
        world.tick()

    first = world.get("runs", top=2)
    second = world.get("runs", top=2, continuation=first["continuation"])

    listed = [*first["value"], *second["value"]]
    assert [run["mapping"] for run in listed] == ["customer", "customer", "currency"]
    assert listed[0]["created_at"] > listed[1]["created_at"] > listed[2]["created_at"]
    assert "continuation" not in second
    assert listed[0] == world.get(f"runs/{listed[0]['id']}")
    assert [job["direction"] for job in listed[0]["jobs"]] == ["to_dataverse", "from_dataverse"]
    currencies = world.get("runs", mapping="currency")
    assert currencies == {"value": listed[2:]}


@pytest.mark.parametrize("listing", ["runs", "jobs", "mappings/customer/couplings"])
def test_storage_is_asked_for_no_more_rows_than_are_listed(
    world: Surroundings, doors: Doors, listing: str
) -> None:
    """A storage account charges for time and answers, and there are runs by the ten thousand."""
    world.customers.add_many([f"Customer {n}" for n in range(12)])
    world.full_sync()
    for _ in range(6):
        world.clock.advance(timedelta(minutes=15))
        world.tick()
    world.start_app(AzureWebJobsStorage=doors.connection_string)

    doors.tables.journal.clear()
    world.get(listing, top=1)

    asked = [each.target for each in doors.tables.journal.last() if "filter=" in each.target]
    first = parse_qs(urlsplit(asked[0]).query)
    assert int(first["$top"][0]) <= 2
