"""An operator sees what does not go on: a run that waits for a decision, a leg that fails."""

from shared.domain.sides import Side
from tests.surroundings import Json, Surroundings


def stop(world: Surroundings) -> Json:
    """Let a run stop before it creates four accounts, where three are allowed."""
    world.start_app(SYNC_FUSE_CHANGES="3")
    world.customers.add_many([f"Customer {n}" for n in range(4)])
    return world.sync(direction="to_dataverse", full=True)


def ready(world: Surroundings) -> Json:
    """Return what readiness says of customers."""
    told = {each["mapping"]: each for each in world.get("health/ready")["mappings"]}
    return dict(told["customer"])


def test_a_stopped_run_is_told_with_its_mapping_and_by_readiness(world: Surroundings) -> None:
    assert world.get("mappings/customer")["stopped"] is None
    assert ready(world)["stopped"] is None

    run = stop(world)

    expected = {"run": run["id"], "message": run["message"]}
    assert "create 4" in run["message"]
    assert world.get("mappings/customer")["stopped"] == expected
    assert ready(world)["stopped"] == expected


def test_the_job_of_a_stopped_run_is_stopped_and_says_why(world: Surroundings) -> None:
    run = stop(world)

    [job] = world.get("jobs", mapping="customer")["value"]

    assert (job["state"], job["message"]) == ("stopped", run["message"])


def test_an_approved_run_is_told_as_stopped_no_longer(world: Surroundings) -> None:
    run = stop(world)

    answer = world.call("POST", f"runs/{run['id']}/approve")

    assert answer.status_code == 202, answer.text
    assert world.get("mappings/customer")["stopped"] is None
    world.stack.host.drain_queues(include_delayed=True)
    [job] = world.get("jobs", mapping="customer")["value"]
    assert (job["state"], job["message"]) == ("finished", "")
    assert job["counters"]["inserted"] == 4


def test_the_job_of_a_refused_run_is_stopped_no_longer(world: Surroundings) -> None:
    run = stop(world)

    world.call("POST", f"runs/{run['id']}/approve", json={"approve": False})

    [job] = world.get("jobs", mapping="customer")["value"]
    assert job["state"] == "failed"
    assert world.get("mappings/customer")["stopped"] is None


def test_a_mapping_of_which_one_leg_fails_has_not_succeeded(
    world: Surroundings, pair: Json
) -> None:
    before = ready(world)["last_success"]
    world.fault(Side.BC, "status", status=403, method="GET", path="/customers", times=None)

    run = world.tick()

    failing, working = (job["state"] for job in run["jobs"])
    assert (failing, working) == ("failed", "finished")
    assert ready(world)["last_success"] == before


def test_a_mapping_whose_one_leg_never_succeeded_has_no_last_success(world: Surroundings) -> None:
    world.sync(direction="from_dataverse")

    assert ready(world)["last_success"] is None


def test_a_one_way_mapping_succeeds_with_its_only_leg(world: Surroundings) -> None:
    world.adjust(direction="from_dataverse")

    run = world.sync()

    assert ready(world)["last_success"] == run["jobs"][0]["finished_at"]
