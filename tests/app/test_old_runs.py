"""Runs are kept for a while."""

from datetime import timedelta

from tests.surroundings import Json, Surroundings


def test_old_runs_are_forgotten_with_their_jobs(world: Surroundings, pair: Json) -> None:
    old = world.tick()
    world.clock.advance(timedelta(days=31))
    new = world.tick()

    world.stack.host.fire_timer("tidy_up")

    assert world.call("GET", f"runs/{old['id']}").status_code == 404
    assert world.call("GET", f"jobs/{old['jobs'][0]['id']}").status_code == 404
    assert world.call("GET", f"runs/{new['id']}").status_code == 200
