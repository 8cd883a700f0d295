"""docs/mappings.md has a picture of what the mappings that ship wait for; it is as they are."""

import re

from dev.mapping_graph import as_mermaid, with_owners
from shared.adapters.mapping_files import load_mappings
from shared.settings import DEFAULT_MAPPING_FOLDER
from tests.contracts.documented_settings import ROOT

PAGE = ROOT / "docs" / "mappings.md"
PICTURE = re.compile(r"(<!-- graph -->\n```mermaid\n)(.*?)(\n```\n<!-- /graph -->)", re.DOTALL)
UPDATE = "The picture is drawn by: .venv/bin/python -m tests.contracts.test_mapping_graph"


def drawn() -> str:
    return as_mermaid(with_owners(load_mappings(DEFAULT_MAPPING_FOLDER).mappings))


def test_the_picture_shows_the_mappings_as_they_are() -> None:
    found = PICTURE.search(PAGE.read_text(encoding="utf-8"))

    assert found is not None
    assert found[2] == drawn(), UPDATE


if __name__ == "__main__":
    page = PICTURE.sub(lambda old: f"{old[1]}{drawn()}{old[3]}", PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")
