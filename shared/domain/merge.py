"""Field-level three-way merge of a source record into its coupled target.

Conflict is a fact about a field, not about a record: what changed on one side only travels, what
changed on both sides to the same value is agreed, and what changed on both sides to different
values is a conflict. Only fields that travel both ways can conflict.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from decimal import Decimal

from shared.domain.couplings import Agreement
from shared.domain.identifiers import aside
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import STATES, FieldMapping
from shared.domain.policies import Terms
from shared.domain.records import Record, Value, Values
from shared.domain.sides import Leg, Side
from shared.domain.turning import same


@dataclass(frozen=True)
class FieldConflict:
    field: FieldMapping
    base: Value
    """What both sides agreed on last, in the target's terms."""
    source: Value
    """What the source has now, in the target's terms."""
    target: Value
    winner: Side | None = None
    """Whose value was kept; None where the conflict is open."""
    anew: bool = False
    """Nothing was agreed of the field before: it is the first time that its values meet."""


@dataclass(frozen=True)
class Merged:
    changes: Mapping[str, Value]
    """What to write to the target, by target column."""
    agreement: Agreement
    """What both sides agree on once *changes* are written."""
    conflicts: tuple[FieldConflict, ...] = ()
    """Those that nobody has settled: nothing may be written."""
    overruled: tuple[FieldConflict, ...] = ()
    """Those that were settled: one value gives way to the other."""
    owed: bool = False
    """The target has values that win: the opposite leg still has to carry them."""


def changed_fields(
    mapping: TableMapping, leg: Leg, source: Record, agreement: Agreement | None
) -> tuple[FieldMapping, ...]:
    """Return the fields of *leg* whose value is not what was agreed.

    Nothing was agreed yet of a field or a constant that is new to the mapping, nor of a field that
    is mapped to another column now.
    """
    lasting = mapping.lasting_fields(leg)
    if agreement is None:
        return lasting
    read, written = agreement.of(source.side), agreement.of(source.side.other)

    def changed(field: FieldMapping) -> bool:
        origin, to = field.column(leg.source), field.column(leg.target)
        if to is None or to not in written:
            return True
        if origin is None:
            return not field.blank and written[to] != field.constant
        if _steps_aside(source, origin):
            return False
        if origin not in read or source.values[origin] != read[origin]:
            return True
        return not _still_agrees(field, leg, read[origin], written[to])

    return tuple(field for field in lasting if changed(field))


def _steps_aside(record: Record, column: str) -> bool:
    """Return whether a value is none of any user's: the app gave it to the record while others
    traded theirs, and was broken off before the record got its new one."""
    return record.values[column] == aside(record.id)


def _is_blank(side: Side, value: Value) -> bool:
    """Return whether nobody has entered a value: Business Central has no blank numbers."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return value is None or (side is Side.BC and is_number and value == 0)


def _still_agrees(field: FieldMapping, leg: Leg, source: Value, target: Value) -> bool:
    """Return whether what was agreed is the same by the field's transform of today."""
    bc, dataverse = (source, target) if leg.source is Side.BC else (target, source)
    return field.transform is None or same(field.transform, leg, bc, dataverse)


def merge(
    mapping: TableMapping,
    terms: Terms,
    source: Record,
    target: Record,
    translated: Values,
    agreement: Agreement | None,
    later: Container[str | None] = (),
) -> Merged:
    """Merge *source* into *target* on the base of *agreement*.

    :param translated: holds at least every field of the leg that changed at the source; every
        field of the leg where the terms are forced. One that is missing keeps the target's value.
    :param later: the target's columns that are going to get a value, and have none to get yet.
    """
    merger = _Merger(mapping, terms, source, target, translated, agreement)
    for field in mapping.lasting_fields(terms.leg):
        if field.column(terms.leg.target) in later:
            merger.put_off(field)
        else:
            merger.take(field)
    return merger.result()


