"""Does a mapping fit the tables of the two systems? Pure: what the tables have is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from shared.domain.columns import Columns, Kind, goes_over
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping, Lookup
from shared.domain.mapping_sides import Plain
from shared.domain.sides import Leg, Side

_CONSTANTS: Mapping[type, frozenset[Kind]] = {
    bool: frozenset({Kind.BOOLEAN}),
    int: frozenset({Kind.NUMBER, Kind.FRACTION, Kind.CHOICE}),
    str: frozenset({Kind.TEXT, Kind.CHOICE, Kind.DATE, Kind.MOMENT, Kind.ID}),
}
_CORRECT = "Correct the name."


@dataclass(frozen=True)
class Problem:
    key: str
    """The place in the mapping's file."""
    what: str
    fix: str
    code: str


@dataclass(frozen=True)
class Surveyed:
    """What the tables have that a mapping names."""

    bc: Columns
    dataverse: Columns
    entities: Mapping[str, Columns]
    """The fields of other entities, for lookups by a field: those that are there."""

    def of(self, side: Side) -> Columns:
        return self.bc if side is Side.BC else self.dataverse


def check(
    mapping: TableMapping, mappings: Mapping[str, TableMapping], surveyed: Surveyed
) -> Iterator[Problem]:
    """Yield what does not fit, field by field.

    :param mappings: all of them by name, for those that lookups go through.
    """
    yield from _check_card(mapping, surveyed)
    if mapping.dataverse.choice is not None:
        yield from _check_choice(mapping, surveyed)
        return
    if mapping.part_of is not None:
        yield from _check_header(mapping, mappings[mapping.part_of], surveyed)
    yield from _check_computed(mapping, surveyed)
    yield from _check_conditions(mapping, surveyed)
    for index, field in enumerate(mapping.fields):
        if field.enabled:
            yield from _Field(f"fields[{index}]", field, mapping, mappings, surveyed).problems()


def _check_conditions(mapping: TableMapping, surveyed: Surveyed) -> Iterator[Problem]:
    """Check that records can have the values without which they get no partner, or are locked."""
    for key, side, wanted in _conditions(mapping):
        part = "bc" if side is Side.BC else "dataverse"
        pointing = {f.column(side) for f in mapping.enabled_fields() if f.lookup}
        for name, value in wanted:
            column = surveyed.of(side).get(name)
            if column is None or value is None:
                continue  # An unknown name is told where the field is.
            if name in pointing or not _can_equal(column.kind, value, side):
                yield Problem(
                    f"{part}.{key}.{name}",
                    f"{mapping.bc.entity if side is Side.BC else mapping.dataverse.table}.{name} "
                    f"holds {column.kind}, and is never {value!r}.",
                    "Give a value of that kind, or take the condition away.",
                    code="column_unfit",
                )


def _conditions(mapping: TableMapping) -> Iterator[tuple[str, Side, list[tuple[str, Plain]]]]:
    for side in Side:
        yield "new_where", side, list(mapping.new_where(side).items())
    yield "locked_where", Side.DATAVERSE, list(mapping.dataverse.locked_where.items())
    reopened = mapping.dataverse.reopened_where.items()
    each = [(name, value) for name, values in reopened for value in values]
    yield "reopened_where", Side.DATAVERSE, each


def _can_equal(kind: Kind, value: str | int | bool, side: Side) -> bool:
    """Return whether a column's values compare with *value*: a choice's are names in Business
    Central, and numbers in Dataverse."""
    if kind is Kind.CHOICE:
        return type(value) is (str if side is Side.BC else int)
    return kind in _CONSTANTS[type(value)] | {Kind.OTHER}


def _check_computed(mapping: TableMapping, surveyed: Surveyed) -> Iterator[Problem]:
    for index, each in enumerate(mapping.bc.computed):
        for name in each.made_of:
            if name not in surveyed.bc:
                key = f"bc.computed[{index}]"
                yield _unknown(key, mapping.bc.entity, name, surveyed.bc, Side.BC)


