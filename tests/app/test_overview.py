"""Are we in step? What GET /api/status says of every mapping."""

from datetime import datetime, timedelta

from shared.domain.installation import Ownership
from tests.app.pairs import edit_both
from tests.surroundings import Json, Surroundings


def line(world: Surroundings, mapping: str = "customer") -> Json:
    [found] = [each for each in world.get("status")["value"] if each["mapping"] == mapping]
    return dict(found)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_mapping_that_never_ran_is_new_and_its_timer_is_expected(world: Surroundings) -> None:
    told = line(world)

    assert (told["state"], told["in_step_until"], told["lag_seconds"]) == ("new", None, None)
    assert told["last_jobs"] == []
    assert timedelta(0) < moment(told["next_run"]) - world.clock.now() <= timedelta(minutes=5)


def test_a_mapping_is_in_step_until_its_newest_complete_run_began(
    world: Surroundings, pair: Json
) -> None:
    before = world.clock.now()
    run = world.tick()
    world.clock.advance(timedelta(minutes=4))

    told = line(world)

    assert told["state"] == "in_step"
    assert before <= moment(told["in_step_until"]) <= moment(run["jobs"][1]["finished_at"])
    assert 240 <= told["lag_seconds"] < 300
    assert [job["run"] for job in told["last_jobs"]] == [run["id"]] * 2


def test_a_conflict_needs_a_person_and_the_lag_grows_from_then_on(
    world: Surroundings, pair: Json
) -> None:
    edit_both(world, pair)
    world.tick()
    world.clock.advance(timedelta(minutes=10))
    world.tick()

    told = line(world)

    assert told["state"] == "attention"
    assert told["pending"] == {"conflict": 1}
    assert told["lag_seconds"] >= 600
    assert moment(told["waiting_since"]) < moment(told["in_step_until"])


def test_a_run_of_chosen_records_brings_only_those_in_step(world: Surroundings, pair: Json) -> None:
    until = line(world)["in_step_until"]

    world.sync(direction="to_dataverse", records=[pair["id"]])

    assert line(world)["in_step_until"] == until


def test_a_timer_that_does_not_come_is_told(world: Surroundings, pair: Json) -> None:
    world.clock.advance(timedelta(minutes=30))

    assert line(world)["state"] == "late"


def test_a_timer_that_was_switched_off_is_not_waited_for(world: Surroundings, pair: Json) -> None:
    world.put_setting("AzureWebJobs.sync_customer.Disabled", "true")
    world.clock.advance(timedelta(minutes=30))

    told = line(world)

    assert (told["state"], told["next_run"]) == ("in_step", None)


def test_while_all_is_switched_off_no_timer_is_expected(world: Surroundings, pair: Json) -> None:
    world.call("POST", "setup/disable", json={"reason": "Stocktaking."})
    world.clock.advance(timedelta(minutes=30))

    told = world.get("status")

    assert (told["synchronization"], told["off_because"]) == ("off", "Stocktaking.")
    assert [each["next_run"] for each in told["value"] if "next_run" in each] == [None, None]


def test_a_stopped_run_is_told_with_what_it_was_about_to_do(world: Surroundings) -> None:
    world.start_app(SYNC_FUSE_CHANGES="1")
    world.customers.add_many(["Adatum", "Contoso"])
    world.sync("currency", full=True)
    run = world.sync(direction="to_dataverse", full=True)

    told = line(world)

    assert told["state"] == "stopped"
    assert told["stopped"] == {"run": run["id"], "message": run["message"]}


def test_mappings_stand_after_those_that_they_wait_for(world: Surroundings) -> None:
    told = world.get("status")["value"]

    assert [each["mapping"] for each in told][:2] == ["currency", "salespeople"]
    assert line(world)["waits_for"] == ["currency"]


def test_a_mapping_that_takes_no_part_says_why_and_nothing_else(world: Surroundings) -> None:
    told = line(world, "salespeople")

    assert told["off"] == "SALESPEOPLE takes part only with ownership Person."
    assert "state" not in told


def test_a_mapping_that_takes_no_part_is_off_wherever_it_is_shown(world: Surroundings) -> None:
    off = line(world, "salespeople")["off"]

    listed = {each["slug"]: each["off"] for each in world.get("mappings")["value"]}
    ready = {each["mapping"]: each["off"] for each in world.get("health/ready")["mappings"]}

    assert listed["salespeople"] == ready["salespeople"] == off
    assert world.get("mappings/salespeople")["off"] == off
    assert (listed["customer"], ready["customer"]) == (None, None)


def test_a_mapping_that_takes_part_by_person_is_not_off_then(world: Surroundings) -> None:
    world.install(ownership=Ownership.PERSON)

    ready = {each["mapping"]: each["off"] for each in world.get("health/ready")["mappings"]}

    assert (ready["salespeople"], line(world, "salespeople")["off"]) == (None, None)


def test_a_mapping_that_ran_long_before_all_others_is_found_all_the_same(
    world: Surroundings, pair: Json
) -> None:
    world.sync("currency")
    for _ in range(3):
        world.tick()

    assert line(world, "currency")["state"] in ("in_step", "new")
    assert len(line(world, "currency")["last_jobs"]) == 1
