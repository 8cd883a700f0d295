"""The shape of rows in an answer: which columns, under which names, with which annotations."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from dev.simulators.dataverse.options import Preferences
from dev.simulators.dataverse.schema import CHOICES, Column, Table
from dev.simulators.dataverse.storage import target_column
from dev.simulators.dataverse.values import Stored, reader

FORMATTED = "OData.Community.Display.V1.FormattedValue"
LOOKUP_TABLE = "Microsoft.Dynamics.CRM.lookuplogicalname"
NAVIGATION = "Microsoft.Dynamics.CRM.associatednavigationproperty"

NameOf = Callable[[str, str], str | None]
"""Gives the primary name of a row by table and id."""


def etag(version: object) -> str:
    return f'W/"{version}"'


class Shape:
    """Knows what to select for an answer and turns selected rows into JSON objects."""

    def __init__(
        self,
        table: Table,
        select: Sequence[Column] | None,
        preferences: Preferences,
        extra: Sequence[Column] = (),
    ) -> None:
        """:param extra: lookups needed for expansions, selected but not shown."""
        shown = list(table.columns.values() if select is None else select)
        primary = table.columns[table.primary_id]
        if primary not in shown:
            shown.append(primary)
        self.table = table
        self.columns = shown
        self._readers = [(column.wire_name, reader(column)) for column in shown]
        self._is_plain = not preferences.annotations
        self._preferences = preferences
        selected = list(dict.fromkeys((*shown, *extra)))
        names = [column.name for column in selected]
        names += [target_column(column.name) for column in selected if column.is_polymorphic]
        self.sql = ["t.versionnumber", *(f't."{name}"' for name in names)]
        self._positions = {name: position for position, name in enumerate(names, start=1)}

    def value(self, row: Sequence[Stored], name: str) -> Stored:
        """Return a stored column of a selected row."""
        return row[self._positions[name]]

    def target(self, row: Sequence[Stored], column: Column) -> str:
        """Return the table that a lookup of a selected row points to."""
        if column.is_polymorphic:
            return str(row[self._positions[target_column(column.name)]])
        return column.targets[0] if column.targets else ""

    def show(self, row: Sequence[Stored], name_of: NameOf) -> dict[str, Any]:
        """Return a selected row as a JSON object."""
        shown: dict[str, Any] = {"@odata.etag": f'W/"{row[0]}"'}
        for position, (name, read) in enumerate(self._readers, start=1):
            value = row[position]
            shown[name] = value if read is None else read(value)
        return shown if self._is_plain else self._annotated(row, shown, name_of)

    def _annotated(
        self, row: Sequence[Stored], shown: Mapping[str, Any], name_of: NameOf
    ) -> dict[str, Any]:
        """Put each annotation before the property it belongs to."""
        result = {"@odata.etag": shown["@odata.etag"]}
        for position, column in enumerate(self.columns, start=1):
            name = column.wire_name
            if row[position] is not None:
                for annotation, value in self._annotations(row, column, shown[name], name_of):
                    if value is not None and self._preferences.wants(annotation):
                        result[f"{name}@{annotation}"] = value
            result[name] = shown[name]
        return result

    def _annotations(
        self, row: Sequence[Stored], column: Column, value: Any, name_of: NameOf
    ) -> list[tuple[str, str | None]]:
        if not column.is_lookup:
            return [(FORMATTED, formatted(column, value))]
        target = self.target(row, column)
        navigations = [name for name, to in column.navigations.items() if target in to]
        wants_name = self._preferences.wants(FORMATTED)
        return [
            (FORMATTED, name_of(target, str(value)) if wants_name else None),
            (NAVIGATION, navigations[0] if navigations else None),
            (LOOKUP_TABLE, target or None),
        ]


def formatted(column: Column, value: Any) -> str | None:
    """Return how a value is shown to people, in English and without a currency symbol [R]."""
    match column.kind:
        case "MultiSelectPicklist":
            return "; ".join(column.options[int(each)] for each in str(value).split(","))
        case kind if kind in CHOICES:
            return column.options.get(int(value))
        case "Boolean":
            return column.options.get(int(value)) or ("Yes" if value else "No")
        case "Integer" | "BigInt":
            return f"{value:,}"
        case "Decimal" | "Money" | "Double":
            return f"{value:,.2f}"
        case "DateTime":
            return str(value).replace("T", " ").removesuffix("Z")
        case _:
            return None