def _check_header(
    lines: TableMapping, header: TableMapping, surveyed: Surveyed
) -> Iterator[Problem]:
    """Check that a row of lines can belong to a row of the table that it is part of."""
    table = header.dataverse.table
    pointing = sorted(n for n, column in surveyed.dataverse.items() if table in column.targets)
    if len(pointing) != 1:
        yield Problem(
            "part_of",
            f"{lines.dataverse.table} points to {table} with {len(pointing)} columns "
            f"({', '.join(pointing) or 'none'}), and lines need one.",
            f"Name a table whose rows belong to one of {table}.",
            code="lookup_unfit",
        )


def _check_card(mapping: TableMapping, surveyed: Surveyed) -> Iterator[Problem]:
    card = mapping.bc.card
    if card is not None and card.by not in surveyed.bc:
        yield _unknown("bc.card.by", mapping.bc.entity, card.by, surveyed.bc, Side.BC)


def _check_choice(mapping: TableMapping, surveyed: Surveyed) -> Iterator[Problem]:
    """Check what is mapped in place of rows; the values' own columns are the app's."""
    name, columns = mapping.dataverse.choice or "", surveyed.dataverse
    if name not in columns:
        yield _unknown("dataverse.choice", mapping.dataverse.table, name, columns, Side.DATAVERSE)
    elif columns[name].kind is not Kind.CHOICE:
        yield Problem(
            "dataverse.choice",
            f"{mapping.dataverse.table}.{name} holds {columns[name].kind}.",
            "Name a choice column.",
            code="column_unfit",
        )
    for index, field in enumerate(mapping.fields):
        if field.enabled and field.bc and field.bc not in surveyed.bc:
            key = f"fields[{index}].bc"
            yield _unknown(key, mapping.bc.entity, field.bc, surveyed.bc, Side.BC)


