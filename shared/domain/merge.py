"""Field-level three-way merge of a source record into its coupled target.

Conflict is a fact about a field, not about a record: what changed on one side only travels, what
changed on both sides to the same value is agreed, and what changed on both sides to different
values is a conflict.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.couplings import Agreement
from shared.domain.mapping import FieldMapping, TableMapping
from shared.domain.records import Record, Value
from shared.domain.sides import Leg, Side

Translated = Mapping[str, Value]
"""The source's values in the target's terms, by target column."""


@dataclass(frozen=True)
class FieldConflict:
    field: FieldMapping
    base: Value
    """What both sides agreed on last, in the target's terms."""
    source: Value
    """What the source has now, in the target's terms."""
    target: Value


@dataclass(frozen=True)
class Merged:
    changes: Mapping[str, Value]
    """What to write to the target, by target column."""
    agreement: Agreement
    """What both sides agree on once *changes* are written."""
    conflicts: tuple[FieldConflict, ...] = ()
    owed: bool = False
    """The target has values that win: the opposite leg still has to carry them."""


def changed_fields(
    mapping: TableMapping, leg: Leg, source: Record, agreement: Agreement | None
) -> tuple[FieldMapping, ...]:
    """Return the fields of *leg* whose source value differs from what was agreed."""
    base = agreement.of(source.side) if agreement else {}

    def changed(column: str) -> bool:
        return column not in base or source.values[column] != base[column]

    columns = ((field, field.column(leg.source)) for field in mapping.fields_for(leg))
    return tuple(field for field, column in columns if column and changed(column))


def merge(
    mapping: TableMapping,
    leg: Leg,
    source: Record,
    target: Record,
    translated: Translated,
    agreement: Agreement | None,
) -> Merged:
    """Merge *source* into *target* on the base of *agreement*.

    :param translated: holds at least every field of *leg* that changed at the source.
    """
    merger = _Merger(leg, source, target, translated, agreement)
    for field in mapping.fields_for(leg):
        merger.take(field, both_ways=mapping.travels_both_ways(field))
    return merger.result()


class _Merger:
    def __init__(
        self,
        leg: Leg,
        source: Record,
        target: Record,
        translated: Translated,
        agreement: Agreement | None,
    ) -> None:
        self.leg, self.source, self.target, self.translated = leg, source, target, translated
        self.base_source = dict(agreement.of(leg.source)) if agreement else {}
        self.base_target = dict(agreement.of(leg.target)) if agreement else {}
        self.changes: dict[str, Value] = {}
        self.conflicts: list[FieldConflict] = []
        self.owed = False

    def take(self, field: FieldMapping, *, both_ways: bool) -> None:
        to = field.column(self.leg.target)
        assert to is not None
        origin = field.column(self.leg.source)
        if origin is None:
            self._take_constant(to, field.constant)
            return
        known = origin in self.base_source and to in self.base_target
        if known and self.source.values[origin] == self.base_source[origin]:
            return
        wanted, present = self.translated[to], self.target.values[to]
        if wanted == present or not both_ways:
            self._agree(origin, to, wanted)
        elif not known:
            self._settle_without_base(origin, to, wanted, present)
        elif present == self.base_target[to]:
            self._agree(origin, to, wanted)
        else:
            self.conflicts.append(FieldConflict(field, self.base_target[to], wanted, present))

    def _take_constant(self, to: str, constant: Value) -> None:
        if self.target.values[to] != constant:
            self.changes[to] = constant
        self.base_target[to] = constant

    def _agree(self, origin: str, to: str, wanted: Value) -> None:
        if self.target.values[to] != wanted:
            self.changes[to] = wanted
        self.base_source[origin], self.base_target[to] = self.source.values[origin], wanted

    def _settle_without_base(self, origin: str, to: str, wanted: Value, present: Value) -> None:
        """One blank takes the other; else Business Central's value wins.

        Where the target wins, the source's value is entered as agreed, so that the opposite leg
        finds the target's value changed since, and carries it.
        """
        source_wins = present is None or (wanted is not None and self.leg.source is Side.BC)
        if source_wins:
            self._agree(origin, to, wanted)
        else:
            self.base_source[origin], self.base_target[to] = self.source.values[origin], wanted
            self.owed = True

    def result(self) -> Merged:
        agreement = Agreement.between(self.leg.source, self.base_source, self.base_target)
        return Merged(self.changes, agreement, tuple(self.conflicts), self.owed)
