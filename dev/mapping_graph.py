"""The mappings and what their records point to, for people: as text, and as a picture."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shared.domain.installation import Ownership
from shared.domain.mapping import TableMapping
from shared.domain.ordering import in_order

_DEPENDS_ON = "depends_on"


@dataclass(frozen=True)
class Edge:
    """One mapping's records point to those of another."""

    first: str
    then: str
    fields: tuple[str, ...]
    """Through which fields, or the key of the file that says so."""
    later: bool = False
    """Nobody waits: the value follows in a later run."""


def with_owners(mappings: Mapping[str, TableMapping]) -> dict[str, TableMapping]:
    """Return the mappings as they are with ownership Person, where most points to something."""
    known = mappings.keys()
    return {name: each.under(Ownership.PERSON, known) for name, each in mappings.items()}


def edges(mappings: Mapping[str, TableMapping]) -> list[Edge]:
    """Return what leads from mapping to mapping, in the order of a full synchronization."""
    return [edge for mapping in in_order(mappings) for edge in _edges_to(mapping, mappings)]


def _edges_to(mapping: TableMapping, mappings: Mapping[str, TableMapping]) -> Iterator[Edge]:
    for later in (False, True):
        found: dict[str, list[str]] = {}
        for field in mapping.enabled_fields():
            if field.lookup and field.lookup.precedes is not later:
                for name in field.lookup.mapping:
                    found.setdefault(name, []).append(field.bc or field.name)
        if not later:
            for name in mapping.depends_on:
                found.setdefault(name, []).append(_DEPENDS_ON)
        for name in sorted(found.keys() & mappings.keys()):
            if name != mapping.name or later:
                yield Edge(name, mapping.name, tuple(dict.fromkeys(found[name])), later)


def as_text(mappings: Mapping[str, TableMapping]) -> str:
    """Return a line for each mapping, in the order of a full synchronization."""
    known = edges(mappings)
    ordered = in_order(mappings)
    width = max((len(mapping.name) for mapping in ordered), default=0)
    return "\n".join(
        f"{number:>4}  {mapping.name:<{width}}  {_waits(mapping.name, known)}".rstrip()
        for number, mapping in enumerate(ordered, 1)
    )


def _waits(name: str, known: list[Edge]) -> str:
    mine = [edge for edge in known if edge.then == name]
    waits = ", ".join(_told(edge) for edge in mine if not edge.later)
    later = ", ".join(_told(edge) for edge in mine if edge.later)
    told = [f"after {waits}" if waits else "", f"without waiting for {later}" if later else ""]
    return "; ".join(filter(None, told))


def _told(edge: Edge) -> str:
    return f"{edge.first} ({', '.join(edge.fields)})"


def as_mermaid(mappings: Mapping[str, TableMapping]) -> str:
    """Return a flowchart: arrows lead to what is synchronized next; broken ones wait for nobody."""
    lines = ["flowchart LR"]
    for mapping in in_order(mappings):
        brackets = ("([", "])") if mapping.optional else ("[", "]")
        lines.append(f"  {_id(mapping.name)}{brackets[0]}{mapping.name}{brackets[1]}")
    for edge in edges(mappings):
        arrow = "-.->" if edge.later else "-->"
        through = "<br/>".join(edge.fields)
        lines.append(f"  {_id(edge.first)} {arrow}|{through}| {_id(edge.then)}")
    return "\n".join(lines)


def _id(name: str) -> str:
    return name.lower().replace(" ", "_").replace("-", "_")
