"""docs/errors.md explains every code that the program can give, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from shared.domain.pending import Cause

ROOT = Path(__file__).parents[2]
CAUSES = "## Causes"
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def page() -> tuple[list[str], list[str]]:
    """Return the codes and the causes that have a row on the page."""
    codes, causes = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8").split(CAUSES)
    return ROW.findall(codes), ROW.findall(causes)


def codes_in_source() -> set[str]:
    return {
        code
        for path in (ROOT / "shared").rglob("*.py")
        for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))
    }


def codes_in(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that any call is given as *code*, both of a conditional one."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    given = (keyword.value for call in calls for keyword in call.keywords if keyword.arg == "code")
    for value in given:
        chosen = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
        yield from (
            constant.value
            for constant in chosen
            if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
        )


def test_every_code_of_the_source_is_explained_once_and_no_other() -> None:
    codes, _ = page()

    assert sorted(codes) == sorted(codes_in_source())


def test_every_cause_of_a_pending_record_is_explained_once_and_no_other() -> None:
    _, causes = page()

    assert sorted(causes) == sorted(cause.value for cause in Cause)


def test_both_codes_of_a_conditional_one_are_found() -> None:
    tree = ast.parse('raise Error("text", code="first" if early else "second", status=404)')

    assert list(codes_in(tree)) == ["first", "second"]
