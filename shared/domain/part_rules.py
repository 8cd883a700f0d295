"""What a mapping of lines cannot have: they travel with their header, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shared.domain.mapping_fields import WhenBlank, WhenUncoupled
from shared.domain.sides import Direction

if TYPE_CHECKING:
    from shared.domain.mapping import TableMapping

_OWN = ("name", "bc", "dataverse", "direction", "part_of", "fields")
_OF_BC = ("entity", "title", "computed")
_OF_DATAVERSE = ("table",)


def unfit_for_lines(mapping: TableMapping) -> Iterator[str]:
    """Yield what stands in the file of lines and can mean nothing there."""
    if mapping.direction is not Direction.TO_DATAVERSE:
        yield "direction: lines travel with their header; they need to_dataverse"
    told = {
        "": (mapping.model_fields_set, _OWN),
        "bc.": (mapping.bc.model_fields_set, _OF_BC),
        "dataverse.": (mapping.dataverse.model_fields_set, _OF_DATAVERSE),
    }
    for place, (given, meant) in told.items():
        for key in sorted(given - {*meant}):
            yield f"{place}{key}: means nothing for lines, which travel with their header"
    for index, field in enumerate(mapping.fields):
        if field.match is not None:
            yield f"fields[{index}].match: lines have no partners that could be found"
        lookup = field.lookup
        if lookup and lookup.uncoupled in (WhenUncoupled.LATER, WhenUncoupled.SKIP):
            yield f"fields[{index}].lookup.uncoupled: lines take wait, create or clear"
        if lookup and (lookup.blank is WhenBlank.SKIP or lookup.cascade_uncouple):
            yield f"fields[{index}].lookup: lines are neither skipped nor uncoupled"
