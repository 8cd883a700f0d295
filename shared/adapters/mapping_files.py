"""Mapping files: YAML in, table mappings out; a mistake names its file and key."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from shared.domain.identifiers import slug
from shared.domain.mapping import TableMapping
from shared.domain.ordering import circle

ENDINGS = {".yaml", ".yml"}
_NO_VALUE = (ValueError, KeyError, AttributeError, RecursionError)
"""What PyYAML lets through where it cannot make a value of a text, such as 2020-13-01."""


@dataclass(frozen=True)
class Mistake:
    file: str
    text: str
    """The whole sentence, for example ``customer.yaml: fields[3].macth: unknown key, ...``."""
    slug: str | None = None
    """The mapping's, where the file can be read so far that it tells its name."""

    def concerns(self, slug: str) -> bool:
        """Return whether it switches off the mapping that would have *slug*, as far as is known."""
        return slug == (self.slug or Path(self.file).stem)


@dataclass(frozen=True)
class MappingSet:
    mappings: dict[str, TableMapping]
    """The usable ones, by name."""
    mistakes: tuple[Mistake, ...]

    def by_slug(self, slug: str) -> TableMapping | None:
        return next((m for m in self.mappings.values() if m.slug == slug), None)


def load_mappings(folder: Path) -> MappingSet:
    """Read every mapping file of *folder*; a mistake switches off that mapping only."""
    mistakes: list[Mistake] = []
    loaded: dict[str, tuple[str, TableMapping]] = {}
    paths = sorted(path for path in folder.glob("*") if path.suffix.lower() in ENDINGS)
    if not paths:
        told = f"{folder}: no mapping file (*.yaml or *.yml) is here; correct SYNC_MAPPING_FOLDER"
        mistakes.append(Mistake(folder.name, told))
    for path in paths:
        mapping = _load(path, mistakes)
        if mapping is None:
            continue
        twin = _twin(mapping, loaded)
        if twin:
            mistakes.append(
                Mistake(path.name, f"{path.name}: name: {mapping.name} is taken by {twin}")
            )
        else:
            loaded[mapping.name] = (path.name, mapping)
    usable = _without_circles(loaded, _resolved(loaded, mistakes), mistakes)
    return MappingSet(usable, tuple(mistakes))


def _load(path: Path, mistakes: list[Mistake]) -> TableMapping | None:
    try:
        content, complaints = _parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        mistakes.append(Mistake(path.name, f"{path.name}: cannot be opened: {error.strerror}"))
        return None
    except (yaml.YAMLError, *_NO_VALUE) as error:
        mistakes.append(Mistake(path.name, f"{path.name}: {_unreadable(error)}"))
        return None
    if complaints:
        known_as = _slug_in(content)
        mistakes += [Mistake(path.name, f"{path.name}: {told}", known_as) for told in complaints]
        return None
    if not isinstance(content, dict):
        mistakes.append(Mistake(path.name, f"{path.name}: a mapping file holds keys and values"))
        return None
    try:
        return TableMapping.model_validate(content)
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        told_all = [f"{path.name}: {_told(problem)}" for problem in problems]
        mistakes += [Mistake(path.name, told, _slug_in(content)) for told in told_all]
        return None


def _slug_in(content: object) -> str | None:
    """Return the slug of the name in a file that has mistakes."""
    name = content.get("name") if isinstance(content, dict) else None
    return (slug(name) or None) if isinstance(name, str) else None


def _parse(text: str) -> tuple[object, list[str]]:
    """Return what *text* holds, and complaints about what YAML allows and a mapping file does not.

    Of a key given twice YAML lets the last win; aliases would make a file refer to itself.
    """
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = event.start_mark.line + 1 if event.start_mark else 1
            return None, [f"line {line}: aliases (*) are not read; write the value out"]
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return yaml.safe_load(text), [f"{key}: given twice" for key in _repeated(node, ())]


def _repeated(node: yaml.Node | None, place: tuple[int | str, ...]) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            here = (*place, str(key.value))
            if (key.tag, here) in seen:
                yield _place(here)
            seen.add((key.tag, here))
            yield from _repeated(value, here)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _repeated(item, (*place, index))


def _unreadable(error: Exception) -> str:
    where = getattr(error, "problem_mark", None)
    line = f"line {where.line + 1}: " if where else ""
    match error:
        case yaml.reader.ReaderError():
            problem = "it holds a control character"
        case yaml.YAMLError():
            problem = getattr(error, "problem", None) or "it is no YAML"
        case UnicodeDecodeError():
            problem = "it is not UTF-8 text"
        case _:
            problem = "a value in it is no date, number or text; quote it"
    return f"{line}not readable as YAML: {problem}"


def _twin(mapping: TableMapping, loaded: dict[str, tuple[str, TableMapping]]) -> str | None:
    """Return the file whose mapping has the same slug: routes, timers and keys need them unique."""
    return next((file for file, other in loaded.values() if other.slug == mapping.slug), None)


def _resolved(
    loaded: dict[str, tuple[str, TableMapping]], mistakes: list[Mistake]
) -> dict[str, TableMapping]:
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
            file, mapping = usable.pop(name, (None, None))
            if file and mapping:
                told = f"{file}: {_lookup_place(mapping, needed)}"
                mistakes.append(Mistake(file, told, mapping.slug))


def _without_circles(
    loaded: dict[str, tuple[str, TableMapping]],
    usable: dict[str, TableMapping],
    mistakes: list[Mistake],
) -> dict[str, TableMapping]:
    """Drop mappings that wait for one another, and those that need them."""
    while names := circle(usable):
        told = " -> ".join(names)
        for name in set(names):
            file, mapping = loaded.pop(name)
            text = (
                f"{file}: records of these mappings wait for one another: {told}; "
                "give one of the lookups uncoupled: later"
            )
            mistakes.append(Mistake(file, text, mapping.slug))
        usable = _resolved(loaded, mistakes)
    return usable


def _lookup_place(mapping: TableMapping, needed: str) -> str:
    for index, field in enumerate(mapping.fields):
        if field.enabled and field.lookup and needed in field.lookup.mapping:
            return f"fields[{index}].lookup.mapping: there is no usable mapping {needed}"
    return f"depends_on: there is no usable mapping {needed}"


def _told(problem: Any) -> str:
    place = _place(problem["loc"])
    match problem["type"]:
        case "extra_forbidden":
            return f"{place}: unknown key{_hint(problem['loc'])}"
        case "missing":
            return f"{place}: missing"
        case _:
            message = str(problem["msg"]).removeprefix("Value error, ")
            message = message.removeprefix("Input ").removeprefix("String ")
            return f"{place}: {message}" if place else message


def _place(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _hint(location: tuple[int | str, ...]) -> str:
    """Return a guess at what an unknown key should have been."""
    model: type[BaseModel] | None = TableMapping
    for part in location[:-1]:
        if isinstance(part, str) and model is not None:
            model = next(iter(_models(model.model_fields[part].annotation)), None)
    keys = list(model.model_fields) if model else []
    close = difflib.get_close_matches(str(location[-1]), keys, n=1)
    return f', did you mean "{close[0]}"?' if close else f"; known are {', '.join(keys)}"


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Return the models in an annotation such as ``tuple[FieldMapping, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, Union, UnionType):
        for part in get_args(annotation):
            yield from _models(part)
