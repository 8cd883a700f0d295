"""What the app itself contributes to the rows that it writes, whatever a mapping's fields say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from shared.domain.records import Record


@dataclass(frozen=True)
class Row:
    """A row of Dataverse: a column can point to rows of several tables."""

    table: str
    id: UUID


@dataclass(frozen=True)
class Stamp:
    """The rows that a written row is made to point to, by lookup column.

    It is no part of what the two sides agree on: nobody else's value is overruled by it, and a row
    that comes back with it has not changed.
    """

    created: Mapping[str, Row] = field(default_factory=dict)
    changed: Mapping[str, Row] = field(default_factory=dict)

    def on_create(self, values: Mapping[str, object]) -> dict[str, Row]:
        """Return what a new row gets; *values*, from the mapping's fields, come first."""
        return {column: row for column, row in self.created.items() if column not in values}

    def on_change(self, target: Record, values: Mapping[str, object]) -> dict[str, Row]:
        """Return what goes along with a change; without one, only where *target* lacks it."""
        lacking = any(target.values.get(column) is None for column in self.changed)
        return dict(self.changed) if values or lacking else {}
