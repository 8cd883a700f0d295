"""A job whose engine is broken on purpose: it loses a record on the way, and has to notice that.

Nothing that users or services do makes a sound engine lose one, so a part of it is taken out here.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from shared.usecases.deciding import Decider
from shared.usecases.journey import Journey
from tests.surroundings import Surroundings

Losing = tuple[type, str, Callable[[Any], Any]]
PLACES: dict[str, Losing] = {
    "before it is decided about": (Decider, "decide", lambda decisions: decisions[1:]),
    "when it is carried out": (Journey, "_carry_out", lambda results: results[1:]),
    "and finds another one twice": (Journey, "_carry_out", lambda results: [*results, results[0]]),
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_job_that_loses_a_record_fails_and_reads_it_again_once_that_is_mended(
    world: Surroundings, monkeypatch: pytest.MonkeyPatch, place: Losing
) -> None:
    owner, name, losing = place
    sound = getattr(owner, name)

    def broken(self: object, first: Sequence[Any], *rest: Any) -> Any:
        return losing(sound(self, first, *rest)) if first else sound(self, first, *rest)

    world.adjust(only_coupled=False)
    world.customers.add_many(["Adatum", "Contoso", "Fabrikam"])
    monkeypatch.setattr(owner, name, broken)

    lossy = world.tick()
    monkeypatch.undo()
    world.tick()

    assert lossy["state"] == "failed"
    assert "The job's sums differ" in lossy["message"]
    assert sorted(row["name"] for row in world.accounts.all()) == ["Adatum", "Contoso", "Fabrikam"]
    assert len(world.couplings()) == 3
