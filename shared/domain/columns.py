"""What kinds of values the columns of tables hold, and which of them go over as they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The words are those that people read."""

    TEXT = "text"
    NUMBER = "a whole number"
    FRACTION = "a decimal number"
    BOOLEAN = "true or false"
    DATE = "a date"
    MOMENT = "a date and time"
    ID = "an id"
    LOOKUP = "a lookup"
    CHOICE = "a choice"
    OTHER = "something else"


@dataclass(frozen=True)
class Column:
    kind: Kind
    targets: frozenset[str] = frozenset()
    """The tables that a lookup of Dataverse can point to."""


Columns = Mapping[str, Column]
"""By name."""

_TAKEN: Mapping[Kind, frozenset[Kind]] = {
    Kind.TEXT: frozenset({Kind.TEXT}),
    Kind.NUMBER: frozenset({Kind.NUMBER, Kind.FRACTION}),
    Kind.FRACTION: frozenset({Kind.FRACTION}),
    Kind.BOOLEAN: frozenset({Kind.BOOLEAN}),
    Kind.DATE: frozenset({Kind.DATE, Kind.MOMENT}),
    Kind.MOMENT: frozenset({Kind.DATE, Kind.MOMENT}),
    Kind.ID: frozenset({Kind.ID, Kind.TEXT}),
}
"""What takes each kind as it is. Choices are texts in one system and numbers in the other."""


def goes_over(bc: Kind, dataverse: Kind, *, to_dataverse: bool) -> bool:
    """Return whether values of a plain field go over without a transform."""
    if Kind.OTHER in (bc, dataverse):
        return True
    if bc is Kind.CHOICE:
        bc = Kind.TEXT
    source, target = (bc, dataverse) if to_dataverse else (dataverse, bc)
    return target in _TAKEN.get(source, frozenset())
