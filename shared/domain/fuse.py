"""The mass-change fuse: a run that would change too much stops and asks a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared.domain.decisions import Couple, Decision, Delete, Insert, Modify, Uncouple


@dataclass(frozen=True)
class Changes:
    """How many records a run changes, on either side."""

    created: int = 0
    overwritten: int = 0
    deleted: int = 0
    uncoupled: int = 0
    """By a mapping's policy: what a person chose needs no second look."""

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.created + other.created,
            self.overwritten + other.overwritten,
            self.deleted + other.deleted,
            self.uncoupled + other.uncoupled,
        )

    @classmethod
    def planned(cls, decisions: Iterable[Decision]) -> "Changes":
        """Count what *decisions* may change: what is coupled now is overwritten next."""
        decisions = list(decisions)
        kinds = [type(decision) for decision in decisions]
        overwritten = kinds.count(Modify) + kinds.count(Couple)
        uncoupled = [d for d in decisions if isinstance(d, Uncouple) and not d.chosen]
        return cls(kinds.count(Insert), overwritten, kinds.count(Delete), len(uncoupled))


@dataclass(frozen=True)
class Fuse:
    """What one run may change without being approved."""

    changes: int
    """Records created and overwritten."""
    share: float
    """Of the coupled records: a large mapping may change more than *changes*."""
    deletions: int
    """Records deleted, and couplings removed by policy."""

    def objection(self, changes: Changes, couplings: Callable[[], int]) -> str | None:
        """Return what stops a run that has changed, and is about to change, *changes* in all.

        :param couplings: counts the mapping's couplings; asked only where it matters.
        """
        if changes.deleted + changes.uncoupled > self.deletions:
            counts = {"delete": changes.deleted, "uncouple": changes.uncoupled}
            told = " and ".join(f"{verb} {count:,}" for verb, count in counts.items() if count)
            return f"{told} records, more than {self.deletions:,}"
        written = changes.created + changes.overwritten
        if written <= self.changes or written <= self.share * couplings():
            return None
        return (
            f"create {changes.created:,} and overwrite {changes.overwritten:,} records, more than "
            f"{self.changes:,} and more than {self.share:.0%} of those that are coupled"
        )
