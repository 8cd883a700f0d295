"""What a two-way story is made of: the models are the schema of the YAML files in this folder.

A pair of records goes by the name under which both sides know it when the story begins.
"""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shared.domain.pending import Cause
from shared.domain.sides import Direction, Leg, Side

Values = dict[str, Any]
Counts = dict[str, int]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Given(_Part):
    """Customers that are coupled with accounts, and in step."""

    coupled: dict[str, Values]
    """Business Central's values of each pair, by its name."""
    mapping: Values = {}
    """Keys of ``customer.yaml`` that are different from then on."""
    dataverse_ahead: tuple[int, ...] = (0,)
    """How many seconds Dataverse's clock is ahead of Business Central's; told once for each."""


class Sync(_Part):
    """A run on request."""

    direction: Direction | None = None
    records: tuple[str, ...] = ()
    force: bool = False
    unconditional: bool = False


class Step(_Part):
    """One thing that happens."""

    bc: dict[str, Values] | None = None
    """A user of Business Central edits customers."""
    dataverse: dict[str, Values] | None = None
    """A user of Dataverse edits accounts."""
    delete: dict[Side, str] | None = None
    sync: Sync | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise ValueError("a step is one of bc, dataverse, delete, sync and tick")
        return self


class Then(_Part):
    """What is true after the chapter. What is not named is not looked at, but for the lists."""

    bc: dict[str, Values] = {}
    dataverse: dict[str, Values] = {}
    to_dataverse: Counts | None = None
    """All that the chapter's last run counted in that direction, reading apart; records without
    change count where they are named."""
    from_dataverse: Counts | None = None
    pending: dict[Leg, Cause] = {}
    skipped: tuple[str, ...] = ()
    """The pairs that runs leave out."""
    dated: tuple[str, ...] = ()
    """Pairs whose coupling knows both records' present modified times."""
    undated: tuple[str, ...] = ()
    """Pairs whose coupling has the times that it had when the chapter began."""
    idle: bool = False
    """Nothing was written, and neither watermarks nor couplings have moved."""


class Chapter(_Part):
    when: tuple[Step | Literal["tick"], ...]
    then: Then


class Story(Chapter):
    story: str
    scenarios: tuple[str, ...] = ()
    """Those of the catalogue that it tells."""
    better: str = ""
    """How ours is better than the scenario on purpose."""
    given: Given
    later: tuple[Chapter, ...] = Field(default=())
    """Chapters that follow; a quarter of an hour lies between any two."""

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return (Chapter(when=self.when, then=self.then), *self.later)
