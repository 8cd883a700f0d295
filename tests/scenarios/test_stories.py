"""Tell the stories of this folder's YAML files, with the clocks that each of them names."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from shared.domain.sides import Direction, Leg, Side
from tests.scenarios.stories import Chapter, Step, Story, Sync, Then
from tests.soaking import SOAKING
from tests.surroundings import Json, Surroundings, counters

_A_QUARTER = timedelta(minutes=15)
"""Longer than what of Business Central is read again by each run."""
_MODIFIED = {Side.BC: "lastModifiedDateTime", Side.DATAVERSE: "modifiedon"}


def _told() -> Iterator[Any]:
    """Yield each story with each of its clocks in a soak, else with one: the next has another."""
    for number, path in enumerate(sorted(Path(__file__).parent.glob("*.yaml"))):
        story = Story.model_validate(yaml.safe_load(path.read_text("utf-8")))
        clocks = story.given.dataverse_ahead
        for ahead in clocks if SOAKING else [clocks[number % len(clocks)]]:
            told = f"{path.stem}-{ahead}s" if ahead else path.stem
            yield pytest.param(story, ahead, id=told)


@pytest.mark.parametrize(("story", "ahead"), [*_told()])
def test_the_story_ends_as_told(world: Surroundings, story: Story, ahead: int) -> None:
    world.server(Side.DATAVERSE).service.clock.skew(timedelta(seconds=ahead))
    teller = Teller(world, story)
    for chapter in story.chapters:
        teller.tell(chapter)


class Teller:
    """Lets a story happen to one company and one organization."""

    def __init__(self, world: Surroundings, story: Story) -> None:
        self.world = world
        self.customers = {
            name: world.customers.add(name, **values)
            for name, values in story.given.coupled.items()
        }
        world.full_sync()
        self.accounts = {name: world.partner(customer) for name, customer in self.customers.items()}
        if story.given.mapping:
            world.adjust(**story.given.mapping)
        world.clock.advance(_A_QUARTER)
        world.tick()

    def tell(self, chapter: Chapter) -> None:
        self.world.clock.advance(_A_QUARTER)
        before = self._standing()
        run: Json = {"jobs": []}
        for step in chapter.when:
            run = self._happen(step) or run
        self._check_values(chapter.then)
        self._check_run(chapter.then, run)
        self._check_lists(chapter.then)
        self._check_times(chapter.then, before)

    # What happens

    def _happen(self, step: Step | str) -> Json | None:
        if not isinstance(step, Step):
            return self.world.tick()
        for name, values in (step.bc or {}).items():
            self.world.customers.change(self.customers[name], **values)
        for name, values in (step.dataverse or {}).items():
            self.world.accounts.change(self.accounts[name], **values)
        for side, name in (step.delete or {}).items():
            self._delete(side, name)
        return self._sync(step.sync) if step.sync else None

    def _delete(self, side: Side, name: str) -> None:
        if side is Side.BC:
            self.world.customers.delete(self.customers[name])
        else:
            self.world.accounts.delete(self.accounts[name])

    def _sync(self, sync: Sync) -> Json:
        asked = sync.model_dump(mode="json", exclude_defaults=True)
        reads_bc = sync.direction is not Direction.FROM_DATAVERSE
        ids = [self._id(Side.BC if reads_bc else Side.DATAVERSE, name) for name in sync.records]
        return self.world.sync(**asked | ({"records": ids} if ids else {}))

    def _id(self, side: Side, name: str) -> str:
        return str(
            self.customers[name]["id"] if side is Side.BC else self.accounts[name]["accountid"]
        )

    # What is true then

    def _check_values(self, then: Then) -> None:
        for side, wanted in ((Side.BC, then.bc), (Side.DATAVERSE, then.dataverse)):
            for name, values in wanted.items():
                record = self._read(side, name)
                assert {column: record[column] for column in values} == values

    def _read(self, side: Side, name: str) -> Json:
        read = self.world.customers.read if side is Side.BC else self.world.accounts.read
        return read(self._id(side, name))

    def _check_run(self, then: Then, run: Json) -> None:
        told = ((Leg.TO_DATAVERSE, then.to_dataverse), (Leg.FROM_DATAVERSE, then.from_dataverse))
        for leg, wanted in told:
            if wanted is not None:
                counted = counters(run, leg)
                silent = {"read", "unchanged"} - wanted.keys()
                assert {k: v for k, v in counted.items() if k not in silent} == wanted, leg

    def _check_lists(self, then: Then) -> None:
        pending = {entry["direction"]: entry["cause"] for entry in self.world.pending()}
        assert pending == then.pending
        skipped = {c["bc_id"] for c in self.world.couplings() if c["skipped"]}
        assert skipped == {self._id(Side.BC, name) for name in then.skipped}

    def _check_times(self, then: Then, before: Json) -> None:
        now = self._standing()
        for side, watermark in before["watermarks"].items():
            assert _moment(watermark) <= _moment(now["watermarks"][side])
        if then.idle:
            assert now == before
        for name in then.undated:
            id_ = self._id(Side.BC, name)
            assert now["times"][id_] == before["times"][id_]
        for name in then.dated:
            assert now["times"][self._id(Side.BC, name)] == self._modified(name)

    def _standing(self) -> Json:
        """Return what an idle run must not move."""
        return {
            "writes": self.world.writes(),
            "watermarks": self.world.watermarks(),
            "times": {c["bc_id"]: _times(c) for c in self.world.couplings()},
        }

    def _modified(self, name: str) -> dict[Side, datetime]:
        return {side: _moment(self._read(side, name)[_MODIFIED[side]]) for side in Side}


def _times(coupling: Mapping[str, Any]) -> dict[Side, datetime | None]:
    """Return a coupling's times; None where a write was not answered with the new one."""
    texts = {side: coupling[f"{side}_synced_at"] for side in Side}
    return {side: _moment(text) if text else None for side, text in texts.items()}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
