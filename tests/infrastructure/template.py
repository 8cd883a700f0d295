"""The template for Azure, and what the app's own code says of the same things."""

import re
from pathlib import Path

from dev.bicep.reading import BicepFile, members, text_of
from dev.commands.bicep import FOLDER

ROOT = Path(__file__).parents[2]
QUERIES = FOLDER / "queries"


def template(name: str) -> BicepFile:
    return BicepFile(FOLDER / f"{name}.bicep")


def settings_of(name: str, variable: str) -> dict[str, str]:
    """Return an object variable's properties, with their values as they are written."""
    value = template(name).value(variable)
    return {key: text_of(node).strip("'") for key, node in members(value).items()}


def default_of(parameter: str) -> str:
    """Return a parameter's default in main.bicep."""
    node = template("main").of("param")[parameter].node
    return text_of(node.named_children[-1]).strip("'")


def tables() -> set[str]:
    """Return the tables that the app's adapters open, without their prefix."""
    folder = ROOT / "shared" / "adapters" / "tables"
    code = "\n".join(path.read_text("utf-8") for path in folder.glob("*.py"))
    return set(re.findall(r'storage\.table\("(\w+)"\)', code))
