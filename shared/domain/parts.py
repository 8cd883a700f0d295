"""Mappings of lines, and those that they belong to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.domain.mapping import TableMapping
from shared.domain.sides import Direction


@dataclass(frozen=True)
class Assembled:
    whole: dict[str, TableMapping] = field(default_factory=dict)
    """Mappings that are no lines', by name; each waits for what its lines wait for."""
    parts: dict[str, list[TableMapping]] = field(default_factory=dict)
    """The mappings of lines, by the name of that which they belong to."""
    mistakes: dict[str, str] = field(default_factory=dict)
    """Why a mapping cannot be used, by its name."""


def assemble(mappings: Mapping[str, TableMapping], lacking: Iterable[str]) -> Assembled:
    """Put lines to the mappings that they belong to; records never travel without their lines.

    :param lacking: names of mappings whose lines stand in files that cannot be read.
    """
    found = Assembled({name: each for name, each in mappings.items() if each.part_of is None})
    incomplete = {*lacking}
    for part in mappings.values():
        if part.part_of is None:
            continue
        mistake = _mistake(part.part_of, mappings.get(part.part_of))
        if mistake is None:
            found.parts.setdefault(part.part_of, []).append(part)
            continue
        found.mistakes[part.name] = f"part_of: {mistake}"
        incomplete.add(part.part_of)
    for name in sorted(incomplete & found.whole.keys()):
        del found.whole[name]
        found.parts.pop(name, None)
        found.mistakes[name] = (
            "the file with its lines (part_of) has a mistake; without them it is off"
        )
    found.whole.update(
        {name: _waiting(found.whole[name], found.parts[name]) for name in found.parts}
    )
    return found


def _mistake(name: str, header: TableMapping | None) -> str | None:
    if header is None:
        return f"there is no usable mapping {name}"
    if header.part_of is not None:
        return f"{name} is itself part of {header.part_of}; lines have no lines"
    if header.dataverse.choice is not None:
        return f"{name} couples the values of a choice, which have no lines"
    if header.direction is not Direction.TO_DATAVERSE:
        return f"records of {name} also come from Dataverse, and would come without their lines"
    return None


def _waiting(header: TableMapping, parts: Iterable[TableMapping]) -> TableMapping:
    wanted = {name for part in parts for name in part.predecessors()}
    more = sorted(wanted - header.predecessors() - {header.name})
    return header.model_copy(update={"depends_on": (*header.depends_on, *more)})
