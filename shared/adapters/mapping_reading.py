"""Read one mapping file: YAML in, a table mapping out; a mistake names its key."""

import difflib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError

from shared.adapters.yaml_loader import LOADER
from shared.domain.identifiers import slug
from shared.domain.mapping import TableMapping
from shared.domain.mapping_sides import Computed

ENDINGS = {".yaml", ".yml"}
_NO_VALUE = (ValueError, KeyError, AttributeError, RecursionError)
"""What PyYAML lets through where it cannot make a value of a text, such as 2020-13-01."""
_NAME = re.compile(r"^name:[ \t]*[\"']?([^\"'#\r\n]*)", re.MULTILINE)
_PART_OF = re.compile(_NAME.pattern.replace("name", "part_of"), re.MULTILINE)
_MOST_BITS = 63
_DEEPEST = 50
"""Lists and keys within one another: far more than a mapping has, far less than is hard to read."""
_PLAIN = {"str", "int", "bool"}
"""How pydantic calls the kinds of a value that can be any of them."""


@dataclass(frozen=True)
class FileRead:
    mapping: TableMapping | None
    slug: str
    """The mapping's; of a file with mistakes, that of the name that it gives, or is named by."""
    mistakes: Sequence[str] = ()
    """What is wrong in the file, each a sentence that begins with the key."""
    named: bool = True
    """Whether the file itself tells the mapping's name."""
    part_of: str | None = None
    """The mapping whose records these are lines of; also of a file with mistakes."""


def files_in(folder: Path) -> list[Path]:
    """Return the mapping files of a folder; none of one that is not there."""
    found = (path for path in folder.glob("*") if path.suffix.lower() in ENDINGS)
    return sorted(path for path in found if not path.is_dir())


def shown(path: Path) -> str:
    """Return a file's name as it can be shown, whatever its bytes are."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def slug_of_file(path: Path) -> str:
    """Return the slug of the mapping that a file of this name is taken to hold."""
    return slug(path.stem.replace("_", "-"))


def read_file(path: Path) -> FileRead:
    if path.exists() and not path.is_file():
        return _unread(path, "", ["is no file but a pipe, socket or device, which is not opened"])
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        return _unread(path, "", [f"cannot be opened: {error.strerror}"])
    except ValueError:
        return _unread(path, "", ["not readable as YAML: it is not UTF-8 text"])
    understood, mistakes = _understand(text)
    if understood is None:
        return _unread(path, text, mistakes)
    return FileRead(understood, understood.slug, part_of=understood.part_of)


@lru_cache(maxsize=256)
def _understand(text: str) -> tuple[TableMapping | None, Sequence[str]]:
    """Return the mapping that a text describes, or what is wrong in it.

    Remembered, since setup reads all files again, and so does an app that starts anew in a process.
    """
    try:
        content, complaints = _parse(text)
    except (yaml.YAMLError, *_NO_VALUE) as error:
        return None, [_unreadable(error)]
    if complaints:
        return None, complaints
    if not isinstance(content, dict):
        return None, ["a mapping file holds keys and values"]
    try:
        return TableMapping.model_validate(content), ()
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False)
        return None, list(dict.fromkeys(map(_told, problems)))


def _unread(path: Path, text: str, mistakes: Sequence[str]) -> FileRead:
    """Return a file with mistakes; its name is looked for in its text, which may be no YAML."""
    found, header = _NAME.search(text), _PART_OF.search(text)
    known_as = slug(found[1].strip()) if found else ""
    return FileRead(
        None,
        known_as or slug_of_file(path),
        mistakes,
        named=bool(known_as),
        part_of=header[1].strip() if header else None,
    )


def _parse(text: str) -> tuple[object, list[str]]:
    """Return what *text* holds, and complaints about what YAML allows and a mapping file does not.

    Of a key given twice YAML lets the last win; aliases would make a file refer to itself.
    """
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            return None, [f"line {line}: aliases (*) are not read; write the value out"]
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return None, [f"line {line}: more lists and keys within one another than any key has"]
    loader = LOADER(text)
    node = loader.get_single_node()
    content = loader.construct_document(node) if node else None
    twice = [f"{key}: given twice" for key in _repeated(node, ())]
    return content, [*twice, *_untold(content, ())]


def _untold(content: object, place: tuple[int | str, ...]) -> Iterator[str]:
    """Yield complaints about values that neither service nor storage can be told."""
    match content:
        case dict():
            for key, value in content.items():
                yield from _untold(key if isinstance(key, str) else None, place)
                yield from _untold(value, (*place, ascii(key).strip("'")))
        case list():
            for index, item in enumerate(content):
                yield from _untold(item, (*place, index))
        case str() if any(0xD800 <= ord(sign) <= 0xDFFF or sign < "\t" for sign in content):
            yield f"{_place(place)}: holds half a character or a control character"
        case int() if content.bit_length() > _MOST_BITS:
            yield f"{_place(place)}: is a number of more digits than either system has"
        case _:
            pass


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
        case _:
            problem = "a value in it is no date, number or text; quote it"
    return f"{line}not readable as YAML: {problem}"


def _told(problem: Any) -> str:
    keys = _keys(problem["loc"])
    place = _place(keys)
    if keys != problem["loc"] and problem["loc"][-1] in _PLAIN:
        return f"{place}: takes a text, a number, true or false"
    match problem["type"]:
        case "extra_forbidden":
            return f"{place}: unknown key{_hint(problem['loc'])}"
        case "missing":
            return f"{place}: missing"
        case _:
            message = str(problem["msg"]).removeprefix("Value error, ")
            message = message.removeprefix("Input ").removeprefix("String ")
            message = message.replace("a valid tuple", "a list")
            return f"{place}: {message}" if place else message


def _place(location: tuple[int | str, ...]) -> str:
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _keys(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Return a place in the file: pydantic adds which kind of several it has tried there."""
    models = {model.__name__ for model in _all_models(TableMapping)}
    if location and location[-1] in _PLAIN:
        location = location[:-1]
    return tuple(part for part in location if part not in {*models, Computed.__name__})


def _hint(location: tuple[int | str, ...]) -> str:
    """Return a guess at what an unknown key should have been."""
    models: list[type[BaseModel]] = [TableMapping]
    for part in location[:-1]:
        if isinstance(part, str):
            models = [m for m in models if m.__name__ == part] or _below(models, part)
    keys = [key for model in models for key in model.model_fields]
    close = difflib.get_close_matches(str(location[-1]), keys, n=1)
    if not keys:
        return ""
    return f', did you mean "{close[0]}"?' if close else f"; known are {', '.join(keys)}"


def _below(models: Sequence[type[BaseModel]], key: str) -> list[type[BaseModel]]:
    fields = (model.model_fields.get(key) for model in models)
    return [model for field in fields if field for model in _models(field.annotation)]


def _all_models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for below in _models(field.annotation):
            yield from _all_models(below)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Return the models in an annotation such as ``tuple[FieldMapping, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from _models(part)
