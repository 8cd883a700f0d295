"""The mappings beside those of the integration that is built into Business Central."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from shared.adapters.mapping_files import load_mappings
from shared.domain.mapping import TableMapping
from shared.domain.mapping_fields import OWNER, FieldMapping
from shared.settings import DEFAULT_MAPPING_FOLDER

_BUILT_IN = Path(__file__).parent / "data" / "built_in_mappings.json"
ALTERNATIVES = DEFAULT_MAPPING_FOLDER / "alternatives"
"""Folders of mappings that take the place of others."""
_FILLED = {"productnumber", "transactioncurrencyid", "uomscheduleid"}
"""Columns of a price that Dataverse fills from its product and its price list."""
_WORKED_OUT = {"baseamount", "extendedamount"}
"""Columns of an invoice's line."""
_KINDS = {"owneridtype": "ownerid", "parentcustomeridtype": "parentcustomerid"}
"""Columns that the Web API does not have: a lookup's own address says which kind of row it is."""


@dataclass(frozen=True)
class Line:
    mapping: str
    theirs: str
    """The built-in field, as it is called in Business Central, or its constant."""
    column: str
    ours: str
    """What stands in its place, or why nothing does."""
    is_there: bool


def compared() -> list[Line]:
    """Return a line for every field of the built-in mappings that have their like here."""
    shipped = load_mappings(DEFAULT_MAPPING_FOLDER).all
    chosen = list(alternatives())
    ours = {mapping.name: mapping for _, mapping in chosen} | shipped
    known = json.loads(_BUILT_IN.read_text(encoding="utf-8"))["mappings"]
    lines = [_chosen(line, chosen) for built_in in known for line in _lines(built_in, ours)]
    chosen_only = ours.keys() - shipped.keys()
    return [_marked(line) if line.mapping in chosen_only else line for line in lines]


def _marked(line: Line) -> Line:
    return replace(line, mapping=f"{line.mapping} (alternative)")


def alternatives() -> Iterator[tuple[str, TableMapping]]:
    """Yield the mappings that a customer can have in place of others, each with its folder."""
    for file in sorted(ALTERNATIVES.glob("*/*.yaml")):
        mapping = TableMapping.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
        yield file.parent.name, mapping


def _chosen(line: Line, chosen: Iterable[tuple[str, TableMapping]]) -> Line:
    """Return the line of a field that only an alternative has, with what stands there."""
    for folder, mapping in () if line.is_there else chosen:
        for field in mapping.fields:
            if mapping.name == line.mapping and field.dataverse == line.column:
                ours = f"{_told(field)}, with `alternatives/{folder}`"
                return replace(line, ours=ours, is_there=True)
    return line


def as_table(lines: list[Line]) -> str:
    """Return Markdown."""
    there = sum(line.is_there for line in lines)
    rows = [f"| {line.mapping} | {line.theirs} | `{line.column}` | {line.ours} |" for line in lines]
    return "\n".join(
        [
            f"{there} of {len(lines)} fields have their like here.",
            "",
            "| Mapping | Built-in field | Dataverse column | Here |",
            "|---|---|---|---|",
            *rows,
        ]
    )


def _lines(built_in: Any, ours: Mapping[str, TableMapping]) -> Iterator[Line]:
    mapping = ours.get(built_in["name"])
    for field in built_in["fields"]:
        theirs = field.get("bc") or f"constant {field['constant']}"
        if not field.get("enabled", True):
            theirs += " (off)"
        is_there, told = _counterpart(built_in, field, mapping)
        yield Line(built_in["name"], theirs, field.get("dataverse", ""), told, is_there)


def _counterpart(built_in: Any, field: Any, mapping: TableMapping | None) -> tuple[bool, str]:
    if mapping is None:
        return False, "orders are not carried"
    column = field.get("dataverse", "")
    column = _KINDS.get(column, column)
    if column == OWNER and mapping.owner is not None and mapping.owner.bc is not None:
        return True, f"`owner: {{ bc: {mapping.owner.bc} }}`"
    if mapping.dataverse.choice == column:
        [label, *_] = [each for each in mapping.fields if each.dataverse == "label"]
        return True, _told(label)
    for each in mapping.fields:
        if column and column in (each.dataverse or "").split():
            return True, _told(each)
    if field.get("bc") == "Type" and any(each.bc == "type" for each in mapping.fields):
        return True, "constant, in Business Central"
    if column in _FILLED and mapping.dataverse.table == "productpricelevel":
        return False, "Dataverse fills it from the product and the price list"
    if column in _WORKED_OUT and mapping.part_of is not None:
        return False, "Dataverse works it out from quantity, price, discount and tax"
    if column in _KINDS.values():
        return False, "no salesperson or purchaser in the API: rows belong to the company's team"
    if field.get("bc") and not field.get("api"):
        return False, f"`{built_in['entity']}` have no such field in the API"
    return False, "not mapped"


def _told(field: FieldMapping) -> str:
    match field:
        case FieldMapping(constant=constant) if constant is not None:
            return f"constant {str(constant).lower()}"
        case FieldMapping(blank=True):
            return "what a blank stands for"
        case _:
            name = f"`{field.bc}`"
            return name if field.enabled else f"{name}, off"
