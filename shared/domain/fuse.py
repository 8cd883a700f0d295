"""The mass-change fuse: a run that would change too much stops and asks a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.domain.decisions import Couple, Decision, Delete, Insert, Modify


@dataclass(frozen=True)
class Changes:
    """How many records a run changes, on either side."""

    created: int = 0
    overwritten: int = 0
    deleted: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.created + other.created,
            self.overwritten + other.overwritten,
            self.deleted + other.deleted,
        )

    @classmethod
    def planned(cls, decisions: Iterable[Decision]) -> "Changes":
        """Count what *decisions* may change: what is coupled now is overwritten next."""
        kinds = [type(decision) for decision in decisions]
        overwritten = kinds.count(Modify) + kinds.count(Couple)
        return cls(kinds.count(Insert), overwritten, kinds.count(Delete))


@dataclass(frozen=True)
class Fuse:
    """What one run may change without being approved."""

    changes: int
    """Records created and overwritten."""
    share: float
    """Of the coupled records: a large mapping may change more than *changes*."""
    deletions: int

    def objection(self, changes: Changes, couplings: Callable[[], int]) -> str | None:
        """Return what stops a run that has changed, and is about to change, *changes* in all.

        :param couplings: counts the mapping's couplings; asked only where it matters.
        """
        if changes.deleted > self.deletions:
            return f"delete {changes.deleted:,} records, more than {self.deletions:,}"
        written = changes.created + changes.overwritten
        if written <= self.changes or written <= self.share * couplings():
            return None
        return (
            f"create {changes.created:,} and overwrite {changes.overwritten:,} records, more than "
            f"{self.changes:,} and more than {self.share:.0%} of those that are coupled"
        )
