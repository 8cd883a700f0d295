"""Runs as they are listed."""

from datetime import timedelta

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
