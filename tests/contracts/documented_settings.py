"""The settings as the models have them, in the administrator's words."""

from collections.abc import Iterator
from pathlib import Path

from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from shared.settings import DEFAULT_MAPPING_FOLDER, Settings

ROOT = Path(__file__).parents[2]
TOGETHER_NEEDED = {"ENTRA_TENANT_ID", "ENTRA_CLIENT_ID", "AzureWebJobsStorage"}
"""Optional for themselves, but needed with a client secret, and with Azurite."""


def fields() -> Iterator[tuple[str, FieldInfo]]:
    """Yield every setting by its name in the environment; those of several models once."""
    known: set[str] = set()
    for group in Settings.model_fields.values():
        model = group.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseSettings)
        prefix = str(model.model_config["env_prefix"])
        for attribute, field in model.model_fields.items():
            name = str(field.validation_alias or f"{prefix}{attribute}".upper())
            if name not in known:
                known.add(name)
                yield name, field


def required() -> set[str]:
    return {name for name, field in fields() if field.is_required()}


def row(name: str, field: FieldInfo) -> str:
    """Return how the setting's row in docs/operations.md begins, as far as its model tells."""
    meaning = f"{field.description} |" if field.description else ""
    return f"| `{name}` | {_default(field)} | {meaning}"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    match field.default:
        case None:
            return ""
        case bool() as switch:
            return f"`{str(switch).lower()}`"
        case path if path == DEFAULT_MAPPING_FOLDER:
            return f"`{DEFAULT_MAPPING_FOLDER.relative_to(ROOT).as_posix()}`"
        case default:
            return f"`{default}`"
