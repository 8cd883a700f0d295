"""How each record of a page ended, once everything that was decided has been tried."""

from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.couplings import Coupling
from shared.domain.decisions import Insert
from shared.domain.merge import FieldConflict
from shared.domain.pending import Cause
from shared.domain.records import Record
from shared.domain.translation import Aside
from shared.errors import ServiceAnswer


class Ending(StrEnum):
    """Also the name of the job's counter."""

    INSERTED = "inserted"
    MODIFIED = "modified"
    DELETED = "deleted"
    UNCOUPLED = "uncoupled"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FILTERED = "filtered"


@dataclass(frozen=True)
class Done:
    record: Record
    ending: Ending
    coupling: Coupling | None = None
    """To be stored, with what both sides now agree on; None where nothing is to be remembered."""
    owed: bool = False
    """The opposite leg has values to carry."""
    overruled: tuple[FieldConflict, ...] = ()
    """Values that gave way, to be kept with the job."""
    removed: Coupling | None = None
    """To be removed: the record has no partner any more."""
    by_policy: bool = False
    """The coupling is removed by the mapping's policy, and by nobody's choice."""
    is_new: bool = False
    """The partner was created by this run, whatever was written to it afterwards."""
    replaced: Coupling | None = None
    """The coupling with a partner that is gone, in whose place the new one stands."""
    healed: bool = False
    """The coupling was skipped, and is not any more."""
    waits: bool = False
    """Skipped until a person decides: it stays listed."""
    aside: Aside = field(default_factory=Aside)
    """What else is to be told; the record is listed for values that follow later."""
    held_up: bool = False
    """It waits with values of its own to carry: it is listed even if it was not before."""
    untouched: bool = False
    """Nobody asked whether it is in order: if it is listed, it stays so."""


@dataclass(frozen=True)
class Failed:
    record: Record
    cause: Cause
    message: str
    answer: ServiceAnswer | None = None
    coupling: Coupling | None = None


@dataclass(frozen=True)
class LookAgain:
    """The record or its target changed after it was read: gather and decide again."""

    record: Record
    created: Insert | None = None
    """The partner was just created like this, and is not in its final state."""


Result = Done | Failed | LookAgain


@dataclass
class Results:
    """What a page has come to so far."""

    done: list[Done] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    coupled: int = 0

    def __len__(self) -> int:
        """Return how many records have ended."""
        return len(self.done) + len(self.failed)

    @property
    def silent(self) -> bool:
        """Whether nothing was changed and nothing is to be told."""
        endings = {done.ending for done in self.done}
        return not self.failed and endings <= {Ending.UNCHANGED, Ending.FILTERED}

    def add(self, others: "Results") -> None:
        self.done += others.done
        self.failed += others.failed
        self.coupled += others.coupled

    def take(self, result: Done | Failed) -> None:
        if isinstance(result, Done):
            self.done.append(result)
        else:
            self.failed.append(result)
