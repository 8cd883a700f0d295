"""What setup has made in the two systems, and whether records are synchronized at all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID

from shared.domain.environments import Environments


class Ownership(StrEnum):
    """Who owns the rows that the app creates in Dataverse."""

    TEAM = "team"
    """The company's own team."""
    PERSON = "person"
    """The Sales user who is coupled with the record's salesperson."""


class Outcome(StrEnum):
    """How one step of setup ended."""

    DONE = "done"
    NOTHING_TO_DO = "nothing_to_do"
    FAILED = "failed"
    NOT_REACHED = "not_reached"
    """An earlier step that it builds on has failed, or the call's time was over."""


@dataclass(frozen=True)
class Finding:
    """One thing that a step looked at; without a code it is in order."""

    what: str
    fix: str = ""
    """The one thing to change."""
    code: str = ""
    """What the documentation of errors explains."""
    accepts: str = ""
    """Of other environments: what a repeated call says to go on with exactly these."""


@dataclass(frozen=True)
class StepReport:
    step: str
    outcome: Outcome
    findings: Sequence[Finding] = ()
    at: datetime | None = None
    """When it ended, in the app's clock."""
    settled: Mapping[str, datetime] = field(default_factory=dict)
    """What was found in order, and when: the call that goes on need not look at it again."""

    @property
    def succeeded(self) -> bool:
        return self.outcome in (Outcome.DONE, Outcome.NOTHING_TO_DO)


@dataclass(frozen=True)
class Installation:
    enabled: bool = False
    """Whether timers, queue messages and notifications do anything."""
    off_because: str = ""
    """Why somebody switched it off; empty where nobody has, but setup has not come so far."""
    ownership: Ownership = Ownership.TEAM
    company_row: UUID | None = None
    """The row in Dataverse that stands for this app's company."""
    owning_team: UUID | None = None
    """The team that owns the company's rows under *Team*, and those without a person."""
    accepts_chosen_ids: bool | None = None
    """Whether Business Central creates records under an id of our own; None until probed."""
    webhook_secret: str = ""
    """A digest of what the webhook in Dataverse identifies itself by, which nobody can read there;
    empty where it has none."""
    environments: Environments = field(default_factory=dict)
    """The environments that it was set up for: nothing is synchronized with others."""
    met: Environments = field(default_factory=dict)
    """Those that were met in their place, since when all is off; empty where none were."""
    shadow: bool = False
    """While all is off: whether timers look what they would do, and do nothing."""
    availability: bool = True
    """Whether people may ask what is in stock."""
    steps: Sequence[StepReport] = field(default=())
    """The last report of each step, in their order."""
    revision: str | None = None
    """The stored row's own version; None for one not stored yet."""

    @property
    def bound(self) -> bool:
        """Whether anything may have been synchronized, so that its environments are to be kept."""
        return self.enabled or bool(self.off_because)

    def reported(self, report: StepReport) -> Self:
        """Return the installation with *report* in the place of the step's former one."""
        others = [each for each in self.steps if each.step != report.step]
        return replace(self, steps=(*others, report))

    def report(self, step: str) -> StepReport | None:
        return next((each for each in self.steps if each.step == step), None)
