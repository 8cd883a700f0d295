"""A restored backup: older data under the same ids, behind watermarks that are ahead of them."""

from datetime import timedelta

from tests.surroundings import Surroundings, counters


def reinitialise(world: Surroundings) -> None:
    answer = world.call("POST", "setup/reinitialise", json={"mappings": ["customer"]})
    assert answer.status_code == 200, answer.text


def test_what_a_restored_backup_has_set_back_is_read_once_the_mapping_begins_anew(
    world: Surroundings,
) -> None:
    world.sync("currency", full=True)
    customer = world.customers.add("Adatum", city="Berlin")
    world.full_sync()
    backup = world.clock.now()
    world.clock.advance(timedelta(days=1))
    world.customers.change(customer, city="Bonn")
    world.tick()
    world.clock.advance(timedelta(days=1))
    world.tick()
    world.customers.commit_late(customer, backup - timedelta(hours=1), city="Berlin")
    assert counters(world.tick()) == {}

    reinitialise(world)
    run = world.tick()

    assert counters(run)["modified"] == 1
    assert world.partner(customer)["address1_city"] == "Berlin"
    assert len(world.couplings()) == 1


def test_a_run_that_was_stopped_on_its_way_does_not_go_on_from_its_place(
    world: Surroundings,
) -> None:
    world.sync("currency", full=True)
    world.customers.add_many([f"Customer {number}" for number in range(6)])
    world.start_app(SYNC_FUSE_CHANGES="4", BC_PAGE_SIZE="2")
    stopped = world.full_sync()
    assert stopped["state"] == "stopped"
    assert len(world.couplings()) == 4

    reinitialise(world)

    ended = world.get(f"runs/{stopped['id']}")
    assert ended["state"] == "failed"
    assert "read again from their beginning" in ended["message"]
    assert world.get("mappings/customer")["stopped"] is None
    world.start_app(SYNC_FUSE_CHANGES="1000")
    assert counters(world.full_sync()) == {"read": 6, "inserted": 2, "unchanged": 4}
