"""The keys of a mapping file as the models have them."""

from collections.abc import Iterator
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from shared.domain.mapping import TableMapping


def keys(model: type[BaseModel] = TableMapping, place: str = "") -> Iterator[tuple[str, FieldInfo]]:
    """Yield every key by its path in the file, such as ``fields[].lookup.mapping``."""
    for name, field in model.model_fields.items():
        here = f"{place}{name}"
        yield here, field
        for inner, listed in _models(field.annotation):
            yield from keys(inner, f"{here}[]." if listed else f"{here}.")


def _models(annotation: Any, *, listed: bool = False) -> Iterator[tuple[type[BaseModel], bool]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation, listed
    elif (origin := get_origin(annotation)) in (tuple, Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from _models(part, listed=listed or origin is tuple)


def row(name: str, field: FieldInfo) -> str:
    """Return the key's row in docs/mappings.md."""
    meaning = " ".join((field.description or "").split())
    return f"| `{name}` | {_default(field)} | {meaning} |"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    default = field.get_default(call_default_factory=True)
    if default is None or (isinstance(default, tuple | dict) and not default):
        return ""
    match default:
        case bool() as switch:
            return f"`{str(switch).lower()}`"
        case Enum(value=value):
            return f"`{value}`"
        case default:
            return f"`{default}`"
