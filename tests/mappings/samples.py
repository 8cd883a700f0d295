"""What each mapped field looks like on either side: written by hand, and never worked out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import FieldMapping
from shared.domain.sides import Leg
from tests.mappings.books import Books
from tests.surroundings import Json

Way = Literal["both", "to", "from", "new"]
"""Both ways, to or from Dataverse, and to new rows of Dataverse only."""


@dataclass(frozen=True, eq=False)
class In:
    """A record of Business Central, which a field names by its id or another field."""

    entity: str
    wanted: Mapping[str, Any]
    by: str = "id"


@dataclass(frozen=True, eq=False)
class Row:
    """A row of Dataverse that a lookup points to."""

    table: str
    wanted: Mapping[str, Any]


@dataclass(frozen=True)
class Pair:
    """A value as each side has it; ``{n}`` in a text is the record's number.

    A person's name has three values in Dataverse.
    """

    bc: Any
    dataverse: Any


Enter = Callable[[Books, Json, Any], None]


@dataclass(frozen=True, eq=False)
class Field:
    bc: str | None
    dataverse: str | None
    way: Way
    values: tuple[Pair, ...]
    """What new records of Business Central have, and those of Dataverse; both change to what the
    other ones have. A single value does not change."""
    blank: Pair | None = None
    """None where the field cannot be blank, or is not carried when it is."""
    enter: Enter | None = None
    """How users change it in Business Central, where it is no plain field."""
    entered: bool = True
    """Whether a new record is entered with it."""

    @property
    def name(self) -> tuple[str | None, str | None]:
        return self.bc, self.dataverse

    @property
    def columns(self) -> list[str]:
        return (self.dataverse or "").split()

    def travels(self, way: Way) -> bool:
        return self.way in ("both", way)


@dataclass(frozen=True)
class Sample:
    fields: tuple[Field, ...]
    owner: tuple[Field, ...] = ()
    """The fields that there are with ownership Person, too."""
    record: Mapping[str, Any] = field(default_factory=dict)
    """What a new record of Business Central needs beside its mapped fields."""
    row: Mapping[str, Any] = field(default_factory=dict)
    """What a new row of Dataverse needs beside its mapped columns."""
    prepare: Callable[[Books], None] = lambda _: None
    """Enters what the records point to, and couples it."""
    only_record: bool = False
    """Whether Business Central has a single record, which is there from the beginning."""
    asked: bool = False
    """Whether records get partners only where somebody asks for that."""
    couple: Callable[[Books, Json], None] | None = None
    """How a row of Dataverse gets its partner, where no run does that."""


def same(bc: str, dataverse: str, first: str, second: str, way: Way = "both") -> Field:
    """A text that reads the same on both sides, and may be blank."""
    return Field(bc, dataverse, way, (Pair(first, first), Pair(second, second)), Pair("", None))


def constant(dataverse: str, value: Any, way: Way = "to") -> Field:
    return Field(None, dataverse, way, (Pair(None, value),))


def way(mapping: TableMapping, field: FieldMapping) -> Way:
    """Return how a field of a mapping's file travels."""
    if field.create_only:
        return "new"
    legs = {leg for leg in mapping.direction.legs if field.direction.allows(leg)}
    return "both" if len(legs) > 1 else "to" if Leg.TO_DATAVERSE in legs else "from"
