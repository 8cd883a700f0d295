"""How conflicts and deletions are settled: by a mapping's policy, or by what a person decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shared.domain.sides import Leg, Side
from shared.domain.stamps import Stamp


class ConflictPolicy(StrEnum):
    """What happens to a field that both sides changed to different values."""

    FAIL = "fail"
    """Both keep their values, and the record is listed."""
    BC_WINS = "bc_wins"
    DATAVERSE_WINS = "dataverse_wins"

    @property
    def winner(self) -> Side | None:
        winners = {self.BC_WINS: Side.BC, self.DATAVERSE_WINS: Side.DATAVERSE}
        return winners.get(self)


class DeletionPolicy(StrEnum):
    """What happens to a record whose partner was deleted."""

    KEEP = "keep"
    """It stays as it is, and is listed."""
    UNCOUPLE = "uncouple"
    """It stays as it is, without a partner."""
    RESTORE = "restore"
    """Its partner is created anew."""
    DELETE = "delete"
    """It is deleted as well, unless it was changed since both last agreed."""


@dataclass(frozen=True)
class Instruction:
    """What a person decided about one record that is not in order; the next run carries it out."""

    winner: Side | None = None
    """Whose values win where both sides changed the same field."""
    fields: Mapping[str, Side] = field(default_factory=dict)
    """The same for single fields, by Dataverse column."""
    deleted: DeletionPolicy | None = None
    """What to do if the partner is gone; nothing otherwise."""
    uncouple: bool = False


@dataclass(frozen=True)
class Terms:
    """The terms on which one record travels in one leg."""

    leg: Leg
    conflict: ConflictPolicy = ConflictPolicy.FAIL
    deleted: DeletionPolicy = DeletionPolicy.KEEP
    forced: bool = False
    """The source's values overwrite the target's, whoever changed what."""
    instruction: Instruction | None = None
    stamp: Stamp = field(default_factory=Stamp)
    """What the app adds of its own to what it writes."""
    create: bool = False
    """Only missing partners are created: what has one is left as it is."""

    def winner(self, dataverse_column: str) -> Side | None:
        """Return whose value of a field wins a conflict; None where nobody has decided."""
        if self.forced:
            return self.leg.source
        if self.instruction is not None:
            chosen = self.instruction.fields.get(dataverse_column) or self.instruction.winner
            if chosen is not None:
                return chosen
        return self.conflict.winner

    @property
    def deletion(self) -> DeletionPolicy:
        if self.instruction is not None and self.instruction.deleted is not None:
            return self.instruction.deleted
        return DeletionPolicy.RESTORE if self.create else self.deleted

    @property
    def uncouple(self) -> bool:
        return self.instruction is not None and self.instruction.uncouple
