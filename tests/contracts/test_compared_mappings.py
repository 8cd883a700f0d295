"""docs/mappings.md shows the mappings beside those that are built into Business Central."""

from dev.commands.compare import BLOCK, PAGE
from dev.comparing import as_table, compared


def test_the_page_compares_the_mappings_as_they_are() -> None:
    found = BLOCK.search(PAGE.read_text(encoding="utf-8"))

    assert found is not None
    assert found[0] == as_table(compared()), "Run: python -m dev compare --write"


def test_every_built_in_field_that_is_missing_says_why() -> None:
    missing = [line for line in compared() if not line.is_there]

    assert [line for line in missing if line.ours in ("", "not mapped", "no such mapping")] == []
