"""docs/wire.md says what every section means that a test is marked with."""

import re

from tests.contracts.documented_settings import ROOT

PAGE = (ROOT / "docs" / "wire.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([A-Z]\.\d+\w?) \| \S.*? \| \S.*? \|$", re.MULTILINE)
MARK = re.compile(r"mark\.wire\(\s*([^)]*)\)")
SECTION = re.compile(r"[A-Z]\.\d+\w?")


def marked() -> set[str]:
    """Return the sections that tests are marked with."""
    files = (ROOT / "tests").rglob("*.py")
    marks = [mark for file in files for mark in MARK.findall(file.read_text(encoding="utf-8"))]
    return {section for mark in marks for section in SECTION.findall(mark)}


def test_the_page_tells_the_sections_that_tests_are_marked_with_and_no_other() -> None:
    told = ROW.findall(PAGE)

    assert len(told) == len(set(told))
    assert set(told) == marked()