@dataclass(frozen=True)
class _Field:
    key: str
    field: FieldMapping
    mapping: TableMapping
    mappings: Mapping[str, TableMapping]
    surveyed: Surveyed

    def problems(self) -> Iterator[Problem]:
        unknown = [*self._unknown(Side.BC), *self._unknown(Side.DATAVERSE)]
        yield from unknown
        if unknown:
            return
        if self.field.lookup is not None:
            yield from self._lookup(self.field.lookup)
        elif self.field.constant is not None:
            yield from self._constant()
        else:
            yield from self._plain()

    def _names(self, side: Side) -> list[str]:
        """Return the columns that the field names; those that the app works out are none."""
        if side is Side.BC:
            name = self.field.bc
            return [] if name is None or name in self.mapping.bc.worked_out else [name]
        return [part for part in self.field.parts if part]

    def _unknown(self, side: Side) -> Iterator[Problem]:
        columns = self.surveyed.of(side)
        for name in self._names(side):
            if name not in columns:
                key = f"{self.key}.{'bc' if side is Side.BC else 'dataverse'}"
                yield _unknown(key, self._table(side), name, columns, side)

    def _table(self, side: Side) -> str:
        return self.mapping.bc.entity if side is Side.BC else self.mapping.dataverse.table

    def _kind(self, side: Side) -> Kind:
        """Return what the field's column holds; nobody knows of what is worked out, or joined."""
        names = self._names(side)
        return self.surveyed.of(side)[names[0]].kind if len(names) == 1 else Kind.OTHER

    # Lookups

    def _lookup(self, lookup: Lookup) -> Iterator[Problem]:
        yield from self._target(lookup)
        if self.field.bc is not None:
            yield from self._source(lookup, self.field.bc)
        stands_for = self.mappings[lookup.mapping[0]].bc.blank_means
        if self.field.blank and stands_for is None:
            yield Problem(
                f"{self.key}.blank",
                f"A blank stands for nothing: {lookup.mapping[0]} has no bc.blank_means.",
                "Give it one there, or take this field away.",
                code="lookup_unfit",
            )

    def _target(self, lookup: Lookup) -> Iterator[Problem]:
        """Check that the column of Dataverse points to where the lookup's partners are."""
        name = self.field.dataverse or ""
        column = self.surveyed.dataverse[name]
        shown = f"{self.mapping.dataverse.table}.{name}"
        for other in map(self.mappings.__getitem__, lookup.mapping):
            table, is_choice = other.dataverse.table, other.dataverse.choice is not None
            if is_choice and column.kind is Kind.CHOICE:
                continue
            if is_choice or column.kind is not Kind.LOOKUP:
                yield Problem(
                    f"{self.key}.lookup",
                    f"{shown} holds {column.kind}, and {other.name} couples "
                    f"{'the values of a choice' if is_choice else f'rows of {table}'}.",
                    "Name a column that points to those, or take the lookup away.",
                    code="lookup_unfit",
                )
            elif table not in column.targets:
                yield Problem(
                    f"{self.key}.lookup.mapping",
                    f"{shown} points to {' or '.join(sorted(column.targets))}, and the rows of "
                    f"{other.name} are of {table}.",
                    "Name the mapping of those rows, or another column.",
                    code="lookup_unfit",
                )

    def _source(self, lookup: Lookup, name: str) -> Iterator[Problem]:
        """Check that the field of Business Central tells which record is meant."""
        kind = self.surveyed.bc[name].kind
        if lookup.holds_id and kind not in (Kind.ID, Kind.OTHER):
            yield Problem(
                f"{self.key}.lookup",
                f"{self.mapping.bc.entity}.{name} holds {kind}, and no id.",
                "Name the field with the id, or say with lookup.by what the value is.",
                code="lookup_unfit",
            )
        if lookup.by is None:
            return
        for other in map(self.mappings.__getitem__, lookup.mapping):
            columns = self.surveyed.entities.get(other.bc.entity)
            if columns is not None and lookup.by not in columns:
                yield _unknown(
                    f"{self.key}.lookup.by", other.bc.entity, lookup.by, columns, Side.BC
                )

    # Values

    def _constant(self) -> Iterator[Problem]:
        side = Side.BC if self.field.bc is not None else Side.DATAVERSE
        kind = self._kind(side)
        if kind not in (_CONSTANTS[type(self.field.constant)] | {Kind.OTHER}):
            yield Problem(
                f"{self.key}.constant",
                f"{self._table(side)}.{self.field.name} holds {kind}, and "
                f"{self.field.constant!r} is none.",
                "Give a value of that kind.",
                code="column_unfit",
            )

    def _plain(self) -> Iterator[Problem]:
        bc, dataverse = self._kind(Side.BC), self._kind(Side.DATAVERSE)
        shown = f"{self.mapping.dataverse.table}.{self.field.dataverse}"
        if dataverse is Kind.LOOKUP:
            yield Problem(
                f"{self.key}.lookup",
                f"{shown} points to {' or '.join(sorted(self._targets()))}.",
                "Say with lookup which mapping couples those rows.",
                code="lookup_missing",
            )
        elif self.field.transform is None and not self._goes_over(bc, dataverse):
            yield Problem(
                f"{self.key}.transform",
                f"{self.mapping.bc.entity}.{self.field.bc} holds {bc}, and {shown} holds "
                f"{dataverse}.",
                "Say with transform how the one becomes the other.",
                code="column_unfit",
            )

    def _targets(self) -> frozenset[str]:
        return self.surveyed.dataverse[self.field.dataverse or ""].targets

    def _goes_over(self, bc: Kind, dataverse: Kind) -> bool:
        legs = [leg for leg in self.mapping.direction.legs if self.field.direction.allows(leg)]
        return all(goes_over(bc, dataverse, to_dataverse=leg is Leg.TO_DATAVERSE) for leg in legs)


def _unknown(key: str, table: str, name: str, columns: Columns, side: Side) -> Problem:
    by_folded = {column.casefold(): column for column in columns}
    nearest = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    meant = f' Did you mean "{by_folded[nearest[0]]}"?' if nearest else ""
    told = f'{side.system}\'s {table} has no "{name}".{meant}'
    return Problem(key, told, _CORRECT, code="unknown_field")