class _Merger:
    def __init__(
        self,
        mapping: TableMapping,
        terms: Terms,
        source: Record,
        target: Record,
        translated: Values,
        agreement: Agreement | None,
    ) -> None:
        self.mapping, self.terms, self.leg = mapping, terms, terms.leg
        self.was_agreed = agreement is not None
        self.source, self.target, self.translated = source, target, translated
        self.base_source = self._base(agreement, self.leg.source)
        self.base_target = self._base(agreement, self.leg.target)
        self.agreed_source, self.agreed_target = dict(self.base_source), dict(self.base_target)
        """What was agreed before: several fields may have the same origin."""
        self.changes: dict[str, Value] = {}
        self.conflicts: list[FieldConflict] = []
        self.overruled: list[FieldConflict] = []
        self.owed = False

    def _base(self, agreement: Agreement | None, side: Side) -> dict[str, Value]:
        """Return what was agreed of the fields mapped today: of others, nobody keeps track."""
        mapped = self.mapping.columns(side)
        agreed = agreement.of(side) if agreement else {}
        return {column: value for column, value in agreed.items() if column in mapped}

    def put_off(self, field: FieldMapping) -> None:
        """Leave a field as it was agreed; another one that reads the same may be agreed anew, and
        then nothing would tell of this one.

        Where the source's values overwrite the target's, the target's is entered as agreed: it is
        to give way once the other one can follow, and not to win meanwhile.
        """
        origin, to = field.column(self.leg.source), field.column(self.leg.target)
        assert to is not None
        reading = [f.column(self.leg.source) for f in self.mapping.lasting_fields(self.leg)]
        if reading.count(origin) > 1:
            self.base_target.pop(to, None)
        elif self.terms.forced and origin is not None:
            self.base_source.setdefault(origin, None)
            self.base_target[to] = self.target.values[to]

    def take(self, field: FieldMapping) -> None:
        to = field.column(self.leg.target)
        assert to is not None
        origin = field.column(self.leg.source)
        if origin is None:
            if to in self.translated or not field.blank:
                self._take_constant(to, self.translated.get(to, field.constant))
            return
        if _steps_aside(self.source, origin):
            return
        known = origin in self.agreed_source and to in self.agreed_target
        unchanged = (
            known
            and self.source.values[origin] == self.agreed_source[origin]
            and _still_agrees(field, self.leg, self.agreed_source[origin], self.agreed_target[to])
        )
        if unchanged and not self.terms.forced:
            return
        present = self.target.values[to]
        if to not in self.translated:
            self.base_source[origin] = self.source.values[origin]
            self.base_target.setdefault(to, present)
            return
        wanted = self.translated[to]
        if known and self._only_called_otherwise(field, wanted, self.agreed_target[to]):
            self.base_source[origin] = self.source.values[origin]
            return
        as_agreed = (known and present == self.agreed_target[to]) or _steps_aside(self.target, to)
        if self._say_the_same(field, self.source.values[origin], wanted, present):
            self.base_source[origin], self.base_target[to] = self.source.values[origin], present
        elif self._says_nothing_yet(field, origin, known, present):
            return
        elif as_agreed or self._completes_a_create(to) or not self.mapping.travels_both_ways(field):
            self._agree(origin, to, wanted)
        elif known or self.terms.forced:
            self._settle(field, origin, to, wanted, present)
        else:
            self._settle_anew(field, origin, to, wanted, present)

    def _says_nothing_yet(
        self, field: FieldMapping, origin: str, known: bool, present: Value
    ) -> bool:
        """Return whether a one-way field has never had a value to carry.

        Business Central has blanks and zeros in what people of Sales have filled in: a record that
        comes from there begins with them. They wipe nothing out before there was a value.
        """
        lacks = not known and not self.terms.forced and present is not None
        is_nothing = _is_blank(self.leg.source, self.source.values[origin])
        return lacks and is_nothing and not self.mapping.travels_both_ways(field)

    def _only_called_otherwise(self, field: FieldMapping, wanted: Value, agreed: Value) -> bool:
        """Return whether the source points to the same record as before, under another name: nobody
        has chosen another one, and what the target has chosen since is no conflict."""
        points = field.lookup is not None and wanted is not None
        return points and not self.terms.forced and wanted == agreed

    def _completes_a_create(self, to: str) -> bool:
        """Return whether the target's state is that of a row that the app has just created."""
        into_dataverse = self.leg.target is Side.DATAVERSE
        return into_dataverse and to in STATES and self.was_agreed and to not in self.agreed_target

    def _say_the_same(
        self, field: FieldMapping, source: Value, wanted: Value, present: Value
    ) -> bool:
        """Return whether the target need not be written: it may spell the same differently."""
        if wanted == present:
            return True
        bc, dataverse = (source, present) if self.leg.source is Side.BC else (present, source)
        return field.lookup is None and same(field.transform, self.leg, bc, dataverse)

    def _take_constant(self, to: str, constant: Value) -> None:
        if self.target.values[to] != constant:
            self.changes[to] = constant
        self.base_target[to] = constant

    def _agree(self, origin: str, to: str, wanted: Value) -> None:
        if self.target.values[to] != wanted:
            self.changes[to] = wanted
        self.base_source[origin], self.base_target[to] = self.source.values[origin], wanted

    def _give_way(self, origin: str, to: str, wanted: Value) -> None:
        """Let the target's value win: the source's value is entered as agreed, so that the opposite
        leg finds the target's value changed since, and carries it."""
        self.base_source[origin], self.base_target[to] = self.source.values[origin], wanted
        self.owed = True

    def _settle(
        self, field: FieldMapping, origin: str, to: str, wanted: Value, present: Value
    ) -> None:
        winner = self.terms.winner(field.name)
        conflict = FieldConflict(field, self.base_target.get(to), wanted, present, winner)
        if winner is None:
            self.conflicts.append(conflict)
            return
        self.overruled.append(conflict)
        if winner is self.leg.source:
            self._agree(origin, to, wanted)
        else:
            self._give_way(origin, to, wanted)

    def _settle_anew(
        self, field: FieldMapping, origin: str, to: str, wanted: Value, present: Value
    ) -> None:
        """Settle values of which nothing was agreed yet: a blank takes the other one, else
        Business Central's wins, unless somebody has decided."""
        leg = self.leg
        if present is None:
            winner = leg.source
        elif wanted is None or _is_blank(leg.source, self.source.values[origin]):
            winner = leg.target
        elif _is_blank(leg.target, present):
            winner = leg.source
        else:
            winner = self.terms.winner(field.name) or Side.BC
            lost = FieldConflict(field, None, wanted, present, winner, anew=True)
            self.overruled.append(lost)
        if winner is leg.source:
            self._agree(origin, to, wanted)
        else:
            self._give_way(origin, to, wanted)

    def _forget_other_readers(self) -> None:
        """Let other fields that read a column which is written now find it changed."""
        for field in self.mapping.fields_for(self.leg.opposite):
            read, written = field.column(self.leg.target), field.column(self.leg.source)
            if (
                read in self.changes
                and written is not None
                and not field.direction.allows(self.leg)
            ):
                self.base_source.pop(written, None)

    def result(self) -> Merged:
        self._forget_other_readers()
        agreement = Agreement.between(self.leg.source, self.base_source, self.base_target)
        return Merged(
            self.changes, agreement, tuple(self.conflicts), tuple(self.overruled), self.owed
        )
