"""The mappings of all files that the app uses; a mistake switches off that mapping only.

A customer's own files stand beside those that ship, and in their place: see decision 22.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from pathlib import Path

from shared.adapters.mapping_reading import FileRead, files_in, read_file, shown, slug_of_file
from shared.domain.mapping import TableMapping
from shared.domain.ordering import circle
from shared.domain.parts import assemble
from shared.errors import RequestError


@dataclass(frozen=True)
class Source:
    """Where a mapping comes from."""

    file: str
    """As people are shown it: of an own file, with its folder."""
    own: bool = False
    replaces: str | None = None
    """The file of the mapping that ships, in whose place an own one stands."""


@dataclass(frozen=True)
class Mistake:
    source: Source
    text: str
    """The whole sentence, for example ``customer.yaml: fields[3].macth: unknown key, ...``."""
    slug: str | None = None
    """The mapping's, where the file can be read so far that it tells its name."""

    def concerns(self, slug: str) -> bool:
        """Return whether it switches off the mapping that would have *slug*, as far as is known."""
        return slug == (self.slug or slug_of_file(Path(self.source.file)))


@dataclass(frozen=True)
class MappingSet:
    mappings: dict[str, TableMapping]
    """The usable ones, by name; those of lines stand apart."""
    mistakes: tuple[Mistake, ...]
    sources: Mapping[str, Source] = dataclass_field(default_factory=dict)
    """Of the usable ones, and of those of lines, by name."""
    parts: Mapping[str, Sequence[TableMapping]] = dataclass_field(default_factory=dict)
    """The usable mappings of lines, by the name of that which they belong to."""

    def part(self, slug: str) -> TableMapping | None:
        """Return the mapping of lines of that slug."""
        lines = (each for parts in self.parts.values() for each in parts)
        return next((each for each in lines if each.slug == slug), None)

    @property
    def all(self) -> dict[str, TableMapping]:
        """The usable ones and those of lines, by name."""
        lines = (each for parts in self.parts.values() for each in parts)
        return self.mappings | {each.name: each for each in lines}

    @property
    def replacing(self) -> tuple[str, ...]:
        """Own files that stand in the place of those that ship, each with both their names."""
        told_of = [*self.sources.values(), *(mistake.source for mistake in self.mistakes)]
        told = (f"{each.file} in place of {each.replaces}" for each in told_of if each.replaces)
        return tuple(dict.fromkeys(told))

    def usable(self, slug: str) -> TableMapping:
        """Return the mapping that somebody means.

        :raises RequestError: there is none that can be used; the message says why.
        """
        found = self.by_slug(slug)
        if found is not None:
            return found
        part = self.part(slug)
        if part is not None:
            raise RequestError(
                f"The records of {part.name} are lines, which travel with those of "
                f"{part.part_of}: name that mapping.",
                code="mapping_unknown",
                status=404,
            )
        for mistake in self.mistakes:
            if mistake.concerns(slug):
                told = f"The mapping '{slug}' is switched off: {mistake.text}"
                raise RequestError(
                    told if told.endswith("?") else f"{told}.",
                    code="mapping_switched_off",
                    status=404,
                )
        known = ", ".join(sorted(mapping.slug for mapping in self.mappings.values()))
        raise RequestError(
            f"There is no usable mapping '{slug}'. Usable are: {known}.",
            code="mapping_unknown",
            status=404,
        )

    def by_slug(self, slug: str) -> TableMapping | None:
        return next((m for m in self.mappings.values() if m.slug == slug), None)


@dataclass(frozen=True)
class _File:
    source: Source
    read: FileRead

    def mistake(self, told: str) -> Mistake:
        known_as = self.read.slug if self.read.named else None
        return Mistake(self.source, f"{self.source.file}: {told}", known_as)


_Loaded = dict[str, tuple[Source, TableMapping]]


def load_mappings(folder: Path, own: Path | None = None) -> MappingSet:
    """Read every mapping file of *folder*, and a customer's own ones.

    An own file takes the place of the one whose mapping it has the name of, also if it has a
    mistake: then that mapping is off. Where nothing is in the own folder, nothing is used: nobody
    knows what else would take the place of what.
    """
    shipped, ours = files_in(folder), files_in(own) if own else []
    if own is not None and not ours:
        return MappingSet({}, (_nothing_in(own, "SYNC_OWN_MAPPING_FOLDER"),))
    mistakes = [] if shipped else [_nothing_in(folder, "SYNC_MAPPING_FOLDER")]
    files = _combined(
        [_File(Source(shown(path)), read_file(path)) for path in shipped],
        [
            _File(Source(f"{path.parent.name}/{shown(path)}", own=True), read_file(path))
            for path in ours
        ],
    )
    loaded: _Loaded = {}
    for each in files:
        mistakes += map(each.mistake, each.read.mistakes)
        mapping = each.read.mapping
        if mapping is None:
            continue
        twin = _twin(mapping, loaded)
        if twin:
            told = f"name: {mapping.name} is taken by {twin}"
            mistakes.append(replace(each.mistake(told), slug=None))
        else:
            loaded[mapping.name] = each.source, mapping
    sources = {name: source for name, (source, _) in loaded.items()}
    lines = _with_lines(loaded, files, mistakes)
    usable = _without_circles(loaded, _resolved(loaded, mistakes), mistakes)
    parts = {name: below for name, below in lines.items() if name in usable}
    known = [*usable, *(each.name for below in parts.values() for each in below)]
    return MappingSet(usable, tuple(mistakes), {name: sources[name] for name in known}, parts)


