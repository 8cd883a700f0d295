"""The settings as their classes have them, as tables of docs/settings.md."""

import re
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from types import NoneType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import AfterValidator, SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from shared.settings import DEFAULT_MAPPING_FOLDER, Settings

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "settings.md"
HEAD = "| Setting | Default | Values | Meaning |\n|---|---|---|---|\n"
_BLOCK = re.compile(r"<!-- settings: (\w+) -->\n(.*?)<!-- /settings -->", re.DOTALL)
_KINDS = {
    "_address": "an address",
    "check_schedule": "a schedule",
    "in_app": "a folder",
    "_resolved": "a secret",
}
"""What the validators of ``shared/settings/kinds.py`` take."""
_TYPES: dict[object, str] = {
    bool: "`true` or `false`",
    int: "a whole number",
    float: "a number",
    Path: "a file",
    SecretStr: "a secret",
    UUID: "an id",
    str: "a text",
}


def groups() -> dict[str, type[BaseSettings]]:
    """Return the classes by their names in :class:`Settings`."""
    found: dict[str, type[BaseSettings]] = {}
    for name, group in Settings.model_fields.items():
        model = group.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseSettings)
        found[name] = model
    return found


def fields(of: str | None = None) -> Iterator[tuple[str, FieldInfo]]:
    """Yield every setting by its name in the environment, once.

    :param of: the group whose settings are wanted; all unless given. One that several classes read
        stands with the one whose prefix it has.
    """
    homes: dict[str, tuple[str, FieldInfo]] = {}
    for group, model in groups().items():
        prefix = str(model.model_config["env_prefix"])
        for attribute, field in model.model_fields.items():
            name = str(field.validation_alias or f"{prefix}{attribute}".upper())
            if name not in homes or (prefix and name.startswith(prefix)):
                homes[name] = group, field
    for name, (group, field) in homes.items():
        if of in (None, group):
            yield name, field


def table(group: str) -> str:
    """Return a group's settings as a table in Markdown."""
    return HEAD + "".join(f"{_row(name, field)}\n" for name, field in fields(group))


def blocks(page: str) -> list[str]:
    """Return the groups that have a table on the page, in its order."""
    return [found[1] for found in _BLOCK.finditer(page)]


def written(page: str) -> str:
    """Return the page with its tables as the classes have them now."""
    return _BLOCK.sub(
        lambda found: f"<!-- settings: {found[1]} -->\n{table(found[1])}<!-- /settings -->", page
    )


def _row(name: str, field: FieldInfo) -> str:
    return f"| `{name}` | {_default(field)} | {_values(field)} | {field.description} |"


def default_of(field: FieldInfo) -> str:
    """Return what a setting is where it is left out, as it would be written; blank for nothing."""
    if field.is_required():
        return ""
    match field.default:
        case None:
            return ""
        case bool() as switch:
            return str(switch).lower()
        case path if path == DEFAULT_MAPPING_FOLDER:
            return DEFAULT_MAPPING_FOLDER.relative_to(ROOT).as_posix()
        case default:
            return str(default)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    default = default_of(field)
    return default and f"`{default}`"


def _values(field: FieldInfo) -> str:
    """Return what a setting can be, as far as its class tells without its patterns."""
    alone = _without_none(field.annotation)
    if get_origin(alone) is Literal:
        return ", ".join(f"`{value}`" for value in get_args(alone))
    if isinstance(alone, type) and issubclass(alone, Enum):
        return ", ".join(f"`{value.value}`" for value in alone)
    validators = [*field.metadata, *getattr(alone, "__metadata__", ())]
    kinds = [_kind(each) for each in validators if isinstance(each, AfterValidator)]
    plain = getattr(alone, "__origin__", alone)
    told = next((kind for kind in kinds if kind), None) or _TYPES.get(plain, "a text")
    return f"{told}{_bounds(field.metadata)}"


def _kind(validator: AfterValidator) -> str | None:
    return _KINDS.get(getattr(validator.func, "__name__", ""))


def _without_none(annotation: Any) -> Any:
    parts = [part for part in get_args(annotation) if part is not NoneType]
    optional = NoneType in get_args(annotation)
    return parts[0] if optional else annotation


def _bounds(metadata: list[Any]) -> str:
    least = next((m.ge for m in metadata if isinstance(m, Ge)), None)
    most = next((m.le for m in metadata if isinstance(m, Le)), None)
    shortest = next((m.min_length for m in metadata if isinstance(m, MinLen)), None)
    longest = next((m.max_length for m in metadata if isinstance(m, MaxLen)), None)
    if least is not None and most is not None:
        return f", {least:,} to {most:,}"
    if least is not None:
        return f", {least:,} at least"
    if shortest is not None and longest is not None:
        return f" of {shortest} to {longest} characters"
    return f" of {longest} characters at most" if longest is not None else ""
