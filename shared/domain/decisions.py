"""What is to be done about one record: the outcome of looking, before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.couplings import Agreement, Coupling
from shared.domain.merge import FieldConflict
from shared.domain.outcomes import Lines
from shared.domain.pending import Cause
from shared.domain.records import Record, Value
from shared.domain.stamps import Row
from shared.domain.translation import Aside


@dataclass(frozen=True)
class Insert:
    """Create the record's partner from *values* (by target column) and couple the two."""

    record: Record
    values: Mapping[str, Value]
    agreement: Agreement
    generation: int = 1
    replaces: Coupling | None = None
    """The record's coupling with a partner that is gone; the new one takes its place."""
    stamp: Mapping[str, Row] = field(default_factory=dict)
    """What the app adds of its own, by lookup column."""
    aside: Aside = field(default_factory=Aside)
    unfinished: bool = False
    """Whether the new record begins without the state, or values, that it is to have."""
    lines: tuple[Lines, ...] = ()
    """What is created together with the partner."""


@dataclass(frozen=True)
class Modify:
    """Write *changes* (by target column) to the coupled target, if it still is as it was read."""

    record: Record
    coupling: Coupling
    target: Record
    changes: Mapping[str, Value]
    agreement: Agreement
    owed: bool = False
    overruled: tuple[FieldConflict, ...] = ()
    stamp: Mapping[str, Row] = field(default_factory=dict)
    """What the app adds of its own, by lookup column; it can be all that is written."""
    aside: Aside = field(default_factory=Aside)
    reopens: Mapping[str, Value] = field(default_factory=dict)
    """The state that the target is to have afterwards, where it has to be made active before."""


@dataclass(frozen=True)
class Couple:
    """Couple the record with a target that was found by match keys; values follow next."""

    record: Record
    target: Record


@dataclass(frozen=True)
class Unchanged:
    """Write nothing to the services.

    *agreement* is set where both sides came to agree by themselves, and is remembered.
    """

    record: Record
    coupling: Coupling
    target: Record | None = None
    agreement: Agreement | None = None
    owed: bool = False
    overruled: tuple[FieldConflict, ...] = ()
    aside: Aside = field(default_factory=Aside)
    locked: bool = False
    """The target takes no changes now: what differs stays to be carried."""


@dataclass(frozen=True)
class Uncouple:
    """Remove the coupling, and write nothing to the services."""

    record: Record
    coupling: Coupling
    reason: str
    chosen: bool = False
    """Whether a person decided so, and not the mapping's policy."""


@dataclass(frozen=True)
class Delete:
    """Delete the record, whose partner was deleted, and its coupling."""

    record: Record
    coupling: Coupling


@dataclass(frozen=True)
class Skip:
    """Leave the record alone: it is in order that it does not travel."""

    record: Record
    reason: str
    waits: bool = False
    """For a person to decide: it stays listed."""
    untouched: bool = False
    """It was not asked whether the record is in order: if it is listed, it stays so."""
    held_up: bool = False
    """It has values to carry, which have to wait, too: it is listed even if it was not before."""


@dataclass(frozen=True)
class Wanted:
    """A partner that a mapping is to make."""

    mapping: str
    id: UUID
    """Of the record that has none."""


@dataclass(frozen=True)
class Fail:
    """Write nothing, list the record with its reason, try it again."""

    record: Record
    cause: Cause
    message: str
    conflicts: tuple[FieldConflict, ...] = ()
    coupling: Coupling | None = None
    wanted: tuple[Wanted, ...] = ()
    """What has to be there before the record can travel, and is to be made for that; the message
    is about the first."""


Decision = Insert | Modify | Couple | Unchanged | Uncouple | Delete | Skip | Fail