def _with_lines(
    loaded: _Loaded, files: Sequence[_File], mistakes: list[Mistake]
) -> Mapping[str, Sequence[TableMapping]]:
    """Take the mappings of lines out of *loaded*, and what cannot be used without them."""
    broken = [each.read.part_of for each in files if each.read.mapping is None]
    mappings = {name: mapping for name, (_, mapping) in loaded.items()}
    found = assemble(mappings, filter(None, broken))
    for name, told in found.mistakes.items():
        source, mapping = loaded[name]
        mistakes.append(Mistake(source, f"{source.file}: {told}", mapping.slug))
    for name in mappings:
        if name in found.whole:
            loaded[name] = loaded[name][0], found.whole[name]
        else:
            del loaded[name]
    return found.parts


def _nothing_in(folder: Path, setting: str) -> Mistake:
    told = f"{folder}: no mapping file (*.yaml or *.yml) is here; correct {setting}"
    return Mistake(Source(folder.name, own=setting != "SYNC_MAPPING_FOLDER"), told)


def _combined(shipped: Sequence[_File], own: Sequence[_File]) -> list[_File]:
    """Return the files that count: of two for the same mapping, the customer's."""
    replaced = {each.read.slug: each for each in shipped}
    ours = {each.read.slug for each in own}
    return [
        *(each for each in shipped if each.read.slug not in ours),
        *(_in_place(each, replaced.get(each.read.slug)) for each in own),
    ]


def _in_place(own: _File, shipped: _File | None) -> _File:
    if shipped is None:
        return own
    source = replace(own.source, replaces=shipped.source.file)
    ours, theirs = own.read, shipped.read
    unlike = _unlike(ours, theirs)
    if unlike is not None:
        key, wanted = unlike
        told = f"{key}: to take the place of {shipped.source.file}, it has to be {wanted}"
        ours = replace(ours, mapping=None, mistakes=(told,))
    # Documents whose lines have a mistake are told, and do not travel without them.
    return _File(source, ours if ours.mapping else replace(ours, part_of=theirs.part_of))


def _unlike(ours: FileRead, theirs: FileRead) -> tuple[str, str] | None:
    """Return the key that keeps a usable file from taking another one's place, and its value."""
    if ours.mapping is None:
        return None
    if theirs.mapping is not None and ours.mapping.name != theirs.mapping.name:
        return "name", theirs.mapping.name
    return None if ours.part_of == theirs.part_of else ("part_of", theirs.part_of or "left out")


def _twin(mapping: TableMapping, loaded: _Loaded) -> str | None:
    """Return the file whose mapping has the same slug: routes, timers and keys need them unique."""
    same = (source for source, other in loaded.values() if other.slug == mapping.slug)
    return next((source.file for source in same), None)


def _resolved(loaded: _Loaded, mistakes: list[Mistake]) -> dict[str, TableMapping]:
    """Drop mappings whose lookups point nowhere, and those that need a dropped one."""
    usable = dict(loaded)
    while True:
        broken = [
            (name, needed)
            for name, (_, mapping) in usable.items()
            for needed in sorted(mapping.looks_into() | set(mapping.depends_on))
            if needed not in usable
        ]
        if not broken:
            return {name: mapping for name, (_, mapping) in usable.items()}
        for name, needed in broken:
            if name in usable:
                source, mapping = usable.pop(name)
                told = f"{source.file}: {_lookup_place(mapping, needed)}"
                mistakes.append(Mistake(source, told, mapping.slug))


def _without_circles(
    loaded: _Loaded, usable: dict[str, TableMapping], mistakes: list[Mistake]
) -> dict[str, TableMapping]:
    """Drop mappings that wait for one another, and those that need them."""
    while names := circle(usable):
        told = " -> ".join(names)
        for name in set(names):
            source, mapping = loaded.pop(name)
            text = (
                f"{source.file}: records of these mappings wait for one another: {told}; "
                "give one of the lookups uncoupled: later"
            )
            mistakes.append(Mistake(source, text, mapping.slug))
        usable = _resolved(loaded, mistakes)
    return usable


def _lookup_place(mapping: TableMapping, needed: str) -> str:
    for index, field in enumerate(mapping.fields):
        if field.enabled and field.lookup and needed in field.lookup.mapping:
            return f"fields[{index}].lookup.mapping: there is no usable mapping {needed}"
    return f"depends_on: there is no usable mapping {needed}"
