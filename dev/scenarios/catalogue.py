"""The scenarios there are, those that have a test, and those that wait for something."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

TESTS = Path(__file__).parents[2] / "tests"
FOLDER = TESTS / "scenarios"
_WAITING_ROW = re.compile(r"^\| `(?P<id>[\w.]+)` \| (?P<what>.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Scenario:
    id: str
    group: str
    priority: int
    """1 is data integrity, 2 what users rely on, 3 the rest."""
    applies: str
    """``applies`` as it is, or ``adapt``: the same need is met in another way."""


def catalogue() -> list[Scenario]:
    rows = json.loads((FOLDER / "scenarios.json").read_text("utf-8"))
    return [Scenario(**row) for row in rows]


def implemented() -> dict[str, list[str]]:
    """Return the tests and stories that tell each scenario, by its id."""
    found: dict[str, list[str]] = {}
    for id_, where in (*_marked(), *_told()):
        found.setdefault(id_, []).append(where)
    return found


def waiting() -> dict[str, str]:
    """Return what scenarios without a test wait for, as the folder's README lists them."""
    text = (FOLDER / "README.md").read_text("utf-8")
    return {row["id"]: row["what"] for row in _WAITING_ROW.finditer(text)}


def _marked() -> Iterator[tuple[str, str]]:
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                where = f"{path.relative_to(TESTS.parent)}::{node.name}"
                yield from ((id_, where) for mark in node.decorator_list for id_ in _ids(mark))


def _ids(mark: ast.expr) -> Iterator[str]:
    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.scenario":
        for argument in mark.args:
            if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
                raise ValueError(f"a scenario's id is no plain text: {ast.unparse(mark)}")
            yield argument.value


def _told() -> Iterator[tuple[str, str]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for id_ in yaml.safe_load(path.read_text("utf-8")).get("scenarios", []):
            yield id_, str(path.relative_to(TESTS.parent))
