"""The list of jobs is read page by page, whole or of one mapping."""

import pytest

from tests.surroundings import Json, Surroundings


def listed(world: Surroundings, top: int, **query: str) -> list[Json]:
    """Return all jobs, read in pages of *top*."""
    found: list[Json] = []
    while True:
        page = world.get("jobs", top=top, **query)
        found += page["value"]
        assert len(page["value"]) <= top + 1
        if "continuation" not in page:
            return found
        query["continuation"] = page["continuation"]


@pytest.fixture
def ran(world: Surroundings) -> list[Json]:
    """The jobs of some runs, the newest first, each run's together."""
    runs = [world.sync(mapping) for mapping in ("currency", "customer", "currency", "customer") * 2]
    return [job for run in reversed(runs) for job in run["jobs"]]


@pytest.mark.soak(but=[0, 5])
@pytest.mark.parametrize("top", [1, 2, 3, 5, 12, 50])
def test_pages_of_any_length_tell_each_job_once_the_newest_first(
    world: Surroundings, ran: list[Json], top: int
) -> None:
    assert listed(world, top) == ran


@pytest.mark.soak(but=[0])
@pytest.mark.parametrize("top", [1, 3, 50])
def test_one_mappings_jobs_are_told_without_those_of_others(
    world: Surroundings, ran: list[Json], top: int
) -> None:
    mine = [job for job in ran if job["mapping"] == "currency"]

    assert listed(world, top, mapping="currency") == mine
